"""The walk through faces: show one, ask who it is, keep the answer at once, go on; answers can be taken back."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from cardscan.cli.face_item import FaceItem, face_item, people_called
from cardscan.cli.face_screen import HELP, people_in_columns, show_face, show_whole_picture
from cardscan.cli.line_input import read_line
from cardscan.cli.output import console, tell
from cardscan.errors import InvalidInput, NotFound
from cardscan.store.face_records import FaceStatus
from cardscan.store.ids import IdKind, parse_id

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.store.records import PersonSummary
    from cardscan.store.store import Store


class Key(StrEnum):
    """What can be typed instead of a number or a name."""

    SKIP = ""
    NOBODY = "x"
    NO_FACE = "-"
    PICTURE = "p"
    UNDO = "u"
    HELP = "?"
    QUIT = "q"


_SAID = {Key.NOBODY: FaceStatus.STRANGER, Key.NO_FACE: FaceStatus.NOT_A_PERSON}


@dataclass(frozen=True, slots=True)
class _Answered:
    """One answer, with what is needed to take it back."""

    index: int
    face_id: str
    status: FaceStatus


@dataclass
class FaceDialogue:
    """A walk through faces; ``counts`` says what came of it."""

    store: Store
    queue: Sequence[str]
    """Ids of faces."""
    kind: PictureKind
    _answered: list[_Answered] = field(default_factory=list)
    _skipped: set[int] = field(default_factory=set)
    _found: Mapping[int, PersonSummary] = field(default_factory=dict)
    """Who answers to the text that was typed last, by number, where it was not one person alone."""

    def run(self) -> None:
        """Ask about every face until the last one or until the person has had enough."""
        index: int | None = 0
        while index is not None and index < len(self.queue):
            item = face_item(self.store, self.queue[index])
            index = index + 1 if item is None else self._about(item, index)

    def counts(self) -> dict[str, int]:
        """How many faces were named, put aside and skipped."""
        said = [answered.status for answered in self._answered]
        return {
            "named": said.count(FaceStatus.NAMED),
            "nobody": said.count(FaceStatus.STRANGER),
            "no face": said.count(FaceStatus.NOT_A_PERSON),
            "skipped": len(self._skipped),
        }

    def _about(self, item: FaceItem, index: int) -> int | None:
        """Ask about one face until it is settled; returns which comes next, None for none."""
        screen = console(stderr=True)
        show_face(screen, item, index + 1, len(self.queue), self.kind)
        choice = item.candidates
        while True:
            typed = read_line("> ")
            key = _key(typed)
            if typed is None or key is Key.QUIT:
                return None
            if key is Key.SKIP:
                self._skipped.add(index)
                return index + 1
            if key is Key.UNDO:
                if self._answered:
                    return self._undo()
                tell("There is no answer to take back.")
            elif key is Key.HELP:
                tell(HELP)
            elif key is Key.PICTURE:
                self._show_picture(item)
            elif key is not None:
                self.store.set_face_status(item.face.id, _SAID[key])
                self._keep(index, item, _SAID[key])
                return index + 1
            elif self._named(item, index, typed, choice):
                return index + 1
            else:
                choice = self._found or item.candidates

    def _named(self, item: FaceItem, index: int, typed: str, choice: Mapping[int, PersonSummary]) -> bool:
        """Keep who it is, if the typed text tells one person; else say what there is to choose from."""
        text = unicodedata.normalize("NFKC", typed).strip()
        self._found = {}
        parsed = parse_id(text)
        if parsed is not None and parsed[0] in (IdKind.PERSON, IdKind.CARD):
            return self._name(item, index, text)
        if text.isdecimal():
            if int(text) in choice:
                return self._name(item, index, choice[int(text)].id)
            tell(f"There is no {int(text)} here.")
            self._found = choice
            return False
        try:
            people, clear = people_called(self.store, item, text)
        except InvalidInput as error:
            tell(str(error))
            return False
        if not people:
            tell("Nobody is called so.")
        elif clear:
            return self._name(item, index, people[0].id)
        self._found = dict(enumerate(people, start=1))
        screen = console(stderr=True)
        for line in people_in_columns(self._found, screen.width):
            screen.print(line)
        return False

    def _name(self, item: FaceItem, index: int, person_id: str) -> bool:
        try:
            named = self.store.name_face(item.face.id, person_id)
        except NotFound as error:
            tell(str(error))
            return False
        (person,) = self.store.summaries([named.person_id or ""])
        tell(f"{item.face.id} is {person.name} ({person.id})")
        self._keep(index, item, FaceStatus.NAMED)
        return True

    def _keep(self, index: int, item: FaceItem, status: FaceStatus) -> None:
        self._answered.append(_Answered(index, item.face.id, status))
        self._skipped.discard(index)

    def _undo(self) -> int:
        last = self._answered.pop()
        try:
            self.store.set_face_status(last.face_id, FaceStatus.UNKNOWN)
        except NotFound as error:  # forgotten by another process in the meantime
            tell(str(error))
        else:
            tell("Taken back.")
        return last.index

    def _show_picture(self, item: FaceItem) -> None:
        if item.photo is None:
            tell("There is no picture.")
        else:
            show_whole_picture(console(stderr=True), item, self.store.original(item.photo.id), self.kind)


def _key(typed: str | None) -> Key | None:
    """The key that was typed, also with a Japanese input method's wide letters."""
    letter = unicodedata.normalize("NFKC", typed or "").strip().casefold()
    letter = "-" if letter == "ー" else letter
    return Key(letter) if letter in list(Key) else None
