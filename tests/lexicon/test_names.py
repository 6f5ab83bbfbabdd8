from __future__ import annotations

import pytest
from japanese_personal_name_dataset import load_dataset

from cardscan.lexicon.names import (
    given_name_readings,
    given_names,
    is_given_name,
    is_latin_given_name,
    is_latin_surname,
    is_surname,
    readings_of_given_name,
    readings_of_surname,
    surnames,
)
from cardscan.orthography.variants import fold_variants


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("髙橋", "たかはし"),
        ("渡邉", "わたなべ"),
        ("齋藤", "さいとう"),
        ("東海林", "しょうじ"),
        ("小鳥遊", "たかなし"),
        ("サトウ", "さとう"),
    ],
)
def test_family_names_are_read_whatever_variant_they_are_written_with(text: str, reading: str) -> None:
    assert reading in readings_of_surname(text)


@pytest.mark.parametrize(
    ("text", "reading"), [("幸生", "ゆきお"), ("幸生", "こうせい"), ("健一", "けんいち"), ("ゆき", "ゆき")]
)
def test_given_names_have_several_readings(text: str, reading: str) -> None:
    assert reading in readings_of_given_name(text)


@pytest.mark.parametrize("text", ["山田", "髙橋", "小鳥遊", "﨑山"])
def test_family_names(text: str) -> None:
    assert is_surname(text)


@pytest.mark.parametrize("text", ["太郎", "花子", "さくら", "ユウキ", "惠子"])
def test_given_names(text: str) -> None:
    assert is_given_name(text)


@pytest.mark.parametrize("text", ["株式会社", "営業部", "東京都千代田区", "", "製作所"])
def test_what_is_no_name(text: str) -> None:
    assert not is_surname(text)
    assert not is_given_name(text)


@pytest.mark.parametrize("word", ["John", "MARY", "François", "Anna-Lena", "Priya", "Taro", "Yōko", "Søren"])
def test_latin_given_names_of_the_world(word: str) -> None:
    assert is_latin_given_name(word)


@pytest.mark.parametrize("word", ["Smith", "O'Connor", "García", "Müller", "Yamada", "Ohno", "Nguyen", "Kowalczyk"])
def test_latin_family_names_of_the_world(word: str) -> None:
    assert is_latin_surname(word)


@pytest.mark.parametrize("word", ["Consulting", "Incorporated", "Qzxv", ""])
def test_words_that_are_no_latin_names(word: str) -> None:
    assert not is_latin_surname(word)
    assert not is_latin_given_name(word)


def test_the_names_are_those_of_the_dataset() -> None:
    men, women, families = load_dataset(kind="org", include_last_names=True)
    written: dict[str, dict[str, None]] = {}
    for names in (men, women):
        for reading, entry in names.items():
            for kanji in entry["kanji"]:
                written.setdefault(fold_variants(kanji), {})[reading] = None
    assert given_names() == {kanji: tuple(readings) for kanji, readings in written.items()}
    assert given_name_readings() == men.keys() | women.keys()
    assert surnames().keys() == set(map(fold_variants, families))
    assert surnames()["高橋"].bearers == families["高橋"]["count"]
