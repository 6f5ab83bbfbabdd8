"""Titles, departments, firms and numbers that Japanese cards set without a gap, or that an engine ran together."""

from __future__ import annotations

import pytest

from cardscan.fields.address_repair import repaired_strokes
from cardscan.fields.firm_grammar import firm_look, with_whole_mark
from cardscan.fields.fused import department_and_title, firm_and_unit, two_titles
from cardscan.fields.kanji_phone import find_kanji_numbers
from cardscan.fields.phone_number import repair_digits
from cardscan.fields.postal_code import japanese_codes
from cardscan.fields.read import read_fields
from cardscan.records import Contact
from tests.fields.card_text import card_text
from tests.fields.claims import stacked


def _contact(*lines: str | tuple[str, float]) -> Contact:
    return read_fields(card_text(stacked(lines))).contact


@pytest.mark.parametrize(
    ("word", "department"),
    [
        ("物流部取締役営業本部長", "物流部"),
        ("購買部常務執行役員管理本部長", "購買部"),
        ("先端科学技術研究センター助教", "先端科学技術研究センター"),
        ("総務部次長", "総務部"),
        ("営業部長", ""),
        ("取締役営業部長", ""),
        ("研究センター長", ""),
    ],
)
def test_a_department_before_its_title(word: str, department: str) -> None:
    assert word[: department_and_title(word) or 0] == department


@pytest.mark.parametrize(
    ("word", "second"),
    [
        ("クリエイティブディレクターノプロジェクトリーダー", "プロジェクトリーダー"),
        ("チームリーダー営業担当", "営業担当"),
        ("チームリーダー", ""),
        ("マネージャー代理", ""),
        ("プロデューサー", ""),
    ],
)
def test_two_titles_in_one_word(word: str, second: str) -> None:
    cut = two_titles(word)
    assert (word[cut:] if cut is not None else "") == second


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("事務局長 労働組合委員長", ("事務局長", "労働組合委員長")),
        ("CEO 海外事業担当", ("CEO", "海外事業担当")),
        ("マネージャーノプロジェクトリーダー", ("マネージャー", "プロジェクトリーダー")),
        ("取締役 営業本部長", ("取締役 営業本部長",)),
        ("代表取締役 社長", ("代表取締役 社長",)),
        ("主任 研究員", ("主任 研究員",)),
    ],
)
def test_posts_on_one_line(line: str, titles: tuple[str, ...]) -> None:
    assert _contact("株式会社見本", line, ("山田 太郎", 48.0), "TEL 03-1234-5678").titles == titles


def test_a_branch_as_large_as_the_firm_is_no_department() -> None:
    firm, branch = ("株式会社見本保険サービス", 40.0), ("駅前支店", 44.0)
    contact = _contact(firm, branch, ("公務部", 33.0), ("部長", 33.0), ("山田 太郎", 66.0))
    assert contact.department == "公務部"
    assert contact.titles == ("部長",)


def test_a_chain_in_one_size_keeps_its_branch() -> None:
    contact = _contact("株式会社見本銀行", "駅前支店", "公務部", "部長", ("山田 太郎", 48.0))
    assert contact.department == "駅前支店 公務部"


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("パレット木材有", "パレット木材㈲"),
        ("三和製薬有", "三和製薬㈲"),
        ("COCORO有", "COCORO㈲"),
        ("国有", "国有"),
        ("見本共有", "見本共有"),
    ],
)
def test_a_ring_lost_at_the_end(read: str, printed: str) -> None:
    assert with_whole_mark(read) == printed
    assert firm_look(read).has_legal_form == (read != printed)


def test_a_studio_is_the_end_of_its_firm() -> None:
    assert firm_and_unit("(株)北斗編集室") is None
    assert firm_and_unit("株式会社見本製作所広報室") == len("株式会社見本製作所")


def test_who_runs_a_house_is_not_a_part_of_its_name() -> None:
    contact = _contact(("社会医療法人見本会八千代病院", 40.0), "経営合同会社ミホン", "管理薬剤師", ("高山 蓮", 48.0))
    assert contact.organization == "社会医療法人見本会八千代病院"


def test_a_town_runs_a_school() -> None:
    assert (
        _contact("世田谷区立", ("桜並木小学校", 30.0), "校長", ("大塚 典子", 48.0)).organization
        == "世田谷区立桜並木小学校"
    )


def test_an_office_above_a_damaged_postal_mark_heads_an_address() -> None:
    office = ("大阪支店", "平530-0001 大阪府大阪市北区梅田1-2-3")
    assert _contact("株式会社見本倉庫", "代表取締役", ("山田 太郎", 48.0), *office).department is None


def test_the_code_above_an_address_of_three_lines() -> None:
    lines = ["〒802-0826", "福岡県北九州市小倉南区", "横代南町1-13-14", "グランドハイツ青葉1109号室"]
    address = _contact("株式会社見本", ("山田 太郎", 48.0), *lines).addresses[0]
    assert address.text == "福岡県北九州市小倉南区横代南町1-13-14 グランドハイツ青葉1109号室"
    assert address.postal_code == "802-0826"


@pytest.mark.parametrize(
    ("column", "number"),
    [
        ("〇四二三（三〇）五〇八四", "0422(30)5084"),
        ("〇四二三ー八三ー六三八四", "0422-83-6384"),
        ("〇四二二ー八三ー六三八四", "0422-83-6384"),
        ("〇三ー三四五三ー一二三四", "03-3453-1234"),
        ("〇四三（六一九）四五〇九", "043(619)4509"),
        ("〇九八二一六九一四二九三", "0982-69-4293"),
    ],
)
def test_strokes_of_a_number_in_a_column(column: str, number: str) -> None:
    assert [found.printed for found in find_kanji_numbers(column, ("JP",))] == [number]


def test_a_postal_code_whose_stroke_was_read_as_a_figure() -> None:
    assert [code.code for code in japanese_codes("十六四三二〇一四一")] == ["643-0141"]
    assert japanese_codes("六四三二〇一四一") == ()


def test_an_area_code_read_as_letters() -> None:
    assert repair_digits("OII-270-5812") == "011-270-5812"
    assert repair_digits("OIL 12 seals") == "OIL 12 seals"


def test_a_column_of_figures_is_no_part_of_the_address_before_it() -> None:
    columns = ["株式会社見本", "山田太郎", "宮崎県延岡市高野町一五八－一二", "〇九八二－六九－四二九二"]
    contact = read_fields(card_text(columns, vertical=True)).contact
    assert [phone.text for phone in contact.phones] == ["0982-69-4292"]
    assert contact.addresses[0].text.endswith("一二")


@pytest.mark.parametrize(
    ("read", "printed"), [("南山中—一四六－一〇", "一一四六"), ("見本町明見——二二———", "一一二二ー一一")]
)
def test_a_house_number_neither_begins_nor_ends_with_a_stroke(read: str, printed: str) -> None:
    assert printed in repaired_strokes(read)


@pytest.mark.parametrize("firm", ["JA北信州みのり", "陸上自衛隊 第13後方支援隊"])
def test_cooperatives_and_forces_are_bodies(firm: str) -> None:
    assert firm_look(firm).belief >= 0.75


def test_the_way_from_a_station_is_no_firm() -> None:
    assert firm_look("JR新宿駅").belief < 0.3


def test_an_examination_passed_is_a_qualification() -> None:
    assert _contact("株式会社見本", "生命保険専門課程合格", ("山田 太郎", 48.0)).qualifications == (
        "生命保険専門課程合格",
    )


@pytest.mark.parametrize(
    ("read", "reading"),
    [
        ("ゃまだ たろう", "やまだ たろう"),
        ("はっとり しょうこ", "はっとり しょうこ"),
        ("たかばゃし れん", "たかばやし れん"),
    ],
)
def test_small_kana_stand_only_where_they_can_be_spoken(read: str, reading: str) -> None:
    name = {"や": "山田 太郎", "ゃ": "山田 太郎", "は": "服部 祥子", "た": "高林 蓮"}[read[0]]
    assert _contact("株式会社見本", (name, 60.0), read).phonetic_name == reading


def test_a_point_in_a_house_number_joins_it() -> None:
    assert repaired_strokes("河西郡芽室町西士狩439·27") == "河西郡芽室町西士狩439-27"
    assert repaired_strokes("TEL 0155·62·1234") == "TEL 0155·62·1234"


def test_a_research_centre_stands_before_the_latin_department() -> None:
    contact = _contact(
        ("テクノブリッジ医科大学", 30.0),
        "先端科学技術研究センター",
        "研究員",
        ("土田 咲千子", 40.0),
        "Assistant Professor, Overseas Business Division",
        "TEL 058-896-5173",
    )
    assert contact.department == "先端科学技術研究センター"


def test_the_branch_of_a_bank_account_is_no_department() -> None:
    contact = _contact(
        ("イロドリ交易株式会社", 30.0),
        "取締役",
        ("伊沢めぐみ", 40.0),
        "TEL 0166-50-3500",
        "振込先 ひかりネット銀行 第二営業部 普通 4109336",
    )
    assert contact.department is None


def test_a_degree_between_a_title_and_a_degree_in_brackets() -> None:
    contact = _contact(("東都大学", 30.0), "准教授 Ph.D. 博士（工学）", ("林 陽子", 40.0), "TEL 022-474-9311")
    assert (contact.titles, contact.qualifications) == (("准教授",), ("Ph.D.", "博士(工学)"))


def test_a_department_a_title_and_a_licence_without_a_gap() -> None:
    contact = _contact(("丸三通商㈱", 30.0), "産業機械部執行役員通関士", ("冨永 久美子", 40.0), "TEL 043-234-4509")
    assert (contact.department, contact.titles, contact.qualifications) == ("産業機械部", ("執行役員",), ("通関士",))


def test_a_chain_of_units_without_a_gap_whose_last_firms_share() -> None:
    contact = _contact(
        "ネクストリンク株式会社", "営業部パートナー営業グループ", "リーダー", ("清水 俊介", 40.0), "TEL 055-234-5678"
    )
    assert contact.department == "営業部パートナー営業グループ"


def test_a_department_before_the_first_of_two_titles() -> None:
    contact = _contact("医療法人見本会", "訪問診療部看護師長・海外事業担当", ("清水 俊介", 40.0), "TEL 055-234-5678")
    assert contact.department == "訪問診療部"
    assert contact.titles == ("看護師長", "海外事業担当")


def test_the_head_office_before_its_address_is_no_department() -> None:
    address, phone = "東京本社 〒959-1978 新潟県阿賀野市川岡1683-2", "TEL 0250-23-7466"
    contact = _contact("合同会社スマイル印刷", "代表取締役", ("嶋崎 典子", 40.0), address, phone)
    assert contact.department is None


@pytest.mark.parametrize(
    ("line", "title", "name"),
    [
        ("マネージャー小林　彩香", "マネージャー", "小林 彩香"),
        ("チーフエンジニア酒井裕貴", "チーフエンジニア", "酒井 裕貴"),
    ],
)
def test_a_title_close_before_the_name(line: str, title: str, name: str) -> None:
    contact = _contact("富岳ホールディングス株式会社", "東日本営業部", (line, 40.0), "TEL 055-234-5678")
    assert (contact.titles, contact.full_name) == ((title,), name)


def test_a_firm_s_own_laboratory_is_a_department() -> None:
    contact = _contact("株式会社光陽化学工業", "中央研究所", "主任研究員", ("遠藤 俊介", 40.0), "TEL 088-396-0177")
    assert (contact.organization, contact.department) == ("株式会社光陽化学工業", "中央研究所")


def test_a_centre_and_a_rank_on_one_line() -> None:
    contact = _contact("株式会社光陽化学工業", "関東配送センター 参事", ("遠藤 俊介", 40.0), "TEL 088-396-0177")
    assert (contact.department, contact.titles) == ("関東配送センター", ("参事",))


def test_a_romanised_name_close_behind_the_firm() -> None:
    firm = "関東ガスエンジニアリング株式会社Yumiko Ijuin"
    contact = _contact(("伊集院 由美子", 40.0), "担当課長", firm, "ijuin_yumiko@mihon.example.com")
    assert (contact.organization, contact.romanized_name) == ("関東ガスエンジニアリング株式会社", "Yumiko Ijuin")
    other = _contact(("中村 真由美", 40.0), "担当課長", "株式会社Hana Kobo", "TEL 055-234-5678")
    assert (other.organization, other.romanized_name) == ("株式会社Hana Kobo", None)


def test_a_shop_whose_trade_stands_before_its_name_in_kana() -> None:
    contact = _contact(("北欧雑貨 コトリ", 30.0), ("焙煎士 桐生俊介", 30.0), "TEL 055-234-5678")
    assert (contact.organization, contact.titles, contact.full_name) == ("北欧雑貨 コトリ", ("焙煎士",), "桐生 俊介")
