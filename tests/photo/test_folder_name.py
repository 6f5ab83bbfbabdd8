from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.photo.folder_name import FolderEvent, folder_event, named_day

NOVEMBER = FolderEvent("異業種交流会", date(2026, 11, 20))


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-20 異業種交流会",
        "20261120_異業種交流会",
        "2026_11_20_異業種交流会",
        "2026年11月20日 異業種交流会",
        "異業種交流会 2026.11.20",
        "異業種交流会（2026/11/20）".replace("/", "."),
        "２０２６－１１－２０　異業種交流会",
    ],
)
def test_a_day_and_a_name_are_an_event(name: str) -> None:
    assert named_day(name) == NOVEMBER


@pytest.mark.parametrize("name", ["2026-11-20", "DCIM", "100APPLE", "2026-13-40 会", "2026-02-30 会", "1234567890", ""])
def test_anything_else_is_none(name: str) -> None:
    assert named_day(name) is None


def test_the_nearest_folder_counts() -> None:
    path = Path("2025-01-01 旅行/2026-11-20 異業種交流会/photos/IMG_1.HEIC")
    assert folder_event(path) == NOVEMBER
    assert folder_event(Path("photos/IMG_1.HEIC")) is None


@given(st.text())
def test_no_name_breaks_it(name: str) -> None:
    found = named_day(name)
    assert found is None or found.name.strip()
