"""The journal of changes, the bin, and numbers of rows that are never given twice, since the journal goes by them."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add tables, and give three that are there numbers that are used once only; every value stays."""
    op.create_table(
        "binned",
        _reference("binned", "person_id", "people", "CASCADE", primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON(none_as_null=True)),
        sa.Column("undoes", sa.Integer),
        sa.Column("undone_by", sa.Integer),
        sa.Column("lost", sa.Text),
    )
    op.create_index("ix_changes_lost", "changes", ["lost"])
    op.create_table(
        "change_people",
        sa.Column("change_id", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.Integer, primary_key=True),
    )
    op.create_index("ix_change_people_person_id", "change_people", ["person_id"])
    op.create_table(
        "change_rows",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("change_id", sa.Integer, nullable=False),
        sa.Column("table_name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("operation", sa.Text, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("person_id", sa.Integer),
    )
    op.create_index("ix_change_rows_change_id", "change_rows", ["change_id"])
    _number_once("field_values", _create_field_values, ("card_id",))
    _number_once("field_history", _create_field_history, ("person_id",))
    op.add_column("field_history", sa.Column("change_id", sa.Integer))
    op.execute("CREATE TEMP TABLE kept_debriefed AS SELECT * FROM debriefed")  # they go with their encounters
    _number_once("encounters", _create_encounters, ("person_id", "event_id", "card_id"))
    op.execute("INSERT INTO debriefed SELECT * FROM kept_debriefed")
    op.execute("DROP TABLE kept_debriefed")


def _number_once(table: str, create: Callable[[str], None], indexed: tuple[str, ...]) -> None:
    """Make a table anew, with its rows, so that the number of a row that is gone is never given again."""
    new = f"new_{table}"
    create(new)
    op.execute(f'INSERT INTO "{new}" SELECT * FROM "{table}"')  # noqa: S608  # names of ours
    op.drop_table(table)
    op.rename_table(new, table)
    for column in indexed:
        op.create_index(f"ix_{table}_{column}", table, [column])


def _create_field_values(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("field_values", "person_id", "people", "CASCADE", nullable=False),
        _reference("field_values", "card_id", "cards", "SET NULL"),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("confidence", sa.Float),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("lines", sa.JSON, nullable=False, server_default="[]"),
        sa.Column("rivals", sa.JSON, nullable=False, server_default="[]"),
        sa.UniqueConstraint("person_id", "field", "position", name="uq_field_values_person_id_field_position"),
        sqlite_autoincrement=True,
    )


def _create_field_history(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("field_history", "person_id", "people", "CASCADE", nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("old", sa.JSON(none_as_null=True)),
        sa.Column("new", sa.JSON(none_as_null=True)),
        sa.CheckConstraint("old IS NOT NULL OR new IS NOT NULL", name="ck_field_history_a_change"),
        sqlite_autoincrement=True,
    )


def _create_encounters(name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        _reference("encounters", "person_id", "people", "CASCADE", nullable=False),
        _reference("encounters", "event_id", "events", "SET NULL"),
        _reference("encounters", "card_id", "cards", "SET NULL"),
        _reference("encounters", "photo_id", "photos", None),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("memo", sa.Text),
        sa.UniqueConstraint("received", name="uq_encounters_received"),
        sqlite_autoincrement=True,
    )


def _reference(
    table: str, name: str, target: str, ondelete: str | None, *, nullable: bool = True, primary_key: bool = False
) -> sa.Column[int]:
    """A column that names a row of another table."""
    reference = sa.ForeignKey(f"{target}.id", name=f"fk_{table}_{name}", ondelete=ondelete)
    return sa.Column(name, sa.Integer, reference, nullable=nullable and not primary_key, primary_key=primary_key)
