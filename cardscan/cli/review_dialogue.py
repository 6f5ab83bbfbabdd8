"""The walk through questions: hints one by one, the answer, a grade by a key; each is kept before the next is shown."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cardscan.cli.key_input import END, ENTER, KeyInput
from cardscan.cli.output import console, styled, tell
from cardscan.cli.review_screen import show_answer, show_hint, show_question
from cardscan.errors import NotFound
from cardscan.recall.question import HintKind, offered_rating, question

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.recall.question import Question
    from cardscan.recall.session import ReviewSession, Tally


class Key(StrEnum):
    """The keys beside those of the grades."""

    HINT = "h"
    SPACE = " "
    ENTER = ENTER
    PUT_OFF = "s"
    UNDO = "u"
    QUIT = "q"
    END = END
    HELP = "?"


GRADES = {1: "again", 2: "hard", 3: "good", 4: "easy"}

HELP = """
  Space, h   the next hint: occupation and firm, the talk, who stood beside, the look, the face
  Enter      show the answer; after it, take the grade that is offered
  1 2 3 4    your grade: 1 not recalled (comes back before the end), 2 with effort, 3 well, 4 at once
  s          ask for this one tomorrow
  u          take the last answer back, and the one before
  q          stop; every answer is kept, go on with: cardscan review
  ?          this help
"""


_AT_END = (Key.ENTER, Key.SPACE, Key.UNDO, Key.QUIT, Key.END)
_NOTHING_TO_UNDO = "There is no answer to take back."
_PROMPT = "> "
_ERASE = "\r\x1b[2K\x1b[1A\x1b[2K"
"""Back to the beginning of the line, erase it, and the same with the one above (ECMA-48 EL and CUU)."""


class Quit(Exception):
    """The person has had enough."""


@dataclass
class ReviewDialogue:
    """A walk through the questions of a session."""

    session: ReviewSession
    kind: PictureKind
    keys: KeyInput
    title: str = ""
    """What stands before the number of questions left, such as the event and the group."""
    then: str = "finish"
    """What Enter does at the end."""
    _before: str = ""
    """What came of the question before."""

    def run(self) -> None:
        """Ask until nothing is left and no answer is to be taken back any more.

        Raises:
            Quit: The person has had enough.
        """
        self._ask_all()
        while outcome := told(self.session.tally()):
            key = read_key(self.keys, f"{outcome} · Enter {self.then} · u undo · q stop", [*_AT_END])
            if key in (Key.QUIT, Key.END):
                raise Quit
            if key != Key.UNDO:
                return
            if self.session.undo():
                self._before = "taken back"
                self._ask_all()
            else:
                tell(_NOTHING_TO_UNDO)

    def _ask_all(self) -> None:
        while (asked := self.session.current) is not None:
            try:
                asking = question(
                    self.session.store,
                    asked.person_id,
                    asked.direction,
                    pictures=self.kind != "none",
                    event=self.session.first_of,
                )
                self._ask(asking)
            except NotFound:  # deleted by another process in the meantime
                self.session.drop()

    def _ask(self, asking: Question) -> None:
        """Ask one question until it is answered, put off, or an earlier one is to be asked again."""
        screen = console(stderr=True)
        left = f"{len(self.session.queue)} left"
        show_question(screen, asking, f"{self.title} · {left}" if self.title else left, self._before, self.kind)
        self._before = ""
        shown: list[HintKind] = []
        while True:
            key = self._key(_keys_before(len(asking.hints) - len(shown)))
            if key in (Key.SPACE, Key.HINT) and len(shown) < len(asking.hints):
                shown.append(asking.hints[len(shown)])
                show_hint(screen, asking, shown[-1], self.kind)
            elif key in (Key.SPACE, Key.ENTER):
                break
            elif self._left(key):
                return
            elif key.isdigit():
                tell("See the answer first: Enter.")
            elif key == Key.HINT:
                tell("There is no other hint.")
        show_answer(screen, asking, shown, self.kind)
        offered = offered_rating(asking.direction, shown)
        while True:
            key = self._key(self._keys_after(offered, len(shown)))
            rating = offered if key == Key.ENTER else int(key) if key in "1234" else None
            if rating is not None:
                self.session.answer(rating, hints=len(shown))
                self._before = f"{GRADES[rating]}, kept"
                return
            if self._left(key):
                return

    def _left(self, key: str) -> bool:
        """Do what a key says that both halves of a question have; whether the question is done with."""
        if key in (Key.QUIT, Key.END):
            raise Quit
        if key == Key.PUT_OFF:
            self.session.put_off()
            self._before = "put off till tomorrow"
            return True
        if key == Key.UNDO:
            if self.session.undo():
                self._before = "taken back"
                return True
            tell(_NOTHING_TO_UNDO)
        if key == Key.HELP:
            tell(HELP)
        return False

    def _key(self, keys: str) -> str:
        """Say which keys there are and wait for one that means something."""
        return read_key(self.keys, keys, [*Key, *map(str, GRADES)])

    def _keys_after(self, offered: int, hints: int) -> str:
        days = self.session.next_days()
        grades = " · ".join(f"{rating} {name} {_in_days(days[rating])}" for rating, name in GRADES.items())
        why = f", after {hints} {'hint' if hints == 1 else 'hints'}" if hints else ""
        return f"{grades} · Enter {GRADES[offered]}{why} · u undo · ? more"


def read_key(keys: KeyInput, said: str, known: list[str]) -> str:
    """Say which keys there are and wait for one of ``known``; others do nothing. What was said goes away again."""
    screen = console(stderr=True)
    screen.print(styled(said, "dim"), no_wrap=True, overflow="ellipsis")
    sys.stderr.write(_PROMPT)
    sys.stderr.flush()
    while (key := keys.read()) not in known:
        pass
    sys.stderr.write("\n" if screen.is_dumb_terminal else _ERASE)
    sys.stderr.flush()
    return key


def told(tally: Tally) -> str:
    """What came of questions, in a sentence; empty where none was answered."""
    counted = [(tally.right, "recalled"), (tally.again, "not at once"), (tally.put_off, "put off till tomorrow")]
    return ", ".join(f"{count} {what}" for count, what in counted if count)


def _keys_before(hints: int) -> str:
    hint = f"Space hint ({hints}) · " if hints else ""
    return f"{hint}Enter answer · s tomorrow · u undo · q stop · ? more"


def _in_days(days: int) -> str:
    """A stretch of days in its largest unit: 3d, 5w, 4mo, 2y."""
    for unit, length in (("y", 365), ("mo", 61), ("w", 21)):
        if days >= length:
            return f"{round(days / {'y': 365, 'mo': 30.4, 'w': 7}[unit])}{unit}"
    return f"{days}d"
