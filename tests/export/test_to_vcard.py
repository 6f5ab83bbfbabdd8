from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cardscan.errors import StoreError
from cardscan.export.fold import folded
from cardscan.export.printable import printable
from cardscan.export.to_vcard import people_to_vcards
from cardscan.records import Contact, Phone
from cardscan.store.records import Person
from cardscan.store.store import Store
from tests.export.sample_store import SAITO, WHITE, fill, hostile
from tests.export.vcard4_reader import Property, read_vcards

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
INJECTION = "部長\nEND:VCARD\nBEGIN:VCARD\r\nFN:Mallory;,\\\"^'"


def person(contact: Contact, number: int = 1) -> Person:
    return Person(f"p{number}", contact, (), (), (), (), (), NOW, NOW)


def written(*people: Person, version: str = "3.0") -> str:
    return "".join(people_to_vcards(people, version=version, photos=False))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> list[Person]:
    with Store.open(fill(tmp_path_factory.mktemp("store") / "home")) as store:
        return list(store.dump())


def test_version_3_reads_back_equal(stored: list[Person]) -> None:
    saito, white = vobject.readComponents("".join(people_to_vcards(stored)))
    assert saito.version.value == "3.0"
    assert saito.fn.value == "齋藤 幸生"
    assert (saito.n.value.family, saito.n.value.given) == ("齋藤", "幸生")
    assert saito.n.value.suffix == ["税理士", "行政書士"]
    assert saito.contents["x-phonetic-last-name"][0].value == "さいとう"
    assert saito.contents["x-phonetic-first-name"][0].value == "ゆきお"
    assert saito.org.value == ["サンプル税理士事務所"]
    assert saito.title.value == "代表"
    assert [(line.value, line.type_paramlist) for line in saito.tel_list] == [
        ("+81312345678", ["WORK", "VOICE"]),
        ("+819012345678", ["CELL", "VOICE"]),
    ]
    assert saito.email.value == "saito@example.co.jp" and saito.url.value == "https://www.example.co.jp/"
    address = saito.adr.value
    assert (address.code, address.region, address.city) == ("154-0004", "東京都", "世田谷区")
    assert (address.street, address.country) == ("太子堂1-2-3 見本ビル3F", "日本")
    assert saito.categories.value == ["vip"]
    note = saito.note.value
    for text in (
        "Sample Tax Office",
        "Yukio Saito",
        "2026-11-21 ゴルフ好き。\n12月に見積もりを送る",
        "Met: 2026-11-20 異業種交流会 (新宿)",
        "T1234567890123",
        "may be wrong: さいとう ゆきお, saito@example.co.jp",
    ):
        assert text in note
    assert white.org.value == ["Orchard & Sons, Ltd.", "Sales; Export"]
    assert [line.value for line in white.tel_list] == ["+442079460018", "ext. 12"]
    assert saito.uid.value != white.uid.value
    assert saito.uid.value == next(vobject.readComponents(written(stored[0]))).uid.value, "the same at every export"


def test_version_4_reads_back_equal(stored: list[Person]) -> None:
    saito, white = read_vcards("".join(people_to_vcards(stored, version="4.0")))
    assert saito[:4] == [
        Property("VERSION", {}, ("4.0",)),
        saito[1],
        Property("KIND", {}, ("individual",)),
        Property("FN", {"ALTID": "1", "LANGUAGE": "ja"}, ("齋藤 幸生",)),
    ]
    said = {(line.name, line.parameters.get("LANGUAGE")): line for line in saito}
    assert said["FN", "ja-Latn"].values == ("Yukio Saito",)
    assert said["N", None].parameters == {"SORT-AS": "さいとう,ゆきお"}
    assert said["N", None].values == ("齋藤", "幸生", "", "", "税理士,行政書士")
    assert said["ORG", "en"].values == ("Sample Tax Office",)
    assert said["ADR", None].parameters["LABEL"] == "東京都世田谷区太子堂1-2-3 見本ビル3F"
    assert said["ADR", None].values[2:] == ("太子堂1-2-3 見本ビル3F", "世田谷区", "東京都", "154-0004", "日本")
    assert said["PHOTO", None].values[0].startswith("data:image/jpeg;base64,")
    phones = [line for line in white if line.name == "TEL"]
    assert [(line.parameters, line.values) for line in phones] == [
        ({"VALUE": "uri", "TYPE": "work,voice"}, ("tel:+442079460018",)),
        ({"VALUE": "text", "TYPE": "voice"}, ("ext. 12",)),
    ]
    assert [line.values for line in white if line.name == "ORG"] == [("Orchard & Sons, Ltd.", "Sales; Export")]


def test_the_photo_is_the_card_small_and_without_metadata(stored: list[Person], tmp_path: Path) -> None:
    large = tmp_path / "card.jpg"
    exif = Image.Exif()
    exif[0x010E] = "secret"
    Image.new("RGB", (1820, 1100), (250, 240, 230)).save(large, exif=exif)
    card = replace(stored[0].cards[0], picture=large)
    (one,) = vobject.readComponents("".join(people_to_vcards([replace(stored[0], cards=(card,))])))
    assert one.photo.params["TYPE"] == ["JPEG"]
    picture = Image.open(io.BytesIO(one.photo.value))
    assert picture.size == (600, 363) and not picture.getexif()


def test_a_card_picture_that_is_gone_ends_the_export_with_advice(stored: list[Person], tmp_path: Path) -> None:
    card = replace(stored[0].cards[0], picture=tmp_path / "gone.jpg")
    with pytest.raises(StoreError, match="--no-photos"):
        list(people_to_vcards([replace(stored[0], cards=(card,))]))


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("text", [INJECTION, "a\x00b\x1b[31m\x9b\u202ec", "x" * 400 + "齋" * 100])
def test_no_text_breaks_out_of_its_value(text: str, version: str) -> None:
    out = written(person(hostile(text)), person(SAITO, 2), version=version)
    assert out.count("BEGIN:VCARD\r\n") == out.count("\r\nEND:VCARD\r\n") == 2
    assert not set(out) & set("\x00\x1b\x9b\u202e")
    first, second = vobject.readComponents(out)
    assert first.fn.value == printable(text) and second.fn.value == "齋藤 幸生"
    (before, *_) = read_vcards(out)
    titles = [line.values for line in before if line.name == "TITLE"]
    assert titles == [(printable(text),)]


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_reads_back_in_both_versions(name: str, title: str) -> None:
    contact = replace(WHITE, full_name=name, department=title, titles=(title,))
    for version in ("3.0", "4.0"):
        (lines,) = read_vcards(written(person(contact), version=version))
        said = {line.name: line.values for line in lines}
        assert said["FN"] == (printable(name),)
        assert said.get("TITLE", ("",)) == (printable(title),)
        assert said["ORG"] == tuple(filter(None, ("Orchard & Sons, Ltd.", printable(title))))


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize(
    ("contact", "name"),
    [
        (Contact(organization="サンプル商事"), "サンプル商事"),
        (Contact(emails=("info@example.co.jp",)), "info@example.co.jp"),
        (Contact(full_name="山田 太郎"), "山田 太郎"),
        (Contact(romanized_name="Taro Yamada", phones=(Phone("fax", None, "03"),)), "Taro Yamada"),
        (Contact(), "p1"),
    ],
)
def test_a_card_without_a_name_still_makes_a_valid_vcard(contact: Contact, name: str, version: str) -> None:
    (lines,) = read_vcards(written(person(contact), version=version))
    said = {line.name: line.values for line in lines}
    assert said["FN"] == (name,) and len(said["N"]) == 5


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=300), min_size=1, max_size=4))
def test_folding_keeps_75_octets_and_whole_characters(lines: list[str]) -> None:
    out = folded("".join(f"X:{line}\r\n" for line in lines))
    assert out.endswith("\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in out.split("\r\n"))
    assert out.replace("\r\n ", "") == "".join(f"X:{line}\r\n" for line in lines)
