"""What an import did, counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cardscan.cli.book_view import book_lines
from cardscan.cli.output import joined, styled
from cardscan.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from cardscan.cli.book_import import BookResult
    from cardscan.intake import Taken
    from cardscan.store.records import CardPair, Event, SamePerson


class ImportSummary:
    """Counts photo by photo; ``lines`` is what the person sees at the end."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._statuses: Counter[str] = Counter()
        self._by_event: Counter[str] = Counter()
        self._unread: list[Taken] = []
        self._cards = 0
        self._backs = 0
        self.people: dict[str, None] = {}
        """Ids of everybody met, in order."""
        self.event_pictures = 0
        """How many photos without a card became pictures of their event."""
        self._new_cards: dict[str, None] = {}
        self.doubles = 0
        """How many pairs of people may be one person."""
        self._undecided: dict[tuple[str, ...], list[str]] = {}
        self._events: dict[str, Event] = {}
        self._books: list[tuple[BookResult, bool]] = []
        self._imported = 0
        self.unsure = 0
        """How many values are not sure to be right."""

    @property
    def photos(self) -> int:
        """How many photos there were."""
        return self._statuses.total()

    def add(self, taken: Taken) -> None:
        """Count one photo."""
        self._statuses[taken.status] += 1
        self._cards += taken.cards
        self.unsure += taken.unsure
        self.event_pictures += taken.status == "no_card" and taken.event is not None
        self.people |= dict.fromkeys(taken.people)
        if taken.cards:
            self._by_event[taken.event or "day unknown"] += taken.cards
        if taken.appointments and taken.people:
            self._events |= {one.id: one for one in taken.appointments}
            self._undecided.setdefault(tuple(one.id for one in taken.appointments), []).extend(taken.people)
        if taken.failure is not None:
            self._unread.append(taken)

    def join(self, pairs: Sequence[CardPair]) -> None:
        """Count cards that turned out to be two sides of one."""
        self._backs += len(pairs)
        for pair in pairs:
            self.people.pop(pair.was or "", None)
            self.people[pair.front_person] = None

    def match(self, same: Sequence[SamePerson]) -> None:
        """Count new cards of people who were known, and people who may be known."""
        for pair in same:
            if pair.state == "merged":
                self.people.pop(pair.other_id, None)
                self.people[pair.person_id] = None
                self._new_cards[pair.person_id] = None
        self.doubles += sum(pair.state == "suggested" for pair in same)

    def add_book(self, result: BookResult, *, dry_run: bool) -> None:
        """Count one address book."""
        self._books.append((result, dry_run))
        before = len(self.people)
        self.people |= dict.fromkeys(result.people("new", "changed"))
        self.match(result.same)
        self._imported += len(self.people) - before

    def exit_code(self) -> ExitCode:
        """0 when every photo and every entry was read or known, else whether some or none could be read."""
        books = [result.book for result, _ in self._books]
        unread = self._statuses["unread"] + sum(1 if book is None else len(book.refused) for book in books)
        everything = self.photos + sum(1 if book is None else len(book.entries) + len(book.refused) for book in books)
        if not everything or unread == everything:
            return ExitCode.NOTHING_READ
        return ExitCode.SOME_UNREAD if unread else ExitCode.OK

    def _known_people(self) -> Iterator[RenderableType]:
        """Who was known before, and who may have been."""
        if self._new_cards:
            known = f"{_count(len(self._new_cards), 'person', 'people')} known before, now with what is new"
            yield joined(styled(known), styled(f"  {' '.join(self._new_cards)}", "cyan"))
        if self.doubles:
            perhaps = f"{_count(self.doubles, 'pair')} of people who may be one person"
            yield joined(styled(perhaps, "yellow"), styled(", see cardscan duplicates", "dim"))

    def lines(self) -> list[RenderableType]:
        """The summary, most important first."""
        from rich.padding import Padding
        from rich.table import Table

        shown: list[RenderableType] = [
            line for result, dry_run in self._books for line in book_lines(result, dry_run=dry_run)
        ]
        if not self.photos:
            return [*shown, *self._known_people()]
        read = self._statuses["added"]
        if self._statuses["planned"]:
            shown.append(styled(f"{_count(self._statuses['planned'], 'photo')} would be read", "bold"))
        elif read:
            who = f"{_count(self._cards, 'card')} of {_count(len(self.people) - self._imported, 'person', 'people')}"
            shown.append(styled(who, "bold").append(f" from {_count(read, 'photo')}", style="not bold"))
        if self._by_event:
            grid = Table.grid(padding=(0, 2, 0, 0))
            grid.add_column(justify="right")
            grid.add_column()
            for event, cards in self._by_event.items():
                grid.add_row(styled(cards, "dim"), styled(event))
            shown.append(Padding(grid, (0, 0, 0, 2)))
        for ids, people in self._undecided.items():
            choices = " and ".join(f"{one} {self._events[one].name}" for one in ids)
            said = f"{_count(len(people), 'person', 'people')} met during {choices}; say at which:"
            shown.append(styled(f"{said} cardscan event attach {ids[0]} {' '.join(people)}", "yellow"))
        if self._backs:
            sides = f"{_count(self._backs, 'back')} joined with {'its front' if self._backs == 1 else 'their fronts'}"
            shown.append(joined(styled(sides), styled(", see cardscan sides", "dim")))
        shown += self._known_people()
        if self.unsure:
            shown.append(styled(f"{_count(self.unsure, 'value')} to check, marked ? where shown", "yellow"))
        aside = [
            f"{_count(self._statuses[status], 'photo')} {words}"
            for status, words in (("known", "imported before"), ("no_card", "without a card"))
            if self._statuses[status]
        ]
        if self.event_pictures:
            aside.append(
                f"{self.event_pictures} kept as {'a picture' if self.event_pictures == 1 else 'pictures'} of an event"
            )
        if aside:
            shown.append(styled(", ".join(aside), "dim"))
        if self._unread:
            shown.append(styled(f"{_count(len(self._unread), 'photo')} could not be read", "red"))
            grid = Table.grid(padding=(0, 2, 0, 0))
            grid.add_column(no_wrap=True, overflow="ellipsis")
            grid.add_column()
            for taken in self._unread:
                grid.add_row(styled(taken.path.name), styled(taken.failure.message if taken.failure else "", "dim"))
            shown.append(Padding(grid, (0, 0, 0, 2)))
        return shown


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
