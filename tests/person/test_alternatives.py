from __future__ import annotations

from dataclasses import replace

import pytest

from cardscan.person.alternatives import MOST, alternatives
from cardscan.records import Address, Contact, Phone

TAKAHASHI = Contact(
    full_name="高橋 浩一",
    family_name="高橋",
    given_name="浩一",
    phonetic_name="たかはし こういち",
    romanized_name="Koichi Takahasi",
    organization="髙橋製作所株式会社",
    emails=("takahashi@exampie.co.jp",),
    urls=("https://www.example.co.jp/",),
)


def values(field: str, value: str, contact: Contact = TAKAHASHI, rivals: tuple[str, ...] = ()) -> list[str]:
    return [one.value for one in alternatives(field, value, contact, rivals)]


def test_a_name_in_the_other_forms_of_its_characters() -> None:
    assert values("full_name", "高橋 浩一")[0] == "髙橋 浩一"
    assert {"斉藤 学", "齋藤 学", "齊藤 学"} <= set(values("full_name", "斎藤 学"))


def test_a_firm_only_in_forms_of_the_persons_own_name() -> None:
    assert "高橋製作所株式会社" in values("organization", "髙橋製作所株式会社")
    assert not any("會" in value for value in values("organization", "髙橋製作所株式会社"))


def test_what_the_recognisers_saw_comes_first_but_not_a_piece_of_the_name() -> None:
    assert values("full_name", "高橋 浩一", rivals=("浩 一", "水野 学"))[0] == "水野 学"
    assert values("department", "営業部 第一課", rivals=("営業部",)) == ["営業部"]


def test_a_reading_from_dictionary_and_address() -> None:
    contact = replace(
        TAKAHASHI,
        full_name="上村 裕子",
        family_name="上村",
        given_name="裕子",
        romanized_name=None,
        emails=("kamimura.hiroko@example.jp",),
    )
    offered = alternatives("phonetic_name", "うえむら ひろこ", contact)
    assert offered[0].value == "かみむら ひろこ" and offered[0].why == "as the e-mail address says"
    assert "うえむら ゆうこ" in [one.value for one in offered]


def test_a_romanised_name_from_the_reading_in_its_order_and_capitals() -> None:
    assert values("romanized_name", "Koichi Takahasi") == ["Koichi Takahashi"]
    assert values("romanized_name", "TAKAHASHI KOlCHI")[0] == "TAKAHASHI KOICHI"


def test_mail_and_web_address_put_each_other_right() -> None:
    assert values("emails", "takahashi@exampie.co.jp")[0] == "takahashi@example.co.jp"
    assert values("urls", "https://www.example.co.jp/")[0] == "https://www.exampie.co.jp/"
    assert values("emails", "takahashi@freemail.example") == []


def test_a_number_that_no_plan_knows_with_one_digit_otherwise() -> None:
    assert values("phones", "03-1234-5678") == []
    assert values("phones", "03-1234-567890") == []  # no digit read otherwise makes it shorter
    assert "047-123-4567" in values("phones", "041-123-4567")
    american = replace(TAKAHASHI, addresses=(Address("1 Main St, Boston, MA 02108, USA", country="US"),))
    assert values("phones", "(617) 720-6260", american) == []


def test_there_are_never_more_than_digits_to_choose_by() -> None:
    many = tuple(f"山田 {n}郎" for n in "一二三四五六七八九十")
    offered = values("full_name", "渡辺 恵", rivals=many)
    assert len(offered) == MOST and len(set(offered)) == MOST


@pytest.mark.parametrize("field", ["titles", "qualifications", "addresses", "registration_numbers", "socials"])
def test_the_value_itself_is_never_an_alternative(field: str) -> None:
    assert values(field, "主任", rivals=("主任", "主任 係長")) == ["主任 係長"]


def test_a_card_with_nothing_else_on_it() -> None:
    empty = Contact(phones=(Phone("work", None, "ext. 12"),))
    assert values("phonetic_name", "さいとう", empty) == []
    assert values("romanized_name", "Saito", empty) == []
