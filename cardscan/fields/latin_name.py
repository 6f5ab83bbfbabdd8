"""What a person's name in Latin letters looks like: Dr. Avery Smith; SMITH, John; John A. Smith Jr.; Taro YAMADA."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cardscan.fields.qualification_grammar import is_credential
from cardscan.lexicon.names import (
    is_latin_given_name,
    is_latin_surname,
    romaji_given_names,
    romaji_surnames,
)
from cardscan.lexicon.word_lists import word_list
from cardscan.orthography.romaji import fold_romaji

_HONORIFIC = re.compile(
    r"(?:(?:Dr\.? med|Dr\.-Ing|Dr\.? rer\.? ?nat|Univ\.-Prof|"
    r"Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Rev|Fr|Hon|Sir|Dame|Lord|Lady|Capt|Captain|Col|"
    r"Lt|Maj|Gen|Sgt|Rabbi|Sister|Brother|Ing|ir|habil|Dipl\.-Ing|Mag|DI|Me|Mme|M|Herr|Frau)\.?\s+)+(?=\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"[,\s]+(?:Jr|Sr|II|III|IV)\.?(?=[,\s]|$)", re.IGNORECASE)
_WORD = re.compile(r"(?:[^\W\d_]+(?:['’`\-.][^\W\d_]+)*|[^\W\d_])\.?")
_GLUED_INITIALS = re.compile(r"(?<![^\W\d_])([^\W\d_]\.)(?=[^\W\d_])")
"""R.C. WRIGHT and J.F.SCHWARTZ: initials set without a space."""
_GLUED_NAME = re.compile(r"([A-Z][a-z]{2,})([A-Z][a-z]{2,})")
"""RachelNguyen: an engine loses the gap of a name that is set close."""
_SMALL_L = re.compile(r"\bl(?=[a-z]{2})")
"""How engines read the capital I of Iyer, Ian, Ivan in most sans-serif faces, where both are one stroke."""
_NICKNAME = re.compile(r"\s[(\"“'‘][^\W\d_]+[)\"”'’](?=\s)")
_PREFIXED = re.compile(r"(?:[ae][dlnrstz]|ash|d|l|dell|dall)[-'’](?=[A-Z])|(?:de|di|du|van|von|mac|mc)(?=[A-Z])")
"""A particle that is one word with the name behind it: al-Farsi, d'Angelo, deGrom, vanHouten."""
_COUPLE = 2.0
"""Log-odds of two given names and a family name: few firms are called so."""
_WESTERN_TOO = frozenset(
    {"lee", "kim", "jin", "yan", "an", "fan", "jia", "han", "ma", "shin", "song", "bae", "lin", "tan", "shen", "vu"}
)
"""Of these the ones that are given names elsewhere: Kim Wilson, Lee Martin."""


@dataclass(frozen=True, slots=True)
class LatinName:
    """A person's name as it would be read."""

    value: str
    """As printed with single spaces, title such as Dr. and Jr. included, credentials left out."""
    family: str
    given: str
    weight: float
    """Log-odds by its words alone."""
    is_known: bool
    """The lists know both a given and a family name in it."""
    is_romaji: bool
    """It may be a Japanese name: one word is a family name, the other a given name of the Japanese dataset."""


@lru_cache(maxsize=4096)
def latin_name(text: str) -> LatinName | None:
    """Read ``text`` (credentials already cut off) as one person's name; None where it cannot be one."""
    text = _with_capitals(_GLUED_INITIALS.sub(r"\1 ", _with_gap(" ".join(text.replace("\u3000", " ").split()))))
    pieces = text.casefold().split()
    if pieces and max(map(len, pieces)) < 3 and "".join(pieces) in word_list("words_in_no_name_en"):  # M A P, set wide
        return None
    couple = _couple(text)
    if couple is not None:
        return couple
    honorific = _HONORIFIC.match(text)
    body = text[honorific.end() :] if honorific else text
    suffix = _SUFFIX.search(body)
    body = _NICKNAME.sub("", _SUFFIX.sub("", body)).strip(" ,")
    words, reversed_order = _words(body)
    if words is None or not 1 <= len(words) <= 6:
        return None
    content = [word for word in words if not is_particle(word)]
    if not content or (len(content) == 1 and not honorific) or len(content) > 5:
        return None
    if any(word.casefold().strip(".") in word_list("words_in_no_name_en") for word in content):
        return None
    family, given = _parts(words, content, reversed_order)
    romaji = _is_romaji(family, given)
    known_given = any(is_latin_given_name(word) for word in given.split() if len(word.strip(".")) > 1)
    known_family = any(is_latin_surname(word) for word in re.split(r"[\s\-]", family) if len(word) > 1)
    known_given = known_given or (len(words) > 1 and _family_first(words))
    weight = _weight(words, content, known_given, known_family, family)
    weight += (1.5 if honorific else 0.0) + (1.0 if suffix else 0.0) + (0.7 if romaji else 0.0)
    return LatinName(text.strip(" ,"), family, given, weight, known_given and known_family, romaji)


def _couple(text: str) -> LatinName | None:
    """Two people of one family name: Tom & Linda Smith."""
    match = re.fullmatch(r"([^\W\d_]+) (?:&|and) ([^\W\d_]+) ([^\W\d_]+(?:[-'’][^\W\d_]+)*)", text)
    if match is None or not (
        is_latin_given_name(match[1]) and is_latin_given_name(match[2]) and is_latin_surname(match[3])
    ):
        return None
    marks = word_list("firm_words_en") | word_list("title_heads_en") | word_list("words_in_no_name_en")
    if any(word.casefold() in marks for word in match.groups()):
        return None
    return LatinName(text, match[3], text[: match.start(3)].strip(), _COUPLE, True, False)


def _with_gap(text: str) -> str:
    """A given and a family name that stand as one word, with the gap between them."""
    glued = _GLUED_NAME.fullmatch(text)
    known = glued is not None and is_latin_given_name(glued[1]) and is_latin_surname(glued[2])
    return f"{glued[1]} {glued[2]}" if glued is not None and known else text


def _with_capitals(text: str) -> str:
    """A name whose words begin with capitals but for one read with a small l: Karthik lyer → Karthik Iyer."""
    words = text.split()
    if not any(word[0].isupper() for word in words):
        return text
    return " ".join(_SMALL_L.sub("I", word) if _is_misread(word) else word for word in words)


def _is_misread(word: str) -> bool:
    """Whether a word begins with an l that can only be a capital I: no name begins with l and a consonant."""
    if not _SMALL_L.match(word):
        return False
    capital = f"I{word[1:]}"
    known = is_latin_given_name(capital) or is_latin_surname(capital)
    return word[1] not in "aeiou" or (known and not (is_latin_given_name(word) or is_latin_surname(word)))


def is_particle(word: str) -> bool:
    """Whether ``word`` is the van of Beatrix van der Meer, which says nothing by itself."""
    return word.casefold() in word_list("name_particles_en")


def is_honorific(text: str) -> bool:
    """Whether ``text`` is nothing but Prof., Dr. or the like."""
    match = _HONORIFIC.match(f"{text.strip()} X")
    return match is not None and match.end() > len(text.strip())


def credentials_end(text: str) -> tuple[int, list[tuple[int, int]]]:
    """Where a name ends before trailing credentials, and the spans of these; ``(len(text), [])`` where there are none.

    ``John Smith Jr., Ph.D., MBA`` → the end of ``Jr.`` and the spans of ``Ph.D.`` and ``MBA``.
    """
    spans: list[tuple[int, int]] = []
    end = len(text)
    while True:
        match = re.search(r"[\s,(]+([^\s,()]+(?:\s(?:AP|GA))?)[\s,)]*$", text[:end])
        if match is None or not is_credential(match[1]) or _is_the_surname(text[: match.start()], match):
            return end, spans[::-1]
        spans.append(match.span(1))
        end = match.start()


def _is_the_surname(before: str, match: re.Match[str]) -> bool:
    """In YO-YO MA the last word is the family name: no comma, and one word before or capitals throughout."""
    if "," in match[0] or "(" in match[0]:
        return False
    return len(before.split()) < 2 or (before.isupper() and is_latin_surname(match[1]))


def _words(body: str) -> tuple[list[str] | None, bool]:
    """The words of a name and whether the family name comes first before a comma."""
    front, comma, back = body.partition(",")
    if comma:
        if re.fullmatch(r"\s*[A-Z]{2}\s*", back):  # Springfield, IL
            return None, False
        if not front.strip() or not back.strip() or len(front.split()) > 3 or "," in back:
            return None, False
        body = f"{front} {back}"
    words = body.split()
    if not all(_WORD.fullmatch(word) for word in words):
        return None, False
    proper = [word for word in words if not is_particle(word)]
    upper = all(word[0].isupper() or _PREFIXED.match(word) for word in proper)
    if not upper and not all(word.islower() for word in proper):
        return None, False
    return words, bool(comma)


def _parts(words: list[str], content: list[str], reversed_order: bool) -> tuple[str, str]:
    """Family and given name."""
    capitals = [word for word in content if word.isupper() and len(word.strip(".")) > 1]
    if reversed_order:
        count = 1 if len(content) == 2 else len([w for w in words if w.isupper()]) or 1
        return " ".join(words[:count]), " ".join(words[count:])
    if capitals and len(capitals) < len(content) and (words[0] in capitals or words[-1] in capitals):
        if words[0] in capitals:
            count = next(i for i, word in enumerate(words) if word not in capitals and not is_particle(word))
            return " ".join(words[:count]), " ".join(words[count:])
        first = next(i for i, word in enumerate(words) if word in capitals)
        return " ".join(words[first:]), " ".join(words[:first])
    if len(words) > 1 and _family_first(words):
        return words[0], " ".join(words[1:])
    start = len(words) - 1
    while start > 1 and is_particle(words[start - 1]):
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def _family_first(words: list[str]) -> bool:
    """Yamada Taro, Kim Min-jun, Zhang Wei: as Japanese, Korean and Chinese names are ordered at home."""
    first, last = fold_romaji(words[0]), fold_romaji(words[-1])
    if len(words) == 2 and first in romaji_surnames() and last in romaji_given_names():
        return not (first in romaji_given_names() and last in romaji_surnames()) or len(first) > len(last) + 2
    if words[0].casefold() not in word_list("east_asian_surnames_en") or len(words) > 3:
        return False
    return "-" in words[1] or words[0].casefold() not in _WESTERN_TOO


def _is_romaji(family: str, given: str) -> bool:
    one, other = fold_romaji(family), fold_romaji(given)
    return (one in romaji_surnames() and other in romaji_given_names()) or (
        other in romaji_surnames() and one in romaji_given_names()
    )


def _weight(words: list[str], content: list[str], known_given: bool, known_family: bool, family: str) -> float:
    weight = {(True, True): 2.2, (True, False): 0.9, (False, True): 0.2, (False, False): -1.6}[
        known_given, known_family
    ]
    initials = [word for word in content if len(word.strip(".")) == 1]
    weight += 0.8 if initials and len(initials) < len(content) else 0.0
    capitals = [word.isupper() for word in content if len(word.strip(".")) > 1]
    if any(capitals) and not all(capitals):
        weight += 0.8
    if all(word.islower() for word in words):
        weight -= 0.8
    weight -= 0.6 * max(0, len(content) - 3)
    return weight - _other_look(content, family)


def _other_look(content: list[str], family: str) -> float:
    """Log-odds to take off for words of firms, titles, departments; less where they end a known name (John Baker)."""
    penalty = 0.0
    for index, word in enumerate(content):
        key = word.casefold().strip(".")
        if len(key) < 2:
            continue
        if (
            key in word_list("firm_words_en")
            or key in word_list("title_heads_en")
            or key in word_list("title_words_en")
        ):
            ends_known = is_latin_surname(key) and index > 0 and is_latin_given_name(content[0])
            begins_known = index == 0 and is_latin_given_name(key)
            penalty += 0.4 if (ends_known or begins_known) and len(content) < 4 else 2.5
    return penalty
