"""Where people work and worked, and as what: from their cards, and as somebody said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from cardscan.store.composition import Post, posts
from cardscan.store.contact_values import contact_of
from cardscan.store.held import held_by
from cardscan.store.ids import IdKind, public_id
from cardscan.store.records import Position

if TYPE_CHECKING:
    from sqlalchemy import Connection


def positions_of(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[Position]]:
    """Row number of each person → the positions, newest first."""
    return {person: _positions(posts(held)) for person, held in held_by(connection, person_ids).items()}


def _positions(some: Sequence[Post]) -> list[Position]:
    """The positions of one person, those of today first."""
    found: list[Position] = []
    newer: date | None = None
    for post in some:
        said = {
            name: next((getattr(one, name) for one in post.held if getattr(one, name) is not None), None)
            for name in ("since", "until", "is_current")
        }
        days = [one.received_at.date() for one in post.held if one.received_at is not None]
        since: date | None = said["since"] or min(days, default=None)
        until: date | None = None if post.current and said["until"] is None else said["until"] or newer
        if since is not None and until is not None and until < since:
            since, until = (said["since"], until) if said["until"] else (since, said["until"])
        contact = contact_of(post.work)
        found.append(
            Position(
                holder=public_id(IdKind.PERSON, post.held[0].holder),
                organization=contact.organization,
                organization_en=contact.organization_en,
                department=contact.department,
                titles=contact.titles,
                contact=contact,
                since=since,
                until=until,
                current=post.current,
                by_hand=tuple(
                    {"is_current": "current"}.get(name, name) for name, value in said.items() if value is not None
                ),
                cards=tuple(card for one in post.held for card in one.cards),
            )
        )
        newer = since or newer
    return sorted(found, key=lambda position: not position.current)
