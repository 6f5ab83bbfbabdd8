"""When a value that was said is the value that is true: normalised spellings, field by field."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

PHONES = ("tel", "fax", "mobile", "phone")
LEAST_DIGITS = 8
"""Fewer digits than this are no telephone number, however they agree."""

KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
FIRM_SIGNS = {"(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社"}
IGNORED = re.compile(r"[\s‐-―−\-—–・.,:;/_()'’\"「」|&]")


def _compatible(text: str | None) -> str:
    return unicodedata.normalize("NFKC", text or "")


def fold(text: str | None) -> str:
    """Width, case, punctuation and the short forms of firms do not matter."""
    folded = _compatible(text).casefold()
    for sign, word in FIRM_SIGNS.items():
        folded = folded.replace(sign, word)
    return IGNORED.sub("", folded)


def fold_kana(text: str | None) -> str:
    """As ``fold``, and katakana is hiragana."""
    return fold("".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in _compatible(text)))


def fold_address(text: str | None) -> str:
    """As ``fold``; kanji digits, 丁目・番地・号 and floors in any notation; a Japanese postal code does not count."""
    plain = re.sub(r"(?<=\d)ー(?=\d)", "-", _compatible(text).translate(KANJI_DIGITS))
    plain = re.sub(r"〒?\s*\d{3}-\d{4}", "", plain).replace("F", "階").replace("f", "階")
    return fold(re.sub(r"(?<=\d)(丁目|番地の|番地|番|号室|号|の|階)", "-", plain))


def fold_phone(text: str | None) -> str:
    """Digits alone, without trunk zeros and +81."""
    plain = _compatible(text)
    digits = re.sub(r"\D", "", plain.replace("(0)", ""))
    return (digits[2:] if plain.strip().startswith("+81") else digits).lstrip("0")


def fold_url(text: str | None) -> str:
    """Without scheme, www. and the last slash."""
    return re.sub(r"^https?://|/$", "", _compatible(text).casefold().strip()).removeprefix("www.")


def _fold_email(text: str | None) -> str:
    return _compatible(text).casefold().strip()


def _fold_postal(text: str | None) -> str:
    return fold(text).strip("〒")


FOLDS: dict[str, Callable[[str | None], str]] = {
    "kana": fold_kana,
    "address": fold_address,
    "url": fold_url,
    "email": _fold_email,
    "postal": _fold_postal,
    **dict.fromkeys(PHONES, fold_phone),
}


def digest(field: str, value: str | None) -> str:
    """What stands in the truth for a real person's detail: a digest of its folded spelling."""
    folded = FOLDS.get(field, fold)(value)
    kept = folded[-8:] if field in ("phone", "fax") else folded
    return "sha:" + hashlib.sha256(f"{field}/{kept}".encode()).hexdigest()[:24]


def same(field: str, truth: str, said: str | None) -> bool:
    """Whether ``said`` is a spelling of ``truth``, which may be a digest."""
    if truth.startswith("sha:"):
        return digest(field, said) == truth
    true, heard = FOLDS.get(field, fold)(truth), FOLDS.get(field, fold)(said)
    if field in PHONES:  # one of them may have the country's code
        return min(len(true), len(heard)) >= LEAST_DIGITS and (true.endswith(heard) or heard.endswith(true))
    return bool(true) and true == heard


def wanted(truth: Any) -> list[list[str]]:
    """Each value that must be said, as the list of its accepted spellings."""
    if isinstance(truth, dict):
        return [[each] if isinstance(each, str) else each for each in truth["each"]]
    return [truth if isinstance(truth, list) else [truth]]


def hits(field: str, truth: Any, said: Sequence[str]) -> int:
    """How many of the wanted values were said. Several titles may also be said as one, in either order."""
    ways = list(said)
    if field == "title" and len(said) > 1:
        ways += ["".join(said), "".join(reversed(said))]
    return sum(any(same(field, one, way) for one in spellings for way in ways) for spellings in wanted(truth))
