"""What is remembered beside the card: looks, talks, promises, faces, and how well it is remembered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cardscan.store.full_text import add_missing_columns

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add tables, hours and calendar id of events, and columns of the index; nothing that is there changes."""
    for table, extra in (
        ("looks", ()),
        ("talks", ()),
        ("promises", (sa.Column("due_day", sa.Date), sa.Column("done_at", sa.DateTime))),
    ):
        op.create_table(
            table,
            sa.Column("id", sa.Integer, primary_key=True),
            _reference(table, "person_id", "people", "CASCADE", nullable=False),
            _reference(table, "event_id", "events", "SET NULL"),
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("at", sa.DateTime, nullable=False),
            sa.Column("created_at", sa.DateTime, nullable=False),
            sa.Column("updated_at", sa.DateTime, nullable=False),
            *extra,
            sqlite_autoincrement=True,
        )
        for column in ("person_id", "event_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_table(
        "debriefed",
        _reference("debriefed", "encounter_id", "encounters", "CASCADE", primary_key=True),
        sa.Column("skipped", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "event_photos",
        _reference("event_photos", "photo_id", "photos", "CASCADE", primary_key=True),
        _reference("event_photos", "event_id", "events", "CASCADE", nullable=False),
        sa.Column("searched_at", sa.DateTime),
    )
    op.create_index("ix_event_photos_event_id", "event_photos", ["event_id"])
    op.create_table(
        "faces",
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("faces", "person_id", "people", "CASCADE"),
        _reference("faces", "photo_id", "photos", "CASCADE"),
        sa.Column("box", sa.JSON(none_as_null=True)),
        sa.Column("crop", sa.Text, nullable=False),
        sa.Column("score", sa.Float),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.CheckConstraint("(status = 'named') = (person_id IS NOT NULL)", name="ck_faces_named"),
        sa.CheckConstraint("box IS NULL OR photo_id IS NOT NULL", name="ck_faces_box_on_photo"),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "photo_id"):
        op.create_index(f"ix_faces_{column}", "faces", [column])
    _upgrade_recall()
    op.add_column("events", sa.Column("starts_at", sa.DateTime))
    op.add_column("events", sa.Column("ends_at", sa.DateTime))
    op.add_column("events", sa.Column("utc_offset_seconds", sa.Integer))
    op.add_column("events", sa.Column("calendar_uid", sa.Text))
    op.create_index("ix_events_calendar_uid", "events", ["calendar_uid"], unique=True)
    add_missing_columns(op.get_bind())


def _upgrade_recall() -> None:
    """The tables of spaced repetition."""
    op.create_table(
        "reviews",
        _reference("reviews", "person_id", "people", "CASCADE", primary_key=True),
        sa.Column("direction", sa.Text, primary_key=True),
        sa.Column("state", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer),
        sa.Column("stability", sa.Float),
        sa.Column("difficulty", sa.Float),
        sa.Column("due", sa.DateTime, nullable=False),
        sa.Column("last_review", sa.DateTime),
    )
    op.create_index("ix_reviews_due", "reviews", ["due"])
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("answers", "person_id", "people", "CASCADE", nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True)),
        sa.CheckConstraint("rating BETWEEN 1 AND 4", name="ck_answers_rating"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answers_person_id", "answers", ["person_id"])
    op.create_table(
        "first_sessions",
        _reference("first_sessions", "event_id", "events", "CASCADE", primary_key=True),
        _reference("first_sessions", "person_id", "people", "CASCADE", primary_key=True),
        sa.Column("group_number", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("shown_at", sa.DateTime),
        sa.Column("tested_at", sa.DateTime),
        sa.UniqueConstraint(
            "event_id", "group_number", "position", name="uq_first_sessions_event_id_group_number_position"
        ),
    )
    op.create_index("ix_first_sessions_person_id", "first_sessions", ["person_id"])


def _reference(
    table: str, name: str, target: str, ondelete: str, *, nullable: bool = True, primary_key: bool = False
) -> sa.Column[int]:
    """A column that names a row of another table."""
    reference = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}", ondelete=ondelete)
    return sa.Column(name, sa.Integer, reference, nullable=nullable and not primary_key, primary_key=primary_key)
