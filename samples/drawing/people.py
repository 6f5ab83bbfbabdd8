"""Invented people with the true readings of their names, and foreigners whose names stand in katakana."""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

import jaconv
from japanese_personal_name_dataset import load_dataset

_VARIANT_SURNAMES = """
髙橋 たかはし|髙木 たかぎ|髙田 たかだ|髙野 たかの|日髙 ひだか|渡邉 わたなべ|渡邊 わたなべ|田邉 たなべ
川邊 かわべ|齋藤 さいとう|齊藤 さいとう|斉藤 さいとう|斎藤 さいとう
濵田 はまだ|濱田 はまだ|濵口 はまぐち|﨑山 さきやま|山﨑 やまざき|岩﨑 いわさき|宮﨑 みやざき|尾﨑 おざき
柴﨑 しばさき|嶋田 しまだ|嶋崎 しまざき|嶌田 しまだ|福嶋 ふくしま
澤田 さわだ|黒澤 くろさわ|瀧本 たきもと|瀧澤 たきざわ|櫻井 さくらい|廣瀬 ひろせ|廣田 ひろた|國分 こくぶ
眞鍋 まなべ|冨田 とみた|冨永 とみなが|德永 とくなが|吉澤 よしざわ
𠮷田 よしだ|𠮷野 よしの|栁田 やなぎだ|栁澤 やなぎさわ|峯岸 みねぎし|鷗井 かもい|桒原 くわばら|會田 あいだ
惠良 えら|龍野 たつの|邊見 へんみ|藪内 やぶうち|槇原 まきはら
"""
_SHORT_SURNAMES = (
    "林 はやし|森 もり|東 あずま|南 みなみ|原 はら|関 せき|堀 ほり|星 ほし|辻 つじ|岸 きし|谷 たに|"
    "平 たいら|秦 はた|乾 いぬい|楠 くすのき|榊 さかき|堺 さかい|椿 つばき|金 きん|菅 すが"
)
_LONG_SURNAMES = (
    "佐々木 ささき|長谷川 はせがわ|五十嵐 いがらし|小笠原 おがさわら|大久保 おおくぼ|佐久間 さくま|"
    "宇佐美 うさみ|二階堂 にかいどう|勅使河原 てしがわら|"
    "長曽我部 ちょうそかべ|武者小路 むしゃのこうじ|小比類巻 こひるいまき|波多野 はたの|喜屋武 きゃん|"
    "仲宗根 なかそね|安次嶺 あしみね|八重樫 やえがし|日比野 ひびの|久保田 くぼた|一ノ瀬 いちのせ|"
    "三ツ橋 みつはし"
)
_GIVEN_MEN = """
健太郎 けんたろう|太郎 たろう|翔太 しょうた|大輔 だいすけ|拓也 たくや|雄一 ゆういち|誠 まこと|隆 たかし
浩 ひろし|修 おさむ|剛 つよし|直樹 なおき|哲也 てつや|和也 かずや|正人 まさと|達也 たつや|学 まなぶ
陽介 ようすけ|康介 こうすけ|祐介 ゆうすけ|慎一 しんいち|賢治 けんじ|秀樹 ひでき|英明 ひであき|義男 よしお
勝 まさる|進 すすむ|茂 しげる|実 みのる|昭 あきら|亮 りょう|蓮 れん|颯太 そうた|悠真 ゆうま|湊 みなと
大和 やまと
龍之介 りゅうのすけ|新之助 しんのすけ|慶一郎 けいいちろう|宗一郎 そういちろう|俊輔 しゅんすけ|圭 けい|淳 じゅん
純一 じゅんいち|恒夫 つねお|寛 ひろし|豊 ゆたか|徹 とおる|洋平 ようへい|航平 こうへい|凌 りょう|匠 たくみ
晃 あきら
"""
_GIVEN_WOMEN = """
花子 はなこ|美咲 みさき|陽子 ようこ|恵子 けいこ|由美子 ゆみこ|真由美 まゆみ|裕子 ゆうこ|智子 ともこ|直美 なおみ
久美子 くみこ|幸子 さちこ|明美 あけみ|千尋 ちひろ|彩 あや|愛 あい|舞 まい|葵 あおい|結衣 ゆい|凛 りん|楓 かえで
菜々子 ななこ|奈緒 なお|麻衣 まい|沙織 さおり|香織 かおり|早紀 さき|美和 みわ|文 あや|静香 しずか|志保 しほ
律子 りつこ|綾乃 あやの|優花 ゆうか|瑞希 みずき|紗英 さえ|佳奈子 かなこ|典子 のりこ|百合 ゆり|翠 みどり
薫 かおる
"""
_GIVEN_KANA = (
    "さくら|ひかり|みどり|あゆみ|まゆみ|かおり|めぐみ|いずみ|のぞみ|ゆかり|はるか|つかさ|かなえ|まさる|"
    "アキラ|ユウコ|マリ|エリカ|ナオミ|ジュン|サチ|リサ"
)
_FOREIGNERS = (
    "マイケル・スミス Michael Smith|ジョン・ブラウン John Brown|エミリー・クラーク Emily Clark|"
    "デイビッド・リー David Lee|マリア・ガルシア Maria Garcia|ピエール・デュボワ Pierre Dubois|"
    "アンナ・シュミット Anna Schmidt|グエン・ヴァン・ナム Nguyen Van Nam|"
    "ラジェシュ・クマール Rajesh Kumar|キム・ミンジュン Kim Minjun|チェン・ウェイ Chen Wei|"
    "トーマス・ベルク Thomas Berg|ソフィー・マルタン Sophie Martin|リカルド・シルバ Ricardo Silva"
)


@dataclass(frozen=True)
class Person:
    """A person as a card may name them.

    Attributes:
        family: Family name in kanji or kana; the whole katakana name for foreigners.
        given: Given name, "" for foreigners.
        family_kana: Reading of the family name in hiragana, "" for foreigners.
        given_kana: Reading of the given name in hiragana, "" for foreigners.
        family_latin: Family name in Latin letters, as in ``Sato``.
        given_latin: Given name in Latin letters.
        woman: Whether the name is a woman's.
    """

    family: str
    given: str
    family_kana: str
    given_kana: str
    family_latin: str
    given_latin: str
    woman: bool = False

    @property
    def foreign(self) -> bool:
        """Whether this is a foreigner whose name stands in katakana."""
        return not self.given

    @property
    def full(self) -> str:
        """The name as truth has it: one space between family and given name."""
        return self.family if self.foreign else f"{self.family} {self.given}"

    def latin(
        self, form: Literal["given_first", "family_caps", "family_caps_last", "caps", "family_first", "comma"]
    ) -> str:
        """The name in Latin letters in one of the ways that cards print it."""
        family, given = self.family_latin, self.given_latin
        return {
            "given_first": f"{given} {family}",
            "family_caps": f"{family.upper()} {given}",
            "family_caps_last": f"{given} {family.upper()}",
            "caps": f"{given} {family}".upper(),
            "family_first": f"{family} {given}",
            "comma": f"{family.upper()}, {given}",
        }[form]


def romanise(kana: str) -> str:
    """Hepburn without long vowels, as in passports: さいとう → saito, いのうえ → inoue, まつうら → matsuura."""
    latin: str = jaconv.kana2alphabet(jaconv.kata2hira(kana)).replace("-", "")
    latin = re.sub(r"n(?=[bmp])", "m", latin.replace("cch", "tch").replace("'", ""))
    latin = re.sub(r"([^n]|^)ou(?!e)", r"\1o", latin)
    latin = re.sub(r"nou(?!e|chi)", "no", latin)
    latin = re.sub(r"oo", "o", latin)
    return re.sub(r"(?<!ts)uu", "u", latin)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(kanji, kana) for kanji, kana in (entry.split(" ") for entry in re.split(r"[|\n]", text) if " " in entry)]


@cache
def _names() -> tuple[list[tuple[str, str]], list[int], dict[bool, list[tuple[str, str]]]]:
    men, women, surnames = load_dataset("opti", include_last_names=True)
    families = [(kanji, entry["reading"]) for kanji, entry in surnames.items()]
    # the square root of the bearer count keeps 佐藤 frequent without making every tenth person one
    weights = [round(entry["count"] ** 0.5) for entry in surnames.values()]
    given = {
        woman: [(kanji, kana) for kana, entry in group.items() for kanji in entry["kanji"] if _usual(kanji)]
        for woman, group in ((False, men), (True, women))
    }
    return families, weights, given


def _usual(name: str) -> bool:
    """Whether a given name is short and written with characters that every Japanese font has (JIS level 1)."""
    if not 1 <= len(name) <= 3:
        return False
    try:
        return all(ch in "々" or b"\x30\x21" <= ch.encode("iso2022_jp")[3:5] <= b"\x4f\x7e" for ch in name)
    except UnicodeEncodeError:
        return False


def _family(rng: random.Random) -> tuple[str, str]:
    kind = rng.random()
    if kind < 0.22:
        return rng.choice(_pairs(_VARIANT_SURNAMES))
    if kind < 0.32:
        return rng.choice(_pairs(_SHORT_SURNAMES))
    if kind < 0.42:
        return rng.choice(_pairs(_LONG_SURNAMES))
    families, weights, _ = _names()
    return rng.choices(families, weights)[0]


def japanese_person(rng: random.Random) -> Person:
    """A Japanese person; one in fourteen is a foreigner whose name stands in katakana."""
    if rng.random() < 1 / 14:
        katakana, latin = rng.choice(_FOREIGNERS.split("|")).split(" ", 1)
        given, family = latin.rsplit(" ", 1)
        return Person(katakana, "", "", "", family, given)
    family, family_kana = _family(rng)
    woman = rng.random() < 0.42
    kind = rng.random()
    if kind < 0.10:
        given = rng.choice(_GIVEN_KANA.split("|"))
        given_kana = jaconv.kata2hira(given)
    elif kind < 0.6:
        given, given_kana = rng.choice(_pairs(_GIVEN_WOMEN if woman else _GIVEN_MEN))
    else:
        given, given_kana = rng.choice(_names()[2][woman])
    return Person(
        family,
        given,
        family_kana,
        given_kana,
        romanise(family_kana).capitalize(),
        romanise(given_kana).capitalize(),
        woman,
    )


def ascii_fold(text: str) -> str:
    """The ASCII letters and digits of a Latin name in lower case, for e-mail addresses: Jörg Müller → jorgmuller."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(ch for ch in plain.lower() if ch.isascii() and ch.isalnum())
