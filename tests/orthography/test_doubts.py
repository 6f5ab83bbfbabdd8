from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cardscan.orthography.doubts import doubts_in_order, placed_doubts
from cardscan.records import DoubtfulCharacter


def doubt(place: int, character: str) -> DoubtfulCharacter:
    return DoubtfulCharacter(place, character, 0.5, (("別", 0.4),))


@given(st.lists(st.tuples(st.sampled_from("嶋田静香1a"), st.booleans()), max_size=12), st.data())
def test_spaces_may_come_and_go(letters: list[tuple[str, bool]], data: st.DataObject) -> None:
    text = "".join(character for character, _ in letters)
    doubts = [doubt(place, character) if doubted else None for place, (character, doubted) in enumerate(letters)]
    kept = doubts_in_order(text, doubts)
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "\u3000"]), min_size=len(text), max_size=len(text)))
    spaced = "".join(gap + character for gap, character in zip(gaps, text, strict=True))
    found = [
        each for character, each in zip(spaced, placed_doubts(spaced, kept), strict=True) if not character.isspace()
    ]
    assert found == doubts
    assert doubts_in_order(spaced, placed_doubts(spaced, kept)) == kept


def test_a_character_that_another_reading_replaced_is_in_doubt_no_more() -> None:
    assert placed_doubts("〒100", [doubt(0, "デ"), doubt(2, "0")]) == [None, None, doubt(2, "0"), None]
