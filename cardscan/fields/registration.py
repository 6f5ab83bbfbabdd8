"""Registration numbers: the tax office's T-numbers, corporate numbers, licences of firms and of professions."""

from __future__ import annotations

import re

from cardscan.fields.distractor import COMPANY_NUMBER
from cardscan.orthography.width import normalise_in_place, unify_dashes
from cardscan.records import Candidate, CardText, FieldKind

_TAX = re.compile(r"(?<![A-Za-z0-9])([TＴ7]?)\s?-?\s?(\d(?:[\s-]?\d){12})(?![\s-]?\d)")
_LEAD = re.compile(
    r"(?:適格請求書(?:発行)?事業者|インボイス(?:制度)?|登録|法人|事業者|[Ii]nvoice|[Tt]ax|[Cc]orporate"
    r"|[Rr]egistration)[^\d]{0,24}$"
)
_LICENCE = re.compile(
    r"(?P<lead>[^\s:：]*(?:知事|大臣|公安委員会|局長|市長|区長|保健所|許可|免許|登録|認可|届出|認定|指定|会員"
    r"|古物商|建設業|宅地建物取引業|宅建業|旅行業|産業廃棄物)"
    r"[^0-9第]*)?(?P<term>\((?:[^()0-9第]*-?\d{1,2}|[^()]{1,10})\)\s*)?第\s?(?P<number>[A-Z]?\d[\d\-]*)\s?号"
)
_NUMBERED = re.compile(
    r"(?P<lead>(?:登録|免許|許可|認可|会員|届出)(?:証)?番号|(?:License|Licence|Lic\.|Reg(?:istration|\.)?|DRE"
    r"|BRE|NMLS|ABN|ACN"
    r"|UEN|VAT|GSTIN|"
    r"HRB|SIRET)(?:\s?(?:No|ID|Nr)\.?)?)\s*[:：.#]*\s*(?P<number>[A-Z]{0,3}\d[\dA-Z\- ]{3,18}[\dA-Z])(?![a-z])",
)
_COMPANY = re.compile(
    rf"(?<![A-Za-z])(?P<lead>{COMPANY_NUMBER}(?:\.?\s?(?:No|Nr))?)(?![a-z])\.?\s*[:：.#]?\s*"
    r"(?P<number>[A-Z]{0,3}\s?\d(?:[\dA-Z]|[-./ ](?=\d)){4,20})(?![a-z])"
)
_PROFESSION = re.compile(r"^[^0-9第()]{2,12}(?:士|師|商|業)(?=[\s(（]|第|登録)")
_NUMBER_START = re.compile(r"\s*(?:登録(?:番号)?)?[\s:：]*")


def recognise(card: CardText) -> list[Candidate]:
    """Every registration number; a T-number's ``value`` is ``T`` and 13 digits, another's is what is printed.

    >>> from cardscan.records import TextLine
    >>> line = TextLine(0, "登録番号 T7-0000-1205-0002", ((0, 0), (9, 0), (9, 1), (0, 1)), 1.0, "horizontal", 1.0)
    >>> [candidate.value for candidate in recognise(CardText("test", 9, 9, (line,)))]
    ['T7000012050002']
    """
    candidates = []
    for line in card.lines:
        text = unify_dashes(normalise_in_place(line.text))
        tax = _tax_number(line.index, text)
        if tax is not None:
            candidates.append(tax)
            continue
        candidates += _licences(line.index, text)
    return candidates


def has_right_check_digit(number: str) -> bool:
    """Whether 13 digits are a corporate number: the first checks the other twelve.

    The rule is that of the ordinance 法人番号の指定等に関する省令, article 2: 9 minus the sum of the twelve digits,
    counted from the right, weighted 1 and 2 in turn, modulo 9.

    >>> has_right_check_digit("7000012050002"), has_right_check_digit("7000012050003")
    (True, False)
    """
    total = sum(int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(reversed(number[1:]), start=1))
    return int(number[0]) == 9 - total % 9


def _tax_number(index: int, text: str) -> Candidate | None:
    for match in _TAX.finditer(text):
        digits = re.sub(r"\D", "", match[2])
        lead = _LEAD.search(text[: match.start()])
        right = has_right_check_digit(digits)
        if match[1] == "7" or not (match[1] or lead):
            continue
        belief = 0.99 if right else 0.96 if match[1] and lead else 0.9
        start = lead.start() if lead else match.start()
        value = f"T{digits}" if match[1] else digits
        return Candidate(
            kind=FieldKind.REGISTRATION,
            lines=(index,),
            value=value,
            text=text[match.start() : match.end()].strip(),
            belief=belief,
            span=(start, match.end()),
            validated=right,
        )
    return None


def _licences(index: int, text: str) -> list[Candidate]:
    found = []
    for match in _LICENCE.finditer(text):
        lead = match["lead"] or ""
        start = match.start()
        profession = _PROFESSION.match(text[start:]) or _PROFESSION.match(text)
        if profession is not None:
            after = _NUMBER_START.match(text, profession.end())
            start = min(after.end() if after else profession.end(), match.start("number") - 1)
            start = max(start, profession.end())
        belief = 0.92 if lead or match["term"] or profession else 0.75
        found.append(_candidate(index, text, start, match.end(), belief))
    for match in (*_NUMBERED.finditer(text), *_COMPANY.finditer(text)):
        if not any(each.span and each.span[0] <= match.start() < each.span[1] for each in found):
            found.append(_candidate(index, text, match.start(), match.end(), 0.85))
    return found


def _candidate(index: int, text: str, start: int, end: int, belief: float) -> Candidate:
    value = text[start:end].strip(" :：")
    return Candidate(FieldKind.REGISTRATION, (index,), value, value, belief, (start, end))
