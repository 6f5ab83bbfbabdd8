"""How a list of faces looks in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled
from cardscan.store.face_records import FaceStatus

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from cardscan.store.face_records import Face
    from cardscan.store.records import PersonSummary
    from cardscan.store.store import Store

_WORDS = {
    FaceStatus.UNKNOWN: "not named yet",
    FaceStatus.STRANGER: "nobody to remember",
    FaceStatus.NOT_A_PERSON: "no face",
}


def faces_table(store: Store, faces: Sequence[Face], people: Mapping[str, PersonSummary]) -> Table:
    """One face a line: its id, who it is, and where it is from.

    Args:
        store: For the names of the pictures and events.
        faces: In the order in which they are shown.
        people: Id → person, for everybody who is named.
    """
    from rich.table import Table

    events = {one.id: one.name for one in store.events()}
    event_of = {one.photo_id: events[one.event_id] for one in store.event_photos()}
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_column()
    for face in faces:
        source = "given by hand"
        if face.photo_id is not None:
            source = "  ".join(filter(None, (event_of.get(face.photo_id), store.photo(face.photo_id).file_name)))
        grid.add_row(styled(face.id, "cyan"), _who(face, people), styled(source, "dim"))
    return grid


def _who(face: Face, people: Mapping[str, PersonSummary]) -> Text:
    if face.person_id is None:
        return styled(_WORDS[face.status], "dim")
    return joined(styled(face.person_id, "cyan"), styled(f" {people[face.person_id].name}", "bold"))
