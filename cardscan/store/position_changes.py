"""What somebody says about positions by hand: from when to when, current or former, and positions without a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from cardscan.errors import InvalidInput, NotFound
from cardscan.store.cardless import add_cardless
from cardscan.store.composition import STATING, Held, composed, personal_of, posts
from cardscan.store.editing import put_all_back
from cardscan.store.held import held_by, put_held
from cardscan.store.ids import IdKind, public_id
from cardscan.store.merging import merge_people, recorded
from cardscan.store.people import fields_of
from cardscan.store.records import ChangedBy

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.store.editing import Changes


def change_position(
    connection: Connection,
    person: int,
    holder: int,
    *,
    since: date | None,
    until: date | None,
    current: bool | None,
    unknown: Sequence[str],
    now: datetime,
) -> None:
    """Keep what somebody says about one position of a person (see ``IdentityStore.change_position``)."""
    with recorded(connection, [person], ChangedBy.POSITION, now):
        values = fields_of(connection, [person])[person]
        held = held_by(connection, [person])[person]
        personal = personal_of(values, held)
        post = next((post for post in posts(held) if any(one.holder == holder for one in post.held)), None)
        if post is None:
            raise NotFound(f"{public_id(IdKind.PERSON, holder)} is no position of {public_id(IdKind.PERSON, person)}.")
        changed = [_said(one, since, until, current, unknown) if one in post.held else one for one in held]
        put_held(connection, changed)
        put_all_back(connection, person, composed(personal, changed))


def add_position(
    connection: Connection,
    person: int,
    changes: Changes,
    *,
    since: date | None,
    until: date | None,
    beside: bool,
    now: datetime,
) -> None:
    """Give a person a position of which there is no card (see ``IdentityStore.add_position``)."""
    if not any(changes.get(field) for field in STATING):
        raise InvalidInput("A position needs a company, a department or a title.")
    named = sorted(set(changes) & {"full_name", "family_name", "given_name", "phonetic_name", "romanized_name"})
    if named:
        raise InvalidInput(f"{named[0]} is no part of a position; change it with: cardscan edit")
    holder = add_cardless(connection, changes, event_id=None, after=None, now=now)
    with recorded(connection, [person, holder], ChangedBy.POSITION, now):
        (held,) = held_by(connection, [holder])[holder]
        began = since or until  # among the cards it stands where it belongs in time, not where it was written down
        at = datetime.combine(began, time()) if began is not None else held.received_at
        said = replace(_said(held, since, until, True if beside else None, ()), received_at=at)
        if beside:
            others = held_by(connection, [person])[person]
            current_now = {one.holder for post in posts(others) if post.current for one in post.held}
            put_held(
                connection, [replace(one, is_current=True) if one.holder in current_now else one for one in others]
            )
        put_held(connection, [said])
        merge_people(connection, person, holder, by_hand=True, signs=(), now=now)


def _said(one: Held, since: date | None, until: date | None, current: bool | None, unknown: Sequence[str]) -> Held:
    """What a card says, with what somebody said about it."""
    first = None if "since" in unknown else since or one.since
    last = None if "until" in unknown or current else until or one.until
    is_current = one.is_current if current is None else current
    if "current" in unknown or (is_current and last is not None):
        is_current = None
    if first is not None and last is not None and last < first:
        raise InvalidInput(f"A position cannot last from {first} to {last}.")
    return replace(one, since=first, until=last, is_current=is_current)
