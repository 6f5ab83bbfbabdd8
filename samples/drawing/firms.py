"""Invented firms, practices, offices and schools with their Latin names and internet domains."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from samples.drawing.people import Person, ascii_fold

Trade = Literal[
    "maker",
    "it",
    "build",
    "estate",
    "trading",
    "sake",
    "shop",
    "salon",
    "restaurant",
    "design",
    "consult",
    "logistics",
    "law",
    "clinic",
    "care",
    "university",
    "school",
    "office",
    "npo",
    "farm",
    "inn",
    "finance",
]


@dataclass(frozen=True)
class Firm:
    """A firm as its cards print it.

    Attributes:
        lines: The name, broken where it may be set over two lines.
        latin: The name in Latin letters.
        domain: Internet domain, invented.
        trade: Line of business.
        slogan: A sentence under the name, "" where there is none.
    """

    lines: tuple[str, ...]
    latin: str
    domain: str
    trade: Trade
    slogan: str = ""

    @property
    def name(self) -> str:
        """The whole name in one line."""
        first, *rest = self.lines
        return first if not rest else first + ("" if _joins(first, rest[0]) else " ") + rest[0]

    @property
    def spellings(self) -> str | tuple[str, ...]:
        """What counts as the firm: its name, and where a branch is named too, the name without it."""
        return (self.name, self.lines[0].strip()) if self.trade in _WITH_BRANCH and len(self.lines) > 1 else self.name


_WITH_BRANCH: tuple[Trade, ...] = ("shop", "salon", "restaurant", "finance")


def _joins(first: str, second: str) -> bool:
    """Whether the two lines of a name stand together without a space when set on one line."""
    return not (first[-1].isascii() and second[0].isascii())


_STEMS = (
    "如月 Kisaragi|みどり Midori|北斗 Hokuto|青葉 Aoba|大洋 Taiyo|三和 Sanwa|共栄 Kyoei|東洋 Toyo|"
    "日昇 Nissho|新星 Shinsei|富士見 Fujimi|若葉 Wakaba|朝日丘 Asahigaoka|白樺 Shirakaba|千鳥 Chidori|"
    "松風 Matsukaze|鶴亀 Tsurukame|常盤 Tokiwa|"
    "双葉 Futaba|八千代 Yachiyo|瑞穂 Mizuho|曙 Akebono|扇屋 Ogiya|丸八 Maruhachi|一心 Isshin|大同 Daido|"
    "中央 Chuo|南海 Nankai|北陸 Hokuriku|武蔵野 Musashino|浪速 Naniwa|多摩川 Tamagawa|筑波 Tsukuba|"
    "霧島 Kirishima|ひかり Hikari|あさひ Asahi|つばさ Tsubasa|こだま Kodama"
)
_COINED = (
    "ネクストウェーブ NextWave|アルファリンク AlphaLink|サンテック Suntec|グリーンフィールド GreenField|"
    "ミライズ Miraiz|クレセント Crescent|フォーシーズ FourSeas|ユニゾン Unison|トライアド Triad|"
    "ブルーオーシャン BlueOcean|コスモス Cosmos|シナジー Synergy|ラピスラズリ LapisLazuli|"
    "アクティブ Active|"
    "オルビス Orbiz|テクノブリッジ TechnoBridge|ソレイユ Soleil|ヴェルデ Verde|ノースポイント NorthPoint|"
    "キズナ Kizuna|イロドリ Irodori|ハーモニー Harmony|プロスパー Prosper|ジェイ・ワークス J-Works|"
    "エヌ・ケイ・シー NKC|ウィズ With|パレット Palette|スマイル Smile"
)
_LATIN = (
    "NEXT WAVE|Loop Works|ORBIT|tsumugi|M's Factory|BRIDGE & Co.|ALPHA ONE|Little Garden|hakoniwa|K2 LAB|"
    "STUDIO NAGI|Neo Craft|GRANZ|One Step|BLUE MOON|mirai lab|T.S.Planning|COCORO|Azure Systems|"
    "R&D Partners"
)

_TRADE_WORDS: dict[Trade, str] = {
    "maker": (
        "製作所 Seisakusho|工業 Kogyo|精機 Seiki|化学 Chemical|電機 Electric|金属 Metal|機械 Machinery|"
        "プラスチック Plastics|ゴム工業 Rubber|印刷 Printing|繊維 Textile|食品 Foods|製薬 Pharma|"
        "木材 Mokuzai|硝子 Glass|紙器 Shiki|計器 Keiki|電子 Electronics"
    ),
    "it": (
        "システム Systems|情報サービス Information Service|ソフト Soft|データ Data|"
        "ソリューションズ Solutions|テクノロジー Technology|クラウド Cloud|ネットワークス Networks|"
        "デジタル Digital|ロボティクス Robotics|AI研究所 AI Laboratory|通信 Communications"
    ),
    "build": (
        "建設 Construction|工務店 Komuten|組 Gumi|設備 Setsubi|塗装 Tosou|住建 Juken|土木 Doboku|"
        "電設 Densetsu|造園 Zoen|リフォーム Reform|ハウジング Housing|鉄工 Tekko"
    ),
    "estate": (
        "不動産 Real Estate|地所 Jisho|ホーム Home|エステート Estate|不動産販売 Realty|土地建物 Tatemono|"
        "リアルティ Realty"
    ),
    "trading": (
        "商事 Shoji|物産 Bussan|貿易 Trading|商会 Shokai|産業 Sangyo|交易 Koeki|商店 Shoten|トレーディング Trading"
    ),
    "sake": "酒造 Sake Brewery|酒造場 Brewery|醸造 Brewing|味噌醤油 Miso|酒店 Sake Shop",
    "logistics": (
        "運輸 Unyu|物流 Logistics|倉庫 Warehouse|急便 Express|ロジスティクス Logistics|タクシー Taxi|交通 Kotsu"
    ),
    "consult": (
        "コンサルティング Consulting|総合研究所 Research Institute|マネジメント Management|"
        "パートナーズ Partners|経営研究所 Institute|アドバイザリー Advisory|人材サービス Staffing|"
        "企画 Planning"
    ),
    "design": (
        "デザイン Design|デザイン事務所 Design Office|企画室 Planning|アド Ad|出版 Publishing|映像 Films|"
        "写真館 Photo Studio|広告社 Advertising|編集室 Editing"
    ),
    "finance": (
        "信用金庫 Shinkin Bank|銀行 Bank|証券 Securities|保険サービス Insurance|リース Leasing|"
        "ファイナンス Finance|キャピタル Capital"
    ),
}
_PRACTICES = (
    "税理士事務所 Tax Office|税理士法人 Tax Corporation|法律事務所 Law Office|"
    "弁護士法人 Legal Corporation|司法書士事務所 Judicial Scrivener Office|"
    "司法書士法人 Judicial Scriveners|行政書士事務所 Administrative Scrivener Office|"
    "社会保険労務士事務所 Labor Office|社会保険労務士法人 Labor Consultants|公認会計士事務所 CPA Office|"
    "特許事務所 Patent Office|弁理士法人 Patent Attorneys|土地家屋調査士事務所 Land Surveyor Office|"
    "一級建築士事務所 Architects|会計事務所 Accounting Office"
)
_CLINICS = (
    "クリニック Clinic|歯科クリニック Dental Clinic|歯科医院 Dental Office|医院 Clinic|"
    "内科クリニック Internal Medicine Clinic|こどもクリニック Children's Clinic|整形外科 Orthopedics|"
    "眼科 Eye Clinic|動物病院 Animal Hospital|病院 Hospital|薬局 Pharmacy|整骨院 Osteopathic Clinic"
)
_SHOPS = (
    "生花店 Florist|書店 Books|文具 Stationery|自転車 Cycles|薬局 Pharmacy|メガネ Optical|家具 Furniture|"
    "呉服店 Kimono|古美術 Antiques|楽器 Music|ベーカリー Bakery|洋菓子店 Patisserie|珈琲店 Coffee"
)
_SALONS = (
    "ヘアサロン hair salon|美容室 Beauty Salon|エステティックサロン Esthetic|ネイルサロン nail|"
    "まつげサロン eyelash|理容室 Barber"
)
_RESTAURANTS = (
    "鮨 Sushi|割烹 Kappo|居酒屋 Izakaya|焼肉 Yakiniku|らーめん Ramen|炭火焼鳥 Yakitori|そば処 Soba|"
    "カフェ cafe|ビストロ bistro|中華料理 Chinese Restaurant"
)
_BRANCHES = "駅前店|本店|銀座店|横浜西口店|梅田店|天神店|栄店|イオンモール店|二号店|北口店|三宮店|吉祥寺店"
_SLOGANS: dict[str, str] = {
    "ja": (
        "未来をつくる、ひとをつなぐ。|信頼と技術で百年|暮らしに、あかりを。|人と地球にやさしいものづくり|"
        "お客様の笑顔のために|その先の安心へ|創業明治三十年|地域とともに歩む|まごころを、かたちに。|"
        "明日の「あたりまえ」をつくる|Your Best Partner|つくる よろこび とどける しあわせ|"
        "365日、あなたのそばに|ゆたかな時間をお届けします"
    ),
    "law": "相続・遺言・会社設立のご相談承ります|初回相談無料・秘密厳守|法人設立から事業承継まで|迅速・丁寧・安心",
    "maker": "ISO9001・ISO14001 認証取得|精密板金加工・試作・量産|1個からの試作に対応|ものづくりの夢をかたちに",
    "it": "プライバシーマーク取得|ISMS認証取得 JIS Q 27001|DXのことならおまかせください|Innovation for Tomorrow",
    "build": "新築・増改築・リフォーム|外壁塗装・屋根工事・防水工事|住まいの110番|見積無料",
    "clinic": "内科・小児科・アレルギー科|一般歯科・矯正・ホワイトニング|予約優先制|笑顔と健康をあなたに",
    "en": (
        "Innovation for Tomorrow|Connecting People and Ideas|Better by Design|Since 1987|"
        "Think Local, Act Global|Quality you can trust|Engineering the Future|Smart Solutions. Simple.|"
        "Building what matters|Your vision, our craft"
    ),
}
_BEFORE = "株式会社|株式会社|株式会社|株式会社|有限会社|合同会社|㈱|(株)|（株）|（有）|㈲|合資会社"


def _pair(rng: random.Random, text: str) -> tuple[str, str]:
    name, _, latin = rng.choice(text.split("|")).partition(" ")
    return name, latin


def _domain(rng: random.Random, stem: str, kind: str) -> str:
    """An invented domain: half below reserved example names, half such as nobody would register."""
    stem = ascii_fold(stem)[:18] or "mihon"
    word = rng.choice(["gr", "web", "office", "net", "co", "hp", "group", "tokyo", "jp", "works"])
    if kind:
        return rng.choice([f"{stem}-demo.{kind}", f"{stem}-mihon.{kind}", f"{stem}.example.{kind}"])
    invented = [
        f"{stem}-demo.co.jp",
        f"{stem}-{word}-demo.co.jp",
        f"{stem}-mihon.jp",
        f"{stem}-{word}-mihon.com",
        f"{stem}-demo.com",
        f"{stem}-demo.net",
        f"{stem}demo.io",
        f"{stem}-mihon.ne.jp",
    ]
    reserved = [
        f"{stem}.example.co.jp",
        f"{stem}-{word}.example.jp",
        f"{stem}.example.com",
        f"{stem}.example",
        f"{stem}.example.ne.jp",
        "example.co.jp",
    ]
    return rng.choice(invented if rng.random() < 0.6 else reserved)


def _incorporated(rng: random.Random, core: str) -> tuple[str, ...]:
    """A firm's name with its legal form before or after, broken between the two."""
    form = rng.choice(_BEFORE.split("|"))
    if rng.random() < 0.55:
        gap = " " if rng.random() < 0.12 and not form.startswith(("㈱", "㈲")) else ""
        return (f"{form}{gap}", core) if not gap else (form + gap, core)
    return (core, form)


def draw_firm(rng: random.Random, trade: Trade, owner: Person) -> Firm:
    """A firm of the given trade; practices, clinics and shops may bear their owner's family name."""
    stem, latin_stem = _pair(rng, _STEMS if rng.random() < 0.68 else _COINED)
    general = "ja" if rng.random() < 0.7 else "en"
    slogan = rng.choice(_SLOGANS[trade if trade in _SLOGANS and rng.random() < 0.5 else general].split("|"))
    own = not owner.foreign and rng.random() < 0.5
    if own and trade in ("law", "clinic", "shop", "restaurant", "sake", "inn", "farm", "build"):
        stem, latin_stem = owner.family, owner.family_latin
    lines: tuple[str, ...]
    kind = ""
    if trade == "law":
        word, latin_word = _pair(rng, _PRACTICES)
        lines = (
            (word, stem + rng.choice(["", "総合", "パートナーズ"]))
            if word.endswith("法人") and rng.random() < 0.7
            else (stem, word)
        )
    elif trade == "clinic":
        word, latin_word = _pair(rng, _CLINICS)
        head = rng.choice(["", "", "医療法人社団　", "医療法人", "医療法人財団 ", "社会医療法人"])
        corp = rng.choice(["慈光会", "清風会", "愛生会", "恵仁会", "青雲会"])
        lines = (
            (f"{head.strip()}{' ' if head.endswith(('　', ' ')) else ''}{corp}", stem + word)
            if head
            else (stem + word,)
        )
    elif trade == "care":
        word, latin_word = _pair(
            rng,
            (
                "ケアセンター Care Center|訪問看護ステーション Home Nursing|デイサービス Day Service|保育園 Nursery|"
                "こども園 Kindergarten|の里 no Sato|苑 En"
            ),
        )
        lines = (
            (f"社会福祉法人{rng.choice(['光明会', '若竹会', '希望の家', '千寿会'])}", stem + word)
            if rng.random() < 0.6
            else (stem + word,)
        )
    elif trade == "university":
        word, latin_word = _pair(
            rng,
            (
                "大学 University|工業大学 Institute of Technology|医科大学 Medical University|"
                "女子大学 Women's University|国際大学 International University|芸術大学 University of Arts"
            ),
        )
        lines = (rng.choice(["国立大学法人", "学校法人"]), stem + word) if rng.random() < 0.3 else (stem + word,)
        kind = "ac.jp"
    elif trade == "school":
        word, latin_word = _pair(
            rng,
            (
                "高等学校 High School|学園 Gakuen|中学校 Junior High School|専門学校 College|予備校 Prep School|"
                "音楽教室 Music School"
            ),
        )
        lines = (f"学校法人{stem}学園", stem + word) if rng.random() < 0.5 else (stem + word,)
        kind = "ed.jp"
    elif trade == "office":
        word, latin_word = _pair(
            rng,
            (
                "市役所 City Hall|市 City|県庁 Prefectural Office|市教育委員会 Board of Education|町役場 Town Hall|"
                "商工会議所 Chamber of Commerce|観光協会 Tourism Association|消防本部 Fire Department"
            ),
        )
        lines = (stem + word,)
        kind = "lg.jp"
    elif trade == "npo":
        head = rng.choice(
            [
                "NPO法人",
                "特定非営利活動法人",
                "一般社団法人",
                "公益財団法人",
                "一般財団法人",
                "公益社団法人",
                "協同組合",
                "ＮＰＯ法人",
            ]
        )
        word, latin_word = _pair(
            rng,
            (
                "まちづくり協議会 Council|こども支援センター Children's Center|ネットワーク Network|"
                "振興協会 Association|国際交流協会 International Association|文化財団 Foundation|"
                "環境研究会 Environment|農業協同組合 Cooperative"
            ),
        )
        lines = (head, stem + word)
        kind = "or.jp"
    elif trade in ("shop", "salon", "restaurant"):
        word, latin_word = _pair(rng, {"shop": _SHOPS, "salon": _SALONS, "restaurant": _RESTAURANTS}[trade])
        shop = f"{word} {stem}" if trade != "shop" or rng.random() < 0.3 else stem + word
        if trade == "salon" and rng.random() < 0.5:
            shop = f"{latin_word} {latin_stem}"
        lines = (shop, rng.choice(_BRANCHES.split("|"))) if rng.random() < 0.4 else (shop,)
        lines = (f"{lines[0]} ", lines[1]) if len(lines) > 1 else lines
    elif trade == "farm":
        word, latin_word = _pair(rng, "農園 Farm|ファーム Farm|牧場 Ranch|果樹園 Orchard|茶園 Tea Garden|養蜂場 Apiary")
        lines = _incorporated(rng, stem + word) if rng.random() < 0.3 else (stem + word,)
    elif trade == "inn":
        word, latin_word = _pair(
            rng,
            ("旅館 Ryokan|ホテル Hotel|荘 So|温泉ホテル Onsen Hotel|観光ホテル Kanko Hotel|ゲストハウス Guest House"),
        )
        lines = _incorporated(rng, stem + word) if rng.random() < 0.3 else (stem + word,)
    else:
        word, latin_word = _pair(rng, _TRADE_WORDS[trade])
        if trade in ("it", "design", "consult", "trading") and rng.random() < 0.4:
            name = rng.choice(_LATIN.split("|"))
            return Firm(
                _incorporated(rng, name),
                f"{name} {rng.choice(['Inc.', 'Co., Ltd.', 'LLC', 'K.K.'])}",
                _domain(rng, name, kind),
                trade,
                slogan,
            )
        if trade == "finance":
            lines = (f"株式会社{stem}{word}",) if word not in ("信用金庫", "銀行") else (stem + word,)
            lines = (
                (f"{lines[0]} ", rng.choice(["本店営業部", "駅前支店", "西支店", "中央支店"]))
                if rng.random() < 0.4
                else lines
            )
        else:
            lines = _incorporated(rng, stem + word)
    latin = f"{latin_stem} {latin_word}" + (
        rng.choice([" Co., Ltd.", " Inc.", " Corporation", " LLC"]) if trade in _TRADE_WORDS else ""
    )
    return Firm(
        lines, latin, _domain(rng, f"{latin_stem}{latin_word if len(latin_word) < 9 else ''}", kind), trade, slogan
    )
