from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from cardscan.orthography.printed_form import lead_of, likeliest_form, pooled
from cardscan.records import PrintedForm


def seen(**likelihoods: float) -> PrintedForm:
    return PrintedForm(next(iter(likelihoods)), tuple(likelihoods.items()))


def test_a_rare_form_must_be_likelier_by_its_rarity() -> None:
    form = seen(崎=0.0, 﨑=2.5)
    assert likeliest_form([form], rarity=2.0) == "﨑"
    assert likeliest_form([form], rarity=3.0) == "崎"


def test_occurrences_are_weighed_together() -> None:
    assert likeliest_form([seen(辺=0.0, 邊=1.5), seen(辺=0.0, 邊=1.5)], rarity=2.0) == "邊"


def test_a_form_not_thought_of_at_one_occurrence_is_unlikely_there() -> None:
    together = dict(pooled([seen(崎=0.0, 﨑=-1.0, 嵜=-9.0), seen(崎=0.0, 﨑=-1.0)]))
    assert together == {"崎": 0.0, "﨑": -2.0, "嵜": -10.0}


def test_the_lead_of_the_only_form_is_infinite() -> None:
    assert lead_of("崎", seen(崎=0.0)) == math.inf


@given(st.dictionaries(st.sampled_from("斎齋斉齊"), st.floats(-50, 50), min_size=2))
def test_the_likeliest_form_leads(likelihoods: dict[str, float]) -> None:
    form = PrintedForm("斎", tuple(likelihoods.items()))
    best = likeliest_form([form])
    assert lead_of(best, form) >= 0
    assert all(lead_of(other, form) <= 0 for other in likelihoods if other != best)
