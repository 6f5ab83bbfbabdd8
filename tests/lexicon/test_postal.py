from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.lexicon.postal import TOWNS, postal_data
from cardscan.lexicon.regions import PREFECTURES, PREFECTURES_LATIN, cities_latin, country_of_domain
from tests.lexicon.town_list import town_list


@pytest.mark.parametrize(
    ("text", "prefecture", "city", "town", "code"),
    [
        ("本社東京都世田谷区太子堂1-2-3", "東京都", "世田谷区", "太子堂", "1540004"),
        ("横浜市西区みなとみらい2-2-1", "神奈川県", "横浜市西区", "みなとみらい", "2200012"),
        ("千代田区霞が関1-1-1", "東京都", "千代田区", "霞が関", "1000013"),
        ("港区赤坂1-2-3", "東京都", "港区", "赤坂", "1070052"),
        ("北海道札幌市中央区北1条西2丁目", "北海道", "札幌市中央区", "北1条西", "0600001"),
        ("札幌市中央区北一条西2丁目", "北海道", "札幌市中央区", "北一条西", "0600001"),
        ("愛川町中津123", "神奈川県", "愛甲郡愛川町", "中津", "2430303"),
        ("四日市市諏訪町1", "三重県", "四日市市", "諏訪町", "5100085"),
        ("茨城県龍ヶ崎市出し山町1", "茨城県", "龍ケ崎市", "出し山町", "3010839"),
        ("大阪市北区梅田1-1", "大阪府", "大阪市北区", "梅田", "5300001"),
        ("広島県府中市元町1", "広島県", "府中市", "元町", "7260003"),
    ],
)
def test_locate(text: str, prefecture: str, city: str, town: str, code: str) -> None:
    found = postal_data().locate(text)
    assert found is not None
    assert (found.prefecture, found.city, found.town) == (prefecture, city, town)
    assert code in found.codes


def test_two_cities_of_one_name_are_told_apart_by_their_towns() -> None:
    tokyo, hiroshima = postal_data().locate("府中市宮町1-1"), postal_data().locate("府中市府川町1-1")
    assert tokyo is not None and tokyo.prefecture == "東京都"
    assert hiroshima is not None and hiroshima.prefecture == "広島県"


def test_kyoto_streets_may_stand_before_the_town() -> None:
    found = postal_data().locate("京都市中京区烏丸通御池上る二条殿町123")
    assert found is not None
    assert found.town == "二条殿町"


@pytest.mark.parametrize("text", ["", "見本太郎", "株式会社見本", "03-1234-5678", "市", "Tokyo"])
def test_what_names_no_place(text: str) -> None:
    assert postal_data().locate(text) is None


def test_a_code_gives_its_places() -> None:
    assert [place.town for place in postal_data().places("1540004")] == ["太子堂"]
    assert postal_data().places("0608621")[0].city == "札幌市中央区"
    assert len(postal_data().places("0680546")) == 2
    assert postal_data().places("9999999") == ()


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    found = postal_data().locate(text)
    if found is not None:
        assert 0 <= found.start <= found.prefecture_end <= found.city_end <= found.town_end <= len(text)


def test_the_list_of_towns_is_that_of_the_postal_data() -> None:
    assert TOWNS.read_text(encoding="utf-8") == town_list()


def test_prefectures_in_both_scripts_belong_together() -> None:
    assert len(PREFECTURES) == len(PREFECTURES_LATIN) == 47
    assert dict(zip(PREFECTURES, PREFECTURES_LATIN, strict=True))["大分県"] == "Oita"
    assert {city[:1] for city in postal_data().cities("大阪府")} >= {"大", "堺"}
    assert "Yokohama" in cities_latin()


def test_country_domains() -> None:
    assert country_of_domain("co.jp") == "JP"
    assert country_of_domain("co.uk") == "GB"
    assert country_of_domain("com") is None
    assert country_of_domain("co") is None
