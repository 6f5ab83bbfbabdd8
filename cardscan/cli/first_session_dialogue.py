"""The first session of an event on the terminal: a group is shown, then tested, then the next one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cardscan.cli.key_input import END, ENTER, KeyInput
from cardscan.cli.output import console
from cardscan.cli.review_dialogue import Quit, ReviewDialogue, read_key
from cardscan.cli.review_screen import show_new_person
from cardscan.errors import NotFound
from cardscan.recall.first_session import open_group, plan
from cardscan.recall.question import question
from cardscan.recall.session import Asked, ReviewSession, Tally
from cardscan.store.review_records import ReviewDirection

if TYPE_CHECKING:
    from cardscan.cli.picture import PictureKind
    from cardscan.store.records import Event
    from cardscan.store.review_records import SessionPlace
    from cardscan.store.store import Store

_KEYS = "Enter next · u back · q stop"


@dataclass
class FirstSessionDialogue:
    """The groups of an event's first session, from where it stopped."""

    store: Store
    event: Event
    kind: PictureKind
    keys: KeyInput
    now: Callable[[], datetime]
    tallies: list[Tally] = field(default_factory=list)
    """What came of each test."""

    def run(self) -> None:
        """Show and test group by group until all are through.

        Raises:
            Quit: The person has had enough.
        """
        while group := open_group(places := plan(self.store, self.event.id)):
            title = f"{self.event.name} · group {group[0].group + 1} of {places[-1].group + 1}"
            others = any(place.tested_at is None for place in places if place.group != group[0].group)
            self._show(group, title)
            self._test(group, title, "next group" if others else "finish")

    def _show(self, group: Sequence[SessionPlace], title: str) -> None:
        """Show those of a group who were not shown yet."""
        number = next((place for place, one in enumerate(group) if one.shown_at is None), len(group))
        while number < len(group):
            person_id = group[number].person_id
            try:
                shown = question(
                    self.store,
                    person_id,
                    ReviewDirection.CARD_TO_PERSON,
                    pictures=self.kind != "none",
                    event=self.event.id,
                )
                show_new_person(console(stderr=True), shown, f"{title} · {number + 1} of {len(group)}", self.kind)
                key = read_key(self.keys, _KEYS, [ENTER, " ", "u", "q", END])
                if key in ("q", END):
                    raise Quit
                if key == "u":
                    number = max(0, number - 1)
                    self.store.mark_first_session(self.event.id, group[number].person_id, "shown_at", None)
                    continue
                self.store.mark_first_session(self.event.id, person_id, "shown_at", self.now())
            except NotFound:  # deleted by another process in the meantime
                pass
            number += 1

    def _test(self, group: Sequence[SessionPlace], title: str, then: str) -> None:
        """Ask for those of a group who were not recalled yet, in chance order."""
        left = [Asked(place.person_id, ReviewDirection.CARD_TO_PERSON) for place in group if place.tested_at is None]
        random.shuffle(left)
        session = ReviewSession(self.store, tuple(left), self.now, first_of=self.event.id)
        try:
            ReviewDialogue(session, self.kind, self.keys, f"{title} · test", then).run()
        finally:
            self.tallies.append(session.tally())
