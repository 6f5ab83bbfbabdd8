from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.ocr.reading_order import in_reading_order
from cardscan.records import Direction, OcrLine, OcrPage, Point, Quad

WIDTH, HEIGHT = 1092, 660
"""A card at 12 px per mm; 1 mm type is 12 px."""


def box(text: str, left: float, top: float, size: float, width: float | None = None, score: float = 0.9) -> OcrLine:
    """A horizontal run; a character is as wide as high, a Latin one half as wide, unless ``width`` says otherwise."""
    if width is None:
        width = sum(size if ord(character) > 0x2000 else size / 2 for character in text)
    quad: Quad = ((left, top), (left + width, top), (left + width, top + size), (left, top + size))
    return OcrLine(quad, text, score, "horizontal")


def column(text: str, left: float, top: float, size: float) -> OcrLine:
    """A vertical run of square characters."""
    bottom = top + size * len(text)
    quad: Quad = ((left, top), (left + size, top), (left + size, bottom), (left, bottom))
    return OcrLine(quad, text, 0.9, "vertical")


def page(*lines: OcrLine) -> OcrPage:
    return OcrPage("test 1", WIDTH, HEIGHT, lines)


def texts(*lines: OcrLine) -> list[str]:
    return [line.text for line in in_reading_order(page(*lines)).lines]


def tilted(line: OcrLine, degrees: float) -> OcrLine:
    """The run on a page turned clockwise around its middle."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def turn(point: Point) -> Point:
        x, y = point[0] - WIDTH / 2, point[1] - HEIGHT / 2
        return (x * cosine - y * sine + WIDTH / 2, x * sine + y * cosine + HEIGHT / 2)

    a, b, c, d = line.quad
    return replace(line, quad=(turn(a), turn(b), turn(c), turn(d)))


CLASSIC = (
    box("株式会社サンプル製作所", 80, 60, 42),
    box("営業部　課長", 80, 130, 30),
    box("山田　太郎", 80, 240, 72),
    box("Taro Yamada", 80, 330, 26),
    box("〒154-0004 東京都世田谷区太子堂1-2-3", 80, 470, 26),
    box("TEL 03-1234-5678", 80, 510, 26),
    box("FAX 03-1234-5679", 420, 510, 26),
    box("yamada@example.co.jp", 80, 550, 26),
)
"""A card as most are: one block, TEL and FAX side by side."""


def test_lines_from_top_to_bottom_and_tel_and_fax_apart() -> None:
    assert texts(*reversed(CLASSIC)) == [line.text for line in CLASSIC]


@pytest.mark.parametrize("degrees", [-4, -1.5, 2, 5])
def test_a_small_tilt_changes_nothing(degrees: float) -> None:
    assert texts(*(tilted(line, degrees) for line in reversed(CLASSIC))) == [line.text for line in CLASSIC]


def test_quads_lie_on_the_tilted_page() -> None:
    lines = [tilted(line, 4) for line in CLASSIC]
    card = in_reading_order(page(*lines))
    for line, placed in zip(lines, card.lines, strict=True):
        assert placed.quad[0] == pytest.approx(line.quad[0], abs=1.5)
        assert placed.quad[2] == pytest.approx(line.quad[2], abs=1.5)


def test_a_block_beside_another_is_not_interleaved_with_it() -> None:
    left = [
        box("株式会社見本", 60, 100, 40),
        box("営業部", 60, 180, 28),
        box("部長", 60, 220, 28),
        box("佐藤健", 60, 300, 70),
    ]
    right = [box(f"{label} 03-1234-567{n}", 620, 110 + 50 * n, 26) for n, label in enumerate(("TEL", "FAX", "直通"))]
    assert texts(*right, *left) == [line.text for line in (*left, *right)]


def test_a_heading_above_two_columns_comes_first() -> None:
    heading = box("サンプル国際特許事務所東京大阪名古屋オフィス", 60, 60, 40)
    tokyo = [box("東京都港区芝公園四丁目", 60, 300, 26), box("TEL 03-1234-5678", 60, 340, 26)]
    osaka = [box("大阪市北区梅田三丁目", 620, 300, 26), box("TEL 06-1234-5678", 620, 340, 26)]
    assert texts(*osaka, *tokyo, heading) == [line.text for line in (heading, *tokyo, *osaka)]


def test_columns_from_the_right() -> None:
    company, title, name = (
        column("株式会社見本", 900, 60, 40),
        column("代表取締役", 800, 80, 30),
        column("山田太郎", 600, 150, 70),
    )
    address = column("東京都世田谷区太子堂一丁目", 300, 100, 26)
    assert texts(address, name, company, title) == [line.text for line in (company, title, name, address)]


def test_columns_before_the_lines_at_their_foot() -> None:
    columns = [column("株式会社見本製作所", 540, 60, 40), column("山田太郎", 300, 100, 80)]
    lines = [box("TEL 03-1234-5678", 60, 800, 26), box("yamada@example.co.jp", 60, 840, 26)]
    found = in_reading_order(OcrPage("test 1", 660, 1092, (*lines, *reversed(columns)))).lines
    assert [line.text for line in found] == [line.text for line in (*columns, *lines)]
    assert [line.direction for line in found] == ["vertical", "vertical", "horizontal", "horizontal"]


SMALL = (box("東京都世田谷区太子堂1-2-3", 80, 470, 26), box("TEL 03-1234-5678", 80, 510, 26))


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        ([("山", 0), ("田", 120), ("太", 330), ("郎", 450)], "山田　太郎"),
        ([("山田", 0), ("太郎", 250)], "山田　太郎"),
        ([("森", 0), ("健", 200)], "森　健"),
        ([("長谷川", 0), ("さくら", 330)], "長谷川　さくら"),
        ([("林", 0), ("太", 150), ("郎", 300)], "林太郎"),
        ([("五十嵐", 0), ("愛", 300)], "五十嵐　愛"),
        ([("濱　口", 0), ("土　萌", 340)], "濱口　土萌"),
    ],
)
@pytest.mark.parametrize("direction", ["horizontal", "vertical"])
def test_a_name_set_with_wide_gaps_is_one_line(
    pieces: list[tuple[str, float]], name: str, direction: Direction
) -> None:
    if direction == "horizontal":
        runs = [box(text, 100 + at, 200, 72) for text, at in pieces]
        found = texts(*SMALL, *reversed(runs))
    else:
        # A single character has no direction that an engine could see.
        runs = [
            box(text, 600, 60 + at, 72) if len(text) == 1 else column(text, 600, 60 + at, 72) for text, at in pieces
        ]
        columns = [column("東京都世田谷区太子堂一丁目二番地三", 300, 80, 26), column("株式会社見本製作所", 900, 80, 30)]
        found = texts(*columns, *reversed(runs))
    assert name in found
    assert len(found) == 3


def test_furigana_is_no_part_of_the_name_below_it() -> None:
    found = texts(box("やまだ　たろう", 110, 200, 24), box("山田", 100, 232, 70), box("太郎", 330, 232, 70), *SMALL)
    assert found[:2] == ["やまだ　たろう", "山田　太郎"]


def test_small_words_side_by_side_are_no_spread_name() -> None:
    found = texts(box("銀座店", 80, 600, 22), box("新宿店", 230, 600, 22), box("山田太郎", 80, 200, 72), *SMALL)
    assert {"銀座店", "新宿店"} <= set(found)


def test_a_title_beside_a_larger_name_stays_by_itself() -> None:
    assert texts(box("課長", 80, 235, 30), box("山田太郎", 150, 200, 72), *SMALL)[:2] == ["課長", "山田太郎"]


def test_a_logo_beside_a_line_stays_by_itself() -> None:
    found = texts(box("CS", 60, 60, 120), box("株式会社サンプル", 200, 100, 40), *SMALL)
    assert {"CS", "株式会社サンプル"} <= set(found)


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        ([("Senior", 0), ("Research", 85), ("Engineer", 196)], "Senior Research Engineer"),
        ([("株式会社", 0), ("サンプル", 106)], "株式会社サンプル"),
        ([("株式会社", 0), ("サンプル", 126)], "株式会社　サンプル"),
        ([("TEL", 0), ("03-1234-5678", 120)], "TEL 03-1234-5678"),
        ([("ＴＥＬ", 0), ("03-1234-5678", 200)], "ＴＥＬ 03-1234-5678"),
        ([("E-mail:", 0), ("taro@example.co.jp", 200)], "E-mail: taro@example.co.jp"),
        ([("携帯", 0), ("090-1234-5678", 150)], "携帯 090-1234-5678"),
    ],
)
def test_runs_of_one_line_are_joined(runs: list[tuple[str, float]], line: str) -> None:
    assert texts(*reversed([box(text, 80 + at, 400, 26) for text, at in runs]))[0] == line


@pytest.mark.parametrize(
    "runs",
    [
        [("TEL 03-1234-5678", 0), ("FAX 03-1234-5679", 230)],
        [("TEL", 0), ("FAX", 110)],
        [("本社", 0), ("東京都港区芝公園4-2-8", 300)],
    ],
)
def test_runs_that_are_lines_of_their_own_are_not_joined(runs: list[tuple[str, float]]) -> None:
    assert texts(*(box(text, 80 + at, 400, 26) for text, at in runs)) == [text for text, _ in runs]


def test_a_firm_is_not_joined_with_the_street_of_the_column_beside_it() -> None:
    street = [box(text, 522, top, 25) for text, top in (("W: www.mihon.example", 340), ("T: 512 854 5975", 380))]
    left, right = box("Mihon Design Inc.", 55, 450, 32, width=440), box("662 Congress Ave", 522, 456, 25)
    lines = texts(*street, left, right, box("Miami, FL 33131", 522, 490, 25))
    assert "Mihon Design Inc." in lines and "662 Congress Ave" in lines


def test_what_was_found_twice_stands_once() -> None:
    whole = box("株式会社サンプル", 80, 60, 40)
    inside = box("サンプ", 240, 62, 36, score=0.8)
    assert texts(inside, whole) == ["株式会社サンプル"]


def test_the_score_of_joined_runs_is_weighted_by_length() -> None:
    card = in_reading_order(page(box("TEL", 80, 400, 26, score=0.6), box("03-1234-5678", 140, 400, 26, score=0.9)))
    assert card.lines[0].score == pytest.approx((3 * 0.6 + 12 * 0.9) / 15)


def test_size_is_the_height_of_characters_or_the_width_of_a_column() -> None:
    lines = in_reading_order(page(box("山田太郎", 80, 60, 72), column("東京都世田谷区", 900, 60, 26))).lines
    assert {line.text: round(line.size) for line in lines} == {"山田太郎": 72, "東京都世田谷区": 26}


def test_a_page_without_text_is_a_card_without_lines() -> None:
    card = in_reading_order(page())
    assert (card.lines, card.width, card.height, card.engine) == ((), WIDTH, HEIGHT, "test 1")


@st.composite
def pages(draw: st.DrawFn) -> list[OcrLine]:
    """Runs in the cells of a grid, so that none covers another."""
    cells = draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), unique=True, max_size=20))
    lines = []
    for across, down in cells:
        text = draw(st.text(st.sampled_from("山田太郎かナーaT1-:　 "), min_size=1, max_size=6).filter(str.strip))
        size = draw(st.floats(8, 40))
        left, top = across * 210 + draw(st.floats(0, 20)), down * 60 + draw(st.floats(0, 10))
        lines.append(box(text, left, top, size, width=min(180.0, size * len(text))))
    return lines


@given(pages(), st.floats(-5, 5))
def test_no_text_is_lost_or_made_up(lines: list[OcrLine], degrees: float) -> None:
    card = in_reading_order(page(*(tilted(line, degrees) for line in lines)))
    alike = str.maketrans("ー1", "一I")  # ー begins no word, and before a Japanese one 1T is IT
    before = Counter("".join("".join(line.text.split()) for line in lines).translate(alike))
    after = Counter("".join("".join(line.text.split()) for line in card.lines).translate(alike))
    assert after == before
    assert [line.index for line in card.lines] == list(range(len(card.lines)))
    assert all(0 <= line.score <= 1 and line.size > 0 for line in card.lines)


@given(pages(), st.randoms())
def test_the_order_in_which_an_engine_finds_runs_does_not_matter(lines: list[OcrLine], chance: object) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert texts(*shuffled) == texts(*lines)
