from __future__ import annotations

from datetime import date, datetime

import pytest

from cardscan.errors import InvalidInput
from cardscan.records import Address, Contact, Phone
from cardscan.search.search import Hit, search
from cardscan.store.store import Store
from tests.store.people_met import SAITO, add


def found(store: Store, query: str, limit: int = 20) -> list[str]:
    """Who is found without allowing for errors."""
    return [hit.person.id for hit in search(store, query, limit) if not hit.near]


def marked(hit: Hit) -> dict[str, list[str]]:
    return {match.field: [match.value[start:end] for start, end in match.spans] for match in hit.matches}


@pytest.mark.parametrize(
    "query",
    [
        "斎藤", "齋藤", "斉籐", "齋藤幸生", "斎藤　幸生", "さいとう", "サイトウ", "ｻｲﾄｳ", "サイトー", "さいと",
        "ゆきお",
        "saito", "Saitou", "SAITOH", "saitō", "yukio", "Yukio Saito", "saitoyukio", "yukiosaito", "斎", "幸",
        "サンプル", "ｻﾝﾌﾟﾙ税理士", "代表", "行政書士", "世田谷", "太子堂1-2-3", "太子堂１ー２ー３",
        "154-0004", "1540004", "5678", "03-1234", "0312345678", "（03）1234", "+81 3 1234", "+81-3-1234-5678", "2222",
        "example.co.jp", "T1234567890123",
        "テニス", "相続税に詳しい テニス", "交流会", "窓際", "司会", "田中さん", "要連絡", "#要連絡", "since", "1998",
        "name:さいとう", "company:税理士", "title:代表", "title:行政書士", "address:154", "phone:1234", "mail:saito",
        "event:異業種", "note:テニス", "note:司会", "tag:要連絡", "met:2026-11", "met:2026-11-20",
        "met:2026-11..2026-11",
        "斎藤 met:2026", "-white -佐藤", "met:2026 -さとう -emma", '"サンプル税理士事務所"',
    ],
)  # fmt: skip
def test_saito_is_found(met: Store, query: str) -> None:
    assert found(met, query) == ["p1"]


@pytest.mark.parametrize(
    "query",
    [
        "company:斎藤", "note:斎藤", "tag:テニス", "event:テニス", "title:サンプル", "斎藤 white",
        "met:2025", "斎藤 met:2026-12",
        "met:2026-11-21", "斎藤 -代表", "斎藤 -saito", "", "   ", "!?", "-", "藤斎幸生幸", "zzzzzz",
    ],
)  # fmt: skip
def test_nobody_is_found(met: Store, query: str) -> None:
    assert search(met, query) == []


def test_nothing_is_found_across_two_values(met: Store) -> None:
    assert found(met, "代表税理士") == found(met, "行政書士税理士") == found(met, "生サンプル") == []


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("saitp", "p1"),
        ("saoto", "p1"),
        ("siato", "p1"),
        ("サイトク", "p1"),
        ("斎膝幸生", "p1"),
        ("斎藤幸夫", "p1"),
        ("サンプノレ税理士", "p1"),
        ("サンブル税理士事務所", "p1"),
        ("株式会社サンプノレ税理士", "p1"),
        ("テニヌ", "p1"),
        ("0312345687", "p1"),
        ("emna", "p2"),
        ("whtie", "p2"),
        ("Samlpe & Co", "p2"),
        ("佐膝", "p3"),
        ("company:見木商事", "p3"),
        ("花子 見木商事", "p3"),
    ],
)
def test_an_error_still_finds(met: Store, query: str, who: str) -> None:
    hits = search(met, query)
    assert who in [hit.person.id for hit in hits]
    assert len(hits) <= 2
    assert all(hit.near and hit.matches for hit in hits)


def test_errors_are_allowed_for_only_when_nothing_is_found(met: Store) -> None:
    add(met, Contact(full_name="斎藤 幸夫", family_name="斎藤", given_name="幸夫"), name="3.jpg")
    assert found(met, "斎藤幸夫") == ["p4"]


def test_a_wrong_word_that_is_somebody_elses_is_suspected_too(met: Store) -> None:
    add(met, Contact(full_name="青木 幸夫", family_name="青木", given_name="幸夫"), name="3.jpg")
    (hit,) = search(met, "斎藤 幸夫")
    assert (hit.person.id, hit.near) == ("p1", True)
    assert marked(hit)["full_name"] == ["齋藤", "幸生"]


def test_as_many_as_there_are_can_be_asked_for(store: Store) -> None:
    people = [Contact(full_name=f"林 {number}", family_name="林") for number in range(1200)]
    add(store, *people)
    assert len(search(store, "林", limit=10**30)) == 1200


def test_a_narrowed_word_with_an_error_is_looked_for_only_there(met: Store) -> None:
    assert search(met, "company:斎膝幸生") == search(met, "saitp met:2026-12") == []
    assert [hit.person.id for hit in search(met, "saitp met:2026-11")] == ["p1"]


def test_kana_find_a_name_printed_in_latin_letters_only(met: Store) -> None:
    assert found(met, "さとう") == ["p3"]
    assert found(met, "ハナコ") == ["p3"]


def test_a_name_that_nobody_spelled_is_found_under_its_other_readings(store: Store) -> None:
    add(store, Contact(full_name="齋藤 幸生", family_name="齋藤", given_name="幸生"))
    (hit,) = search(store, "さちお")
    assert marked(hit) == {"full_name": ["齋藤 幸生"]}
    store.edit("p1", {"phonetic_name": "さいとう ゆきお"})
    assert found(store, "さちお") == []
    assert found(store, "ゆきお") == ["p1"]


def test_a_number_printed_with_its_country_is_found_as_dialled(store: Store) -> None:
    add(store, Contact(full_name="田中 一郎", phones=(Phone("work", "+81312345678", "+81-3-1234-5678"),)))
    (hit,) = search(store, "03-1234")
    assert marked(hit) == {"phones": ["+81-3-1234-5678"]}


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("斎藤", {"full_name": ["齋藤"]}),
        ("saitoh", {"phonetic_name": ["さいとう"]}),
        ("税理士", {"organization": ["税理士"], "qualifications": ["税理士"]}),
        ("03-1234 テニス", {"phones": ["03-1234"], "note": ["テニス"]}),
        ("1234", {"phones": ["1234"], "registration_numbers": ["1234"]}),
        ("世田谷", {"addresses": ["世田谷"]}),
        ("met:2026-11", {}),
        ("幸生 斎藤", {"full_name": ["齋藤", "幸生"]}),
        ("齋藤幸生", {"full_name": ["齋藤 幸生"]}),
    ],
)
def test_what_matched_is_marked(met: Store, query: str, fields: dict[str, list[str]]) -> None:
    hit = search(met, query)[0]
    assert hit.person.id == "p1"
    assert marked(hit).items() >= fields.items()
    assert set(marked(hit)) == set(fields)


def test_names_come_first_then_readings_firms_titles_and_the_rest(store: Store) -> None:
    people = [
        Contact(full_name="甲", addresses=(Address("みなと区1-1"),)),
        Contact(full_name="乙", titles=("みなと支店長",)),
        Contact(full_name="丙", organization="ヤマみなと商事"),
        Contact(full_name="丁", organization="みなと商事"),
        Contact(full_name="戊", organization="みなと"),
        Contact(full_name="湊 一", phonetic_name="みなと はじめ"),
        Contact(full_name="みなと 花", family_name="みなと", given_name="花"),
    ]
    add(store, *people)
    assert found(store, "みなと") == ["p7", "p6", "p5", "p4", "p3", "p2", "p1"]
    assert found(store, "みなと", limit=2) == ["p7", "p6"]


def test_the_best_are_found_among_many_that_are_newer(store: Store) -> None:
    add(store, Contact(full_name="林 一", family_name="林", given_name="一"))
    add(store, Contact(full_name="林田 一", family_name="林田", given_name="一"), name="2.jpg")
    add(
        store,
        *[Contact(full_name="小林 一", family_name="小林", given_name="一", organization="林") for _ in range(80)],
        name="3.jpg",
    )
    assert found(store, "林", limit=3) == ["p1", "p2", "p82"]


def test_of_equals_the_newest_comes_first(store: Store) -> None:
    add(store, SAITO, name="1.jpg")
    add(store, SAITO, name="2.jpg")
    assert found(store, "斎藤") == ["p2", "p1"]


def test_the_index_follows_every_change(met: Store) -> None:
    met.edit("p1", {"organization": "海山会計", "full_name": "高橋 健一"})
    assert found(met, "斎藤") == found(met, "company:サンプル") == []
    assert found(met, "髙橋 海山") == found(met, "たかはし") == ["p1"]
    note = met.add_note("p3", "カメラ好き")
    assert found(met, "カメラ") == ["p3"]
    met.edit_note(note.id, "写真好き")
    assert (found(met, "note:カメラ"), found(met, "写真")) == ([], ["p3"])
    met.delete_note(note.id)
    met.untag("p1", ["要連絡"])
    assert found(met, "写真") == found(met, "要連絡") == []
    met.edit_event("e1", {"name": "忘年会"})
    assert (found(met, "異業種"), found(met, "忘年会")) == ([], ["p1"])
    met.attach("p3", "e1")
    assert found(met, "忘年会") == found(met, "司会") == ["p3", "p1"]
    met.detach("p3", "e1")
    met.delete_event("e1")
    assert found(met, "忘年会") == found(met, "司会") == []
    met.delete("p1")
    assert found(met, "高橋") == []


def test_an_event_of_several_days_is_met_on_each(store: Store) -> None:
    fair = store.add_event("展示会", date(2026, 11, 29), end=date(2026, 12, 2))
    add(store, SAITO, event_id=fair.id, taken_at=datetime(2027, 1, 5, 10, 0))
    assert [found(store, f"met:{time}") for time in ("2026-11", "2026-12-01", "2026-12-02", "2026-12-03", "2027")] == [
        ["p1"], ["p1"], ["p1"], [], [],
    ]  # fmt: skip


def test_a_time_that_is_none_is_told(store: Store) -> None:
    with pytest.raises(InvalidInput, match="met:gestern"):
        search(store, "斎藤 met:gestern")
