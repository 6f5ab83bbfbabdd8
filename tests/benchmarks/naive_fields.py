"""The regexes people write for a card's text today: one rule a field, first match wins.

An honest version of what tutorials show for Japanese and English cards, neither better nor worse: no layout, no
dictionary, no validation beyond the pattern.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
URL = re.compile(r"(?:https?://|www\.)[\w./~%#?=&-]+", re.ASCII)
PHONE = re.compile(r"(?:\+\d{1,3}[\s-]?)?(?:\(0\)[\s-]?)?\(?\d{2,5}\)?[\s().-]?\d{1,4}[\s().-]?\d{3,4}")
POSTAL = re.compile(r"(?<![\d-])〒?\s?(\d{3}-\d{4})(?!-?\d)")
POSTAL_EN = re.compile(r"\b(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|(?<=[A-Z]{2} )\d{5}(?:-\d{4})?)\b")
PREFECTURE = re.compile(r"(?:東京都|北海道|(?:大阪|京都)府|\w{2,3}県)\S*")
STREET = re.compile(r"\d+\s+[A-Z]\w+.*\b(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Blvd|Suite)\b", re.IGNORECASE)
FIRM = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|財団法人|社団法人|事務所|大学|病院|\b(?:Inc|Ltd|LLC|LLP|Corp|Co|GmbH|Company|Group)\b\.?"
)
TITLE = re.compile(
    r"代表|取締役|社長|部長|課長|係長|主任|所長|店長|理事|教授|弁護士|税理士|"
    r"\b(?:Manager|Director|Engineer|President|Officer|Consultant|Partner|Researcher|Analyst|"
    r"Designer|Developer|Founder|Head|Professor|CEO|CTO|CFO)\b"
)
DEPARTMENT = re.compile(r"\S*(?:部|課|室|本部|支店)$|\b(?:Department|Division|Dept)\b")
NAME_JA = re.compile(r"^[一-龠々]{1,4}\s*[一-龠々ぁ-んァ-ヶ]{1,4}$")
NAME_EN = re.compile(r"^(?:Dr\.?\s)?[A-Z][a-z]+(?:\s[A-Z]\.?)?\s[A-Z][A-Za-z]+$")
KANA = re.compile(r"^[ぁ-んァ-ヶー]+\s[ぁ-んァ-ヶー]+$")


def contact(text: str) -> dict[str, Any]:
    """Make the contract's contact of a card's text, line by line."""
    lines = [unicodedata.normalize("NFKC", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    found: dict[str, Any] = {"phones": [], "emails": [], "urls": [], "addresses": [], "titles": []}
    postal = None
    for line in lines:
        found["emails"] += EMAIL.findall(line)
        rest = EMAIL.sub(" ", line)
        found["urls"] += URL.findall(rest)
        rest = URL.sub(" ", rest)
        if code := POSTAL.search(rest):
            postal = code.group(1)
            rest = POSTAL.sub(" ", rest)
        elif code := POSTAL_EN.search(rest):
            postal = code.group()
        if address := PREFECTURE.search(rest) or STREET.search(rest):
            found["addresses"].append({"text": rest[address.start() :].strip(), "postal_code": postal})
            continue
        found["phones"] += _phones(rest)
        _words(line, found)
    if not found["addresses"] and postal:
        found["addresses"].append({"text": None, "postal_code": postal})
    return found


def _phones(line: str) -> list[dict[str, str]]:
    phones, start = [], 0
    for number in PHONE.finditer(line):
        digits = re.sub(r"\D", "", number.group())
        label = line[start : number.start()].casefold()
        start = number.end()
        if not 9 <= len(digits) <= 13:
            continue
        if "fax" in label or "ファックス" in label or label.strip().endswith("f"):
            kind = "fax"
        elif "携帯" in label or "mobile" in label or "cell" in label or digits.startswith(("090", "080", "070")):
            kind = "mobile"
        else:
            kind = "work"
        phones.append({"kind": kind, "text": number.group().strip()})
    return phones


def _words(line: str, found: dict[str, Any]) -> None:
    if FIRM.search(line):
        found.setdefault("organization", line)
    elif TITLE.search(line):
        found["titles"].append(line)
    elif DEPARTMENT.search(line):
        found.setdefault("department", line)
    elif KANA.match(line):
        found.setdefault("phonetic_name", line)
    elif NAME_JA.match(line) or NAME_EN.match(line):
        found.setdefault("full_name", line)
