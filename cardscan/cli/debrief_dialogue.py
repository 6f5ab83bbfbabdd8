"""The walk through the people of an evening: three questions each, every answer kept at once, the last taken back."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cardscan.cli.debrief_item import DebriefItem, debrief_item
from cardscan.cli.debrief_screen import HELP, QUESTIONS, said, show_card, show_item, show_question
from cardscan.cli.due_option import due_of
from cardscan.cli.line_input import read_line
from cardscan.cli.output import console, tell
from cardscan.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.store.memory_records import DebriefPlace, Memory
    from cardscan.store.store import Store


class Key(StrEnum):
    """What can be typed instead of an answer."""

    SKIP = "s"
    UNDO = "u"
    CARD = "c"
    HELP = "?"
    QUIT = "q"


@dataclass(frozen=True, slots=True)
class _Step:
    """One question that was gone past, with what is needed to take that back."""

    index: int
    question: str
    memory_id: str | None
    """What was kept; None where nothing was said."""


class _Quit(Exception):
    """The person has had enough."""


class _Undo(Exception):
    """The last answer is to be taken back."""


class _Skip(Exception):
    """No more questions about this person."""


@dataclass
class DebriefDialogue:
    """A walk through people; ``told`` says what came of it."""

    store: Store
    queue: Sequence[DebriefPlace]
    kind: PictureKind
    again: bool = False
    """Whether to ask also what is written down already."""
    _steps: list[_Step] = field(default_factory=list)
    _outcome: dict[int, str] = field(default_factory=dict)

    def run(self) -> None:
        """Ask about everybody until the last one or until the person has had enough."""
        index, question = 0, next(iter(QUESTIONS))
        while index < len(self.queue):
            try:
                item = debrief_item(self.store, self.queue[index])
            except NotFound:  # deleted by another process in the meantime
                index += 1
                continue
            show_item(console(stderr=True), item, index + 1, len(self.queue), self.kind)
            try:
                with self.store.one_change("debrief"):
                    self._about(item, index, question)
            except _Quit:
                return
            except _Undo:
                last = self._take_back()
                index, question = (last.index, last.question) if last else (index, next(iter(QUESTIONS)))
            else:
                index, question = index + 1, next(iter(QUESTIONS))

    def told(self) -> str:
        """What came of it, in a sentence."""
        kept = [step for step in self._steps if step.memory_id is not None]
        about, skipped = len({step.index for step in kept}), list(self._outcome.values()).count("skipped")
        answers = "1 answer" if len(kept) == 1 else f"{len(kept)} answers"
        people = "1 person" if about == 1 else f"{about} people"
        said = [f"{answers} about {people} kept"] if kept else []
        return ", ".join(said + [f"{skipped} skipped"] * (skipped > 0)).capitalize() + "." if said or skipped else ""

    def _about(self, item: DebriefItem, index: int, first: str) -> None:
        """Ask the questions about one person from ``first`` on."""
        questions = list(QUESTIONS)
        asked = [
            question
            for question in questions[questions.index(first) :]
            if self.again or question == first != questions[0] or not item.written(question)
        ]
        try:
            for question in asked:
                memory = self._ask(item, question)
                self._steps.append(_Step(index, question, memory.id if memory else None))
        except _Skip:
            self._steps.append(_Step(index, questions[0], None))
        kept = any(step.memory_id for step in self._steps if step.index == index)
        kept = kept or any(item.written(question) for question in questions)
        self._outcome[index] = "done" if kept else "skipped"
        place = item.place
        self.store.set_debriefed(place.person_id, place.event_id, skipped=not kept)

    def _ask(self, item: DebriefItem, question: str) -> Memory | None:
        """Ask one question and keep what is answered."""
        show_question(console(stderr=True), question)
        text = self._typed(item, f"{question}> ")
        if not text:
            return None
        person, event = item.person.id, item.place.event_id
        if question == "look":
            return self.store.add_look(person, text, event=event)
        if question == "talk":
            return self.store.add_talk(person, text, event=event)
        promise = self.store.add_promise(person, text, due=due_of(None, text, date.today()), event=event)
        try:
            self._ask_due(item, promise.id, promise.due)
        except (_Undo, _Quit, _Skip, KeyboardInterrupt):
            self._steps.append(_Step(self._index_of(item), question, promise.id))
            raise
        return promise

    def _ask_due(self, item: DebriefItem, promise_id: str, understood: date | None) -> None:
        """Show the day that was understood, and let it be put right."""
        tell(f"{said(understood)}.  Enter right · another day · - for no day")
        while True:
            typed = self._typed(item, "by> ")
            if not typed:
                return
            try:
                due = due_of(typed, "", date.today())
            except InvalidInput as error:
                tell(str(error))
                continue
            self.store.set_due(promise_id, due)
            tell(f"{said(due)}.")
            return

    def _typed(self, item: DebriefItem, prompt: str) -> str:
        """What was typed that is no key; nothing for Enter."""
        while True:
            typed = read_line(prompt)
            key = _key(typed)
            if typed is None or key is Key.QUIT:
                raise _Quit
            if key is Key.UNDO:
                raise _Undo
            if key is Key.SKIP:
                raise _Skip
            if key is Key.HELP:
                tell(HELP)
            elif key is Key.CARD:
                show_card(console(stderr=True), item, self.kind)
            else:
                text = typed.strip()
                return text[1:].strip() if text.startswith(("=", "＝")) else text

    def _index_of(self, item: DebriefItem) -> int:
        return self.queue.index(item.place)

    def _take_back(self) -> _Step | None:
        """Forget the last answer; who it was about is open again."""
        if self._steps:
            last = self._steps.pop()
            place = self.queue[last.index]
            with self.store.one_change("debrief", "taken back"):
                if last.memory_id is not None:
                    with suppress(NotFound):  # deleted by another process in the meantime
                        self.store.delete_memory(last.memory_id)
                self.store.set_debriefed(place.person_id, place.event_id, skipped=None)
            self._outcome.pop(last.index, None)
            tell("Taken back.")
            return last
        tell("There is no answer to take back.")
        return None


def _key(typed: str | None) -> Key | None:
    """The key that was typed, also with a Japanese input method's wide letters."""
    letter = unicodedata.normalize("NFKC", typed or "").strip().casefold()
    return Key(letter) if letter in list(Key) else None
