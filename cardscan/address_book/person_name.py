"""A name from what an address book says of it: in parts, whole, or both; in kanji, kana and Latin letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cardscan.code.value import CodeName, is_japanese
from cardscan.fields.name_split import split_name
from cardscan.orthography.fold import search_fold

_DOCTOR = re.compile(r"(?i)(?:dr|prof|ing|dipl|mag|doc|rev|sir|dame)\b")
"""What stands before a name on a card and is kept with it; Mr., Ms. or 様 is not."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """What is said of a name; empty where nothing is."""

    full: str = ""
    family: str = ""
    given: str = ""
    middle: str = ""
    prefix: str = ""
    """Mr., Dr. …"""
    phonetic: str = ""
    """Of the whole name; in kana, or in Latin letters."""
    phonetic_family: str = ""
    phonetic_given: str = ""
    romanized: str = ""


@dataclass(frozen=True, slots=True)
class WrittenName:
    """The fields of a contact that are its name."""

    full_name: str | None
    family_name: str | None
    given_name: str | None
    phonetic_name: str | None
    romanized_name: str | None
    left_over: tuple[str, ...] = ()
    """What is a reading but neither kana nor Latin letters."""


def written_name(said: NameParts, *, split: bool) -> WrittenName:
    """The name as a contact has it: family name first where it is Japanese, given name first where it is Latin.

    Args:
        said: What the address book says.
        split: Whether a name that is only said whole is to be taken apart.
    """
    family, given = said.family, " ".join(filter(None, (said.given, said.middle)))
    full = said.full
    if family or given:
        composed = CodeName(family, given).full
        if not (full and _tells(full, family, given)) or "".join(full.split()) == "".join(composed.split()):
            full = composed
        if _DOCTOR.match(said.prefix) and not is_japanese(full) and said.prefix not in full:
            full = f"{said.prefix} {full}"
        if family == full or given == full:  # all of it in one part: which one it is was not known
            family = given = ""
    elif split:
        family, given = _taken_apart(full)
    reading, romanized, left_over = "", said.romanized, []
    for spoken in (CodeName(said.phonetic_family, said.phonetic_given), CodeName(said.phonetic)):
        if not spoken.full:
            continue
        if spoken.reading:
            reading = reading or spoken.reading
        elif is_japanese(spoken.full) or not is_japanese(full):
            left_over.append(spoken.full)
        elif not romanized:
            romanized = spoken.full
    return WrittenName(
        full or None, family or None, given or None, reading or None, romanized or None, tuple(dict.fromkeys(left_over))
    )


def _tells(full: str, family: str, given: str) -> bool:
    """Whether a whole name holds both parts, in the order of its script; 幸生 齋藤 is a program's, not the person's."""
    folded, parts = search_fold(full), [search_fold(part) for part in (family, given) if part]
    places = [folded.find(part) for part in parts]
    return -1 not in places and (not is_japanese(full) or places == sorted(places))


def _taken_apart(full: str) -> tuple[str, str]:
    words = full.split()
    if len(words) == 2:
        return (words[0], words[1]) if is_japanese(full) else (words[1], words[0])
    if len(words) == 1 and is_japanese(full):
        found = split_name(full)
        return (found.family, found.given) if found else ("", "")
    return "", ""
