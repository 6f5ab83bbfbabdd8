"""The targets by Hypothesis: whole texts, and the corpus with pieces put in, taken out and put elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, seeds
from tests.hostile.size import TORTURE

EXAMPLES = {"fields": 25, "code": 60, "calendar": 40, "photo": 80}
"""The slow ones; the others have 150. In torture ten times as many."""


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus_holds(name: str) -> None:
    assert len(seeds(name)) >= 3
    for seed in seeds(name):
        TARGETS[name](seed)


@st.composite
def mutated(draw: st.DrawFn, name: str) -> bytes:
    """A seed after some changes."""
    data = bytearray(draw(st.sampled_from(seeds(name))))
    other = draw(st.sampled_from(seeds(name)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 40)))
        piece = draw(st.one_of(st.binary(max_size=8), st.text(max_size=8).map(lambda t: t.encode("utf-8", "replace"))))
        begin = draw(st.integers(0, len(other)))
        data[at:end] = piece if draw(st.booleans()) else other[begin : begin + draw(st.integers(0, 60))]
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes(name: str) -> None:
    count = EXAMPLES.get(name, 150) * (10 if TORTURE else 1)
    text = st.text(max_size=60).map(lambda t: t.encode("utf-8", "replace"))
    anything = st.one_of(mutated(name), text, st.binary(max_size=60))

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(anything)
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()
