"""What the engine was not sure of, settled by words, names and places that are known, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cardscan.fields.read import read_fields
from cardscan.fields.second_guesses import settle_doubts
from cardscan.orthography.doubts import doubts_in_order
from cardscan.records import CardText, DoubtfulCharacter
from tests.fields.card_text import card_text

Doubts = dict[int, tuple[float, dict[str, float]]]
"""By place in the text: the chance of the character read, and of others."""


def card(*lines: tuple[str, Doubts]) -> CardText:
    """A card of lines one below the other, the second in the largest type."""
    placed = []
    for index, (text, _) in enumerate(lines):
        size = 50.0 if index == 1 else 24.0
        placed.append((text, (40.0, 40.0 + 70 * index, 40.0 + size * len(text), 40.0 + 70 * index + size), size))
    made = card_text(placed)
    with_doubts = []
    for line, (text, doubts) in zip(made.lines, lines, strict=True):
        found = [
            DoubtfulCharacter(0, character, doubts[place][0], tuple(doubts[place][1].items()))
            if place in doubts
            else None
            for place, character in enumerate(text)
        ]
        with_doubts.append(replace(line, doubts=doubts_in_order(text, found)))
    return replace(made, lines=tuple(with_doubts))


def settled(text: str, doubts: Doubts) -> str:
    return settle_doubts(card((text, doubts)))[0].lines[0].text


@pytest.mark.parametrize(
    ("text", "doubts", "right"),
    [
        ("献医師", {0: (0.81, {"獣": 0.04})}, "獣医師"),
        ("防周診療部", {0: (0.34, {"訪": 0.29}), 1: (0.67, {"間": 0.1, "問": 0.03})}, "訪問診療部"),
        ("プロジエクトリーダー", {3: (0.6, {"ェ": 0.4})}, "プロジェクトリーダー"),
        ("塚越木テル", {2: (0.85, {"ホ": 0.14})}, "塚越ホテル"),
        ("二ュ一桜木ビル", {0: (0.56, {"ニ": 0.44}), 2: (0.8, {"ー": 0.2})}, "ニュー桜木ビル"),
        ("今資会社磯田ハウジング", {0: (0.66, {"合": 0.29})}, "合資会社磯田ハウジング"),
        ("長崎県雪仙市国見町土黒庚50", {3: (0.63, {"雲": 0.04})}, "長崎県雲仙市国見町土黒庚50"),
        ("香川県版出市駒止町二丁目", {3: (0.66, {"坂": 0.09})}, "香川県坂出市駒止町二丁目"),
        ("Masatoshi ARAl", {13: (0.52, {"I": 0.48})}, "Masatoshi ARAI"),
        ("Ironbridge Pty. Lt∂.", {18: (0.62, {"d": 0.37})}, "Ironbridge Pty. Ltd."),
        ("hernandezaoffice.example.com", {9: (0.84, {"@": 0.12})}, "hernandez@office.example.com"),
        ("静杏", {1: (0.5, {"香": 0.2})}, "静香"),
    ],
)
def test_a_second_guess_that_makes_something_known(text: str, doubts: Doubts, right: str) -> None:
    assert settled(text, doubts) == right


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        pytest.param("静杏", {1: (0.97, {"香": 0.03})}, id="a rare name that was read well"),
        pytest.param("木田", {0: (0.5, {"本": 0.45})}, id="a name that is known too"),
        pytest.param("田浦町一丁目", {3: (0.5, {"二": 0.45})}, id="a figure"),
        pytest.param("第二ビル", {1: (0.6, {"ニ": 0.4})}, id="a figure before katakana"),
        pytest.param("チェン・ウェイ", {1: (0.84, {"エ": 0.15})}, id="a small vowel of a foreign name"),
        pytest.param(
            "オフィスJOY", {4: (0.9, {"ボ": 0.1}), 5: (0.8, {"ロ": 0.1}), 6: (0.8, {"イ": 0.2})}, id="letters"
        ),
        pytest.param("市位用", {0: (0.93, {"水": 0.04})}, id="two characters that are a word by chance"),
        pytest.param("kirishima-demo.lg.jp", {15: (0.84, {"I": 0.16})}, id="a domain"),
        pytest.param("PMP®", {3: (0.89, {"R": 0.11})}, id="a mark of registration"),
        pytest.param("FAX○六", {3: (0.3, {"O": 0.29})}, id="a nought"),
        pytest.param("獣医師", {0: (0.5, {"献": 0.45})}, id="a word already"),
    ],
)
def test_what_was_read_stands(text: str, doubts: Doubts) -> None:
    assert settled(text, doubts) == text


def test_what_was_read_first_stays_a_rival() -> None:
    fields = read_fields(
        card(
            ("ひだまり動物病院", {}),
            ("山田　太郎", {}),
            ("献医師", {0: (0.81, {"獣": 0.04})}),
            ("TEL 03-1234-5678", {}),
        )
    )
    assert "獣医師" in (*fields.contact.titles, *fields.contact.qualifications)
    assert next(place.rivals[0] for place in fields.places if place.value == "獣医師") == "献医師"


def test_a_settled_character_is_in_doubt_no_more() -> None:
    turned, read = settle_doubts(card(("献医師", {0: (0.81, {"獣": 0.04})})))
    assert turned.lines[0].doubts == ()
    assert read == {(0, 0): "献"}
