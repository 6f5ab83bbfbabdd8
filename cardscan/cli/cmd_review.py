"""``cardscan review``: be asked for the people you met before you forget them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, say, show, tell
from cardscan.cli.references import complete_subject
from cardscan.cli.table import day
from cardscan.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from cardscan.cli.key_input import KeyInput
    from cardscan.cli.picture import PictureKind
    from cardscan.recall.due import Review
    from cardscan.recall.session import Tally
    from cardscan.store.records import Event
    from cardscan.store.store import Store

_MOST_DAYS = 366
"""How far ``--on`` may lie from today: what is kept for a mistyped year would not be due in a lifetime."""


@click.command(
    short_help="Be asked for the people you met before you forget them.",
    cls=ExampleCommand,
    examples="""
        cardscan review                      # what is due today, then the newest event's first session
        cardscan review e3                   # the first session of that event, or what is due of it
        cardscan review 齋藤                  # one person, due or not
        cardscan review --limit 20
        cardscan review --status             # due, forecast, who is about to be forgotten
        cardscan review e3 --status --on friday
        cardscan review --json | jq -r 'select(.retrievability < 0.8) | .name'
    """,
)
@click.argument("ref", metavar="[EVENT_OR_PERSON]", required=False, shell_complete=complete_subject)
@click.option("--status", "only_status", is_flag=True, help="Show how it stands, and ask nothing.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask no more than N of the questions due.")
@click.option(
    "--on",
    "on",
    metavar="DAY",
    help="The day that counts as today (2026-12-04, 明日, friday): look ahead with --status or --json; answers are "
    "kept as given on it.",
)
@click.option(
    "--picture",
    type=click.Choice(["auto", "kitty", "sixel", "blocks", "none"]),
    default="auto",
    show_default=True,
    help="How to draw cards and faces.",
)
@json_option
@pass_invocation
def review(
    invocation: Invocation,
    ref: str | None,
    only_status: bool,
    limit: int | None,
    on: str | None,
    picture: PictureKind | Literal["auto"],
    as_json: bool,
) -> None:
    """Be asked for the people you met, each when you are about to forget them (FSRS).

    A card is shown: who was it? Or a look or a face: what is the name? Space gives one hint at a time, Enter the
    answer, and 1 to 4 say how well you knew it. Every answer is kept at once; u takes the last one back.

    People of a new event are learned in a first session: up to twelve are shown, then asked for until each was
    recalled, then the next group. A day of reviews begins at 4:00.

    With --json, or without a terminal, what is due is listed and nothing is asked.
    """
    now = _clock(on)
    with invocation.store() as store:
        event, person = _subject(store, ref)
        if only_status:
            if person is not None:
                raise click.UsageError("--status is about everybody or an event.")
            _status(store, now(), event, as_json)
        elif as_json or not sys.stdin.isatty():
            _list(store, now(), event, person, limit, as_json)
        else:
            _ask(store, now, event, person, limit, picture)


def _clock(on: str | None) -> Callable[[], datetime]:
    """The present, moved by whole days where another day counts as today."""
    from cardscan.dates.due_day import due_day
    from cardscan.recall.learning_day import learning_day

    today = learning_day(datetime.now().astimezone())
    counted = today if on is None else due_day(on, today)
    if counted is None:
        raise InvalidInput(f"“{on}” is no day; write for example 2026-12-04, 12月3日, 明日, friday or in 2 weeks")
    moved = counted - today
    if abs(moved.days) > _MOST_DAYS:
        raise InvalidInput(f"{counted} is more than a year away from today.")
    return lambda: datetime.now().astimezone() + moved


def _subject(store: Store, ref: str | None) -> tuple[Event | None, str | None]:
    """The event or the id of the person that ``ref`` names."""
    from cardscan.store.ids import IdKind, parse_id

    if ref is None:
        return None, None
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.EVENT:
        return store.event(ref), None
    try:
        return None, store.person(ref).id
    except NotFound as nobody:
        try:
            return store.event(ref), None
        except NotFound:
            raise nobody from None


def _status(store: Store, now: datetime, event: Event | None, as_json: bool) -> None:
    from cardscan.recall.status import review_status

    status = review_status(store, now, event=event.id if event else None)
    people = {one.id: one for one in store.summaries([review.person_id for review in status.forgetting])}
    if as_json:
        from cardscan.export.review_json import status_to_json

        print_json(status_to_json(status, people))
        return
    from cardscan.cli.review_status import status_view

    show(*status_view(status, people))
    _tell_new(store)


def _due(
    store: Store, now: datetime, event: Event | None, person: str | None, *, pictures: bool, limit: int | None
) -> list[Review]:
    """What is to be asked, in the order of the session; a person is asked for whether due or not."""
    from cardscan.recall.due import due_reviews, interleaved, reviews_of

    if person is not None:
        return reviews_of(store, person, now, pictures=pictures)[:limit]
    found = due_reviews(store, now, event=event.id if event else None, pictures=pictures)[:limit]
    events = {one.id: one.event for one in store.summaries([review.person_id for review in found])}
    return interleaved(found, events)


def _list(
    store: Store, now: datetime, event: Event | None, person: str | None, limit: int | None, as_json: bool
) -> None:
    from cardscan.export.review_json import review_to_json, session_place_to_json
    from cardscan.recall.first_session import planned_places

    new = [one for one in planned_places(store, event.id) if one.tested_at is None] if event else []
    due = _due(store, now, event, person, pictures=True, limit=limit)
    people = {
        one.id: one for one in store.summaries([*(one.person_id for one in new), *(one.person_id for one in due)])
    }
    lines = [(people[one.person_id], session_place_to_json(one, people[one.person_id])) for one in new]
    lines += [(people[one.person_id], review_to_json(one, people[one.person_id])) for one in due]
    for who, line in lines:
        if as_json:
            print_json(line)
        else:
            chance = f"{line['retrievability']:.0%}" if line["retrievability"] is not None else "new"
            say("  ".join(filter(None, (who.id, chance, line["direction"], who.name, who.organization, who.event))))
    if not as_json:
        tell("There is no terminal to ask on." if lines else "Nothing is due.")


def _ask(
    store: Store,
    now: Callable[[], datetime],
    event: Event | None,
    person: str | None,
    limit: int | None,
    picture: PictureKind | Literal["auto"],
) -> None:
    """Hold the session; what came of it is told even when Ctrl-C ends it."""
    from cardscan.cli.first_session_dialogue import FirstSessionDialogue
    from cardscan.cli.key_input import KeyInput
    from cardscan.cli.output import console
    from cardscan.cli.picture import terminal_picture_kind
    from cardscan.cli.review_dialogue import Quit, ReviewDialogue
    from cardscan.recall.session import Asked, ReviewSession

    kind = terminal_picture_kind(console(stderr=True)) if picture == "auto" else picture
    tallies: list[Tally] = []
    try:
        with KeyInput() as keys:
            if event is not None:
                FirstSessionDialogue(store, event, kind, keys, now, tallies).run()
            due = _due(store, now(), event, person, pictures=kind != "none", limit=limit)
            session = ReviewSession(store, tuple(Asked(one.person_id, one.direction) for one in due), now)
            try:
                ReviewDialogue(session, kind, keys).run()
            finally:
                tallies.append(session.tally())
            if event is None and person is None and limit is None:
                new = _offered(store, keys)
                if new is not None:
                    FirstSessionDialogue(store, new, kind, keys, now, tallies).run()
    except Quit:
        pass
    finally:
        _tell_outcome(store, now(), tallies, pictures=kind != "none")


def _offered(store: Store, keys: KeyInput) -> Event | None:
    """The newest event with people who were never asked for, if its first session is to begin."""
    from cardscan.cli.key_input import END, ENTER
    from cardscan.cli.review_dialogue import read_key
    from cardscan.recall.first_session import newest_open

    found = newest_open(store)
    if found is None:
        return None
    tell(_never_asked(*found))
    return (
        found[0] if read_key(keys, "Enter first session · q not now", [ENTER, " ", "q", END]) in (ENTER, " ") else None
    )


def _never_asked(event: Event, count: int) -> str:
    when = day(event.start)
    dated = f" ({when})" if when and when != event.name else ""
    return f"{count} {'person' if count == 1 else 'people'} of {event.name}{dated} were never asked for."


def _tell_new(store: Store) -> None:
    from cardscan.recall.first_session import newest_open

    found = newest_open(store)
    if found is not None:
        tell(f"\n{_never_asked(*found)} Learn them: cardscan review {found[0].id}")


def _tell_outcome(store: Store, now: datetime, tallies: Sequence[Tally], *, pictures: bool) -> None:
    """What came of the questions, what is left today, and when it goes on."""
    from cardscan.cli.memory_view import weekday
    from cardscan.cli.review_dialogue import told
    from cardscan.recall.due import due_reviews
    from cardscan.recall.session import Tally
    from cardscan.recall.status import next_due

    outcome = told(sum(tallies, Tally()))
    left, later = len(due_reviews(store, now, pictures=pictures)), next_due(store, now, pictures=pictures)
    said = [f"{outcome}."] if outcome else []
    said += [f"{left} left today." if left else "Nothing is due."]
    said += [f"Next: {later[1]} on {weekday(later[0])}."] if later is not None else []
    say(" ".join(said))
