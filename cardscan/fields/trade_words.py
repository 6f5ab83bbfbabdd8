"""Trade words of shops that have no legal form: what is made or sold and a word for the place, 茶舗, 表具店, 菓子司."""

from __future__ import annotations

from functools import lru_cache

from cardscan.lexicon.word_lists import longest, word_list
from cardscan.orthography.kana import is_kana

_SHOPS = ("本舗", "舗", "専門店", "商店", "店", "処")
"""Places that end no name of a person, behind goods of any length: 茶舗, 花店."""
_ROOMS = ("工房", "房", "焙煎所", "製造所", "製作所", "所", "商会", "問屋", "屋", "司")
"""Places that need goods of two characters behind a name, for 鈴木司 and 三木屋 are people: 菓子司, 豆腐屋."""
_ONE_CHARACTER = ("舗", "処", "司", "工房", "房")
"""Places behind which one kanji may be the whole name: 茶舗玄, but 茶屋町 and 花屋敷 are parts of towns."""
_LONGEST_PLACE = 3


@lru_cache(maxsize=4096)
def trade_before(text: str) -> str:
    """The longest trade word that ``text`` begins with and that leaves a name after it, or the empty string.

    >>> trade_before("茶舗玄"), trade_before("陶工房ひなた"), trade_before("茶屋町"), trade_before("紙屋太郎")
    ('茶舗', '陶工房', '', '')
    """
    most = min(len(text) - 1, longest("trade_goods_ja") + _LONGEST_PLACE)
    for length in range(most, 1, -1):
        trade = text[:length]
        name = text[length:]
        short = len(name) == 1 and not trade.endswith(_ONE_CHARACTER)
        person = trade.endswith("屋") and len(trade) == 2 and not is_kana(name)
        if is_trade(trade) and not short and not person:
            return trade
    return ""


@lru_cache(maxsize=4096)
def trade_after(text: str) -> str:
    """The longest trade word that ``text`` ends with and that leaves a name before it, or the empty string.

    >>> trade_after("上田表具店"), trade_after("松月菓子司"), trade_after("鈴木司"), trade_after("高松支店")
    ('表具店', '菓子司', '', '')
    """
    most = min(len(text) - 1, longest("trade_goods_ja") + _LONGEST_PLACE)
    for length in range(most, 1, -1):
        trade = text[-length:]
        if is_trade(trade) and (trade.endswith(_SHOPS) or len(_goods(trade)) > 1):
            return trade
    return ""


def is_trade(text: str) -> bool:
    """Whether ``text`` is goods and a place, and nothing else.

    >>> is_trade("茶舗"), is_trade("珈琲焙煎所"), is_trade("商店")
    (True, True, False)
    """
    return _goods(text) != ""


def _goods(text: str) -> str:
    goods = word_list("trade_goods_ja")
    return next(
        (
            text.removesuffix(place)
            for place in (*_SHOPS, *_ROOMS)
            if text.endswith(place) and text.removesuffix(place) in goods
        ),
        "",
    )
