"""What was written, seen and met goes along when two become one person, and back when they are two again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, select, update

from cardscan.store.notes import tags_of
from cardscan.store.schema import encounters, faces, looks, notes, promises, tags, talks

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FOLLOWING = (notes, encounters, looks, talks, promises, faces)


def follow(connection: Connection, absorbed: int, person: int) -> dict[str, list[Any]]:
    """Let everything that was written, seen and met follow to another person; returns which rows they are."""
    moved: dict[str, list[Any]] = {}
    for table in _FOLLOWING:
        own = list(connection.scalars(select(table.c.id).where(table.c.person_id == absorbed)))
        connection.execute(update(table).where(table.c.person_id == absorbed).values(person_id=person))
        moved[table.name] = own
    tagged = tags_of(connection, [absorbed, person])
    moved["tags"] = [tag for tag in tagged[absorbed] if tag not in tagged[person]]
    if moved["tags"]:
        connection.execute(insert(tags), [{"person_id": person, "tag": tag} for tag in moved["tags"]])
    return moved


def go_back(connection: Connection, moved: Mapping[str, Sequence[Any]], person: int, absorbed: int) -> None:
    """The same way back: what ``follow`` moved and is still there; what was written since stays with the person."""
    for table in _FOLLOWING:
        for number in moved.get(table.name, ()):
            own = and_(table.c.person_id == person, table.c.id == number)
            connection.execute(update(table).where(own).values(person_id=absorbed))
    left = tags_of(connection, [person])[person]
    for tag in moved["tags"]:
        holder = absorbed if tag not in left else person  # taken off while they were one: off both
        connection.execute(delete(tags).where(tags.c.person_id == holder, tags.c.tag == tag))
