"""What a Japanese address is made of: prefecture, city, town, block number, building."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cardscan.lexicon.postal import Located, postal_data
from cardscan.orthography.numerals import KANJI_DIGITS, ZEROS, kanji_number

_KANJI = f"{KANJI_DIGITS}{ZEROS}十百千"
_NUMBER = rf"(?:\d+|[{_KANJI}]+)"
_JOIN = r"\s*(?:丁目|番地の|番地|番町|番|号|条|線|丁|の|ノ|[-ー―－−‐–—｜|・])\s*"
_BLOCK = re.compile(
    rf"(?:[甲乙丙イロハ第])?{_NUMBER}(?:{_JOIN}{_NUMBER})*\s*(?:丁目|番地|番|号(?!室)|地割)?(?![\dFf階])"
)
_SURE_BLOCK = re.compile(
    rf"\d+\s*[-ー―]\s*\d+|\d+\s*(?:丁目|番|号)|{_NUMBER}(?:丁目|番地?(?!町)|号(?!室))"
    rf"|[{KANJI_DIGITS}{ZEROS}][ー―－\-｜の][{KANJI_DIGITS}{ZEROS}]"
)
_LONGEST_TOWN = 24
_KANJI_LOT = re.compile(rf"[{KANJI_DIGITS}{ZEROS}]{{3,5}}$")
"""A lot number of a vertical card: 千住柳町二二九〇."""

BUILDING = re.compile(
    r"ビルヂング|ビルディング|ビル|タワー|マンション|ハイツ|プラザ|センター|スクエア|コーポ|レジデンス|メゾン"
    r"|アパート|ヒルズ|パーク|シティ|ガーデン"
    r"|テラス|コート|ハウス|会館|[本新東西南北]館|号館|別館|[A-Z東西南北]棟|ビレッジ|ドーム|ステーション"
    r"|ゲート|ポート|アネックス|オフィス|パレス|ハイム|フロント|ウエスト|イースト"
    r"|ウェスト|サウス|ノース|スカイ|グラン|シャトー|ドエル|ホテル|荘(?=\d|$|\s)|(?i:Bldg|Building|Tower|Plaza|Square|Center|Centre|Hills|Mansion|Heights|Terrace|Residence|Garden|Court)"
    r"|[ァ-ヶー]{3,}\s*\d+$"
)
"""Words in the names of buildings."""

FLOOR = re.compile(
    rf"(?:B|地下)?\s*(?:\d+|[{_KANJI}]+)\s*(?:F(?![A-Za-z])|f\b|階|号室|号館|th floor|rd floor|nd floor|st floor)"
    rf"|\d+-?[A-Z]?号?$|[A-Z]-?\d{{2,4}}$",
    re.I,
)
"""A floor or a room."""


@dataclass(frozen=True, slots=True)
class JapaneseAddress:
    """A text taken apart; positions are in that text, ends exclusive."""

    start: int
    located: Located | None
    place_end: int
    """Where prefecture, city and known town end; ``start`` where none is named."""
    block_end: int
    """Where the block number ends; ``place_end`` where there is none."""
    text: str

    @property
    def has_block(self) -> bool:
        """Whether a block number stands there."""
        return self.block_end > self.place_end

    @property
    def region(self) -> str:
        """The prefecture, as printed; empty where left out."""
        printed = self.located is not None and self.located.prefecture_end > self.located.start
        return self.located.prefecture if printed and self.located else ""

    @property
    def locality(self) -> str:
        """The city with its ward or county, as in the postal data; empty where none is known."""
        return self.located.city if self.located else ""

    @property
    def building(self) -> str:
        """What follows the block number."""
        return self.text[self.block_end :].strip(" 　,、-") if self.has_block else ""


def take_apart(text: str, start: int | None = None) -> JapaneseAddress | None:
    """Find where an address begins in a text and what it is made of.

    Args:
        text: Narrow text with unified hyphens, spaces allowed between its parts.
        start: Where it begins, if that is known (after a postal code); else a prefecture or a city must name the place.

    >>> found = take_apart("本社 東京都 世田谷区太子堂1-2-3 見本ビル3F")
    >>> found.start, found.region, found.locality, found.building
    (3, '東京都', '世田谷区', '見本ビル3F')
    """
    offset = start or 0
    squeezed, places = _squeeze(text[offset:])
    located = postal_data().locate(squeezed)
    if located is None and start is None:
        return None
    if located is not None and start is not None and located.start > _LONGEST_TOWN:
        located = None
    if located is None:
        begin = place_end = offset
    else:
        begin = offset + places[located.start]
        place_end = offset + _end(places, located.town_end, len(text) - offset)
    return JapaneseAddress(begin, located, place_end, _block_end(text, place_end, located), text)


def street_of(address: JapaneseAddress) -> str:
    """Town and block number, kanji numerals in the number as digits."""
    if address.located is None:
        return digits_in_block(address.text[address.start : address.block_end]) if address.has_block else ""
    squeezed, places = _squeeze(address.text)
    city_end = next((i for i, place in enumerate(places) if place >= address.start), 0) + (
        address.located.city_end - address.located.start
    )
    town = squeezed[city_end : city_end + address.located.town_end - address.located.city_end]
    return town + digits_in_block(re.sub(r"\s", "", address.text[address.place_end : address.block_end]))


def digits_in_block(block: str) -> str:
    """``三―一三―一〇`` → ``3-13-10``; ``三丁目`` → ``3丁目``."""
    digits = re.sub(rf"[{_KANJI}]+", lambda run: kanji_number(run[0]) or run[0], block)
    return re.sub(r"(?<=\d)\s*[ー―－−‐–—｜|]\s*(?=\d)", "-", digits)


def _block_end(text: str, place_end: int, located: Located | None) -> int:
    """Where the number of the block ends that follows the town within a few characters."""
    window = text[place_end : place_end + _LONGEST_TOWN + 16]
    known_town = located is not None and bool(located.town)
    for match in _BLOCK.finditer(window):
        if match.start() > (_LONGEST_TOWN if not known_town else 14):
            break
        written = match[0]
        sure = bool(_SURE_BLOCK.search(written))
        near = match.start() <= (2 if known_town else 0) or not text[place_end : place_end + match.start()].strip()
        lot = match.start() <= 2 and _KANJI_LOT.match(written.strip()) is not None
        if sure or lot or (near and written[0].isdigit()):
            if BUILDING.search(window[: match.start()]):
                break
            return place_end + match.end()
    return place_end


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The text without spaces, and where each of its characters was."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    return "".join(text[place] for place in places), places


def _end(places: list[int], squeezed_end: int, length: int) -> int:
    return places[squeezed_end - 1] + 1 if 0 < squeezed_end <= len(places) else (0 if squeezed_end == 0 else length)
