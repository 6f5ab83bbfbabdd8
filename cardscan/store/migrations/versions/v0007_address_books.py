"""Which people came in with an address book, so that the same file again changes nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add a table; nothing that is there changes."""
    op.create_table(
        "book_entries",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column(
            "person_id", sa.Integer, sa.ForeignKey("people.id", name="fk_book_entries_person_id", ondelete="SET NULL")
        ),
        sa.Column(
            "note_id", sa.Integer, sa.ForeignKey("notes.id", name="fk_book_entries_note_id", ondelete="SET NULL")
        ),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("imported_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_book_entries_person_id", "book_entries", ["person_id"])
    op.create_index("ix_book_entries_note_id", "book_entries", ["note_id"])
