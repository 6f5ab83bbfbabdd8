from __future__ import annotations

import pytest

from cardscan.person.name_match import NameMatch, match_names
from cardscan.records import Contact


def japanese(name: str, **also: object) -> Contact:
    family, _, given = name.partition(" ")
    return Contact(full_name=name, family_name=family or None, given_name=given or None, **also)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "latin", "match"),
    [
        ("齋藤 幸生", "Yukio Saito", NameMatch.SPELLED),
        ("齋藤 幸生", "SAITO Kosei", NameMatch.SPELLED),
        ("佐藤 健", "Takeru Satoh", NameMatch.SPELLED),
        ("大野 洋", "Ohno Yoh", NameMatch.SPELLED),
        ("桜井 さくら", "Sakura Sakurai", NameMatch.SPELLED),
        ("田中 一郎", "Hanako Tanaka", NameMatch.PARTLY),
        ("高橋 一", "T. Takahashi", NameMatch.PARTLY),
        ("田中 一郎", "Hanako Sato", NameMatch.OTHER),
        ("ジョン・スミス", "John Smith", NameMatch.UNKNOWN),
    ],
)
def test_kanji_against_latin_letters(written: str, latin: str, match: NameMatch) -> None:
    one, other = japanese(written), Contact(full_name=latin)
    assert match_names(one, other) is match
    assert match_names(other, one) is match


def test_what_the_card_itself_says_goes_before_the_dictionary() -> None:
    assert match_names(
        japanese("東 大輔", phonetic_name="あずま だいすけ"), Contact(full_name="Daisuke Higashi")
    ) is not (NameMatch.SPELLED)
    assert (
        match_names(japanese("東 大輔", phonetic_name="あずま だいすけ"), Contact(full_name="Daisuke Azuma"))
        is NameMatch.SPELLED
    )
    by_mail = japanese("小鳥遊 陽葵", emails=("himari.takanashi@example.co.jp",))
    assert match_names(by_mail, Contact(full_name="Himari Takanashi")) is NameMatch.SPELLED


def test_one_script() -> None:
    assert match_names(japanese("高橋 一郎"), japanese("髙橋 一郎")) is NameMatch.SAME
    assert match_names(japanese("田中 一郎"), japanese("田中 二郎")) is NameMatch.OTHER
    assert match_names(Contact(full_name="Emma White"), Contact(full_name="WHITE Emma")) is NameMatch.SAME
    assert match_names(Contact(full_name="Emma White"), Contact(full_name="Emily Brown")) is NameMatch.OTHER


def test_styles_are_no_part_of_a_name() -> None:
    doctor = Contact(full_name="Dr. Taro Yamada, Ph.D.", family_name="Yamada", given_name="Taro")
    assert match_names(japanese("山田 太郎"), doctor) is NameMatch.SPELLED


def test_no_name() -> None:
    assert match_names(Contact(organization="見本商事"), japanese("山田 太郎")) is NameMatch.ABSENT
