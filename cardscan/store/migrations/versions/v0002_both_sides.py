"""Two sides of one card: which cards are, and people who turned out to be the other side of somebody's card."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add two tables; nothing that is there changes."""
    op.create_table(
        "joined",
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("people.id", name="fk_joined_person_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("to_id", sa.Integer, sa.ForeignKey("people.id", name="fk_joined_to_id"), nullable=False),
    )
    op.create_index("ix_joined_to_id", "joined", ["to_id"])
    op.create_table(
        "sides",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "front_id",
            sa.Integer,
            sa.ForeignKey("cards.id", name="fk_sides_front_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "back_id",
            sa.Integer,
            sa.ForeignKey("cards.id", name="fk_sides_back_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("together", sa.Boolean, nullable=False),
        sa.Column("by_hand", sa.Boolean, nullable=False),
        sa.Column("signs", sa.JSON, nullable=False),
        sa.Column("brought", sa.JSON, nullable=False),
        sa.Column("decided_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("front_id", "back_id", name="uq_sides_front_id_back_id"),
        sa.CheckConstraint("front_id <> back_id", name="ck_sides_two_cards"),
    )
    op.create_index("ix_sides_back_id", "sides", ["back_id"])
