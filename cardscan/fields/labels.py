"""The words and signs that cards put before (or after) a number, an address or a link to say what it is.

Matched on text that has passed ``orthography.width`` (narrow letters and digits).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Meaning = Literal["tel", "fax", "mobile", "direct", "tollfree", "main", "email", "url", "address", "social"]

_WORDS: dict[Meaning, str] = {
    "tel": r"t ?[eé] ?[l1I](?:[eé](?:ph?one|fono|fon))?|tei|tfl|te\.|phone|ph|fon|fone|fono|office|business|work"
    r"|電話番号"
    r"|お?電話|(?<![^\W\d_])電"
    r"|bus|res(?:idence)?|voice|tfno|tlf|tlph|telno|でんわ|☎|☏|℡|✆|📞|📱?☎️",
    "fax": r"[fe] ?a ?[xkⅩ×]|(?:tele|e-?)?fax|(?:tele)?faks|facsimile"
    r"|[フワ7][ァア7][ッツ]?[クタ]ス|ファクシミリ|📠|℻|fx",
    "mobile": r"mobile(?: phone)?|mobil|mob|cell(?:ular)?(?: ?phone)?|携帯電話|携帯番号|携帯|ケータイ|けいたい"
    r"|(?<![^\W\d_])携|モバイル|スマホ"
    r"|hand ?phone|handy"
    r"|natel|portable|port|m[oó]v(?:il)?|cell?(?:ulare?)?|gsm|telm|telemóvel|kom|h/p|whats ?app|text|sms|📱|📲",
    "direct": r"(?<![^\W\d_])直|direct(?: (?:line|dial|tel|phone))?|ddi|did|直通電話|直通番号|直通|ダイヤルイン"
    r"|ダイヤルイン直通"
    r"|durchwahl|dir|direkt|dial-?in|(?:ligne )?directe|diretto|directo",
    "tollfree": r"フリー(?:ダイ[ヤア]ル|コール|アクセス)|toll[- ]?free|free ?(?:phone|dial|call)|ナビダイヤル",
    "main": r"大?代表(?:電話|番号)?|代|main(?: (?:line|phone|number))?|switchboard"
    r"|zentrale|reception|växel|vx|standard|accueil|centralita|general|本社|会社|自宅"
    r"|home|本店|事務所|店舗"
    r"|お問い?合わ?せ(?:先)?|営業所|工場",
    "email": r"e[-‐ ]?mai[l1I](?: address)?|mai[l1I]|メールアドレス|メール|電子メール|eメール|email|✉|📧|✉️"
    r"|courriel|correo",
    "url": r"url|u\.?r\.?l\.?|home ?page|ホームページ|web ?site|web|website|site|hp|h\.p\.?|ウェブ(?:サイト)?"
    r"|サイト|🌐|www(?=[:：])",
    "address": r"address|add|adr|住所|所在地|勤務先|addr|📍|🏢",
    "social": r"line ?id|line|skype(?: id)?|wechat(?: id)?|微信|twitter|facebook|instagram|linkedin|x(?=[:：@])",
}
"""Labels in use on Japanese, English and other European cards, with what engines make of them (TE1, EAX)."""

_LETTERS: dict[str, Meaning] = {
    "t": "tel",
    "p": "tel",
    "o": "tel",
    "w": "tel",
    "f": "fax",
    "m": "mobile",
    "c": "mobile",
    "d": "direct",
    "e": "email",
    "h": "tel",
    "b": "tel",
    "r": "tel",
    "v": "tel",
    "a": "address",
    "u": "url",
}
"""One-letter labels: Tel, Phone, Office, Work, Fax, Mobile, Cell, Direct, E-mail, Home, Business, Residence, Voice,
Address, URL."""

_NO_LETTER = r"(?<![^\W\d_])"
_SIGNS = r"[\s.:;：；/／|｜・·,、，()（）\[\]［］【】「」<>＜＞〈〉《》→⇒▶►▷■□●◆◇○•*＊=＝~～_\-–—&＆＋]"
_LAST_WORD = {
    meaning: re.compile(rf"{_NO_LETTER if meaning == 'main' else '(?<![A-Za-z])'}(?:{words})$", re.I)
    for meaning, words in _WORDS.items()
}
_FIRST_WORD = {meaning: re.compile(rf"(?:{words})(?![A-Za-z])", re.I) for meaning, words in _WORDS.items()}
_LAST_LETTER = re.compile(r"(?:^|[\s|｜/／・,(（\[【■●◆])([a-z])$", re.I)
_ALL_WORDS = "|".join((*(words for meaning, words in _WORDS.items() if meaning != "main"), "main|general|switchboard"))
_MASK = re.compile(rf"(?<![A-Za-z])(?:{_ALL_WORDS})(?=[OoIlSB]?[\d+(（\s.:：;/]|$)", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a value: every meaning found, and where the label begins in the text."""

    meanings: frozenset[Meaning]
    start: int


def label_before(text: str, floor: int, end: int) -> Label | None:
    """The label that ends where a value begins.

    Args:
        text: A line's text.
        floor: Where the part that may hold the label begins (the end of an earlier value).
        end: Where the value begins.

    >>> sorted(label_before("TEL/FAX: 03-", 0, 9).meanings), label_before("タワー 03-", 0, 4)
    (['fax', 'tel'], None)
    """
    meanings: set[Meaning] = set()
    place = end
    while len(meanings) < 4:
        rest = re.sub(rf"{_SIGNS}+$", "", text[floor:place])
        found = _last_label(rest, separated=floor + len(rest) < place)
        if found is None:
            break
        meaning, start = found
        meanings.add(meaning)
        place = floor + start
    return Label(frozenset(meanings), place) if meanings else None


def label_after(text: str, start: int, ceiling: int) -> Label | None:
    """The bracketed or closing label that follows a value: ``03-1234-5678 (FAX)``, ``…(代)``, ``555-0123 cell``.

    Returns:
        Its ``start`` is where the label ends.
    """
    match = re.match(r"\s*[(（\[［<](.{1,12}?)[)）\]］>]", text[start:ceiling])
    if match is None:
        match = re.match(r"[\s,\-–—]+([A-Za-z]+|直通|代表?)\s*$", text[start:ceiling]) if ceiling == len(text) else None
    if match is None:
        return None
    label = whole_label(match[1])
    return Label(label, start + match.end()) if label else None


def whole_label(text: str) -> frozenset[Meaning]:
    """The meanings of a text that is nothing but a label; empty if it is anything else.

    >>> sorted(whole_label("TEL & FAX")), whole_label("代表取締役"), sorted(whole_label("T"))
    (['fax', 'tel'], frozenset(), ['tel'])
    """
    label = label_before(text, 0, len(text))
    if label is None or re.sub(_SIGNS, "", text[: label.start]):
        return frozenset()
    return label.meanings


def without_label(text: str, meaning: Meaning) -> int:
    """Where the value begins in a text that may open with a label of this meaning (0: there is none)."""
    opening = re.match(rf"{_SIGNS}*", text)
    start = opening.end() if opening else 0
    match = _FIRST_WORD[meaning].match(text, start)
    if match is None:
        letter = re.match(r"([A-Za-z])(?:[\s]*[.:：|｜/]|\s)\s*", text[start:])
        if letter is None or _LETTERS.get(letter[1].lower()) != meaning:
            return 0
        return start + letter.end()
    after = re.match(rf"{_SIGNS}*", text[match.end() :])
    return match.end() + (after.end() if after else 0)


def mask_labels(text: str) -> str:
    """The text with every label word blanked (same length), so that a digit glued to it stands free."""
    return _MASK.sub(lambda match: "\0" * len(match[0]), text)


def _last_label(rest: str, *, separated: bool) -> tuple[Meaning, int] | None:
    longest: tuple[Meaning, int] | None = None
    for meaning, pattern in _LAST_WORD.items():
        match = pattern.search(rest)
        if match and (longest is None or match.start() < longest[1]):
            longest = meaning, match.start()
    if longest is not None:
        return longest
    letter = _LAST_LETTER.search(rest)
    if letter and (separated or letter.start(1) == 0) and letter[1].lower() in _LETTERS:
        return _LETTERS[letter[1].lower()], letter.start(1)
    return None
