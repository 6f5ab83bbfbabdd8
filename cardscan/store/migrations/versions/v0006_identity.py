"""One person, many cards: who became part of whom, who are two, and what each card says about somebody's work."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add four tables; nothing that is there changes."""
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer, primary_key=True),
        _person("merges", "person_id"),
        _person("merges", "other_id"),
        sa.Column("by_hand", sa.Boolean, nullable=False),
        sa.Column("signs", sa.JSON, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("brought", sa.JSON, nullable=False),
        sa.Column("decided_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("other_id", name="uq_merges_other_id"),
        sa.CheckConstraint("person_id <> other_id", name="ck_merges_two_people"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_merges_person_id", "merges", ["person_id"])
    op.create_table(
        "kept_apart",
        _person("kept_apart", "one_id", primary_key=True),
        _person("kept_apart", "other_id", primary_key=True),
        sa.Column("decided_at", sa.DateTime, nullable=False),
        sa.CheckConstraint("one_id < other_id", name="ck_kept_apart_once"),
    )
    op.create_index("ix_kept_apart_other_id", "kept_apart", ["other_id"])
    op.create_table(
        "positions",
        _person("positions", "holder_id", primary_key=True),
        sa.Column("received_at", sa.DateTime),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column(
            "event_id", sa.Integer, sa.ForeignKey("events.id", name="fk_positions_event_id", ondelete="SET NULL")
        ),
        sa.Column("cards", sa.JSON, nullable=False),
        sa.Column("work", sa.JSON, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("is_current", sa.Boolean),
        sa.Column("former", sa.Boolean, nullable=False),
        sa.CheckConstraint("since IS NULL OR until IS NULL OR until >= since", name="ck_positions_days"),
    )
    op.create_index("ix_positions_event_id", "positions", ["event_id"])
    op.create_table(
        "person_index_keys",
        _person("person_index_keys", "person_id", primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
    )
    op.create_index("ix_person_index_keys_key", "person_index_keys", ["key"])


def _person(table: str, name: str, *, primary_key: bool = False) -> sa.Column[int]:
    reference = sa.ForeignKey("people.id", name=f"fk_{table}_{name}", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, reference, nullable=False, primary_key=primary_key)
