"""From what somebody calls a person to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from cardscan.errors import InvalidInput, NotFound
from cardscan.orthography.fold import search_fold
from cardscan.orthography.romaji import fold_romaji
from cardscan.store.absorbed import survivor
from cardscan.store.full_text import IndexColumn, Question, Term, matching_people, resembling_people
from cardscan.store.ids import IdKind, missing, parse_id, public_id
from cardscan.store.schema import binned, cards, people
from cardscan.store.summaries import summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NAMES = (IndexColumn.NAME, IndexColumn.READING)
_MOST_CHOICES = 10
"""More people than this are not listed in a message; the search is there for that."""


def find_person(connection: Connection, ref: str) -> int:
    """The row number of the person with this id, of the card with this id, or of this name.

    Raises:
        NotFound: There is none; the message names people who are called nearly so.
        InvalidInput: Several people are called so; the message lists them.
    """
    parsed = parse_id(ref)
    if parsed is None or parsed[0] not in (IdKind.PERSON, IdKind.CARD):
        return _by_name(connection, ref)
    found = owner_of(connection, *parsed)
    if connection.scalar(select(binned.c.person_id).where(binned.c.person_id == found)) is not None:
        name = public_id(IdKind.PERSON, found)
        raise NotFound(f"{name} was deleted and is in the bin. To bring them back: cardscan bin --restore {name}")
    return found


def owner_of(connection: Connection, kind: IdKind, number: int) -> int:
    """The row number of the person with this id or of this card, be they listed or in the bin.

    Raises:
        NotFound: There is none.
    """
    query = (
        select(people.c.id).where(people.c.id == number)
        if kind is IdKind.PERSON
        else select(cards.c.person_id).where(cards.c.id == number)
    )
    found = connection.scalar(query)
    if found is None:
        raise missing(kind, number)
    return survivor(connection, int(found))


def _by_name(connection: Connection, ref: str) -> int:
    """The one person of this name: the whole name before a part of it."""
    wanted, sound = search_fold(ref), fold_romaji(ref)
    if wanted:
        for whole in (True, False):
            terms = [Term(wanted, _NAMES, at_begin=whole, at_end=whole)]
            if sound and ref.isascii():
                terms.append(Term(sound, _NAMES, at_begin=whole, at_end=whole))
            found = matching_people(connection, Question(all_of=(tuple(terms),)), _MOST_CHOICES + 1)
            if len(found) == 1:
                return found[0]
            if found:
                more = " and more" if len(found) > _MOST_CHOICES else ""
                raise InvalidInput(
                    f"“{ref}” can be several people: {_listed(connection, found[:_MOST_CHOICES])}{more}. Use the id."
                )
    near = resembling_people(connection, [wanted], _NAMES, Question(), 3) if wanted else []
    hint = f" Did you mean {_listed(connection, near)}?" if near else " `cardscan list` shows everybody."
    raise NotFound(f"Nobody is called “{ref}”.{hint}")


def _listed(connection: Connection, found: list[int]) -> str:
    return ", ".join(
        f"{one.id} ({one.name}{f', {one.organization}' if one.organization else ''})"
        for one in summaries(connection, found)
    )
