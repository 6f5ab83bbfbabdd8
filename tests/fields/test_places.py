from __future__ import annotations

from cardscan.fields.read import read_fields
from cardscan.records import ValuePlace
from tests.fields.card_text import card_text

CARD = card_text(
    [
        "株式会社見本製作所",
        "営業本部 第二営業部",
        "部長",
        ("髙橋 一郎", (300, 250, 600, 300)),
        "〒105-0014 東京都港区芝1-2-3",
        "見本ビル5F",
        "TEL 03-1234-5678  FAX 03-1234-5679",
        "takahashi@example.co.jp",
    ]
)


def places() -> dict[str, list[ValuePlace]]:
    found: dict[str, list[ValuePlace]] = {}
    for place in read_fields(CARD).places:
        found.setdefault(place.field, []).append(place)
    return found


def test_every_value_knows_the_lines_it_stands_on() -> None:
    fields, found = read_fields(CARD), places()
    assert [(place.value, place.lines) for place in found["full_name"]] == [("髙橋 一郎", (3,))]
    assert [place.lines for place in found["addresses"]] == [(4, 5)]
    assert [(place.value, place.lines) for place in found["phones"]] == [
        ("03-1234-5678", (6,)),
        ("03-1234-5679", (6,)),
    ]
    assert found["full_name"][0].value == fields.contact.full_name
    assert {place.value for place in found["phones"]} == {phone.text for phone in fields.contact.phones}
    assert found["addresses"][0].value == fields.contact.addresses[0].text


def test_the_least_sure_value_speaks_for_its_key() -> None:
    fields, found = read_fields(CARD), places()
    assert fields.confidence["email"] == found["emails"][0].confidence
    titles = [place.confidence for field in ("titles", "qualifications") for place in found.get(field, [])]
    assert fields.confidence["title"] == min(value for value in titles if value is not None)


def test_what_lost_is_kept_as_a_rival() -> None:
    (department,) = places()["department"]
    assert department.value == "営業本部 第二営業部"
    assert {"営業本部", "第二営業部"} & set(department.rivals)
    for place in read_fields(CARD).places:
        assert place.value not in place.rivals


def test_a_phone_of_another_kind_says_so() -> None:
    unlabelled = card_text(["山田 太郎", "090-1234-5678", "fax 03-1234-5679"])
    for place in read_fields(unlabelled).places:
        for rival in place.rivals if place.field == "phones" else ():
            assert rival.rpartition(": ")[0] in ("", "work", "direct", "mobile", "fax", "tollfree", "other")
