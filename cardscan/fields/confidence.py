"""How sure a field is: the chance that it is right in every character, from the signs that were seen.

One logistic model a contract key over the same few signs. ``tests/benchmarks/fit_confidence.py`` fits the weights
on drawn cards that no rule was written from; they stand in ``confidence_model.json`` with the figures of the fit.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from cardscan.fields.assign import Choice
from cardscan.fields.phone_number import is_valid_number
from cardscan.fields.printed_forms import form_doubt
from cardscan.orthography.variants import has_variants
from cardscan.records import CardText, FieldKind

SIGNS = (
    "one",
    "belief",
    "score",
    "validated",
    "margin",
    "support",
    "pieces",
    "variants",
    "vertical",
    "size",
    "sound",
    "form_doubt",
    "weakest",
    "length",
)
"""The signs of one value, in the order of the weights; see ``signs``."""

KEYS = (
    "name",
    "kana",
    "romaji",
    "company",
    "department",
    "title",
    "postal",
    "address",
    "tel",
    "fax",
    "mobile",
    "email",
    "url",
)
"""The contract's keys."""

_KEY_OF = {
    FieldKind.NAME: "name",
    FieldKind.KANA: "kana",
    FieldKind.ROMAJI: "romaji",
    FieldKind.COMPANY: "company",
    FieldKind.DEPARTMENT: "department",
    FieldKind.TITLE: "title",
    FieldKind.QUALIFICATION: "title",
    FieldKind.ADDRESS: "address",
    FieldKind.EMAIL: "email",
    FieldKind.URL: "url",
}


def keys_of(choice: Choice) -> tuple[str, ...]:
    """The contract keys that one claim answers for: an address with a postal code answers for two."""
    claim = choice.candidate
    if claim.kind is FieldKind.PHONE:
        kind = claim.parts.get("kind", "other")
        return (kind if kind in ("fax", "mobile") else "tel",)
    if claim.kind is FieldKind.ADDRESS and claim.parts.get("postal_code"):
        return "address", "postal"
    return (_KEY_OF[claim.kind],) if claim.kind in _KEY_OF else ()


def signs(card: CardText, choice: Choice) -> tuple[float, ...]:
    """What is known of a value, in the order of ``SIGNS``; each about 0 to 5.

    ``score`` is −log10 of the engine's doubt over the worst line, so that 0.99 counts 2 and 0.999 counts 3; ``size`` is
    the height of the smallest characters, 1 at one sixtieth of the card's longer side, cut at 2. ``sound`` is 0 for a
    telephone number that its country's numbering plan does not know, ``form_doubt`` the doubt about the character whose
    form is the least sure, ``weakest`` as ``score`` for the least sure character of all
    lines, ``length`` the number of characters in tens.
    """
    claim = choice.candidate
    score = min((card.lines[i].score for i in claim.lines), default=0.0)
    weakest = min((card.lines[i].weakest for i in claim.lines), default=0.0)
    belief = min(max(claim.belief, 0.01), 0.99)
    return (
        1.0,
        math.log(belief / (1 - belief)),
        _surety(score),
        float(claim.validated),
        min(5.0, choice.margin),
        max(-2.0, min(3.0, choice.support)),
        float(len(claim.lines) > 1),
        float(has_variants(claim.value)),
        float(any(card.lines[i].direction == "vertical" for i in claim.lines)),
        min(2.0, 60 * min(card.lines[i].size for i in claim.lines) / max(card.width, card.height)),
        float(claim.kind is not FieldKind.PHONE or is_valid_number(claim.value)),
        form_doubt(card, claim),
        _surety(weakest),
        min(5.0, len(claim.value) / 10),
    )


def _surety(score: float) -> float:
    """−log10 of an engine's doubt, 0 to 4."""
    return min(4.0, -math.log10(max(1e-4, 1 - score)))


def chance(key: str, seen: Sequence[float]) -> float:
    """The chance, 0 to 1, that a value with these signs is right in every character."""
    weights = _model()[key]
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, seen, strict=True))))


def confidences(card: CardText, choices: Sequence[Choice]) -> dict[str, float | None]:
    """The confidence of every contract key; of several values the least sure counts, None where there is none."""
    found: dict[str, float | None] = dict.fromkeys(KEYS)
    for choice in choices:
        for key in keys_of(choice):
            value = round(chance(key, signs(card, choice)), 3)
            earlier = found[key]
            found[key] = value if earlier is None else min(earlier, value)
    return found


@cache
def _model() -> Mapping[str, Sequence[float]]:
    text = files("cardscan.fields").joinpath("confidence_model.json").read_text(encoding="utf-8")
    weights: dict[str, list[float]] = json.loads(text)["weights"]
    return weights
