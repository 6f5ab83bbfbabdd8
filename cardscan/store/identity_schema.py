"""The tables of one person with many cards; ``schema`` hands them on."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, CheckConstraint, Column, Date, DateTime, ForeignKey, Index, Integer, Table

from cardscan.store.table_metadata import metadata

merges = Table(
    "merges",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("other_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("by_hand", Boolean, nullable=False),
    Column("signs", JSON, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("brought", JSON, nullable=False),
    Column("decided_at", DateTime, nullable=False),
    CheckConstraint("person_id <> other_id", name="two_people"),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)
"""Which person became part of which other one. ``before`` and ``after``: the person's values then, ``brought``: what
came with the other one and goes with it again."""

kept_apart = Table(
    "kept_apart",
    metadata,
    Column("one_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("decided_at", DateTime, nullable=False),
    CheckConstraint("one_id < other_id", name="once"),
    Index(None, "other_id"),
)
"""Pairs of people of whom somebody said that they are two, also of all that become part of them."""

positions = Table(
    "positions",
    metadata,
    Column("holder_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("received_at", DateTime),
    Column("received", Integer, nullable=False),
    Column("event_id", Integer, ForeignKey("events.id", ondelete="SET NULL")),
    Column("cards", JSON, nullable=False),
    Column("work", JSON, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("is_current", Boolean),
    Column("former", Boolean, nullable=False),
    CheckConstraint("since IS NULL OR until IS NULL OR until >= since", name="days"),
    Index(None, "event_id"),
)
"""What one card (of the person who was made of it, ``holder_id``) says about somebody's work, where a person has
several cards or somebody said more about it. ``work``: its values, with what was corrected since; ``since``, ``until``
and ``is_current``: as somebody said, null where nobody did. ``former``: that it is no position of
today, as all cards together tell. ``received_at``: local time."""
