"""From a line of a list of attendees to the people it may mean; nothing is asked but the index of names.

A line is anything that people write: ``山田 太郎``, ``3. 株式会社見本　山田様``, ``Yamada, Taro <taro@example.co.jp>``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cardscan.orthography.fold import search_fold
from cardscan.orthography.romaji import fold_romaji
from cardscan.store.full_text import IndexColumn, Question, Term
from cardscan.store.ids import IdKind, parse_id

if TYPE_CHECKING:
    from cardscan.store.records import PersonSummary
    from cardscan.store.search_index import SearchIndex

_NAMES = (IndexColumn.NAME, IndexColumn.READING)
_MOST = 8
"""People whom one line may mean; more namesakes than this tell nothing."""
_LONGEST = 200
"""Characters of a line that are looked at; a list of attendees holds no prose."""

_BULLET = re.compile(r"^\s*(?:[-*+•・●○◎◯□■◆◇]|[(]?\d{1,3}[.):、])\s*")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PARTS = re.compile(r"[,、，;\t()<>「」『』【】\[\]/|:\"]+")
_HONORIFIC = re.compile(r"(?:\s*(?:様|さま|さん|氏|殿|先生|御中))+$|^(?:mr|mrs|ms|dr|prof)\.?\s+", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"(?:株式|有限|合同|合名|合資)会社|\(株\)|\(有\)|㈱|㈲")
_HEADINGS = frozenset(
    map(search_fold, ("name", "names", "氏名", "名前", "お名前", "参加者", "出席者", "参加者一覧", "出席者名簿"))
)


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line of a list, and whom it may mean."""

    said: str
    """The line, without bullet and blanks around it."""
    people: tuple[PersonSummary, ...]
    """Nobody: no person of the store is called so."""
    sure: bool
    """Whether it is one person by id, mail address, or whole name."""


def attendee_lines(text: str) -> list[str]:
    """The lines of a list that say somebody: no blank lines, comments (``#``), headings, bullets; none twice."""
    lines = [_BULLET.sub("", line).strip() for line in text.lstrip("\ufeff").splitlines()]
    said = [line[:_LONGEST] for line in lines if line and not line.startswith("#")]
    if said and search_fold(_PARTS.split(unicodedata.normalize("NFKC", said[0]))[0]) in _HEADINGS:
        said = said[1:]
    return [line for line in dict.fromkeys(said) if search_fold(line)]


def find_attendee(index: SearchIndex, said: str) -> Attendee:
    """Whom a line means: the person of an id or a mail address, else of a name in it, whole names first.

    Of several of one name those of a firm that the line names count. A family name alone, or beside the person's firm,
    means everybody of that name, and is not sure; beside an unknown given name it means nobody.
    """
    line = unicodedata.normalize("NFKC", said)
    parsed = parse_id(line)
    if parsed is not None and parsed[0] is IdKind.PERSON:
        people = index.summaries([line.strip().lower()])
        return Attendee(said, tuple(people), sure=bool(people))
    for mail in _MAIL.findall(line):
        found = index.matching(_whole(search_fold(mail), (IndexColumn.ONLINE,)), _MOST)
        if len(found) == 1:
            return Attendee(said, tuple(index.summaries(found)), sure=True)
    rest = _MAIL.sub(" ", line)
    for candidate, alone in _candidates(rest):
        people = _called(index, candidate)
        whole = [one for one in people if _is_whole_name(one, candidate)]
        known = _of_the_firm(whole or people, rest)
        if whole:
            return Attendee(said, tuple(known), sure=len(known) == 1)
        if people and (alone or _firms(people, rest)):
            return Attendee(said, tuple(known), sure=False)
    return Attendee(said, (), sure=False)


def _candidates(line: str) -> Iterator[tuple[str, bool]]:
    """What in a line may be a name, the longest first, and whether the line or a part of it holds nothing else."""
    parts = [_plain(part) for part in _PARTS.split(line)]
    parts = [part for part in parts if search_fold(part)]
    yield _plain(_PARTS.sub(" ", line)), True
    yield from ((part, True) for part in parts)
    yield from ((f"{one} {other}", True) for one, other in pairwise(parts))
    for part in parts:
        words = [_plain(word) for word in part.split()]
        yield from ((f"{one} {other}", False) for one, other in pairwise(words))
        yield from ((word, False) for word in words)


def _plain(text: str) -> str:
    return _HONORIFIC.sub("", text.strip()).strip()


def _called(index: SearchIndex, name: str) -> list[PersonSummary]:
    """The people of whose name this is a whole form; nobody where they are more than a list is of use with."""
    turned = " ".join(reversed(name.split()))
    forms = [search_fold(name), search_fold(turned)]
    if name.isascii():
        forms += [fold_romaji(name), fold_romaji(turned)]
    for form in dict.fromkeys(filter(None, forms)):
        found = index.matching(_whole(form, _NAMES), _MOST + 1)
        if found:
            return index.summaries(found) if len(found) <= _MOST else []
    return []


def _whole(folded: str, columns: tuple[IndexColumn, ...]) -> Question:
    return Question(all_of=((Term(folded, columns, at_begin=True, at_end=True),),))


def _is_whole_name(person: PersonSummary, said: str) -> bool:
    """Whether somebody is called so in whole: as written, as read, or in Latin letters in either order."""
    words = sorted(map(search_fold, said.split()))
    for name in filter(None, (person.name, person.kana)):
        if search_fold(said) == search_fold(name) or words == sorted(map(search_fold, name.split())):
            return True
    return len(words) > 1 and said.isascii()  # the index knows both orders of Latin letters as whole names only


def _of_the_firm(people: Sequence[PersonSummary], line: str) -> list[PersonSummary]:
    return _firms(people, line) or list(people)


def _firms(people: Sequence[PersonSummary], line: str) -> list[PersonSummary]:
    """Those whose firm stands in the line."""
    folded = search_fold(line)
    firms = {one.id: search_fold(_LEGAL_FORM.sub("", one.organization or "")) for one in people}
    return [one for one in people if firms[one.id] and firms[one.id] in folded]
