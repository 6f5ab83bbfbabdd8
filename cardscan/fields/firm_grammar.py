"""What the name of a firm, an institution or a shop looks like by its words, Japanese or Latin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from cardscan.fields.trade_words import trade_after, trade_before
from cardscan.lexicon.names import is_surname
from cardscan.lexicon.word_lists import ending_in, word_list
from cardscan.orthography.kana import is_kana

_SENTENCE = re.compile(r"[をがへも。!?！？]|ます|です|ください|から|まで|として|による|ための|あなた|私たち|わたし")
_PUNCTUATION = re.compile(r"[。!?！？、]")
_PLACE_END = re.compile(r"[都道府県市区町村郡]$")

_GROUP_LINE = re.compile(r".{2,20}グループ$|^(?:a )?(?:member|part) of .+|.+ group company$", re.IGNORECASE)
PUBLIC_BODY = re.compile(
    r".{1,8}[都道府県市区町村]立?(?:(?:教育|選挙管理|農業|公安|人事|監査)委員会|議会(?:事務局)?|(?:上?下?水道|消防|交通|病院)局|警察本部)"
)
"""Public bodies of a prefecture or town that end like departments."""
_COOPERATIVE = re.compile(r"J[AR][ぁ-んァ-ヺー一-鿿]{2,12}(?<![駅線口])")
"""A cooperative or railway named after its region: JA北信州みのり."""
_PUBLIC_BODY = re.compile(
    r"^(?:city|town|village|county|state|ministry|embassy|consulate(?: general)?|government|bank|university|institute|"
    r"college|museum|church|port|parish|diet|parliament|senate|republic|kingdom|commonwealth|(?:the )?law offices?|"
    r"law firm|chambers) of \w+|^national diet of \w+|^(?:the )?U\.?S\.? (?:department|embassy|consulate)\b|"
    r"\bembassy(?: \w+)?$|\w+ (?:police|fire) department$|\bN\.?A\.$",
    re.IGNORECASE,
)
_SLOGAN = re.compile(
    r"\b(?:your|you|we|our|us|is|are|be|tomorrow|better|where|because|every|everyday|make|making|think|act|beyond|since|"
    r"est|established|serving|creating|building the|for a|for all|to the|with|how|what|why|always|never|let's|it's)\b|"
    r"the (?:future|world|next|art|power|difference|way)\b|[!?]$|[a-z]\.$",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:licensed|admitted|bonded|insured|serving|(?:wholesale )?dealers?|speciali[sz](?:ts|ing)|experts?|retailers?|"
    r"suppliers?|manufacturers?|exporters?|importers?|leaders?)\b.*\b(?:in|of|to|by|only|insured)\b|by appointment\b",
    re.IGNORECASE,
)
"""What a firm or a person offers: Wholesale Dealers in Textiles, Admitted in NY and NJ."""
_DAMAGED_FORM = re.compile(
    r"^\((?:株|有|同)(?!\))|(?<=[ァ-ヺー一-鿿][ァ-ヺー一-鿿])株$|^株(?![式主価券])|^有(?=[ぁ-んァ-ヺ])"
)
"""An engine lost the closing bracket, or the ring or brackets of ㈱ and ㈲ altogether."""

_LIMITED = re.compile(r"\b(?:Itd|Lt[∂đ])(?=\.?$)")
"""Ltd with a letter misread."""

_SMALL_L = re.compile(r"(?<=\bS\.r\.)I(?=\.?$)|(?<=\bS\.r\. )I(?=\.?$)")
"""The l of S.r.l. read as a capital I: both are one stroke."""

_OFFICE = re.compile(
    r"(?:(?:司法|行政)書士|税理士|弁護士|公認会計士|弁理士|社会保険労務士|社労士|土地家屋調査士|海事代理士|[一二]級建築士|中小企業診断士"
    r"|不動産鑑定士|法律|特許|会計|税務|国際|総合|合同|共同|・)+(?:事務所|オフィス)"
)
"""What an office is without its name: as a legal form, it goes with the line before."""

_MARKS = re.compile(r"\bISO[ -]?\d{4,5}|プライバシーマーク|認証取得|登録番号|^【.*】$|^事業内容|^営業品目|^取扱品目")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9'’.\-]*|[&+]")


@dataclass(frozen=True, slots=True)
class FirmLook:
    """What the words of a text say about its being a firm's name."""

    belief: float
    """0–1."""
    has_legal_form: bool
    is_only_legal_form: bool = False


_NO_FIRM = FirmLook(0.01, False)


@lru_cache(maxsize=8192)
def firm_look(text: str) -> FirmLook:
    """How much ``text`` (width-normalised, one line) by itself looks like a firm's name."""
    text = _SMALL_L.sub("l", _LIMITED.sub("Ltd", text.strip()))
    if not 2 <= len(text) <= 60 or "@" in text or _MARKS.search(text):
        return _NO_FIRM
    if re.search(r"\d{2,4}-\d{2,4}-\d{3,4}|〒|www\.|https?:", text):
        return _NO_FIRM
    if re.search(r"[\u3041-\u30fa\u3400-\u9fff㈱㈲㈳㈶]", text):
        return _japanese(re.sub(r"[\s\u3000]+", "", text))
    return _latin(text)


def legal_form_at(text: str) -> tuple[int, int] | None:
    """Where a Japanese legal form stands at the beginning or the end of ``text``; None where neither."""
    for match in _japanese_forms().finditer(text):
        if match.start() == 0 or match.end() == len(text):
            return match.span()
    return None


def with_whole_mark(text: str) -> str:
    """A firm's name with ㈱, ㈲ or (株) whole where an engine lost a part of it.

    >>> with_whole_mark("(株ユニゾンホーム"), with_whole_mark("プロスパーデータ株"), with_whole_mark("株式会社見本")
    ('(株)ユニゾンホーム', 'プロスパーデータ㈱', '株式会社見本')
    """
    text = _SMALL_L.sub("l", _LIMITED.sub("Ltd", text))
    match = _DAMAGED_FORM.search(text)
    if match is None:
        ring = _lost_ring(text)
        if _lost_ring_at_end(text):
            return text[:-1] + "㈲"
        return {"株": "㈱", "有": "㈲"}[ring] + text[1:] if ring else text
    mark = match[0] + ")" if match[0].startswith("(") else {"株": "㈱", "有": "㈲"}[match[0]]
    return text[: match.start()] + mark + text[match.end() :]


def _lost_ring(text: str) -> str:
    """有 or 株 where an engine lost the ring of ㈲ or ㈱ before a name that is a firm's by its end: 有鶴亀土地建物."""
    rest = text[1:]
    if (
        text[:1] not in ("有", "株")
        or is_surname(text[:2])
        or is_surname(text[:3])
        or len(rest) < 3
        or rest[0] in "式限"
    ):
        return ""
    ending = ending_in(rest, "firm_endings_ja")
    named = is_surname(rest.removesuffix(ending)) or ending not in word_list("firm_endings_ambiguous_ja")
    return text[0] if ending and len(rest) > len(ending) and named else ""


def _lost_ring_at_end(text: str) -> bool:
    """Whether 有 at the end is ㈲ without its ring, behind a name that is a firm's: パレット木材有, COCORO有."""
    name = text[:-1].rstrip()
    if not text.endswith("有") or len(name) < 3:
        return False
    ending = ending_in(name, "firm_endings_ja")
    return re.search(r"[ァ-ヺーA-Za-z]{3}$", name) is not None or (len(ending) > 1 and len(name) > len(ending))


def _japanese(text: str) -> FirmLook:
    if (
        _OFFICE.fullmatch(text)
        or _japanese_forms().fullmatch(text)
        or re.fullmatch(f"(?:{_japanese_forms().pattern})+", text)
    ):
        return FirmLook(0.1, True, is_only_legal_form=True)
    where = legal_form_at(text) or ((0, 1) if _lost_ring(text) else None)
    where = where or ((len(text) - 1, len(text)) if _lost_ring_at_end(text) else None)
    if where is not None:
        name = text[: where[0]] + text[where[1] :]
        return FirmLook(0.97 if len(name) <= 32 else 0.6, True)
    if _GROUP_LINE.match(text):
        return FirmLook(0.2, False)
    if PUBLIC_BODY.fullmatch(text) or _COOPERATIVE.fullmatch(text):
        return FirmLook(0.85, False)
    trade = trade_after(text)
    ending = trade or ending_in(text, "firm_endings_ja")
    stem = text.removesuffix(ending)
    if ending and not stem:
        return FirmLook(0.05, False)
    strong = bool(ending) and (bool(trade) or ending not in word_list("firm_endings_ambiguous_ja"))
    if _PUNCTUATION.search(text) or (_SENTENCE.search(text) and not strong):
        return _NO_FIRM
    if strong:
        return FirmLook(0.85 if len(stem) <= 16 else 0.5, False)
    if ending:
        named = is_surname(stem) or is_kana(stem)
        weak = (0.55 if named else 0.45) if len(stem) >= 2 else 0.2
        return FirmLook(max(weak, 0.75 if _beginning(text) else 0.0), False)
    if _beginning(text):
        return FirmLook(0.75, False)
    if _japanese_forms().search(text):
        return FirmLook(0.35, True)
    if text.endswith(("都", "道", "府", "県")) and len(text) <= 4:
        return FirmLook(0.35, False)
    if re.fullmatch(r".{1,6}(?:市|町|村|区)", text) or re.search(r"(?:省|庁|議会|署|市場|事務局)$", text):
        return FirmLook(0.55, False)
    return FirmLook(_unmarked(text), False)


def _beginning(text: str) -> str:
    """The longest trade word that ``text`` begins with and that leaves a name after it, or the empty string."""
    beginnings = word_list("firm_beginnings_ja")
    listed = (text[:length] for length in range(len(text) - 2, 0, -1) if text[:length].casefold() in beginnings)
    return next(listed, "") or trade_before(text)


def _unmarked(text: str) -> float:
    """A name without any word that tells a firm: katakana and mixed coinages are likelier than plain kanji."""
    if len(text) > 16 or _PLACE_END.search(text):
        return 0.05
    if re.fullmatch(r"[ァ-ヺー・]+", text):
        return 0.3
    return 0.15 if re.search(r"[A-Za-z]", text) and len(text) <= 16 else 0.12


def _latin(text: str) -> FirmLook:
    words = _LATIN_WORD.findall(text)
    if text.count(".") > 1 and re.fullmatch(r"(?:[A-Za-z0-9\-]+\.)+[a-z]{2,}", text):
        return _NO_FIRM
    if re.fullmatch(r"[a-z0-9\-]+,[a-z]{2,}", text):  # mihon,example
        return _NO_FIRM
    if re.search(r"[a-z0-9]{3}\.[a-z]{2,}.*[/~]|^\S+\s+\S+\.[a-z]{2,4}$|^[a-z]+\s*:", text, re.IGNORECASE):
        return _NO_FIRM
    if _OFFER.match(text) or len(re.findall(r"\s[·•∙|]\s", text)) > 1:  # Espresso · Pastry · Wine
        return _NO_FIRM
    if not words or len(words) > 9 or not any(letter.isalpha() for letter in text):
        return _NO_FIRM
    if any(_latin_forms().fullmatch(bare) for bare in (text.strip(" ,"), text.strip(" ,.").replace(",", ""))):
        return FirmLook(0.05, True, is_only_legal_form=True)
    if _latin_end().search(text) and len(words) > 1:
        return FirmLook(0.95, True)
    if _PUBLIC_BODY.search(text):
        return FirmLook(0.75, False)
    if _GROUP_LINE.match(text):
        return FirmLook(0.1, False)
    if _SLOGAN.search(text):
        return FirmLook(0.08, False)
    lower = [word.casefold().strip(".") for word in words]
    marks = [word for word in lower if word in word_list("firm_words_en")]
    if "&" in words and marks:
        return FirmLook(0.75, False)
    if (lower[-1] in word_list("firm_words_en") or " ".join(lower[-2:]) in word_list("firm_words_en")) and len(
        words
    ) > 1:
        return FirmLook(0.7, False)
    if marks and len(words) == 1:
        return FirmLook(0.12, False)
    if marks:
        return FirmLook(0.65 if lower[0] in marks else 0.5, False)
    if "&" in words and len(words) in (3, 4):
        return FirmLook(0.5, False)
    return FirmLook(_unmarked_latin(words), False)


def _unmarked_latin(words: list[str]) -> float:
    """A logotype is one to three words in capitals or in one piece with a capital within."""
    if len(words) == 1:
        return 0.4 if len(words[0]) > 2 and (words[0].isupper() or re.search(r"[a-z][A-Z]", words[0])) else 0.3
    if len(words) <= 3:
        return 0.25 if all(word[0].isupper() or word[0].isdigit() for word in words) else 0.12
    return 0.08


@cache
def _japanese_forms() -> re.Pattern[str]:
    forms = sorted((form for form in word_list("legal_forms") if not form.startswith("$")), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, forms), _DAMAGED_FORM.pattern]))


@cache
def _latin_forms() -> re.Pattern[str]:
    forms = sorted((form[2:] for form in word_list("legal_forms") if form.startswith("$")), key=len, reverse=True)
    return re.compile(
        "(?:" + "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in forms) + r")\.?", re.IGNORECASE
    )


@cache
def _latin_end() -> re.Pattern[str]:
    return re.compile(r"[\s,]" + _latin_forms().pattern + r"\s*$", re.IGNORECASE)
