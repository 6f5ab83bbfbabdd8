"""Who was met beside whom, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cardscan.cli.output import joined, styled

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from cardscan.store.memory_records import Neighbour
    from cardscan.store.records import Person, PersonSummary
    from cardscan.store.store import Store

_WORDS = {"before": "before", "after": "after", "same_photo": "same photo"}
_MOST = 6
"""Names told of one photo; there can be twenty cards on it."""


def neighbours_at_events(store: Store, person: Person) -> tuple[list[Neighbour], dict[str, str]]:
    """A person's neighbours at every event, and the names of all by their ids."""
    events = dict.fromkeys(one.event.id if one.event else None for one in person.encounters)
    found = [neighbour for event in events for neighbour in store.neighbours(person.id, event)]
    return found, names_of(store, found)


def names_of(store: Store, neighbours: Iterable[Neighbour]) -> dict[str, str]:
    """Id → name of everybody among these neighbours."""
    ids = list(dict.fromkeys(one.person_id for one in neighbours))
    return {one.id: one.name for one in store.summaries(ids)}


def neighbours_line(neighbours: Sequence[Neighbour], names: Mapping[str, str]) -> Text:
    """``before p3 佐藤  after p5 White  same photo p6 Green``; nothing where there is nobody."""
    parts: list[Text] = []
    for place, word in _WORDS.items():
        there = [one for one in neighbours if one.place == place]
        if there:
            parts.append(styled(f"{'  ' if parts else ''}{word} ", "dim"))
            for one in there[:_MOST]:
                parts += [styled(one.person_id, "cyan"), styled(f" {names[one.person_id]} ")]
            if len(there) > _MOST:
                parts.append(styled(f"and {len(there) - _MOST} more ", "dim"))
    line = joined(*parts)
    line.rstrip()
    return line


def met_table(people: Sequence[PersonSummary], neighbours: Mapping[str, Sequence[Neighbour]]) -> Table:
    """The people of an event in the order met, numbered: who stands above and below was met before and after.

    Args:
        people: In the order met.
        neighbours: Id → neighbours there.
    """
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False)
    places = {one.id: place for place, one in enumerate(people, 1)}
    table.add_column("", style="dim", justify="right", no_wrap=True)
    table.add_column("id", style="cyan", no_wrap=True)
    for heading in ("name", "company", "title", "same photo"):
        table.add_column(heading, overflow="fold")
    for one in people:
        together = [places[other.person_id] for other in neighbours[one.id] if other.place == "same_photo"]
        kana = styled(f" {one.kana}" if one.kana else "", "dim")
        table.add_row(
            styled(places[one.id]),
            styled(one.id),
            joined(styled(one.name, "bold"), kana),
            styled(one.organization or ""),
            styled("・".join(one.titles)),
            styled(_ranges(together), "dim"),
        )
    return table


def _ranges(numbers: Sequence[int]) -> str:
    """``1, 3–5``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
