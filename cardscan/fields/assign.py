"""One assignment for the whole card: which claims are true together.

Every recogniser claims; claims compete for characters, a field rarely stands twice, and neighbours support each other.
A beam search over all claims finds the set with the highest total of log-odds, and how far ahead of the best set
without each claim it is (the margin), which is the best single sign of a wrong field.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from cardscan.fields.neighbours import affinity
from cardscan.records import Candidate, CardText, FieldKind

_BEAM = 160
"""Sets kept at each step. On 300 drawn cards a beam of 40 already gave the same best sets as 1000; this leaves room."""

_MOST = {
    FieldKind.NAME: 1,
    FieldKind.KANA: 1,
    FieldKind.ROMAJI: 1,
    FieldKind.COMPANY: 1,
    FieldKind.COMPANY_EN: 1,
    FieldKind.DEPARTMENT: 1,
}
"""How often a field stands on a card at most; the others may repeat."""

_PRESENCE = {FieldKind.NAME: 1.5, FieldKind.COMPANY: 1.0}
"""Log-odds for having the field at all: nearly every card names a person and a firm."""

_REPEAT = {FieldKind.TITLE: -0.4, FieldKind.QUALIFICATION: 0.0}
"""Log-odds for each further value of a field."""

_LIMIT = 4.6
"""Beliefs are cut to 0.01–0.99: no recogniser knows better by itself."""

_MOST_RIVALS = 3
"""Other values kept for each claim: enough to choose from."""

MARGIN_LIMIT = 8.0
"""Margins are cut here; no rival set within the beam counts as this far ahead."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim that was taken."""

    candidate: Candidate
    margin: float
    """Log-odds by which the best whole assignment beats the best one without this claim, 0 to ``MARGIN_LIMIT``."""
    support: float
    """Log-odds that its neighbours added."""
    rivals: tuple[str, ...] = ()
    """Values of the claims that would stand in its place in the next best sets, the best first."""


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    taken: tuple[int, ...]
    occupied: int


def assign(card: CardText, candidates: Sequence[Candidate]) -> tuple[Choice, ...]:
    """Choose the claims that together explain a card best, in reading order."""
    claims = sorted(_without_repeats(candidates), key=lambda claim: -claim.belief)
    masks = _masks(card, claims)
    gains = [_log_odds(claim.belief) for claim in claims]
    bonds = _bonds(card, claims)
    states = [_State(0.0, (), 0)]
    for number, claim in enumerate(claims):
        grown = list(states)
        for state in states:
            if not state.occupied & masks[number] and _allowed(claim, state, claims):
                score = state.score + gains[number] + _count_gain(claim, state, claims)
                score += sum(bonds.get((earlier, number), 0.0) for earlier in state.taken)
                grown.append(_State(score, (*state.taken, number), state.occupied | masks[number]))
        states = sorted(grown, key=lambda state: -state.score)[:_BEAM]
    best = states[0]
    chosen = [_choice(number, best, states, claims, bonds, masks) for number in best.taken]
    return tuple(sorted(chosen, key=lambda choice: (choice.candidate.lines[0], choice.candidate.span or (0, 0))))


def _without_repeats(candidates: Sequence[Candidate]) -> list[Candidate]:
    best: dict[tuple[object, ...], Candidate] = {}
    for claim in candidates:
        key = (claim.kind, claim.lines, claim.span, claim.value, claim.parts.get("kind"))
        if key not in best or best[key].belief < claim.belief:
            best[key] = claim
    return list(best.values())


def _masks(card: CardText, claims: Sequence[Candidate]) -> list[int]:
    """Each claim's characters as bits of one number, so that two claims clash when ``a & b``."""
    starts, total = [], 0
    for line in card.lines:
        starts.append(total)
        total += max(1, len(line.text))
    masks = []
    for claim in claims:
        mask = 0
        for place, index in enumerate(claim.lines):
            start, end = 0, max(1, len(card.lines[index].text))
            if place == 0 and claim.span is not None:
                start, end = claim.span
            elif 0 < place == len(claim.lines) - 1 and claim.last_span is not None:
                start, end = claim.last_span
            mask |= ((1 << (end - start)) - 1) << (starts[index] + start)
        masks.append(mask)
    return masks


def _bonds(card: CardText, claims: Sequence[Candidate]) -> dict[tuple[int, int], float]:
    bonds = {}
    for second in range(len(claims)):
        for first in range(second):
            weight = affinity(card, claims[first], claims[second])
            if weight:
                bonds[first, second] = weight
    return bonds


def _allowed(claim: Candidate, state: _State, claims: Sequence[Candidate]) -> bool:
    most = _MOST.get(claim.kind)
    return most is None or sum(claims[i].kind is claim.kind for i in state.taken) < most


def _count_gain(claim: Candidate, state: _State, claims: Sequence[Candidate]) -> float:
    if any(claims[i].kind is claim.kind for i in state.taken):
        return _REPEAT.get(claim.kind, 0.0)
    return _PRESENCE.get(claim.kind, 0.0)


def _choice(
    number: int,
    best: _State,
    states: Sequence[_State],
    claims: Sequence[Candidate],
    bonds: dict[tuple[int, int], float],
    masks: Sequence[int],
) -> Choice:
    rival = next((state.score for state in states if number not in state.taken), best.score - MARGIN_LIMIT)
    support = sum(bonds.get((min(i, number), max(i, number)), 0.0) for i in best.taken if i != number)
    margin = min(MARGIN_LIMIT, best.score - rival)
    return Choice(claims[number], margin, support, _rivals(number, best, states, claims, masks))


def _rivals(
    number: int, best: _State, states: Sequence[_State], claims: Sequence[Candidate], masks: Sequence[int]
) -> tuple[str, ...]:
    """What claims of the same field say that share characters with a claim, or likely ones that it alone excludes."""
    claim, found = claims[number], dict[str, None]()
    for state in states:
        for other in state.taken:
            same = claims[other].kind is claim.kind and other not in best.taken and number not in state.taken
            likely = claim.kind in _MOST and claims[other].belief >= 0.5
            if same and (likely or masks[other] & masks[number]):
                found[_said(claims[other], claim)] = None
    return tuple(value for value in found if value != _said(claim, claim))[:_MOST_RIVALS]


def _said(claim: Candidate, beside: Candidate) -> str:
    """A claim's value as a person would type it; a phone's kind only where it is not that of ``beside``."""
    if claim.kind is not FieldKind.PHONE:
        return claim.value
    kind = claim.parts.get("kind", "other")
    return claim.text if kind == beside.parts.get("kind", "other") else f"{kind}: {claim.text}"


def _log_odds(belief: float) -> float:
    p = min(max(belief, 1e-6), 1 - 1e-6)
    return max(-_LIMIT, min(_LIMIT, math.log(p / (1 - p))))
