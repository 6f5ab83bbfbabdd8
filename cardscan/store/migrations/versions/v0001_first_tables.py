"""The first tables and the full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cardscan.store.full_text import create_index

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of a new store."""
    op.create_table(
        "photos",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("file_name", sa.LargeBinary, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("taken_at", sa.DateTime),
        sa.Column("utc_offset_seconds", sa.Integer),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("imported_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("sha256", name="uq_photos_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sort_key", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_people_sort_key", "people", ["sort_key"])
    op.create_table(
        "cards",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("photo_id", sa.Integer, sa.ForeignKey("photos.id", name="fk_cards_photo_id"), nullable=False),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("people.id", name="fk_cards_person_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("quad", sa.JSON, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("px_per_mm", sa.Float, nullable=False),
        sa.Column("picture", sa.Text, nullable=False),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.UniqueConstraint("photo_id", "position", name="uq_cards_photo_id_position"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cards_person_id", "cards", ["person_id"])
    op.create_table(
        "field_values",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("people.id", name="fk_field_values_person_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "card_id", sa.Integer, sa.ForeignKey("cards.id", name="fk_field_values_card_id", ondelete="SET NULL")
        ),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("confidence", sa.Float),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.UniqueConstraint("person_id", "field", "position", name="uq_field_values_person_id_field_position"),
    )
    op.create_index("ix_field_values_card_id", "field_values", ["card_id"])
    _create_what_is_remembered()
    create_index(op.get_bind())


def _create_what_is_remembered() -> None:
    """Events, encounters, notes, tags."""
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("start_day", sa.Date),
        sa.Column("end_day", sa.Date),
        sa.Column("place", sa.Text),
        sa.Column("memo", sa.Text),
        sa.CheckConstraint(
            "(start_day IS NULL) = (end_day IS NULL) AND (end_day IS NULL OR end_day >= start_day)",
            name="ck_events_days",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_name", "events", ["name"])
    op.create_table(
        "encounters",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("people.id", name="fk_encounters_person_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "event_id", sa.Integer, sa.ForeignKey("events.id", name="fk_encounters_event_id", ondelete="SET NULL")
        ),
        sa.Column("card_id", sa.Integer, sa.ForeignKey("cards.id", name="fk_encounters_card_id", ondelete="SET NULL")),
        sa.Column("photo_id", sa.Integer, sa.ForeignKey("photos.id", name="fk_encounters_photo_id")),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("memo", sa.Text),
        sa.UniqueConstraint("received", name="uq_encounters_received"),
    )
    for column in ("person_id", "event_id", "card_id"):
        op.create_index(f"ix_encounters_{column}", "encounters", [column])
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id", name="fk_notes_person_id", ondelete="CASCADE")),
        sa.Column("event_id", sa.Integer, sa.ForeignKey("events.id", name="fk_notes_event_id", ondelete="CASCADE")),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.CheckConstraint("(person_id IS NULL) <> (event_id IS NULL)", name="ck_notes_one_subject"),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "event_id"):
        op.create_index(f"ix_notes_{column}", "notes", [column])
    op.create_table(
        "tags",
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("people.id", name="fk_tags_person_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("tag", sa.Text, primary_key=True),
    )
