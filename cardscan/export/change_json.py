"""JSON of what was done, of a person's past, and of the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cardscan.export.to_json import summary_to_json, value_change_to_json

if TYPE_CHECKING:
    from cardscan.store.change_records import Binned, PastChange, StoredChange

Json = dict[str, Any]


def change_to_json(change: StoredChange) -> Json:
    """One line of ``cardscan undo --list --json``."""
    return {
        "id": change.id,
        "at": change.at.isoformat(),
        "kind": change.kind,
        "summary": change.summary,
        "people": list(change.people),
        "undoes": change.undoes,
        "undone_by": change.undone_by,
        "undoable": change.undoable,
    }


def past_change_to_json(past: PastChange) -> Json:
    """One line of ``cardscan history --json``; ``id`` is null for what is from before there was a journal."""
    return {
        "id": past.change.id if past.change else None,
        "at": past.at.isoformat(),
        "kind": past.kind,
        "summary": past.summary,
        "undoes": past.change.undoes if past.change else None,
        "undone_by": past.change.undone_by if past.change else None,
        "fields": [value_change_to_json(change) for change in past.fields],
    }


def binned_to_json(binned: Binned) -> Json:
    """One line of ``cardscan bin --json``."""
    return {**summary_to_json(binned.person), "deleted_at": binned.at.isoformat()}
