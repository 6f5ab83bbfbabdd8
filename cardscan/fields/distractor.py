"""Numbers that look like telephone numbers and are none: accounts, registrations, dates, hours, capital."""

from __future__ import annotations

import re

COMPANY_NUMBER = (
    r"(?:P\.?\s?IVA|Partita IVA|C\.F\.|USt-?\s?Id\.?(?:-?\s?Nr)?|Steuer-?Nr|BTW|TVA|GSTIN|CIN|UID|RCS|NIF|CIF|CNPJ|CVR"
    r"|K[vV]K|Org\.?-?\s?[Nn]r|NIP|REGON"
    r"|(?:Company|Registered|Registration|Reg\.?|Co\.) (?:Reg(?:istration|\.)? )?N(?:o|umber))"
)
"""What companies' numbers in the registers and at the tax offices of Europe, India and Brazil are called on cards."""

_KINDS = {
    "postal code": r"[〒〶]\s*\d{3}\s*-?\s*\d{4}",
    "bank account": r"(?:普通|当座|貯蓄|普|当)(?:預金"
    r"|口座)?\s*(?:\(\w\))?\s*[)）]?\s*[:：]?\s*(?:No\.?\s*)?\d{3}[- ]?\d{4}(?![\d-])"
    r"|(?:口座番号|口座|店番|記号|(?<![話帯絡XxＸル])番号|支店コード|金融機関コード|[Aa]/[Cc]|[Aa]ccount"
    r"|Acct\.?|IBAN|SWIFT|BIC"
    r"|BSB|Sort ?[Cc]ode)"
    r"(?:\s*(?:[Nn]o\.?|[Nn]umber|番号))?\s*[:：.#]?\s*[A-Z]{0,4}\d[\dA-Z\- ]*",
    "registration": r"(?<![A-Za-z])T\s?-?\s?[1-9](?:[- ]?\d){12}(?![- ]?\d)"
    r"|(?:登録|免許|許可|認可|届出|法人|会員|社員|職員|学籍|承認|認証|受付|管理|証券|銘柄|事業者"
    r"|取引)(?:証)?(?:番号|コード|No\.?)"
    r"\s*[:：]?\s*[A-Z]*\d[\d\- ]*",
    "licence": r"第\s*[\dA-Z][\d\-A-Z ]*号|\(\d{1,2}\)\s*(?:第\s*\d+|\d+号)|(?<![A-Za-z])(?:License|Licence|Lic|Reg"
    r"|Registration|Cert|ID|VAT|ABN|ACN|"
    r"EIN|Tax|NPI|DRE|BRE|NMLS|UEN|GST|GSTIN|SIRET|SIREN|HRB|RC|ISO)(?![a-z])\.?\s*(?:No\.?|ID|Number"
    r"|#)?\s*[:：.#]?\s*#?\s*[A-Z]*\d[\dA-Z\-/ ]*",
    "company": rf"(?<![A-Za-z]){COMPANY_NUMBER}(?![a-z])\.?\s*(?:[Nn][or]\.?)?\s*[:：.#]?\s*"
    r"[A-Z]{0,3}\s?\d[\dA-Z./-]*(?: \d[\dA-Z]*)*",
    "date": r"(?:19|20)\d\d\s*[年/.-]\s*[01]?\d\s*[月/.-]\s*[0-3]?\d日?|(?:19|20)\d\d\s*年|(?:昭和|平成|令和|明治"
    r"|大正)\s*\d+年(?:\d+月)?(?:\d+日)?"
    r"|(?:[Ss]ince|[Ee]st\.?|[Ee]stablished|創業|設立|創立|©)\s*[:：]?\s*(?:19|20)\d\d",
    "hours": r"(?:営業時間|営業|受付時間|受付|時間|診療時間|診療|開館|平日|土日|[Hh]ours|OPEN"
    r"|Open)?\s*[:：]?\s*(?:午前|午後|AM|PM|am|pm)?\s*"
    r"\d{1,2}[:：時]\d{0,2}分?\s*(?:AM|PM|am|pm)?\s*[~〜～\-ー–]\s*(?:午前|午後|AM|PM|am|pm)?\s*\d{1,2}[:：時]?\d{0,2}",
    "capital": r"(?:資本金|年商|売上高?|従業員数?)\s*[:：]?\s*[\d,.]+\s*[億万千百]?[\d,.]*\s*[億万千百]*[円人名]?"
    r"|[¥￥$€£]\s*[\d,.]+",
    "place": r"-?\d{1,3}\.\d{4,}\s*°?\s*[NS]?\s*,\s*-?\d{1,3}\.\d{4,}",
    "payment card": r"(?<!\d)(?:\d{4}[ -]){3}\d{4}(?!\d)",
    "isbn": r"ISBN[\s:：-]*[\d-]{10,17}",
}
"""What stands on cards of banks, estate agents, brokers, shops and licensed professions, each with its lead words."""

_PATTERN = re.compile("|".join(f"(?P<{name.replace(' ', '_')}>{pattern})" for name, pattern in _KINDS.items()))


def distractors(text: str) -> tuple[tuple[int, int], ...]:
    """Where in a line numbers stand that are no telephone numbers.

    Args:
        text: A line that has passed ``orthography.width`` (narrow digits, one hyphen).

    >>> distractors("普通 1234567 03-1234-5678")
    ((0, 10),)
    """
    return tuple((match.start(), match.end()) for match in _PATTERN.finditer(text))
