"""The golden set: the sample photos, read through the public door with the real engine, held against their truth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cardscan.batch import scan_many
from cardscan.export.to_json import json_line, reading_to_json
from tests.benchmarks.score import Score, score

PHOTOS = Path(__file__).resolve().parent.parent / "samples" / "photos"

FLOORS: Mapping[str, float] = {
    "name": 0.70,
    "company": 0.80,
    "title": 0.85,
    "postal": 0.85,
    "address": 0.80,
    "tel": 0.85,
    "email": 0.85,
    "url": 0.80,
}
"""Recall below which reading has broken: some mistakes below what was measured when the set was made."""


@cache
def golden() -> Score:
    truth: list[dict[str, Any]] = json.loads((PHOTOS / "truth.json").read_text(encoding="utf-8"))
    readings = scan_many([PHOTOS / entry["file"] for entry in truth])
    return score(truth, [json.loads(json_line(reading_to_json(reading))) for reading in readings])


def test_every_card_is_found_where_it_lies() -> None:
    result = golden()
    assert result.cards_found >= 0.96 * result.cards, result.missed
    assert result.cards_said <= 1.05 * result.cards
    assert result.quads_hit >= 0.93 * result.quads


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_is_read(field: str) -> None:
    recall = golden().rates(field)[0]
    assert recall >= FLOORS[field], [mistake for mistake in golden().mistakes if mistake.field == field]


def test_all_fields_together() -> None:
    assert golden().rates()[2] >= 0.9


def test_the_sure_ones_are_right() -> None:
    result = golden()
    assert result.sure >= 0.5 * sum(result.said.values())
    assert result.sure_wrong <= 0.04 * result.sure
