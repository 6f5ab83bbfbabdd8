"""What a job title looks like by its words, Japanese or Latin."""

from __future__ import annotations

import re
from functools import lru_cache

from cardscan.fields.department_grammar import japanese_department_belief
from cardscan.fields.katakana_title import is_katakana_title
from cardscan.lexicon.names import is_latin_given_name
from cardscan.lexicon.regions import COUNTRIES
from cardscan.lexicon.word_lists import ending_in, longest, word_list

_JOINTS = re.compile(r"兼任|兼務|兼|及び|および|[・/&+、,]")
_SENTENCE = re.compile(r"[をにがはでへとも。!?！？]|ます|です|から|まで")

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ&][A-Za-zÀ-ÿ&'’.\-/]*")
_GERMAN_HEAD = re.compile(
    r".{3,}(?:leiter|leiterin|manager|managerin|ingenieur|ingenieurin|berater|beraterin|referent|referentin|assistentin)$"
)
_GRADE = re.compile(r"I{1,3}|IV|V")
"""Buyer II, Engineer III."""
_LOST_GAP = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_RULERS = frozenset(
    {"director", "president", "manager", "head", "lead", "officer", "vp", "svp", "evp", "avp", "chief", "chair", "dean"}
    | {"leader", "supervisor", "partner", "chairman", "principal", "secretary"}
)
"""Heads of titles whose subject belongs to them: Director, Sales."""
_LINKS = frozenset({"of", "for", "&", "and", "to", "at", "in", "de", "des", "du", "della", "für", "the", "a", "an"})


def title_belief(text: str) -> float:
    """0 to 1: how much the words of ``text`` by themselves look like one job title (or several joined by 兼 or &)."""
    compact = re.sub(r"[\s\u3000]+", "", text)
    if re.search(r"[\u3041-\u30fa\u3400-\u9fff]", compact):
        return _japanese(compact)
    return _latin(text)


@lru_cache(maxsize=4096)
def _japanese(text: str) -> float:
    if len(text) > 30 or re.search(r"\d{3}", text):
        return 0.01
    if text in word_list("titles_ja"):
        return 0.6 if text in word_list("titles_ambiguous_ja") else 0.95
    parts = [part for part in _JOINTS.split(text) if part]
    if len(parts) > 1 and re.fullmatch(r"[ァ-ヺー・]+", text):  # points within a foreign word, or several titles
        return max(_japanese_part(text.replace("・", "")), min(map(_japanese_part, parts)))
    if len(parts) > 1:
        return min(_japanese(part) if re.search(r"[^\x00-\x7f]", part) else _latin_part(part) for part in parts)
    return _japanese_part(text)


def _japanese_part(text: str) -> float:
    body = re.sub(r"\(.*?\)$", "", text)
    suffix = ending_in(body, "title_suffixes_ja")
    stem = body.removesuffix(suffix)
    if is_katakana_title(stem):
        return 0.93
    head = ending_in(stem, "titles_ja")
    if not head and ending_in(body, "titles_ja"):
        stem, head, suffix = body, ending_in(body, "titles_ja"), ""
    rest = stem.removesuffix(head) if head else stem
    if not head:
        return _by_its_ending(stem)
    if not rest:
        return 0.9
    if _SENTENCE.search(rest):
        return 0.05
    if _only_title_words(rest):
        return 0.93
    if japanese_department_belief(rest) >= 0.7:
        return 0.7
    weak = 0.25 if head in word_list("titles_ambiguous_ja") else 0.0
    return max(0.05, (0.7 if len(rest) <= 8 else 0.4) - weak)


def _by_its_ending(stem: str) -> float:
    """代表税理士, 所長社労士: a rank before a licence; チーム長: the head of anything."""
    licence = ending_in(stem, "qualifications_ja")
    rank = stem.removesuffix(licence)
    if licence and rank and (rank in word_list("titles_ja") or rank in word_list("title_prefixes_ja")):
        return 0.85
    if stem.endswith("長") and len(ending_in(stem[:-1], "firm_endings_ja")) > 1:
        return 0.8
    if stem.endswith(("長", "役")) and len(stem) > 2:
        return 0.75 if japanese_department_belief(stem[:-1]) >= 0.6 or _only_title_words(stem[:-1]) else 0.3
    return 0.02


def _only_title_words(text: str) -> bool:
    """Whether ``text`` is nothing but words that stand before titles, titles, and ordinals."""
    reach = [True] + [False] * len(text)
    words = (word_list("title_prefixes_ja"), word_list("titles_ja"), word_list("departments_ja"))
    most = max(longest("title_prefixes_ja"), longest("titles_ja"), longest("departments_ja"))
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - most), end):
            piece = text[start:end]
            if reach[start] and (
                any(piece in known for known in words) or re.fullmatch(r"第?[0-9一二三四五六七八九十]+", piece)
            ):
                reach[end] = True
                break
    return reach[-1]


def with_word_gaps(text: str) -> str:
    """A Latin title with the spaces that an engine lost between its words.

    >>> with_word_gaps("ManagingDirector"), with_word_gaps("VPoE"), with_word_gaps("Vice President")
    ('Managing Director', 'VPoE', 'Vice President')
    """
    return _LOST_GAP.sub(" ", text)


def is_role(text: str) -> bool:
    """Whether a Latin title says what a person does, as Staff Engineer, and not what they head, as Director."""
    words = [word.casefold() for word in text.split()]
    return bool(words) and title_belief(text) > 0.7 and words[-1] not in _RULERS


def _latin_part(text: str) -> float:
    return 0.9 if text in word_list("titles_ja") else _latin(text)


@lru_cache(maxsize=4096)
def _latin(text: str) -> float:
    words = [word.strip(".,'’").casefold() for word in _LATIN_WORD.findall(with_word_gaps(text))]
    words = [word for word in words if word]
    if len(words) > 1 and _GRADE.fullmatch(text.split()[-1]):
        words.pop()
    if not words or len(words) > 12 or re.search(r"\d{3}|@|www\.", text):
        return 0.01
    if words[-1] in _LINKS or re.match(r"(?:the )?office of |(?:head|main|branch|registered) office$", " ".join(words)):
        return 0.01
    front, comma, place = text.rpartition(", ")
    if comma and place.strip().casefold() in COUNTRIES and title_belief(front) > 0.6:
        return title_belief(front)
    pieces = [piece for word in words for piece in re.split(r"/", word) if piece]
    heads, others = word_list("title_heads_en"), word_list("title_words_en")
    has_head = any(_is_head(piece) for piece in pieces) or " ".join(words) in heads
    if not has_head:
        return 0.02
    known = [piece for piece in pieces if piece in others or _is_head(piece) or piece in _LINKS]
    share = len(known) / len(pieces)
    if len(pieces) == 1:
        return 0.55 if is_latin_given_name(pieces[0]) and pieces[0] not in ("president", "director") else 0.85
    if share == 1.0:
        told = (
            _is_head(pieces[-1]) or re.search(r",| [-–—] ", text) is not None or any(word in _LINKS for word in words)
        )
        return 0.93 if told else 0.75
    if pieces[0] not in known and is_latin_given_name(pieces[0]):
        return 0.08
    return 0.75 if share >= 0.6 else 0.4 if _is_head(pieces[-1]) else 0.2


def _is_head(word: str) -> bool:
    heads = word_list("title_heads_en")
    second = re.sub(r"^(?:vice|sub|deputy|under)-", "", word)
    return second in heads or word in heads or word.replace(".", "") in heads or _GERMAN_HEAD.match(word) is not None
