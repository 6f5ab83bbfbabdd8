"""The walk through unsure values: show one, ask, keep the answer at once, go on; the last answers can be taken back."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from cardscan.cli.line_input import read_line
from cardscan.cli.output import clean, console, tell
from cardscan.cli.proof_item import ProofItem, proof_item
from cardscan.cli.proof_screen import HELP, show_card, show_item
from cardscan.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.store.records import Person
    from cardscan.store.store import Store
    from cardscan.store.unsure import UnsureValue


class Key(StrEnum):
    """What can be typed instead of a value."""

    SKIP = "s"
    UNDO = "u"
    EDIT = "e"
    REMOVE = "-"
    CARD = "c"
    HELP = "?"
    QUIT = "q"


Outcome = Literal["confirmed", "corrected", "removed"]


@dataclass(frozen=True, slots=True)
class _Answered:
    """One answer, with what is needed to take it back."""

    index: int
    outcome: Outcome
    before: Person
    after: Person


@dataclass
class Dialogue:
    """A walk through values; ``counts`` says what came of it."""

    store: Store
    queue: Sequence[UnsureValue]
    kind: PictureKind
    _answered: list[_Answered] = field(default_factory=list)
    _skipped: set[int] = field(default_factory=set)
    _doubted: str | None = None
    """What was typed last and is hardly right; typed once more it is meant."""

    def run(self) -> None:
        """Ask about every value until the last one or until the person has had enough."""
        index: int | None = 0
        while index is not None and index < len(self.queue):
            try:
                item = proof_item(self.store, self.queue[index])
            except NotFound:  # deleted by another process in the meantime
                item = None
            index = index + 1 if item is None else self._about(item, index)

    def counts(self) -> dict[str, int]:
        """How many values were confirmed, corrected, removed and skipped."""
        outcomes = [answered.outcome for answered in self._answered]
        return {
            "confirmed": outcomes.count("confirmed"),
            "corrected": outcomes.count("corrected"),
            "removed": outcomes.count("removed"),
            "skipped": len(self._skipped),
        }

    def _about(self, item: ProofItem, index: int) -> int | None:
        """Ask about one value until it is settled; returns which comes next, None for none."""
        screen = console(stderr=True)
        show_item(screen, item, index + 1, len(self.queue), self.kind)
        self._doubted = None
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
            elif key is Key.CARD:
                show_card(screen, item, self.kind)
            elif key is Key.EDIT:
                edited = read_line("> ", prefilled=clean(item.value.value))
                if edited is not None and edited.strip() and self._settled(item, index, edited):
                    return index + 1
            elif key is Key.REMOVE:
                if self._keep(item, index, None, insist=False):
                    return index + 1
            elif self._settled(item, index, typed):
                return index + 1

    def _settled(self, item: ProofItem, index: int, typed: str) -> bool:
        """Keep what was typed, if it can be: nothing accepts the reading, a number takes an alternative."""
        text, number = typed.strip(), unicodedata.normalize("NFKC", typed).strip()
        if not text:
            return self._keep(item, index, item.value.value, insist=False)
        if len(number) == 1 and number in "123456789":
            if int(number) > len(item.alternatives):
                tell(f"There is no {number}. If the card says just that, type ={number}")
                return False
            return self._keep(item, index, item.alternatives[int(number) - 1].value, insist=True)
        text = text.removeprefix("=").strip()
        from cardscan.person.doubts import doubt

        against = doubt(item.value.field, text)
        if against is not None and text != self._doubted:
            tell(f"{against[0].upper()}{against[1:]}. Type it again if the card says so.")
            self._doubted = text
            return False
        return self._keep(item, index, text, insist=True)

    def _keep(self, item: ProofItem, index: int, answer: str | None, *, insist: bool) -> bool:
        value = item.value
        try:
            after = self.store.settle(item.person.id, value, answer, insist=insist)
        except InvalidInput as error:
            tell(str(error))
            return False
        except NotFound as error:
            tell(str(error))
            return True
        if answer != value.value:
            tell(f"{value.value} → {answer}" if answer else f"{value.value} taken away")
        outcome: Outcome = "removed" if not answer else "confirmed" if answer == value.value else "corrected"
        self._answered.append(_Answered(index, outcome, item.person, after))
        self._skipped.discard(index)
        return True

    def _undo(self) -> int:
        last = self._answered.pop()
        self.store.put_back(last.before, last.after)
        tell("Taken back.")
        return last.index


def _key(typed: str | None) -> Key | None:
    """The key that was typed, also with a Japanese input method's wide letters."""
    letter = unicodedata.normalize("NFKC", typed or "").strip().casefold()
    letter = "-" if letter == "ー" else letter
    return Key(letter) if letter in list(Key) else None
