"""Which form of a character was printed, weighing what an engine saw against how rare the form is: 高 or 髙."""

from __future__ import annotations

from collections.abc import Sequence

from cardscan.orthography.variants import fold_variants
from cardscan.records import PrintedForm

RARITY = 3.0
"""Log-odds against a form other than the everyday one in a text of which nothing else is known."""


def likeliest_form(seen: Sequence[PrintedForm], rarity: float = RARITY) -> str:
    """Decide on one character by everything that was seen of it.

    Args:
        seen: What an engine saw of each occurrence of the character, at least one.
        rarity: Log-odds, before anything is seen, against a form that is not the everyday one.
    """
    weighed = _weighed(pooled(seen), rarity)
    return max(weighed, key=lambda form: weighed[form])


def lead_of(form: str, seen: PrintedForm, rarity: float = RARITY) -> float:
    """Log-odds of ``form`` against the likeliest other one; infinite where nothing else was thought of."""
    weighed = _weighed(seen.likelihoods, rarity)
    others = [value for other, value in weighed.items() if other != form]
    return weighed.get(form, min(weighed.values())) - max(others) if others else float("inf")


def pooled(seen: Sequence[PrintedForm]) -> tuple[tuple[str, float], ...]:
    """The likelihoods of all occurrences together.

    A form that was not thought of at an occurrence is as unlikely there as the least likely one that was.
    """
    tables = [dict(form.likelihoods) for form in seen]
    forms = dict.fromkeys(form for table in tables for form in table)
    return tuple((form, sum(table.get(form, min(table.values())) for table in tables)) for form in forms)


def _weighed(likelihoods: Sequence[tuple[str, float]], rarity: float) -> dict[str, float]:
    return {form: value - rarity * (fold_variants(form) != form) for form, value in likelihoods}
