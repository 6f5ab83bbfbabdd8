"""The history of the tables, one Alembic revision a file; they alone make and change tables."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every revision this version of the program knows, oldest first; kept here so that opening needs no Alembic."""
