"""An invented crowd in small: nobody is taken for somebody else, and few pairs are looked at."""

from __future__ import annotations

from itertools import islice

import pytest

import cardscan.store.matching as matching
from cardscan.person.identity import Evidence, Judgement, judge
from cardscan.store.store import Store
from tests.benchmarks.identity import evaluate, take_in
from tests.benchmarks.identity_crowd import Crowd


def test_nobody_of_a_crowd_is_taken_for_somebody_else(store: Store) -> None:
    score = evaluate(store, 250, seed=3)
    assert score.wrong == [] and score.merged > 40
    assert score.recall > 0.9
    assert score.questions < 30


def test_only_people_who_share_something_are_held_against_each_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def counted(one: Evidence, other: Evidence, shared: frozenset[str]) -> Judgement:
        nonlocal compared
        compared += 1
        return judge(one, other, shared)

    monkeypatch.setattr(matching, "judge", counted)
    crowd = list(islice(Crowd(300, seed=4).cards(), 300))
    take_in(store, crowd[:250])
    new = take_in(store, crowd[250:], begin=10**6)
    store.match_people(new)
    assert 0 < compared < 5 * len(new), "of 50 × 250 pairs"
