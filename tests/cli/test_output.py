from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.cli.output import clean
from cardscan.export.printable import printable
from cardscan.export.to_json import json_line

ACTING = {"Cc", "Cf", "Zl", "Zp", "Cs"}


def acting(text: str) -> set[str]:
    return {character for character in text if unicodedata.category(character) in ACTING}


def test_every_acting_character_of_unicode_is_made_visible() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert not acting(clean(everything))
    assert acting(clean(everything, newlines=True)) == {"\n"}
    assert acting(printable(everything)) == {"\n"}


def test_letters_and_the_selectors_of_variant_kanji_stay() -> None:
    text = "葛\U000e0100城 髙﨑 ﾊﾝｶｸ ＝（株）émigré 👍️"
    assert clean(text) == text == printable(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\x9b31m", "a\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\tb\r\nc", "a b\\x0d\\x0ac"),
        ("IMG_\udc83.jpg", "IMG_\\x83.jpg"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_clean_shows_what_acts(text: str, shown: str) -> None:
    assert clean(text) == shown


# with the low surrogates in which Python keeps the bytes of a file name that is not UTF-8
@given(st.text(st.one_of(st.characters(), st.sampled_from([chr(code) for code in range(0xDC80, 0xDD00)]))))
def test_json_has_no_acting_character_and_loses_nothing(text: str) -> None:
    line = json_line({"text": text})
    assert not acting(line)
    assert json.loads(line) == {"text": text}
