"""``cardscan event import``: appointments of a calendar as events, and the photos taken during them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardscan.cli.given_file import read_given
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, tell
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from cardscan.calendar.appointment import Appointment, CalendarReading
    from cardscan.store.appointment_records import CalendarUpdate, PhotoDuring
    from cardscan.store.records import Event
    from cardscan.store.store import Store

_DAY = click.DateTime(["%Y-%m-%d"])
_BACK = timedelta(days=2 * 365)
_AHEAD = timedelta(days=365)
_MOST_TOLD = 10
"""Lines of one kind; a calendar of years may hold many."""


@click.command(
    "import",
    cls=ExampleCommand,
    short_help="Take events from a calendar.",
    examples="""
        cardscan event import calendar.ics
        cardscan event import calendar.ics --only 交流会        # only what is called so, or takes place there
        cardscan event import calendar.ics --since 2025-01-01 --until 2026-12-31
        cardscan event import calendar.ics --dry-run          # what would be taken
    """,
)
@click.argument("calendar", metavar="CAL.ics", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--only", multiple=True, metavar="TEXT", help="Only appointments with this in name or place; repeatable.")
@click.option(
    "--since",
    type=_DAY,
    metavar="YYYY-MM-DD",
    help="The first day. Default: two years back, or the day of the first photo if that is earlier.",
)
@click.option("--until", type=_DAY, metavar="YYYY-MM-DD", help="The last day. Default: a year ahead.")
@click.option("--free", is_flag=True, help="Also whole days that block no time: birthdays, holidays.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@json_option
@pass_invocation
def import_calendar(
    invocation: Invocation,
    calendar: Path,
    only: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    free: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take events from a calendar file (iCalendar), each occurrence of a recurring appointment for itself.

    Importing the calendar again brings the events up to date; what you met or wrote down there stays. A photo taken
    during an appointment belongs to it, unless a folder's name or --event said another event: at its import, and now
    if it was imported before. Of two appointments at once the shorter counts.
    """
    from cardscan.calendar.read import MOST_BYTES, read_calendar

    data = read_given(calendar, MOST_BYTES)
    with invocation.store() as store:
        first, last = _days(store, since, until)
        reading = read_calendar(data, first, last, free=free)
        wanted = [one for one in reading.appointments if _matches(one, only)]
        if dry_run:
            for one in wanted:
                print_json(_planned(one)) if as_json else say(f"{_when(one)}  {one.name}" + _behind(one.place))
            if not as_json:
                _tell_left_out(reading)
            return
        with store.one_change("calendar", f"{len(wanted)} appointments"):
            done = store.update_calendar(wanted, first, last)
            photos = store.move_photos_to_appointments()
    if as_json:
        print_json(_to_json(done, photos, reading))
    else:
        _report(done, photos)
        _tell_left_out(reading)
        if not wanted:
            tell(f"No appointments from {first} to {last}" + (f" with {' or '.join(only)}" if only else ""))


def _days(store: Store, since: datetime | None, until: datetime | None) -> tuple[date, date]:
    today = date.today()
    photo = store.first_photo()
    first = since.date() if since else min([today - _BACK, *([photo.date()] if photo else [])])
    last = until.date() if until else max(today + _AHEAD, first)
    if last < first:
        raise InvalidInput(f"--until {last} is before --since {first}")
    return first, last


def _matches(one: Appointment, only: Sequence[str]) -> bool:
    from cardscan.orthography.fold import search_fold

    text = search_fold(f"{one.name} {one.place or ''}")
    return not only or any(search_fold(wanted) in text for wanted in only)


def _report(done: CalendarUpdate, photos: Sequence[PhotoDuring]) -> None:
    counts = [
        (len(done.new), "new"),
        (len(done.changed), "changed"),
        (done.unchanged, "unchanged"),
        (done.removed, "gone from the calendar and removed"),
    ]
    say(f"Appointments: {', '.join(f'{count} {word}' for count, word in counts if count) or 'none'}")
    _some([f"  changed: {_event(one)}" for one in done.changed])
    _some([f"  not in the calendar any more, kept with what it holds: {_event(one)}" for one in done.kept])
    for moved in (True, False):
        _some([_photo(one) for one in photos if one.moved is moved])


def _photo(one: PhotoDuring) -> str:
    who = f" ({', '.join(one.person_ids)})" if one.person_ids else ""
    said = f"  photo {one.photo_id}{who}, until now at {one.was.id} {one.was.name}"
    if one.moved:
        return f"{said}: taken during {_event(one.candidates[0])}, and belongs to it now"
    people = " ".join(one.person_ids)
    choices = " or ".join(map(_event, one.candidates))
    told = f"{said}: taken during {choices}"
    return f"{told}; if so: cardscan event attach {one.candidates[0].id} {people}" if people else told


def _some(lines: Sequence[str]) -> None:
    for line in lines[:_MOST_TOLD]:
        say(line)
    if len(lines) > _MOST_TOLD:
        say(f"  … and {len(lines) - _MOST_TOLD} more like this")


def _tell_left_out(reading: CalendarReading) -> None:
    for one in reading.left_out[:_MOST_TOLD]:
        tell(f"Left out “{one.name}”: {one.reason}")
    if len(reading.left_out) > _MOST_TOLD:
        tell(f"… and {len(reading.left_out) - _MOST_TOLD} more left out")
    if reading.cancelled:
        tell(f"Left out {reading.cancelled} that were cancelled")
    if reading.free:
        tell(f"Left out {reading.free} whole days that block no time (birthdays, holidays); with --free they count")


def _event(one: Event) -> str:
    when = f"{one.starts_at:%Y-%m-%d %H:%M}" if one.starts_at else f"{one.start or ''}"
    return f"{one.id} {one.name} ({when})"


def _when(one: Appointment) -> str:
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        return f"{one.start:%Y-%m-%d %H:%M} to {one.end:{'%H:%M' if one.end.date() == one.day else '%Y-%m-%d %H:%M'}}"
    return f"{one.start}" if one.end == one.start else f"{one.start} to {one.end}"


def _behind(place: str | None) -> str:
    return f"  {place}" if place else ""


def _planned(one: Appointment) -> dict[str, Any]:
    return {
        "uid": one.key,
        "name": one.name,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "place": one.place,
    }


def _to_json(done: CalendarUpdate, photos: Sequence[PhotoDuring], reading: CalendarReading) -> dict[str, Any]:
    from cardscan.export.to_json import event_to_json

    return {
        "new": [event_to_json(one) for one in done.new],
        "changed": [event_to_json(one) for one in done.changed],
        "unchanged": done.unchanged,
        "removed": done.removed,
        "kept": [event_to_json(one) for one in done.kept],
        "photos": [
            {
                "photo": one.photo_id,
                "people": list(one.person_ids),
                "was": one.was.id,
                "events": [event.id for event in one.candidates],
                "moved": one.moved,
            }
            for one in photos
        ],
        "left_out": [{"name": one.name, "reason": one.reason} for one in reading.left_out],
        "free": reading.free,
        "cancelled": reading.cancelled,
    }
