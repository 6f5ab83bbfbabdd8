"""What a licence, a certificate or a degree looks like by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from cardscan.lexicon.word_lists import word_list

_COMPOSED = re.compile(
    r"(?:AFP|FP)\s?[1-3一二三]級|[1-3一二三]級FP|(?:博士|修士|学士)\s?\(.{1,14}\)|.{2,8}(?:学|術)博士|.{2,6}(?:学|術)修士|技術士\s?\(.{2,14}\)|"
    r".{0,16}(?:専門医|認定医|指導医|認定歯科医)|(?:第?[一二三四五1-5][級種])?.{2,14}(?:技能士|施工管理技士|整備士|主任技術者|ボイラー技士)|"
    r"(?:第?[一二三1-3][級種])\s?.{2,12}(?:士|師|者|員)|.{2,16}(?:検定|技能検定)\s?(?:第?[一二三四1-4準]+級)|"
    r".{2,18}(?:士|師|技能士|アドバイザー|コーディネーター|プランナー|カウンセラー)\s?[一二三1-3]級|.{2,14}協会認定.{2,14}|.{2,10}認定.{2,10}(?:士|師|コーチ|講師)|"
    r".{3,18}(?:課程|試験|検定)(?:合格|修了)者?"
)
_LICENCE_NUMBER = re.compile(
    r"[\s(]*(?:(?:登録|免許|会員|資格|認定|許可)?(?:番号|No\.?)|(?:大臣|知事|会)?(?:登録|免許|許可|認定))?[\s:]*"
    r"(?:\(?.{0,8}\)?\s?第?\s?[0-9][0-9\-]*\s?号|第[0-9\-]+号|No\.?\s?[0-9\-]+)[\s)]*|"
    r"(?:[A-Z]{2}\s)?(?:DRE|BRE|NMLS|Lic(?:en[sc]e)?|Reg(?:istration)?)\.?\s?(?:No\.?|ID)?[\s:#]*[A-Z]{0,3}[0-9][0-9\-]*",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"([\u3041-\u9fff・]{3,})\([A-Za-z.]{2,6}\)")
"""経営学修士（MBA）."""
_LABEL = re.compile(r"(?:保有|取得|国家|所有)?資格(?:者)?[\s:]*")
_CERTIFIED = re.compile(
    r"(?:board[- ])?(?:certified|licensed|registered|chartered|accredited)\s+(?!(?:in|by|and|with|to)\b)[a-z].{3,40}",
    re.IGNORECASE,
)
_FUNCTION_WORD = frozenset(
    {"do", "pt", "am", "are", "ma", "as", "pe", "np", "ms", "jp", "fe", "ra", "ea", "ba", "ret", "arm", "arch", "march"}
)
"""Credentials that are also words, initials or abbreviations of addresses when they stand alone."""


@lru_cache(maxsize=4096)
def qualification_belief(text: str) -> float:
    """0 to 1: how much ``text`` by itself looks like one licence, certificate or degree."""
    compact = re.sub(r"[\s\u3000]+", "", text)
    if "/" in compact.strip("/") and compact not in word_list("qualifications_ja"):
        return 0.01  # 博士(理学)/博士(医学) are two
    if compact in word_list("qualifications_ja"):
        return 0.95
    abbreviated = _ABBREVIATED.fullmatch(compact)
    if abbreviated is not None:
        return qualification_belief(abbreviated[1])
    if re.search(r"[\u3041-\u30fa\u3400-\u9fff]", compact):
        if compact.replace("・", "") in word_list("qualifications_ja"):
            return 0.9
        without_rank = re.sub(r"^(?:公認|認定|登録|国家資格)", "", compact)
        if without_rank in word_list("qualifications_ja"):
            return 0.85
        return 0.75 if len(compact) <= 24 and _COMPOSED.fullmatch(compact) else 0.01
    return _latin(text.strip())


def _latin(text: str) -> float:
    if is_credential(text):
        key = text.casefold().replace(".", "")
        return 0.3 if key in _FUNCTION_WORD or len(key) < 3 else 0.85
    if " " in text and text.casefold() in word_list("qualifications_en"):
        return 0.75
    return 0.5 if _CERTIFIED.fullmatch(text) else 0.01


def is_credential(word: str) -> bool:
    """Whether ``word`` is a credential as printed after a Latin name, in capitals or with dots: CPA, Ph.D., PMP®."""
    word = word.strip(" ,®™()")
    capitals = sum(letter.isupper() for letter in word)
    if capitals < 2 and word not in ("Esq", "Esq.", "Ret.", "Esquire"):
        return False
    lower = word.casefold()
    return lower in word_list("qualifications_en") or lower.replace(".", "") in word_list("qualifications_en")


def is_licence_number(text: str) -> bool:
    """Whether ``text`` is only the number of a licence or the word 資格, as they stand beside a qualification."""
    return _LICENCE_NUMBER.fullmatch(text) is not None or _LABEL.fullmatch(text) is not None
