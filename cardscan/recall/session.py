"""A session of questions: each answer is kept at once, what was wrong comes back until right, all can be undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from cardscan.errors import NotFound
from cardscan.recall.scheduling import AGAIN, after_answer, never_answered, next_days, tomorrow
from cardscan.store.review_records import RATINGS

if TYPE_CHECKING:
    from cardscan.store.review_records import ReviewDirection, ReviewState
    from cardscan.store.store import Store


@dataclass(frozen=True, slots=True)
class Asked:
    """One person to be asked for in one direction."""

    person_id: str
    direction: ReviewDirection


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a session so far."""

    right: int = 0
    """People and directions that were recalled at the first try."""
    again: int = 0
    """Those that were not."""
    put_off: int = 0
    """Those that wait until tomorrow."""

    def __add__(self, other: Tally) -> Tally:
        """What came of both."""
        return Tally(self.right + other.right, self.again + other.again, self.put_off + other.put_off)


@dataclass(frozen=True, slots=True)
class _Step:
    """One answer or postponement, with what is needed to take it back."""

    asked: Asked
    queue: tuple[Asked, ...]
    """As it was before."""
    rating: int | None
    """None: put off."""
    answer: int | None
    """The answer's number; None: put off."""
    before: ReviewState | None
    tested: bool
    """Whether it settled the person's test in a first session."""


@dataclass
class ReviewSession:
    """Questions to be asked one after the other."""

    store: Store
    queue: tuple[Asked, ...]
    """Those that are left, the next one first."""
    now: Callable[[], datetime]
    """The present, aware."""
    first_of: str | None = None
    """The event of which this is a group's test in the first session."""
    zone: tzinfo | None = None
    """Whose clock says when a day begins; None: this machine's."""
    _steps: list[_Step] = field(default_factory=list)

    @property
    def current(self) -> Asked | None:
        """What is to be asked now; None at the end."""
        return self.queue[0] if self.queue else None

    def next_days(self) -> dict[int, int]:
        """Rating → in how many days the current one would be asked again."""
        return next_days(self._state(), self.now(), self.zone)

    def answer(self, rating: int, *, hints: int = 0) -> None:
        """Keep an answer about the current one; after 1 (again) it comes back at the end.

        Args:
            rating: 1 again, 2 hard, 3 good, 4 easy.
            hints: How many hints were shown before.

        Raises:
            NotFound: The person is gone.
        """
        asked, before, now = self.queue[0], self._kept(), self.now()
        after = after_answer(self._state(), rating, now, self.zone)
        with self.store.one_change("review", RATINGS.get(rating, "")):
            number = self.store.answer_review(after, rating, now, hints=hints)
            tested = rating != AGAIN and self._mark(asked, now)
        self._go_on(_Step(asked, self.queue, rating, number, before, tested), again=rating == AGAIN)

    def put_off(self) -> None:
        """Ask for the current one tomorrow.

        Raises:
            NotFound: The person is gone.
        """
        asked, before, now = self.queue[0], self._kept(), self.now()
        later = replace(self._state(), due=tomorrow(now, self.zone))
        with self.store.one_change("review", "put off"):
            self.store.set_review_state(asked.person_id, asked.direction, later)
            tested = self._mark(asked, now)
        self._go_on(_Step(asked, self.queue, None, None, before, tested))

    def drop(self) -> None:
        """Leave out the current one, who is gone."""
        gone = self.queue[0].person_id
        self.queue = tuple(asked for asked in self.queue if asked.person_id != gone)

    def undo(self) -> bool:
        """Take back the last answer or postponement of this session; False: there is none.

        An answer is left alone where another session has answered since.
        """
        if not self._steps:
            return False
        last = self._steps[-1]
        if last.answer is not None:
            newest = self.store.answers(limit=1)
            if not newest or newest[0].number != last.answer:
                return False
        with self.store.one_change("review", "taken back"), suppress(NotFound):  # deleted by another process meanwhile
            if last.answer is not None:
                self.store.undo_answer()
            else:
                self.store.set_review_state(last.asked.person_id, last.asked.direction, last.before)
            if last.tested and self.first_of is not None:
                self.store.mark_first_session(self.first_of, last.asked.person_id, "tested_at", None)
        self._steps.pop()
        self.queue = last.queue
        return True

    def tally(self) -> Tally:
        """What came of it so far."""
        first: dict[Asked, int | None] = {}
        for step in self._steps:
            first.setdefault(step.asked, step.rating)
        again = sum(rating == AGAIN for rating in first.values())
        put_off = sum(rating is None for rating in first.values())
        return Tally(len(first) - again - put_off, again, put_off)

    def _go_on(self, step: _Step, *, again: bool = False) -> None:
        self._steps.append(step)
        self.queue = (*self.queue[1:], *([step.asked] if again else []))

    def _kept(self) -> ReviewState | None:
        asked = self.queue[0]
        kept = self.store.review_states(person=asked.person_id, direction=asked.direction)
        return kept[0] if kept else None

    def _state(self) -> ReviewState:
        asked = self.queue[0]
        return self._kept() or never_answered(asked.person_id, asked.direction, self.now())

    def _mark(self, asked: Asked, now: datetime) -> bool:
        if self.first_of is None:
            return False
        self.store.mark_first_session(self.first_of, asked.person_id, "tested_at", now)
        return True
