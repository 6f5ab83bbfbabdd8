"""The benchmark's judge: what counts as right, and what is counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.naive_fields import contact
from tests.benchmarks.polygon import overlap
from tests.benchmarks.score import score
from tests.benchmarks.spelling import digest, hits, same


@pytest.mark.parametrize(
    ("field", "truth", "said"),
    [
        ("name", "齋藤 幸生", "齋藤　幸生"),
        ("name", "Dr. Avery Smith", "DR AVERY SMITH"),
        ("company", "株式会社みほん", "(株)みほん"),
        ("kana", "さいとう ゆきお", "サイトウ ユキオ"),
        (
            "address",
            "東京都世田谷区太子堂1丁目2番3号 見本ビル3F",
            "〒154-0004 東京都世田谷区太子堂一-二-三 見本ビル3階",
        ),
        ("tel", "03-1234-5678", "+81 3-1234-5678"),
        ("tel", "+44 (0) 20 9876 5432", "+44 20 9876 5432"),
        ("postal", "〒154-0004", "154-0004"),
        ("url", "https://www.example.co.jp/", "example.co.jp"),
        ("email", "saito@example.co.jp", "SAITO@example.co.jp"),
    ],
)
def test_spellings_that_are_the_same(field: str, truth: str, said: str) -> None:
    assert same(field, truth, said)
    assert same(field, digest(field, truth), truth)


@pytest.mark.parametrize(
    ("field", "truth", "said"),
    [
        ("name", "齋藤 幸生", "斎藤 幸生"),
        ("tel", "03-1234-5678", "03-1234-5679"),
        ("tel", "03-1234-5678", "5678"),
        ("address", "東京都世田谷区太子堂1-2-3", "東京都世田谷区太子堂1-2-8"),
        ("email", "saito@example.co.jp", "saito@example.com"),
        ("name", "齋藤 幸生", ""),
    ],
)
def test_spellings_that_are_not(field: str, truth: str, said: str) -> None:
    assert not same(field, truth, said)


def test_titles_may_be_said_in_one_or_in_parts() -> None:
    assert hits("title", "代表取締役社長", ["代表取締役", "社長"]) == 1
    assert hits("title", {"each": ["代表", "税理士"]}, ["税理士", "代表"]) == 2
    assert hits("title", ["部長", "営業部 部長"], ["営業部部長"]) == 1


corner = st.tuples(st.floats(-500, 500), st.floats(-500, 500))


@given(corner, st.floats(20, 400), st.floats(20, 400), st.integers(0, 3), st.booleans())
def test_a_quadrilateral_covers_itself_wherever_it_starts_and_whichever_way_it_runs(
    start: tuple[float, float], width: float, height: float, shift: int, backwards: bool
) -> None:
    x, y = start
    quad = [(x, y), (x + width, y + 3), (x + width - 5, y + height), (x + 2, y + height - 4)]
    other = quad[shift:] + quad[:shift]
    assert overlap(quad, other[::-1] if backwards else other) == pytest.approx(1, abs=1e-6)
    half = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    moved = [(px + width / 2, py) for px, py in half]
    assert overlap(half, moved) == pytest.approx(1 / 3, abs=1e-6)
    assert overlap(half, [(px + 2 * width, py) for px, py in half]) == 0


def said(name: str | None, sure: float | None = None, **more: Any) -> dict[str, Any]:
    return {"contact": {"full_name": name, **more}, "confidence": {"name": sure}}


TRUTH: list[dict[str, Any]] = [
    {
        "file": "a/1.jpg",
        "kind": "ja",
        "cards": [{"name": "佐藤 花子", "company": "?"}, {"name": "鈴木 一郎", "url": None}],
    },
    {"file": "2.jpg", "kind": "none", "cards": []},
]


def test_what_is_missed_what_is_wrong_and_what_is_made_up() -> None:
    result = score(
        TRUTH,
        [
            {
                "file": "/elsewhere/1.jpg",
                "cards": [said("鈴木 一郎", 0.95, urls=["https://x.example"]), said("佐籐 花子", 0.97)],
            },
            {"file": "2.jpg", "cards": [said("田中 次郎", 0.4)]},
        ],
    )
    assert (result.cards, result.cards_said, result.cards_found) == (2, 3, 1), (
        "a card without a right field is not found"
    )
    assert result.missed == ["a/1.jpg"]
    assert (result.truth["name"], result.hit["name"], result.said["name"]) == (2, 1, 1)
    assert (result.truth["url"], result.said["url"]) == (0, 1), "what is not on the card counts against precision"
    assert result.truth["company"] == 0, "what is not asked does not count"
    assert (result.sure, result.sure_wrong) == (1, 0)
    assert {(mistake.field, mistake.said) for mistake in result.mistakes} == {
        ("url", ("https://x.example",)),
        ("name", ()),
    }


def test_confidence_is_held_against_what_is_right() -> None:
    truth = [{"file": "1.jpg", "kind": "ja", "cards": [{"name": "佐藤 花子", "email": "a@example.com"}]}]
    wrong_name = said("佐籐 花子", 0.97, emails=["a@example.com"])
    result = score(truth, [{"file": "1.jpg", "cards": [wrong_name]}])
    assert (result.sure, result.sure_wrong) == (1, 1)
    assert (result.bin_said[0.95], result.bin_wrong[0.95]) == (1, 1)


def test_photos_that_nothing_is_said_about_have_missed_cards() -> None:
    result = score(TRUTH, [])
    assert result.cards_found == 0
    assert result.rates("name") == (0, 0, 0)


def test_the_naive_contender_is_not_made_worse_than_it_is() -> None:
    text = (
        "株式会社みほん商事\n営業部\n部長\n佐藤 花子\n〒150-0001 東京都渋谷区神宮前1-2-3\n"
        "TEL 03-1234-5678 FAX 03-1234-5679\n携帯 090-1234-5678\nhanako@example.co.jp\nhttps://www.example.co.jp/\n"
    )
    truth = {
        "name": "佐藤 花子",
        "company": "株式会社みほん商事",
        "department": "営業部",
        "title": "部長",
        "postal": "150-0001",
        "address": "東京都渋谷区神宮前1-2-3",
        "tel": "03-1234-5678",
        "fax": "03-1234-5679",
        "mobile": "090-1234-5678",
        "email": "hanako@example.co.jp",
        "url": "https://www.example.co.jp/",
    }
    answer = {"file": "1.jpg", "cards": [{"contact": contact(text)}]}
    result = score([{"file": "1.jpg", "kind": "ja", "cards": [truth]}], [answer])
    assert result.mistakes == []
