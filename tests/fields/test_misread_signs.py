"""Icons, strokes, brackets and figures that an engine took for something else, on otherwise ordinary cards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.fields.address_latin_repair import repaired_figures
from cardscan.fields.address_repair import repaired_strokes
from cardscan.fields.building_words import with_building_words
from cardscan.fields.postal_code import japanese_codes
from cardscan.fields.read import read_fields
from cardscan.fields.web_address import find_webs
from cardscan.records import Contact
from tests.fields.card_text import Box, card_text

WHO = ["見本商事株式会社", "山田 太郎"]


def contact(lines: list[str], *, vertical: bool = False) -> Contact:
    return read_fields(card_text([*WHO, *lines], vertical=vertical)).contact


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("0080-1234-5678", "mobile", "080-1234-5678"),
        ("9045-776-9775", "work", "045-776-9775"),
        ("C0800-123-4567", "tollfree", "0800-123-4567"),
        ("Ta03-5920-7988", "work", "03-5920-7988"),
        ("Tel.0980-34-743280", "work", "0980-34-7432"),
        ("Mobile_090-1234-5678", "mobile", "090-1234-5678"),
        ("FA×03-1234-5678", "fax", "03-1234-5678"),
    ],
)
def test_an_icon_or_a_note_beside_a_number(line: str, kind: str, text: str) -> None:
    (phone,) = contact([line]).phones
    assert (phone.kind, phone.text) == (kind, text)


@pytest.mark.parametrize("label", ["電話·FAX:", "TEL・FAX ", "TEL/FAX："])
def test_one_number_for_both(label: str) -> None:
    phones = contact([f"{label}078-225-2342"]).phones
    assert [phone.kind for phone in phones] == ["work", "fax"]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("携帯 〇七〇二一五一一一八七二三", "070-1511-8723"),
        ("電話〇三二七〇三六-〇六六四", "03-7036-0664"),
        ("電話〇七九（ハハー）八七三一", "079(881)8731"),
        ("電話〇一三八－七三十〇六九三", "0138-73-0693"),
    ],
)
def test_strokes_of_a_number_in_a_column(column: str, text: str) -> None:
    (phone,) = contact([column], vertical=True).phones
    assert phone.text == text


def unlabelled(numbers: list[str], *, who: str = "Michael Wilson") -> list[str]:
    lines = [who, "Millstone LLP", *numbers, "wilson@millstone.example"]
    return [phone.kind for phone in read_fields(card_text(lines)).contact.phones]


def test_unlabelled_numbers_by_their_order() -> None:
    assert unlabelled(["617-618-8277", "312-842-4813"]) == ["work", "mobile"]
    assert unlabelled(["702-765-8437", "617-515-9812", "512-409-7981"]) == ["work", "mobile", "fax"]
    assert unlabelled(["617-618-8277", "617-618-8278"]) == ["work", "fax"]
    assert unlabelled(["+65 6207 5542", "+65 9446 7330", "+65 6566 4552"]) == ["work", "mobile", "fax"]
    assert unlabelled(["Tel 617-618-8277", "Direct 312-842-4813"]) == ["work", "direct"]


def test_the_numbers_of_bengaluru_are_no_mobile_ones() -> None:
    lines = ["Lakshmi Gupta", "Arcadia Partners", "tel 080 4697 5769", "mob 070 0795 1845", "Bengaluru 560001"]
    assert [phone.kind for phone in read_fields(card_text(lines)).contact.phones] == ["work", "mobile"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("9216-0044 川崎市宮前区西野川4-24-3", "216-0044"),
        ("平573-0102 大阪府枚方市", "573-0102"),
        ("Fー〇〇-〇〇〇五", "100-0005"),
        ("Fハ〇二－〇八二二", "802-0822"),
        ("十六二〇－〇八三五", "620-0835"),
    ],
)
def test_a_postal_mark_read_as_something_else(line: str, code: str) -> None:
    assert [found.code for found in japanese_codes(line)] == [code]


@pytest.mark.parametrize("line", ["ーーーーーーーー", "ー―ーー－－ーー", "1234-5678", "1234-5678 様"])
def test_no_postal_code(line: str) -> None:
    assert japanese_codes(line) == ()


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["〒444-0243", "受知県岡崎市上青野町1527"], "愛知県岡崎市上青野町1527"),
        (["兵庫與加東市東実1052-26"], "兵庫県加東市東実1052-26"),
        (
            ["〒121-0801 東京都足立区東伊興三丁目17番地八ーバービュー7F"],
            "東京都足立区東伊興三丁目17番地ハーバービュー7F",
        ),
        (["〒152-0011 目黑区原町1-17-15"], "目黒区原町1-17-15"),
        (
            ["〒573-0102 大阪府枚方市長尾家具町6-12-12産業振興センタ-2階"],
            "大阪府枚方市長尾家具町6-12-12産業振興センター2階",
        ),
        (
            ["〒125-0063 東京都葛飾区白鳥6丁目2番14号メソン・ド・ソレイュ8F"],
            "東京都葛飾区白鳥6丁目2番14号メゾン・ド・ソレイユ8F",
        ),
        (["〒197-0004 東京都福生市南田園6-19-14", "オフィスJOY IF"], "東京都福生市南田園6-19-14 オフィスJOY 1F"),
    ],
)
def test_an_address_as_it_must_have_been_printed(lines: list[str], text: str) -> None:
    assert [address.text for address in contact(lines).addresses] == [text]


def test_a_code_in_the_column_before_belongs_to_the_address() -> None:
    columns: list[tuple[str, Box]] = [
        ("見本商事株式会社", (892, 51, 940, 468)),
        ("山田太郎", (394, 123, 480, 485)),
        ("〒一九三－〇九三四", (205, 139, 237, 367)),
        ("東京都八王子市小比企町四七二", (174, 50, 201, 541)),
    ]
    (address,) = read_fields(card_text(columns, vertical=True)).contact.addresses
    assert address.postal_code == "193-0934"


def test_a_building_that_stands_askew_belongs_to_its_address() -> None:
    lines: list[tuple[str, Box]] = [
        ("見本商事株式会社", (362, 63, 620, 100)),
        ("山田 太郎", (282, 157, 601, 233)),
        ("457-0816 愛知県名古屋市南区元柴田東町6-4", (217, 293, 787, 317)),
        ("NKビル5F", (499, 329, 632, 354)),
    ]
    (address,) = read_fields(card_text(lines)).contact.addresses
    assert address.text == "愛知県名古屋市南区元柴田東町6-4 NKビル5F"


def test_an_address_stays_when_another_field_has_its_building() -> None:
    lines = ["東谷電設(株)", "ひがしだに ちひろ", "東谷千尋", "〒640-8151 和歌山県和歌山市屋形町3-5-15", "WEST HILLS"]
    (address,) = read_fields(card_text(lines)).contact.addresses
    assert address.text.startswith("和歌山県和歌山市屋形町3-5-15")


@pytest.mark.parametrize(
    ("lines", "text", "code"),
    [
        (
            ["186 Lexington Avenue, IIth Floor", "Boston, MA o2110"],
            "186 Lexington Avenue, 11th Floor, Boston, MA 02110",
            "02110",
        ),
        (["630 7 Avenue SW", "Toronto, ON MsH 2N2"], "630 7 Avenue SW, Toronto, ON M5H 2N2", "M5H 2N2"),
        (
            ["Plot No. 11", "938 Residency Road", "Pune-411001", "India"],
            "Plot No. 11, 938 Residency Road, Pune-411001, India",
            "411001",
        ),
        (["Am Sandtorkai 29,", "80331 München, Germany"], "Am Sandtorkai 29, 80331 München, Germany", "80331"),
        (["152 Teheran-ro, Gangnam-gu, Seoul 06236"], "152 Teheran-ro, Gangnam-gu, Seoul 06236", "06236"),
    ],
)
def test_western_addresses(lines: list[str], text: str, code: str) -> None:
    (address,) = read_fields(card_text(["Chloe Roy", "Cedar Interiors Ltd", *lines])).contact.addresses
    assert (address.text, address.postal_code) == (text, code)


def test_a_tax_number_below_is_no_part_of_the_address() -> None:
    lines = ["Fiona Llewellyn", "Foxglove Ltd", "538 Mill Lane", "London EC2A 4NE", "VAT GB 123 4567 89"]
    assert read_fields(card_text(lines)).contact.addresses[0].text == "538 Mill Lane, London EC2A 4NE"


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("www.mihon.example.com/-office/", "https://www.mihon.example.com/~office/"),
        ('www.mihon.example.com/"lab/', "https://www.mihon.example.com/~lab/"),
        ("web. www.mihon.iol", "https://www.mihon.io"),
        ("www.exampIe-hotel.com", "https://www.example-hotel.com"),
        ("Web.mihon-demo.com.au/", "https://mihon-demo.com.au/"),
        ("URL/mihon-demo.com/company", "https://mihon-demo.com/company"),
        ("Websitewww.mihon-demo.co.jp", "https://www.mihon-demo.co.jp"),
    ],
)
def test_links(line: str, url: str) -> None:
    assert [web.url for web in find_webs(line)] == [url]


@pytest.mark.parametrize(
    ("lines", "email"),
    [
        (["E-mailItaro@mihon.example", "Phone |03-1234-5678"], "taro@mihon.example"),
        (["taro@maiI.mihon.com"], "taro@mail.mihon.com"),
        (["kaneko@city.mihon.Ig.jp"], "kaneko@city.mihon.lg.jp"),
        (["m. 415-555-0123", "e. anthony@mihon.example"], "anthony@mihon.example"),
        (["emailanthony.thomas@mihon.example"], "anthony.thomas@mihon.example"),
        (["saito-mayumi@mihonnail example"], "saito-mayumi@mihonnail.example"),
    ],
)
def test_mails(lines: list[str], email: str) -> None:
    assert contact(lines).emails == (email,)


def test_an_account_without_its_space_is_no_mail_address() -> None:
    assert contact(["taro@mihon.example", "Instagram@mihon.studio"]).emails == ("taro@mihon.example",)


@pytest.mark.parametrize(
    "name", ["クリーンハイツ", "ブライトン", "ビューティーサロン", "コーポレート", "ボートハウス", "パレット"]
)
def test_other_words_are_left_alone(name: str) -> None:
    assert with_building_words(name) == name


@given(st.text(max_size=40))
@settings(max_examples=300)
def test_repairs_keep_the_length(text: str) -> None:
    assert len(repaired_strokes(text)) == len(repaired_figures(text)) == len(text)


@given(st.text("〒一二三四〇ー-―ハニ十F123 東京都港区", max_size=16))
@settings(max_examples=300)
def test_codes_have_seven_figures(text: str) -> None:
    assert all(len(code.code.replace("-", "")) == 7 and code.code.isascii() for code in japanese_codes(text))
