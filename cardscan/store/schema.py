"""The tables, as the queries see them. The migrations make them; a test holds the two together.

Moments are kept in UTC without a zone. The time of a photo is kept as its clock showed it, with the offset where it is
known, because most cameras do not say in which zone they were.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from cardscan.store.identity_schema import kept_apart as kept_apart
from cardscan.store.identity_schema import merges as merges
from cardscan.store.identity_schema import positions as positions
from cardscan.store.table_metadata import metadata as metadata

photos = Table(
    "photos",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("file_name", LargeBinary, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("taken_at", DateTime),
    Column("utc_offset_seconds", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("original", Text, nullable=False),
    Column("imported_at", DateTime, nullable=False),
    sqlite_autoincrement=True,
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sort_key", Text, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    Index(None, "sort_key"),
    sqlite_autoincrement=True,
)

joined = Table(
    "joined",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("to_id", Integer, ForeignKey("people.id"), nullable=False),
    Index(None, "to_id"),
)
"""People who turned out to be somebody else: their only card is the other side of that person's, or all they have is
an earlier or later card (``merges``). Their row stays with its values, for the day on which they are parted, but is
nobody to be listed; its id stands for the one it was joined to, who may be joined to a third."""

binned = Table(
    "binned",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("at", DateTime, nullable=False),
)
"""People who were deleted: they are found nowhere, and lose nothing until they are purged."""

cards = Table(
    "cards",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("photo_id", Integer, ForeignKey("photos.id"), nullable=False),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("side", Text, nullable=False),
    Column("quad", JSON, nullable=False),
    Column("score", Float, nullable=False),
    Column("px_per_mm", Float, nullable=False),
    Column("picture", Text, nullable=False),
    Column("lines", JSON, nullable=False),
    UniqueConstraint("photo_id", "position"),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)

sides = Table(
    "sides",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("front_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), nullable=False),
    Column("back_id", Integer, ForeignKey("cards.id", ondelete="CASCADE"), nullable=False),
    Column("together", Boolean, nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Column("signs", JSON, nullable=False),
    Column("brought", JSON, nullable=False),
    Column("decided_at", DateTime, nullable=False),
    UniqueConstraint("front_id", "back_id"),
    CheckConstraint("front_id <> back_id", name="two_cards"),
    Index(None, "back_id"),
)
"""``together``: they are two sides of one card, or (by hand) they are not. ``brought``: the notes, tags and encounters
that came with the back and go with it again."""

field_values = Table(
    "field_values",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="SET NULL")),
    Column("field", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("confidence", Float),
    Column("source", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("lines", JSON, nullable=False, server_default="[]"),
    Column("rivals", JSON, nullable=False, server_default="[]"),
    UniqueConstraint("person_id", "field", "position"),
    Index(None, "card_id"),
    sqlite_autoincrement=True,
)

field_history = Table(
    "field_history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("old", JSON(none_as_null=True)),
    Column("new", JSON(none_as_null=True)),
    Column("change_id", Integer),
    CheckConstraint("old IS NOT NULL OR new IS NOT NULL", name="a_change"),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)
"""One row a change of one value; ``old`` and ``new`` hold all of the value, null where there was or is none.
``change_id``: the change of ``changes`` that it was a part of."""

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("start_day", Date),
    Column("end_day", Date),
    Column("place", Text),
    Column("memo", Text),
    Column("starts_at", DateTime),
    Column("ends_at", DateTime),
    Column("utc_offset_seconds", Integer),
    Column("calendar_uid", Text),
    CheckConstraint(
        "(start_day IS NULL) = (end_day IS NULL) AND (end_day IS NULL OR end_day >= start_day)", name="days"
    ),
    Index(None, "name"),
    Index(None, "calendar_uid", unique=True),
    sqlite_autoincrement=True,
)
"""``starts_at`` and ``ends_at``: as the clock at the place showed it, like the time of a photo, where the hours are
known. ``calendar_uid``: which appointment of a calendar it is, so that importing the calendar again updates it."""

encounters = Table(
    "encounters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("event_id", Integer, ForeignKey("events.id", ondelete="SET NULL")),
    Column("card_id", Integer, ForeignKey("cards.id", ondelete="SET NULL")),
    Column("photo_id", Integer, ForeignKey("photos.id")),
    Column("received", Integer, nullable=False, unique=True),
    Column("memo", Text),
    Index(None, "person_id"),
    Index(None, "event_id"),
    Index(None, "card_id"),
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE")),
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE")),
    Column("text", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    CheckConstraint("(person_id IS NULL) <> (event_id IS NULL)", name="one_subject"),
    Index(None, "person_id"),
    Index(None, "event_id"),
    sqlite_autoincrement=True,
)

tags = Table(
    "tags",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", Text, primary_key=True),
)


def _memory(name: str, *more: Column[Any]) -> Table:
    """A table of texts about people, each from an event where it is known from which."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
        Column("event_id", Integer, ForeignKey("events.id", ondelete="SET NULL")),
        Column("text", Text, nullable=False),
        Column("at", DateTime, nullable=False),
        Column("created_at", DateTime, nullable=False),
        Column("updated_at", DateTime, nullable=False),
        *more,
        Index(None, "person_id"),
        Index(None, "event_id"),
        sqlite_autoincrement=True,
    )


looks = _memory("looks")
talks = _memory("talks")
promises = _memory("promises", Column("due_day", Date), Column("done_at", DateTime))

debriefed = Table(
    "debriefed",
    metadata,
    Column("encounter_id", Integer, ForeignKey("encounters.id", ondelete="CASCADE"), primary_key=True),
    Column("skipped", Boolean, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""The encounters that a debrief went through; ``skipped``: without an answer."""

event_photos = Table(
    "event_photos",
    metadata,
    Column("photo_id", Integer, ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True),
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), nullable=False),
    Column("searched_at", DateTime),
    Index(None, "event_id"),
)
"""Photos without cards that belong to an event; ``searched_at``: when faces were looked for on it."""

faces = Table(
    "faces",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE")),
    Column("photo_id", Integer, ForeignKey("photos.id", ondelete="CASCADE")),
    Column("box", JSON(none_as_null=True)),
    Column("crop", Text, nullable=False),
    Column("score", Float),
    Column("origin", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    CheckConstraint("(status = 'named') = (person_id IS NOT NULL)", name="named"),
    CheckConstraint("box IS NULL OR photo_id IS NOT NULL", name="box_on_photo"),
    Index(None, "person_id"),
    Index(None, "photo_id"),
    sqlite_autoincrement=True,
)

reviews = Table(
    "reviews",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("direction", Text, primary_key=True),
    Column("state", Integer, nullable=False),
    Column("step", Integer),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("due", DateTime, nullable=False),
    Column("last_review", DateTime),
    Index(None, "due"),
)
"""How well a person is remembered in one direction, as FSRS has it."""

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("direction", Text, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("before", JSON(none_as_null=True)),
    CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)
"""Every answer ever given; ``before``: the row of ``reviews`` that it changed, null where there was none."""

first_sessions = Table(
    "first_sessions",
    metadata,
    Column("event_id", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("group_number", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("shown_at", DateTime),
    Column("tested_at", DateTime),
    UniqueConstraint("event_id", "group_number", "position"),
    Index(None, "person_id"),
)
"""In which group of an event's first session a person is learned, and how far that went."""

book_entries = Table(
    "book_entries",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="SET NULL")),
    Column("note_id", Integer, ForeignKey("notes.id", ondelete="SET NULL")),
    Column("digest", Text, nullable=False),
    Column("imported_at", DateTime, nullable=False),
    Index(None, "person_id"),
    Index(None, "note_id"),
)
"""Entries of address books that came in. ``key``: which entry it is; ``digest``: what it said last; both are hashes.
``person_id``: whom it made, null once that person was deleted; ``note_id``: the note that holds the entry's own."""

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("detail", JSON(none_as_null=True)),
    Column("undoes", Integer),
    Column("undone_by", Integer),
    Column("lost", Text),
    Index(None, "lost"),
)
"""What was done, as a person would tell it; never removed. ``undoes``: the change that it took back. ``undone_by``: the
change by which it is taken back at present. ``lost``: why its rows are not kept any more, so that it stays as it is."""

change_people = Table(
    "change_people",
    metadata,
    Column("change_id", Integer, primary_key=True),
    Column("person_id", Integer, primary_key=True),
    Index(None, "person_id"),
)
"""Whom a change touched; stays when its rows are gone."""

change_rows = Table(
    "change_rows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", Integer, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("operation", Text, nullable=False),
    Column("old", Text),
    Column("person_id", Integer),
    Index(None, "change_id"),
)
"""Every row that a change touched, in that order (see ``journal``). ``key``: the primary key as a JSON list of SQL
literals. ``old``: what stood there, as a JSON object of column and SQL literal; null for a row that was new."""

JOURNAL = (changes, change_people, change_rows)
"""The journal's own tables, of which no journal is kept."""
