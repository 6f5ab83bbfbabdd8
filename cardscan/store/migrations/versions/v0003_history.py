"""Every change of a value, and what an unsure value is looked at with: its lines on the card and its rivals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add a table and two columns; values that are there have no lines and no rivals."""
    op.create_table(
        "field_history",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "person_id",
            sa.Integer,
            sa.ForeignKey("people.id", name="fk_field_history_person_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("old", sa.JSON(none_as_null=True)),
        sa.Column("new", sa.JSON(none_as_null=True)),
        sa.CheckConstraint("old IS NOT NULL OR new IS NOT NULL", name="ck_field_history_a_change"),
    )
    op.create_index("ix_field_history_person_id", "field_history", ["person_id"])
    op.add_column("field_values", sa.Column("lines", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("field_values", sa.Column("rivals", sa.JSON, nullable=False, server_default="[]"))
