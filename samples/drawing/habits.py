"""Japanese cards that mislead a reader: a second post, one line for telephone and fax, lists, worded maps."""

from __future__ import annotations

import random
from dataclasses import replace

from PIL import ImageDraw

from samples.drawing import numbers
from samples.drawing.card import PX_PER_MM, DrawnCard
from samples.drawing.contact import address_rows, line_rows, net_lines, personal_lines
from samples.drawing.fonts import choose_face
from samples.drawing.japanese import Draft, Reading, contact, draft, firm_rows, name_rows, post_rows
from samples.drawing.ornaments import mix, rule, street_map
from samples.drawing.setting import Row, set_rows, text_row
from samples.drawing.sheet import Area, em_px

_FIRST_POSTS = "取締役|常務取締役|専務取締役|執行役員|常務執行役員|上席執行役員|理事"
_SECOND_POSTS = (
    "営業本部長|管理本部長|東日本支社長|工場長|人事部長|経営企画室長|海外事業統括|研究所長|大阪支店長|品質保証部長"
)
_SHARED_LABELS = "TEL/FAX|TEL&FAX|TEL・FAX|電話・FAX|Tel & Fax|TEL・FAX共通|電話／ファックス|T/F"
_BRANCHES = (
    ("大阪", "06"),
    ("名古屋", "052"),
    ("福岡", "092"),
    ("仙台", "022"),
    ("札幌", "011"),
    ("広島", "082"),
    ("横浜", "045"),
)
_INSURERS = "みずほろ海上火災保険|ひかり東和生命保険|青空あんしん生命|三輪日新火災|つきかげ少額短期保険"
_AGENT_QUALIFICATIONS = (
    "2級ファイナンシャル・プランニング技能士|トータル・ライフ・コンサルタント|損害保険プランナー|"
    "生命保険専門課程合格|相続診断士|シニア・ライフ・コンサルタント"
)
_SUBJECTS = (
    "内科|外科|小児科|整形外科|皮膚科|眼科|耳鼻咽喉科|循環器内科|消化器内科|リハビリテーション科|放射線科|泌尿器科"
)
_MAP_WORDS = "駅|郵便局|コンビニ|銀行|交番|小学校|公園|病院|図書館|ガソリンスタンド|市役所|信号"
_KEEPERS = "有限会社|株式会社|合同会社"
_CRAFTS = "フォトグラファー|イラストレーター|Webデザイナー|翻訳者|カメラマン|ライター|校正者|陶芸家|書道家|編集者"
_SEATS = "市議会議員|県議会議員|町議会議員|衆議院議員秘書|民生委員|自治会長|行政相談委員"


def _middle(d: Draft, top: float, bottom: float, rows: list[Row], e: float) -> None:
    set_rows(d.sheet, Area(e, top + 1, d.width - e, bottom - 1), rows, valign="middle", smallest=0.66)


def second_post(rng: random.Random) -> DrawnCard:
    """Two posts held at once (兼務), the second on a row of its own after 兼, beside the name."""
    d = draft(rng, trades=("maker", "it", "trading", "build", "logistics", "finance"))
    e = rng.uniform(5.5, 7.5)
    first, second = rng.choice(_FIRST_POSTS.split("|")), rng.choice(_SECOND_POSTS.split("|"))
    joined = f"{first}兼{second}"
    gap = rng.choice(["", " ", "　"])
    face = choose_face(rng, f"兼{first}{second}", (d.theme.body.style,))
    rows = [
        text_row(first, face, 7.2, d.theme.soft, says=(("title", (first, joined)),)),
        text_row(f"兼{gap}{second}", face, 7.2, d.theme.soft, says=(("title", (second, joined, f"兼{second}")),)),
    ]
    used = set_rows(d.sheet, Area(e, e, d.width - e, 16), firm_rows(d, rng.uniform(9, 12)))
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 5), contact(d, 6.4), valign="bottom")
    band = Area(e, used.bottom + 1, d.width - e, body.top - 1)
    named = name_rows(d, rng.uniform(13, 16), wide=False)
    if rng.random() < 0.6:
        left = set_rows(d.sheet, replace(band, right=40), rows, valign="middle", smallest=0.8)
        set_rows(d.sheet, replace(band, left=left.right + 3), named, valign="middle", smallest=0.66)
    else:
        set_rows(d.sheet, band, rows + named, valign="middle", smallest=0.66)
    return d.sheet.finish("ja", "second_post", 0.0)


def shared_line(rng: random.Random) -> DrawnCard:
    """One number for telephone and fax under one label, as small offices, farms and laboratories have it."""
    d = draft(rng, trades=("npo", "farm", "law", "shop", "university", "design", "school"))
    e = rng.uniform(5.5, 8)
    office, theme = replace(d.identity.offices[0], fax=None), d.theme
    manner = replace(d.manner, columns=False, wide=False)
    number = manner.number(office.tel)
    label = rng.choice(_SHARED_LABELS.split("|"))
    text = f"{label}{rng.choice([' ', '：', '  ', ': ', '　'])}{number}"
    shared = text_row(text, theme.face_for(text), 6.4, theme.soft, says=(("tel", number), ("fax", number)))
    personal = [line for line in personal_lines(d.identity, manner) if line[0] == "mobile"]
    rows = [
        *address_rows(rng, office, theme, manner, 6.4, theme.soft),
        shared,
        *line_rows(rng, personal + net_lines(d.identity, manner), theme, manner, 6.4, theme.soft),
    ]
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(9, 12)))
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 5), rows, valign="bottom")
    reading: Reading = rng.choice(["none", "beside", "above"])
    _middle(d, used.bottom, body.top, post_rows(d, 7) + name_rows(d, rng.uniform(13, 16), reading=reading), e)
    return d.sheet.finish("ja", "shared_line", 0.0)


def branch_numbers(rng: random.Random) -> DrawnCard:
    """The head office in full; below a rule the branches by town, each with nothing but its number."""
    d = draft(rng, trades=("maker", "trading", "logistics", "build"), paper="white")
    e = 5.0
    identity = replace(d.identity, small_print=(), handles=(), toll_free=None)
    manner = replace(d.manner, tel_fax_together=True, columns=False, wide=False, abroad=False)
    d = replace(d, identity=identity, manner=manner)
    towns = rng.sample(_BRANCHES, rng.choice([2, 3, 3]))
    lines = [manner.number(numbers.landline(rng, code)) for _, code in towns]
    mark, gap = rng.choice(["支店／", "営業所：", "支店　", "■支店　"]), rng.choice(["　", " / ", "　・"])
    text = mark + gap.join(f"{town} {number}" for (town, _), number in zip(towns, lines, strict=True))
    face = choose_face(rng, text, (d.theme.body.style,))
    foot = [text_row(text, face, 5.6, d.theme.soft, says=tuple(("tel", number) for number in lines), min_pt=5.0)]
    if rng.random() < 0.5:
        works = rng.choice(["工場／千葉・三重・茨城", "海外／上海・バンコク"])
        works_face = choose_face(rng, works, (d.theme.body.style,))
        foot.append(text_row(works, works_face, 5.6, d.theme.soft, min_pt=5.0))
    low = set_rows(d.sheet, Area(e, 42, d.width - e, d.height - 3.5), foot, valign="bottom")
    rule(d.sheet, e, low.top - 0.8, d.width - e, low.top - 0.8, d.theme.accent)
    used = set_rows(d.sheet, Area(e, 5, d.width - e, 13), firm_rows(d, rng.uniform(9, 11), two_lines=False))
    body = set_rows(d.sheet, Area(e, 22, d.width - e, low.top - 1.6), contact(d, 6.0), valign="bottom", leading=0.8)
    _middle(d, used.bottom, body.top, post_rows(d, 6.6) + name_rows(d, rng.uniform(13, 15), wide=False), e)
    return d.sheet.finish("ja", "branch_numbers", 0.0)


def agency(rng: random.Random) -> DrawnCard:
    """An insurance agency: its own name, a dotted list of qualifications, the insurers it acts for in small print."""
    d = draft(rng, trades=("consult", "estate", "finance"), paper="white")
    e = rng.uniform(5, 7)
    known = rng.sample(_AGENT_QUALIFICATIONS.split("|"), rng.choice([1, 2, 3]))
    principals = rng.choice(["／", "・", "　"]).join(rng.sample(_INSURERS.split("|"), 2))
    text = f"{rng.choice(['取扱保険会社：', '取扱会社 ', '代理店委託会社／'])}{principals}"
    bullet = rng.choice(["・", "●", "◆", "■"])
    face = choose_face(rng, text + bullet + "".join(known), (d.theme.body.style,))
    listed = [
        text_row(f"{bullet}{q}", face, 5.8, d.theme.soft, says=(("title", (q, bullet + q)),), min_pt=5.2, space=0.2)
        for q in known
    ]
    post = replace(d.identity.post, qualifications=())
    d = replace(d, identity=replace(d.identity, small_print=(), handles=(), post=post))
    low = set_rows(
        d.sheet,
        Area(e, 46, d.width - e, d.height - 3.5),
        [text_row(text, face, 5.4, d.theme.soft, min_pt=4.8)],
        valign="bottom",
    )
    used = set_rows(d.sheet, Area(e, e, d.width - e, 15), firm_rows(d, rng.uniform(9, 11), two_lines=False))
    body = set_rows(d.sheet, Area(e, 25, d.width - e, low.top - 0.8), contact(d, 6.1), valign="bottom", leading=0.8)
    rows = listed + post_rows(d, 6.6) + name_rows(d, rng.uniform(13, 15), wide=False)
    _middle(d, used.bottom, body.top, rows, e)
    return d.sheet.finish("ja", "agency", 0.0)


def subjects_list(rng: random.Random) -> DrawnCard:
    """A hospital's card that ends with the list of its medical subjects, which are nobody's department."""
    d = draft(rng, trades=("clinic",), paper="white")
    e = rng.uniform(5, 7)
    subjects = rng.choice(["・", "／", "　"]).join(rng.sample(_SUBJECTS.split("|"), rng.choice([3, 4, 5])))
    text = rng.choice(["診療科目／{}", "診療科目：{}", "【診療科目】{}", "標榜科　{}"]).format(subjects)
    face = choose_face(rng, text, (d.theme.body.style,))
    low = set_rows(
        d.sheet,
        Area(e, 44, d.width - e, d.height - 4),
        [text_row(text, face, 5.8, d.theme.soft, min_pt=5.0)],
        valign="bottom",
    )
    used = set_rows(d.sheet, Area(e, e, d.width - e, 17), firm_rows(d, rng.uniform(10, 12)), smallest=0.6)
    body = set_rows(
        d.sheet, Area(e, 26, d.width - e, low.top - 0.8), contact(d, 6.2, small_print=False), valign="bottom"
    )
    rows = post_rows(d, 7) + name_rows(d, rng.uniform(13, 16), reading=rng.choice(["none", "ruby", "above"]))
    _middle(d, used.bottom, body.top, rows, e)
    return d.sheet.finish("ja", "subjects_list", 0.0)


def worded_map(rng: random.Random) -> DrawnCard:
    """A shop with a map whose landmarks are named: words that belong to no field."""
    d = draft(rng, trades=("shop", "salon", "restaurant", "clinic"), paper=rng.choice(["white", "tinted"]))
    e = rng.uniform(5, 6.5)
    place = Area(d.width - e - 28, 6, d.width - e, 28)
    street_map(d.sheet, place, d.theme.soft, rng)
    face = choose_face(rng, "".join(_MAP_WORDS), ("gothic",))
    pen = ImageDraw.Draw(d.sheet.picture)
    spots = [(2.0, 2.0), (17.0, 3.5), (3.0, 17.5), (16.0, 17.0), (9.0, 12.5)]
    for (x, y), word in zip(spots, rng.sample(_MAP_WORDS.split("|"), rng.choice([3, 4, 5])), strict=False):
        pen.text(
            ((place.left + x) * PX_PER_MM, (place.top + y) * PX_PER_MM),
            word,
            font=face.sized(em_px(4.6)),
            fill=(30, 30, 30),
        )
    used = set_rows(d.sheet, Area(e, e, place.left - 2, 16), firm_rows(d, rng.uniform(9, 11)), smallest=0.6)
    body = set_rows(
        d.sheet, Area(e, max(26.0, place.bottom + 1), d.width - e, d.height - 4.5), contact(d, 6.3), valign="bottom"
    )
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(11, 13), wide=False)
    set_rows(
        d.sheet,
        Area(e, used.bottom + 1, place.left - 2, body.top - 1),
        rows,
        valign="middle",
        smallest=0.66,
    )
    return d.sheet.finish("ja", "worded_map", 0.0)


def kept_shop(rng: random.Random) -> DrawnCard:
    """A shop's name large, the firm that keeps it small in brackets below."""
    d = draft(rng, trades=("shop", "restaurant", "salon", "clinic"))
    e = rng.uniform(5.5, 7.5)
    keeper = rng.choice(_KEEPERS.split("|")) + rng.choice(
        ["三ツ葉", "ファルマネット", "マルヨシ", "アルテ", "なごみ企画"]
    )
    name = d.identity.firm.name
    known = d.identity.firm.spellings
    own = (known,) if isinstance(known, str) else known
    ways = (*own, keeper, f"{keeper} {name}", f"{name} {keeper}")
    text = rng.choice(["（{}）", "運営：{}", "({})", "経営 {}"]).format(keeper)
    face = choose_face(rng, text, (d.theme.body.style,))
    rows = [
        replace(row, says=(("company", ways),)) if n == 0 else row
        for n, row in enumerate(firm_rows(d, 12, two_lines=False))
    ]
    rows.append(text_row(text, face, 6.2, d.theme.soft, space=0.3))
    used = set_rows(d.sheet, Area(e, e, d.width - e, 19), rows, smallest=0.6)
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 5), contact(d, 6.4), valign="bottom")
    named = name_rows(d, rng.uniform(13, 16), reading=rng.choice(["none", "beside", "ruby"]), wide=False)
    _middle(d, used.bottom, body.top, post_rows(d, 6.8) + named, e)
    return d.sheet.finish("ja", "kept_shop", 0.0)


def no_firm(rng: random.Random) -> DrawnCard:
    """A person without a firm: a craft or a seat above the name, a private address, names on social networks."""
    d = draft(rng, trades=("design",), paper=rng.choice(["white", "tinted"]))
    e = rng.uniform(7, 10)
    public = rng.random() < 0.35
    title = rng.choice((_SEATS if public else _CRAFTS).split("|"))
    handles = () if public else d.identity.handles or (f"X @{d.identity.person.family_latin.lower()}_works",)
    d = replace(d, identity=replace(d.identity, handles=handles, small_print=(), toll_free=None))
    face = choose_face(rng, title, (d.theme.body.style,))
    size = rng.uniform(18, 24) if public else rng.uniform(12, 15)
    reading: Reading = "below" if public else "none"
    rows = [
        text_row(title, face, 8 if public else 6.8, d.theme.soft, says=(("title", title),)),
        *name_rows(d, size, reading=reading, latin="none" if public else "below", wide=False),
    ]
    body = set_rows(d.sheet, Area(e, 28, d.width - e, d.height - 5.5), contact(d, 6.4), valign="bottom")
    set_rows(d.sheet, Area(e, 7, d.width - e, body.top - 1), rows, valign="middle", smallest=0.66)
    return d.sheet.finish("ja", "no_firm", 0.0)


def watermark(rng: random.Random) -> DrawnCard:
    """The firm's Latin name very large and pale behind the text."""
    d = draft(rng, trades=("it", "design", "consult", "trading"), paper="white")
    e = rng.uniform(6, 8)
    word = d.identity.firm.latin.split(" ")[0].upper()
    face = choose_face(rng, word, ("latin-sans", "latin-display"), weight="bold")
    pale = mix(d.theme.paper, d.theme.accent, rng.uniform(0.05, 0.1))
    size = em_px(rng.uniform(34, 46))
    at = (rng.uniform(0, 8) * PX_PER_MM, rng.uniform(2, 30) * PX_PER_MM)
    ImageDraw.Draw(d.sheet.picture).text(at, word, font=face.sized(size), fill=pale)
    used = set_rows(d.sheet, Area(e, e, d.width - e, 16), firm_rows(d, rng.uniform(9, 11)))
    body = set_rows(d.sheet, Area(e, 26, d.width - e, d.height - 5), contact(d, 6.3), valign="bottom", align="right")
    rows = post_rows(d, 6.8) + name_rows(d, rng.uniform(13, 16), latin="below", wide=False)
    _middle(d, used.bottom, body.top, rows, e)
    return d.sheet.finish("ja", "watermark", 0.0)


HABITS = (
    second_post,
    shared_line,
    branch_numbers,
    agency,
    subjects_list,
    worded_map,
    kept_shop,
    no_firm,
    watermark,
)
"""The layouts of this file."""
