"""``cardscan brief``: whom one may meet next, and what is known of them."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cardscan.cli.given_file import read_given
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import console, print_json, show, tell
from cardscan.cli.references import complete_subject
from cardscan.errors import ExitCode, InvalidInput

if TYPE_CHECKING:
    from cardscan.briefing.brief import Briefing
    from cardscan.store.records import Event
    from cardscan.store.store import Store

_MOST_BYTES = 1_000_000
"""Of a list of names: some 20,000 lines."""


@click.command(
    short_help="Whom you may meet next: who they are, the last talk, the open promise.",
    cls=ExampleCommand,
    examples="""
        cardscan brief                           # the next event of your calendar
        cardscan brief 異業種交流会                # who was there before
        cardscan brief 齋藤 "Emma White"
        cardscan brief company:サンプル title:代表  # whoever a search finds
        cardscan brief --names attendees.txt --event e5
        pbpaste | cardscan brief --names -       # a list out of a mail
        cardscan brief 異業種交流会 --html brief.html
    """,
)
@click.argument("words", nargs=-1, metavar="[EVENT | NAME... | QUERY]", shell_complete=complete_subject)
@click.option("--event", "event_ref", metavar="EVENT", help="The event that it is for (its id or name).")
@click.option(
    "--names",
    "names_file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="A list of attendees, one a line; - is stdin.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=24, show_default=True, metavar="N", help="At most N people."
)
@click.option(
    "--html",
    "html_file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Write a page to print to this file; - is stdout.",
)
@click.option("--picture/--no-picture", "pictures", default=None, help="Draw the cards. Default: where all fits.")
@json_option
@click.pass_context
@pass_invocation
def brief(
    invocation: Invocation,
    ctx: click.Context,
    words: tuple[str, ...],
    event_ref: str | None,
    names_file: Path | None,
    limit: int,
    html_file: Path | None,
    pictures: bool | None,
    as_json: bool,
) -> None:
    """Before you meet people: who may be there, how likely you still know them, look, last talk, open promise.

    For an event those who were there before, or at others of its series. A name may be a whole one or a family name;
    a line of a list may hold the firm as well. How likely you know somebody comes from your answers to reviews.
    """
    now = datetime.now(UTC)
    with invocation.store() as store:
        briefing = _briefing(store, words, event_ref, names_file, limit, now)
    left = len(briefing.people) - limit
    briefing = replace(briefing, people=briefing.people[:limit])
    if html_file is not None:
        _write_html(briefing, html_file, pictures is not False)
    elif as_json:
        from cardscan.export.brief_json import briefing_to_json

        print_json(briefing_to_json(briefing))
    else:
        from cardscan.cli.brief_view import briefing_lines
        from cardscan.cli.picture import terminal_picture_kind

        screen = console()
        if pictures is None and terminal_picture_kind(screen) == "none":
            pictures = False
        show(*briefing_lines(briefing, screen, date.today(), pictures=pictures))
    if left > 0:
        tell(f"{left} more were left out; --limit {limit + left} has them too")
    if not briefing.people:
        ctx.exit(ExitCode.NOT_FOUND)


def _briefing(
    store: Store,
    words: tuple[str, ...],
    event_ref: str | None,
    names_file: Path | None,
    limit: int,
    now: datetime,
) -> Briefing:
    """What was asked for: a search, names, an event by its id or name, or the next event."""
    from cardscan.briefing.attendees import attendee_lines
    from cardscan.briefing.brief import brief_event, brief_names, brief_query, next_event
    from cardscan.search.query_text import parse_query

    event = store.event(event_ref) if event_ref is not None else None
    if names_file is not None:
        if words:
            raise InvalidInput("names are given either as words or with --names")
        lines = attendee_lines(_read(names_file))
        if not lines:
            raise InvalidInput(f"there are no names in {names_file}; write one a line")
        return brief_names(store, lines, now, event)
    asked = parse_query(" ".join(words))
    if asked.met is not None or any(word.columns for word in asked.words):
        return brief_query(store, " ".join(words), now, limit + 1)
    if event is None and len(words) == 1:
        event = _event(store, words[0], now)
        words = () if event is not None else words
    if words:
        return brief_names(store, [word for word in words if word.strip()], now, event)
    return brief_event(store, event or next_event(store, now), now)


def _event(store: Store, word: str, now: datetime) -> Event | None:
    """The event a word means; a person who is called so in whole comes before an event that is called so in part."""
    from cardscan.briefing.attendees import find_attendee
    from cardscan.briefing.brief import event_called
    from cardscan.orthography.fold import search_fold

    event = event_called(store, word, now)
    if event is None or word.strip().lower() == event.id or search_fold(word) == search_fold(event.name):
        return event
    with store.searching() as index:
        return None if find_attendee(index, word).people else event


def _read(path: Path) -> str:
    data = read_given(path, _MOST_BYTES)
    if len(data) > _MOST_BYTES:
        raise InvalidInput(f"{path} is no list of names: it has more than {_MOST_BYTES} bytes")
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(f"{path} is neither UTF-8 nor Shift_JIS; save it as UTF-8")


def _write_html(briefing: Briefing, path: Path, pictures: bool) -> None:
    from cardscan.export.brief_html import briefing_to_html

    data = briefing_to_html(briefing, today=date.today(), pictures=pictures).encode("utf-8")
    if str(path) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from cardscan.export.write import write_whole

    write_whole(path, [data])
    count = len(briefing.people)
    tell(f"Wrote {count} {'person' if count == 1 else 'people'} to {path}")
