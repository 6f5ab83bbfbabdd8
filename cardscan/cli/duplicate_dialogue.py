"""The walk through people who may be one: show two, ask, keep the answer at once; answers can be taken back."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cardscan.cli.duplicate_screen import HELP, DuplicateItem, show_cards, show_item
from cardscan.cli.line_input import read_line
from cardscan.cli.output import console, tell
from cardscan.errors import NotFound

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.store.records import SamePerson
    from cardscan.store.store import Store

Outcome = Literal["merged", "kept apart"]


@dataclass(frozen=True, slots=True)
class _Answered:
    """One answer, with what is needed to take it back."""

    index: int
    outcome: Outcome
    pair: SamePerson


@dataclass
class Dialogue:
    """A walk through pairs of people; ``counts`` says what came of it."""

    store: Store
    queue: Sequence[SamePerson]
    kind: PictureKind
    _answered: list[_Answered] = field(default_factory=list)
    _skipped: set[int] = field(default_factory=set)

    def run(self) -> None:
        """Ask about every pair until the last one or until the person has had enough."""
        index: int | None = 0
        while index is not None and index < len(self.queue):
            item = self._item(index)
            index = index + 1 if item is None else self._about(item, index)

    def counts(self) -> dict[str, int]:
        """How many pairs were merged, kept apart and skipped."""
        outcomes = [answered.outcome for answered in self._answered]
        return {
            "merged": outcomes.count("merged"),
            "kept apart": outcomes.count("kept apart"),
            "skipped": len(self._skipped),
        }

    def _item(self, index: int) -> DuplicateItem | None:
        """The two as they are now; None where they are one by now or one of them is gone."""
        pair = self.queue[index]
        try:
            one, other = self.store.person(pair.person_id), self.store.person(pair.other_id)
        except NotFound:  # deleted by another process in the meantime
            return None
        return DuplicateItem(pair, one, other) if one.id != other.id else None

    def _about(self, item: DuplicateItem, index: int) -> int | None:
        """Ask about two people until it is settled; returns which pair comes next, None for none."""
        screen = console(stderr=True)
        show_item(screen, item, index + 1, len(self.queue), self.kind)
        while True:
            typed = read_line("> ")
            match _plain(typed):
                case None | "q":
                    return None
                case "1":
                    merged = self.store.merge(item.one.id, item.other.id)
                    tell(f"{item.other.id} is part of {item.one.id} now.")
                    self._answered.append(_Answered(index, "merged", merged))
                case "2":
                    apart = self.store.keep_apart(item.one.id, item.other.id)
                    self._answered.append(_Answered(index, "kept apart", apart))
                case "" | "s":
                    self._skipped.add(index)
                    return index + 1
                case "u":
                    if not self._answered:
                        tell("There is no answer to take back.")
                        continue
                    return self._undo()
                case "c":
                    show_cards(screen, item, self.kind)
                    continue
                case "?":
                    tell(HELP)
                    continue
                case _:
                    tell("1: the same person, 2: different people, Enter: skip, ?: help")
                    continue
            self._skipped.discard(index)
            return index + 1

    def _undo(self) -> int:
        last = self._answered.pop()
        if last.outcome == "merged":
            self.store.split(last.pair.person_id, last.pair.other_id, keep_apart=False)
        else:
            self.store.forget_apart(last.pair.person_id, last.pair.other_id)
        tell("Taken back.")
        return last.index


def _plain(typed: str | None) -> str | None:
    """What was typed, also with a Japanese input method's wide letters."""
    return None if typed is None else unicodedata.normalize("NFKC", typed).strip().casefold()
