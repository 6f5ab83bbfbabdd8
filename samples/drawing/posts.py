"""Posts that people hold: titles, departments and qualifications, by line of business, in Japanese and in English."""

from __future__ import annotations

import random
from dataclasses import dataclass

from samples.drawing.firms import Trade

_CHIEF = (
    "代表取締役社長|代表取締役|代表取締役会長|取締役社長|専務取締役|常務取締役|取締役副社長|取締役|"
    "代表社員|執行役員|代表取締役 CEO|代表|代表取締役社長兼CEO|相談役|顧問|監査役"
)
_MANAGER = (
    "部長|課長|次長|係長|主任|課長代理|部長代理|副部長|室長|主査|チームリーダー|マネージャー|"
    "シニアマネージャー|グループ長|リーダー|所長|支店長|支店長代理|営業部長|営業課長|総務課長|工場長|"
    "本部長|統括部長|担当部長|主任技師|技師長|主幹|専任課長|副主任|店長|参事"
)
_STAFF = (
    "エンジニア|システムエンジニア|プログラマー|デザイナー|ディレクター|プロデューサー|コンサルタント|"
    "営業|営業担当|アドバイザー|プランナー|ライター|アシスタントマネージャー|Webディレクター|"
    "プロジェクトマネージャー|カスタマーサクセス|データサイエンティスト|広報担当|シニアコンサルタント"
)
_TWO = (
    "代表取締役 兼 CTO|執行役員 CTO|取締役 営業本部長|常務執行役員 管理本部長|執行役員 兼 人事部長|"
    "専務取締役 工場長|取締役 兼 技術部長|代表取締役社長 兼 最高経営責任者|上席執行役員 経営企画室長"
)
_LATIN_TITLES = (
    "CEO|CTO|COO|Founder & CEO|Manager|Designer|Engineer|Sales Manager|Art Director|Senior Engineer|"
    "Account Executive|Product Manager|General Manager"
)

_BY_TRADE: dict[Trade, str] = {
    "university": ("教授|准教授|講師|助教|特任教授|名誉教授|学長|研究員|客員教授|特任准教授|事務長|主任研究員"),
    "school": "校長|教頭|教諭|講師|理事長|学園長|事務局長|進路指導主事|養護教諭|塾長",
    "clinic": "院長|副院長|医師|歯科医師|看護師長|事務長|薬剤師|管理薬剤師|理事長|院長|獣医師|医長",
    "care": ("施設長|園長|主任保育士|管理者|ケアマネージャー|生活相談員|理事長|サービス提供責任者|看護師"),
    "law": "代表|所長|代表社員|パートナー|代表弁護士|副所長|アソシエイト|事務局長|所長|代表",
    "office": "課長|係長|主事|主査|主任|部長|参事|次長|副市長|市長|課長補佐|技師|専門員|室長|消防司令",
    "npo": ("理事長|事務局長|代表理事|副理事長|専務理事|コーディネーター|理事|事務局次長|会長|専門員"),
    "shop": "店長|店主|副店長|代表|オーナー|販売員|バイヤー|スタッフ",
    "salon": (
        "オーナー|スタイリスト|トップスタイリスト|店長|代表|ネイリスト|ディレクター|アイリスト|オーナースタイリスト"
    ),
    "restaurant": "店主|料理長|オーナーシェフ|店長|女将|代表|総料理長|ソムリエ|大将",
    "sake": "杜氏|蔵元|代表取締役|営業部長|十代目当主|醸造責任者|営業課長",
    "farm": "代表|園主|場長|農場長|代表取締役",
    "inn": "女将|支配人|総支配人|代表取締役|営業支配人|フロント主任|料理長",
    "estate": "宅地建物取引士|店長|営業主任|営業部長|代表取締役|賃貸営業課長|センター長",
    "finance": "支店長|課長|融資課長|副支店長|支店長代理|営業担当|部長|上席調査役",
    "design": (
        "アートディレクター|デザイナー|代表|フォトグラファー|編集長|クリエイティブディレクター|"
        "コピーライター|Art Director|副編集長"
    ),
}
_QUALIFICATIONS: dict[Trade, str] = {
    "law": (
        "税理士|弁護士|司法書士|行政書士|社会保険労務士|公認会計士|特定社会保険労務士|弁理士|中小企業診断士|"
        "土地家屋調査士|一級建築士|ファイナンシャルプランナー|宅地建物取引士|海事代理士|AFP"
    ),
    "build": (
        "一級建築士|二級建築士|１級建築施工管理技士|1級土木施工管理技士|一級塗装技能士|第一種電気工事士|"
        "インテリアコーディネーター|福祉住環境コーディネーター2級|既存住宅状況調査技術者"
    ),
    "estate": (
        "宅地建物取引士|賃貸不動産経営管理士|公認 不動産コンサルティングマスター|"
        "ファイナンシャル・プランニング技能士2級|相続診断士|住宅ローンアドバイザー|不動産鑑定士"
    ),
    "clinic": (
        "医学博士|歯学博士|日本内科学会認定 総合内科専門医|日本眼科学会認定 眼科専門医|獣医師|認定看護師|"
        "日本小児科学会専門医|柔道整復師|はり師・きゅう師"
    ),
    "university": (
        "博士（工学）|博士（理学）|博士(医学)|工学博士|経済学博士|Ph.D.|博士（文学）|博士（学術）|技術士（建設部門）"
    ),
    "consult": (
        "中小企業診断士|MBA|経営学修士（MBA）|ITコーディネータ|社会保険労務士|技術士|キャリアコンサルタント|PMP"
    ),
    "finance": ("CFP®|AFP|１級ファイナンシャル・プランニング技能士|証券外務員一種|トータル・ライフ・コンサルタント"),
    "care": "社会福祉士|介護支援専門員|介護福祉士|保育士|精神保健福祉士|理学療法士",
    "maker": "技術士（機械部門）|一級技能士|エネルギー管理士|品質管理検定1級",
    "it": "情報処理安全確保支援士|ITストラテジスト|PMP®|応用情報技術者",
    "restaurant": "調理師|唎酒師|ソムリエ|ふぐ調理師",
    "sake": "一級酒造技能士|唎酒師",
    "salon": "美容師|管理美容師|ネイリスト技能検定1級",
}
_DEPARTMENTS = (
    "営業部|総務部|人事部|経理部|開発部|技術部|製造部|品質保証部|購買部|企画部|広報室|経営企画室|"
    "情報システム部|法務部|海外事業部|カスタマーサポート部|マーケティング部|営業本部|管理本部|生産技術部|"
    "研究開発センター|設計部|工事部|業務部|物流部|DX推進室|新規事業開発室|秘書室|監査室|"
    "サステナビリティ推進部"
)
_UNITS = (
    "第一営業部|第二課|東日本支社|関西支店|営業一課|営業二課|法人営業部|首都圏グループ|プロダクト開発課|"
    "採用グループ|システム開発課|第３グループ|公共営業課|西日本営業所|基盤技術チーム|"
    "ソリューション営業部|設計課|資材課"
)
_DEPARTMENTS_BY_TRADE: dict[Trade, str] = {
    "university": (
        "工学部 機械工学科|理学部 化学科|大学院工学研究科 電気電子工学専攻|医学部附属病院 循環器内科|"
        "経済学部|文学部 史学科|大学院情報学研究科 知能情報学専攻 画像処理分野|先端科学技術研究センター|"
        "教務課|国際連携推進機構 国際交流センター|産学連携本部|附属図書館|農学部 応用生命科学科"
    ),
    "office": (
        "総務部 総務課|市民生活部 市民課|産業経済部 商工観光課|建設部 道路管理課|"
        "教育委員会事務局 学校教育課 指導係|保健福祉部 高齢者支援課 介護保険係|企画財政部 デジタル推進課|"
        "環境部 ごみ減量推進課|議会事務局|危機管理室|子育て支援課 保育係|税務課 資産税係"
    ),
    "clinic": ("内科|小児科|リハビリテーション科|看護部|地域医療連携室|薬剤部|循環器内科|事務部 医事課|訪問診療部"),
    "finance": "法人営業部|融資課|渉外課|ローンプラザ|資産運用部|営業課|お客様サービス課|公務部",
    "npo": "事務局|企画事業部|総務課|国際交流課|会員サービス課|支援事業部",
    "school": "高等部|入試広報部|事務局|進路指導部|国際教育部",
    "care": "デイサービス部門|居宅介護支援事業所|相談支援室|訪問看護課",
    "design": "編集部|クリエイティブ局|第一制作室|デザイン部|コンテンツ企画部|出版局 書籍編集部",
}
_ALONE: tuple[Trade, ...] = ("shop", "salon", "restaurant", "farm", "law", "sake")

_ENGLISH_POSTS = (
    "President & CEO|President|Managing Director|General Manager|Manager|Senior Manager|Engineer|"
    "Director|Chief Technology Officer|Sales Representative|Executive Officer|Deputy Manager|Branch Manager|"
    "Chief Researcher|Executive Vice President|Assistant Manager|Section Chief"
)
_ENGLISH_POSTS_BY_TRADE: dict[Trade, str] = {
    "university": "Professor|Associate Professor|Assistant Professor|Lecturer|Project Researcher",
    "law": "Attorney at Law|Certified Public Tax Accountant|Partner|Patent Attorney|Representative Partner",
    "clinic": "Director, M.D.|Physician|Head Nurse|Dentist|Administrator",
    "salon": "Owner|Top Stylist|Stylist",
    "restaurant": "Owner Chef|Manager|Sommelier",
    "shop": "Owner|Store Manager",
    "school": "Principal|Teacher|Vice Principal",
}
_ENGLISH_UNITS = (
    "Sales Department|Overseas Business Division|R&D Center|Corporate Planning Office|"
    "General Affairs Department|Marketing Division|Engineering Department|International Affairs Office|"
    "Human Resources Department"
)


@dataclass(frozen=True)
class Post:
    """What a card says about a person's work.

    Attributes:
        titles: Titles in printed order; one in the ordinary case.
        departments: The department from the large unit to the small, () where none is named.
        qualifications: Qualifications in printed order.
        english_title: A title in English, for the other side of the card.
        english_department: A department in English, "" where there is none.
    """

    titles: tuple[str, ...]
    departments: tuple[str, ...]
    qualifications: tuple[str, ...]
    english_title: str
    english_department: str


def draw_post(rng: random.Random, trade: Trade) -> Post:
    """A post in a firm of the given trade."""
    kind = rng.random()
    own = _BY_TRADE.get(trade, "")
    if own and kind < 0.85:
        title = rng.choice(own.split("|"))
    elif kind < 0.28:
        title = rng.choice(_CHIEF.split("|"))
    elif kind < 0.38:
        title = rng.choice(_TWO.split("|"))
    elif kind < 0.75:
        title = rng.choice(_MANAGER.split("|"))
    elif kind < 0.93:
        title = rng.choice(_STAFF.split("|"))
    else:
        title = rng.choice(_LATIN_TITLES.split("|"))
    chief = title in _CHIEF.split("|") or trade in _ALONE
    departments = () if chief and rng.random() < 0.9 else _departments(rng, trade)
    if title[0] in "次課係部室" or title.startswith("グループ"):
        departments = departments or _departments(rng, trade)
    qualifications: tuple[str, ...] = ()
    known = [q for q in _QUALIFICATIONS.get(trade, "").split("|") if q and q != title]
    chance = {"law": 0.95, "university": 0.55, "clinic": 0.5, "estate": 0.6, "build": 0.5}.get(trade, 0.25)
    if known and rng.random() < chance:
        qualifications = tuple(
            rng.sample(known, rng.choice([1, 1, 2, 3] if trade in ("law", "estate", "build") else [1, 1, 2]))
        )
    titles: tuple[str, ...] = (title,)
    if rng.random() < 0.05 and trade not in _ALONE:
        titles = (
            title,
            rng.choice(
                [
                    t
                    for t in ("営業担当", "海外事業担当", "新規開発担当", "プロジェクトリーダー", "労働組合委員長")
                    if t != title
                ]
            ),
        )
    if rng.random() < 0.05 and not qualifications:
        titles = ()
    return Post(
        titles,
        departments,
        qualifications,
        rng.choice(_ENGLISH_POSTS_BY_TRADE.get(trade, _ENGLISH_POSTS).split("|")),
        rng.choice(_ENGLISH_UNITS.split("|")) if departments else "",
    )


def _departments(rng: random.Random, trade: Trade) -> tuple[str, ...]:
    if trade in _DEPARTMENTS_BY_TRADE:
        return tuple(rng.choice(_DEPARTMENTS_BY_TRADE[trade].split("|")).split(" "))
    large = rng.choice(_DEPARTMENTS.split("|"))
    kind = rng.random()
    if kind < 0.5:
        return (large,)
    small = rng.choice(_UNITS.split("|"))
    if kind < 0.88:
        return (large, small)
    return (
        rng.choice(["東京本社", "関西支社", "デジタル事業本部", "公共ソリューション事業部", "グローバル事業統括本部"]),
        large,
        small,
    )
