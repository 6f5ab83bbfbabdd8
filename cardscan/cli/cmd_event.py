"""``cardscan event``: the occasions at which cards were received."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import click

from cardscan.cli.cmd_delete import confirmed
from cardscan.cli.event_import import import_calendar
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, ExampleGroup, json_option, yes_option
from cardscan.cli.output import print_json, say, show, styled, tell
from cardscan.cli.references import complete_person, event_argument
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from cardscan.store.records import Event

_DAY = click.DateTime(["%Y-%m-%d"])
_SOON = timedelta(weeks=4)
_people_argument = click.argument(
    "people", nargs=-1, required=True, metavar="PERSON...", shell_complete=complete_person
)


@click.group(
    short_help="Where and when people were met.",
    cls=ExampleGroup,
    examples="""
        cardscan event list
        cardscan event add "異業種交流会" --day 2026-11-20 --place 新宿
        cardscan event show e3
        cardscan event attach e3 p12 p13
        cardscan event import calendar.ics
    """,
)
def event() -> None:
    """Events: where and when people were met.

    An import makes them by itself, from folders called like “2026-11-20 異業種交流会” or from the photos' days; `event
    import` takes them from a calendar.
    """


event.add_command(import_calendar)


@event.command(
    "list", cls=ExampleCommand, examples="cardscan event list\ncardscan event list --all\ncardscan event list --json"
)
@click.option("--all", "everything", is_flag=True, help="Also appointments at which nobody was met, and far ones.")
@json_option
@pass_invocation
def list_events(invocation: Invocation, everything: bool, as_json: bool) -> None:
    """List the events by day.

    Of a calendar's appointments only those at which somebody was met, and those of the next four weeks.
    """
    with invocation.store() as store:
        events = store.events()
    shown = [one for one in events if everything or as_json or _worth_listing(one, date.today())]
    if as_json:
        for one in shown:
            _print_event(one)
    elif shown:
        from cardscan.cli.table import events_table

        show(events_table(shown))
    elif not events:
        tell("No events yet. Make one: cardscan event add NAME --day 2026-11-20")
    if len(shown) < len(events):
        tell(f"{len(events) - len(shown)} more appointments are in the calendar: cardscan event list --all")


def _worth_listing(one: Event, today: date) -> bool:
    soon = one.start is not None and one.end is not None and one.end >= today and one.start <= today + _SOON
    return one.calendar_uid is None or one.people > 0 or soon


@event.command(
    cls=ExampleCommand,
    examples='cardscan event add "異業種交流会" --day 2026-11-20 --place 新宿 --memo "会費 5,000 円"',
)
@click.argument("name")
@click.option("--day", type=_DAY, metavar="YYYY-MM-DD", help="The day, or the first of several.")
@click.option("--end", type=_DAY, metavar="YYYY-MM-DD", help="The last day of several.")
@click.option("--place", help="Where it was.")
@click.option("--memo", help="Anything else.")
@json_option
@pass_invocation
def add(
    invocation: Invocation,
    name: str,
    day: datetime | None,
    end: datetime | None,
    place: str | None,
    memo: str | None,
    as_json: bool,
) -> None:
    """Make an event."""
    with invocation.store() as store:
        made = store.add_event(name, _date(day), end=_date(end), place=place, memo=memo)
    _report(made, f"Made event {made.id}. Who was there: cardscan event attach {made.id} PERSON...", as_json)


@event.command(
    "show",
    cls=ExampleCommand,
    short_help="Show an event and whom you met there.",
    examples="cardscan event show e3\ncardscan event show 異業種交流会 --json",
)
@event_argument
@json_option
@pass_invocation
def show_event(invocation: Invocation, ref: str, as_json: bool) -> None:
    """Show an event, its notes, and whom you met there in the order of their cards."""
    with invocation.store() as store:
        found = store.event(ref)
        notes, around = store.notes(found.id), store.everybodys_neighbours(found.id)
        people = store.summaries(list(around))
    names = {one.id: one.name for one in people}
    if as_json:
        from cardscan.export.neighbour_json import neighbours_to_json
        from cardscan.export.to_json import event_to_json, note_to_json, summary_to_json

        met = [{**summary_to_json(one), "neighbours": neighbours_to_json(around[one.id], names)} for one in people]
        print_json({**event_to_json(found), "met": met, "notes": [note_to_json(one) for one in notes]})
        return
    from rich.padding import Padding

    from cardscan.cli.neighbour_view import met_table
    from cardscan.cli.table import days, hours, notes_table

    show(
        styled(found.id, "cyan")
        .append("  ")
        .append_text(styled(found.name, "bold"))
        .append_text(styled(f"  {days(found)}{hours(found)}"))
    )
    for label, text in (("place", found.place), ("memo", found.memo)):
        if text:
            show(styled(f"     {label}  ", "dim").append_text(styled(text)))
    if notes:
        show("", Padding(notes_table(notes), (0, 0, 0, 2)))
    if people:
        show("", met_table(people, around))
    else:
        tell(f"Nobody yet. Add somebody: cardscan event attach {found.id} PERSON...")


@event.command(
    cls=ExampleCommand,
    examples='cardscan event edit e3 --name "第5回 異業種交流会" --day 2026-11-20\ncardscan event edit e3 --place ""',
)
@event_argument
@click.option("--name", help="A new name.")
@click.option("--day", "start", type=_DAY, metavar="YYYY-MM-DD", help="The day, or the first of several.")
@click.option("--end", type=_DAY, metavar="YYYY-MM-DD", help="The last day of several.")
@click.option("--place", help="Where it was; empty takes it away.")
@click.option("--memo", help="Anything else; empty takes it away.")
@json_option
@pass_invocation
def edit(
    invocation: Invocation,
    ref: str,
    name: str | None,
    start: datetime | None,
    end: datetime | None,
    place: str | None,
    memo: str | None,
    as_json: bool,
) -> None:
    """Change an event."""
    texts = {"name": name, "place": place, "memo": memo}
    changes: dict[str, str | date | None] = {key: text or None for key, text in texts.items() if text is not None}
    changes |= {key: value.date() for key, value in (("start", start), ("end", end)) if value is not None}
    if not changes:
        raise InvalidInput(f"nothing to change was said; for example: cardscan event edit {ref} --place 新宿")
    with invocation.store() as store:
        changed = store.edit_event(store.event(ref).id, changes)
    _report(changed, f"Changed event {changed.id}.", as_json)


@event.command(cls=ExampleCommand, examples="cardscan event attach e3 p12 p13")
@event_argument
@_people_argument
@json_option
@pass_invocation
def attach(invocation: Invocation, ref: str, people: tuple[str, ...], as_json: bool) -> None:
    """Say that people were met at an event."""
    with invocation.store() as store:
        found = store.event(ref)
        with store.one_change("event", f"met at {found.id}"):
            for person in [store.person(one) for one in people]:
                store.attach(person.id, found.id)
        found = store.event(found.id)
    _report(found, f"{found.people} people were met at {found.name}.", as_json)


@event.command(
    cls=ExampleCommand, short_help="Say that people were not met there.", examples="cardscan event detach e3 p12"
)
@event_argument
@_people_argument
@json_option
@pass_invocation
def detach(invocation: Invocation, ref: str, people: tuple[str, ...], as_json: bool) -> None:
    """Say that people were not met at an event after all; the people stay."""
    with invocation.store() as store:
        found = store.event(ref)
        with store.one_change("event", f"not met at {found.id}"):
            for person in [store.person(one) for one in people]:
                store.detach(person.id, found.id)
        found = store.event(found.id)
    _report(found, f"{found.people} people were met at {found.name}.", as_json)


@event.command(cls=ExampleCommand, examples="cardscan event delete e3\ncardscan event delete e3 --yes")
@event_argument
@yes_option
@json_option
@pass_invocation
def delete(invocation: Invocation, ref: str, yes: bool, as_json: bool) -> None:
    """Delete an event and its notes; the people stay."""
    with invocation.store() as store:
        found = store.event(ref)
        if not yes and not confirmed(f"Delete the event {found.id} {found.name} with its notes? The people stay."):
            tell("Nothing was deleted.")
            return
        store.delete_event(found.id)
    if as_json:
        print_json({"deleted": found.id})
    else:
        say(f"Deleted event {found.id} {found.name}.")


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _report(changed: Event, sentence: str, as_json: bool) -> None:
    if as_json:
        _print_event(changed)
    else:
        say(sentence)


def _print_event(one: Event) -> None:
    from cardscan.export.to_json import event_to_json

    print_json(event_to_json(one))
