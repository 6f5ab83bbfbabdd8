from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.lexicon.names import given_name_readings, surname_readings
from cardscan.orthography.romaji import (
    fold_romaji,
    folded_readings,
    kana_to_romaji,
    romaji_spellings,
    romaji_to_hiragana,
)

READINGS = sorted(given_name_readings() | surname_readings())


@pytest.mark.parametrize(
    ("kana", "romaji"),
    [
        ("さいとう ゆうこ", "saito yuko"),
        ("おおの", "ono"),
        ("せのお", "senoo"),
        ("いのうえ", "inoue"),
        ("はっとり", "hattori"),
        ("ほっちゃ", "hotcha"),
        ("じゅんぺい", "jumpei"),
        ("ほんま", "homma"),
        ("しんいち", "shinichi"),
        ("ジェニファー", "jenifa"),
        ("ふじい", "fujii"),
        ("きょうこ", "kyoko"),
        ("ちづる", "chizuru"),
        ("", ""),
    ],
)
def test_hepburn_as_in_passports(kana: str, romaji: str) -> None:
    assert kana_to_romaji(kana) == romaji


@pytest.mark.parametrize(
    ("kana", "spellings"),
    [
        ("おおの", {"ono", "oono", "ohno"}),
        ("さとう", {"sato", "satou", "satoh", "satoo"}),
        ("じゅんいち", {"junichi", "juniti", "jyunichi", "zyuniti"}),
        ("しんぼ", {"shimbo", "shinbo", "sinbo"}),
        ("ゆうき", {"yuki", "yuuki", "yuhki"}),
    ],
)
def test_people_spell_their_names_in_many_ways(kana: str, spellings: set[str]) -> None:
    assert spellings <= romaji_spellings(kana)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ohno", "Ōno", "oono", "ONO"),
        ("Shimbo", "Shinbo", "sinbo"),
        ("Jun'ichi", "Jun-ichi", "junichi", "zyuniti"),
        ("Satoh", "Sato", "satou"),
        ("Hatchobori", "hacchoubori"),
        ("Eiji", "eizi"),
        ("Fujii", "huzii"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({fold_romaji(spelling) for spelling in spellings}) == 1


def test_different_names_keep_different_keys() -> None:
    names = ["saito", "sato", "sasaki", "suzuki", "sugiyama", "sakai", "yohei", "shohei"]
    assert len({fold_romaji(name) for name in names}) == len(names)


@given(st.sampled_from(READINGS))
def test_every_spelling_of_a_reading_has_the_key_of_its_standard_spelling(kana: str) -> None:
    assert {fold_romaji(spelling) for spelling in romaji_spellings(kana)} == {fold_romaji(kana_to_romaji(kana))}


@given(st.sampled_from(READINGS))
def test_kana_made_of_romaji_sound_the_same(kana: str) -> None:
    made = romaji_to_hiragana(kana_to_romaji(kana))
    assert made is not None
    assert fold_romaji(kana_to_romaji(made)) == fold_romaji(kana_to_romaji(kana))


@pytest.mark.parametrize("word", ["smith", "", "123", "grzegorz", "mcdonald"])
def test_what_has_no_japanese_syllables_has_no_kana(word: str) -> None:
    assert romaji_to_hiragana(word) is None


@given(st.text(max_size=30))
def test_any_text_can_be_spelled_and_folded(text: str) -> None:
    assert all(romaji_spellings(text))
    assert fold_romaji(text).isascii()
    assert isinstance(kana_to_romaji(text), str)


def test_many_readings_at_once_have_the_keys_that_they_have_one_by_one() -> None:
    assert folded_readings(READINGS) == {reading: fold_romaji(kana_to_romaji(reading)) for reading in READINGS}
