"""Chosen claims held against each other: what one says of another puts it right, or makes it more or less sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cardscan.fields.assign import Choice
from cardscan.fields.name_agreement import mail_by_name
from cardscan.fields.placement import is_japanese
from cardscan.lexicon.area_codes import prefectures_of_number
from cardscan.lexicon.postal import postal_data
from cardscan.records import Candidate, FieldKind

_NAMES = (FieldKind.NAME, FieldKind.KANA, FieldKind.ROMAJI)

_NEAR, _FAR = 0.5, -1.0
"""Log-odds for a telephone number whose area code is that of an address on the card, and for one that belongs to none:
most offices have a line of their own town, so that another area is as a rule a figure misread; some have one of their
head office."""


_HALF = 0.3
"""Belief in half a name."""


def agreed(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices, with mail addresses that spell the name and support by the area codes of the telephone numbers."""
    choices = [_without_its_half(choice, choices) for choice in choices]
    claims = [choice.candidate for choice in choices]
    names = [claim for claim in claims if claim.kind in _NAMES]
    regions = {region for claim in claims if claim.kind is FieldKind.ADDRESS for region in _regions(claim)}
    return tuple(_agreed(choice, names, regions) for choice in choices)


def _without_its_half(choice: Choice, choices: Sequence[Choice]) -> Choice:
    """A lone 倉持 beside Shun Kuramochi or くらもち しゅん, with no sign for it left: its other half was not seen."""
    claim = choice.candidate
    parts = claim.parts.keys() & {"family_name", "given_name"}
    if claim.kind is not FieldKind.NAME or len(parts) != 1 or not is_japanese(claim.value):
        return choice
    whole = [each.candidate for each in choices if each.candidate.kind in (FieldKind.KANA, FieldKind.ROMAJI)]
    if not any(len(other.value.split()) > 1 for other in whole):
        return choice
    return replace(choice, candidate=replace(claim, belief=_HALF, validated=False), margin=0.0, support=_FAR)


def _agreed(choice: Choice, names: Sequence[Candidate], regions: set[str]) -> Choice:
    claim = choice.candidate
    if claim.kind is FieldKind.EMAIL:
        better = mail_by_name(claim, names)
        rivals = (claim.value, *choice.rivals) if better.value != claim.value else choice.rivals
        return replace(choice, candidate=better, rivals=tuple(each for each in rivals if each != better.value))
    areas = prefectures_of_number(claim.value) if claim.kind is FieldKind.PHONE else frozenset()
    if not areas or not regions:
        return choice
    return replace(choice, support=choice.support + (_FAR if areas.isdisjoint(regions) else _NEAR))


def _regions(address: Candidate) -> set[str]:
    """The prefectures that a Japanese address may lie in; where it names none, its postal code or its city tells."""
    if region := address.parts.get("region"):
        return {region}
    code = address.parts.get("postal_code", "").replace("-", "")
    by_code = {place.prefecture for place in postal_data().places(code)} if len(code) == 7 else set()
    located = None if by_code else postal_data().locate(address.value.replace(" ", ""))
    return by_code or ({located.prefecture} if located is not None else set())
