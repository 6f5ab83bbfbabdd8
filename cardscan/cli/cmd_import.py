"""``cardscan import``: take in photos, address books, and what an archive holds."""

from __future__ import annotations

import shlex
import sys
from collections import deque
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardscan.cli.archive_import import import_archive
from cardscan.cli.book_import import import_book, parse_mapping, report, report_same
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import (
    ExampleCommand,
    engine_option,
    json_option,
    timeout_option,
    workers_option,
)
from cardscan.cli.output import clean, console, print_json, say, show, tell
from cardscan.errors import EngineMissing, ExitCode, InvalidInput, StoreError

if TYPE_CHECKING:
    from cardscan.address_book.read import Form
    from cardscan.cli.import_summary import ImportSummary
    from cardscan.intake import Taken
    from cardscan.ocr.choose import EngineName
    from cardscan.store.store import Store


@click.command(
    "import",
    short_help="Read photos or address books and remember the people.",
    cls=ExampleCommand,
    examples="""
        cardscan import ~/Pictures/cards
        cardscan import "2026-11-20 異業種交流会"      # the folder's name makes the event
        cardscan import IMG_*.HEIC --event "異業種交流会" --memo "新宿、会費 5,000 円"
        cardscan import ~/Pictures/cards --dry-run    # what would be read
        cardscan import ~/phone/DCIM --watch          # goes on until Ctrl-C
        cardscan import contacts.vcf                  # from a phone, iCloud, Google, Outlook
        cardscan import eight.csv --dry-run           # which column becomes which field
        cardscan import list.csv --map "御社名=company" --event "展示会"
        cardscan import everything.cardscan.zip       # what `export archive` wrote, into an empty home
    """,
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE_OR_FOLDER...", type=click.Path(path_type=Path))
@click.option(
    "--event",
    metavar="NAME",
    help="The event at which the cards were received. Default: by folder name, calendar or day.",
)
@click.option("--memo", metavar="TEXT", help="What to remember of everybody in this import.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be read, and of CSV where each column goes.")
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=FIELD", help="Where a column of CSV goes; repeatable.")
@click.option("--encoding", metavar="NAME", help="Of address books. Default: UTF-8, UTF-16 or cp932, whichever it is.")
@click.option("--watch", is_flag=True, help="Keep taking in what appears in the folders, until Ctrl-C.")
@engine_option
@workers_option
@timeout_option
@json_option
@click.pass_context
@pass_invocation
def import_photos(
    invocation: Invocation,
    ctx: click.Context,
    paths: tuple[Path, ...],
    event: str | None,
    memo: str | None,
    dry_run: bool,
    mapping: tuple[str, ...],
    encoding: str | None,
    watch: bool,
    engine: EngineName,
    workers: int | None,
    timeout: float,
    as_json: bool,
) -> None:
    """Read photos of cards, or address books, and remember the people.

    The photos stay where they are; copies are kept byte for byte in the data folder. Photos that were imported before
    are passed over, so that a broken-off import is taken up by running it again. Front and back of a card become one
    person, also when they come in one after the other; `cardscan sides` shows which. A new card of somebody known
    joins the older ones where that is sure; where it is not, `cardscan duplicates` asks. A photo without a card becomes
    a picture of its event; `cardscan face find` looks for faces on it.

    vCard and CSV files are address books. They come in when they are named, not from a folder; the columns of Google
    Contacts, Outlook, Eight, Sansan, CamCard and many others are recognised, and what has no field becomes a note. The
    same file again changes nothing; an entry that has changed there changes what nobody changed here.
    """
    from cardscan.cli.import_summary import ImportSummary
    from cardscan.store.archive_read import is_archive

    if any(is_archive(path) for path in paths if not path.is_dir()):
        if len(paths) > 1 or mapping or encoding or event or memo or watch:
            raise InvalidInput("an archive comes in by itself, without other files or options")
        import_archive(invocation, paths[0], dry_run=dry_run, as_json=as_json)
        return
    summary = ImportSummary()
    books = _address_books(paths)
    if (mapping or encoding) and not books:
        raise InvalidInput("--map and --encoding are for address books (vCard or CSV); none is named")
    overrides = parse_mapping(mapping)
    photos = tuple(path for path in paths if path not in books)
    with invocation.store() as store:

        def taken_in(some: tuple[Path, ...]) -> Generator[Taken]:
            return _with_progress(
                store,
                some,
                drawn=not (as_json or watch or dry_run) or not sys.stdout.isatty(),
                event=event,
                memo=memo,
                dry_run=dry_run,
                engine=engine,
                workers=workers,
                timeout=timeout,
            )

        try:
            for path, form in books.items():
                result = import_book(
                    store,
                    path,
                    form,
                    encoding=encoding,
                    overrides=overrides,
                    event=event,
                    memo=memo,
                    dry_run=dry_run,
                )
                report(result, dry_run=dry_run, as_json=as_json)
                summary.add_book(result, dry_run=dry_run)
            if photos:
                _batch(taken_in(photos), store, summary, as_json=as_json, say_each=dry_run)
                if watch and not dry_run:
                    _watch(photos, taken_in, store, summary, as_json=as_json)
        except KeyboardInterrupt:
            if not as_json:
                show(*summary.lines())
            tell("Stopped. What was read is kept; the same command goes on where it stopped.")
            ctx.exit(ExitCode.INTERRUPTED)
        except (StoreError, EngineMissing):
            if summary.photos and not as_json:
                show(*summary.lines())
            raise
        if not as_json:
            show(*summary.lines())
            _hints(store, summary)
    if photos and not summary.photos:
        tell("cardscan: no photos there; JPEG, PNG, WebP, TIFF and HEIC files are read")
        _tell_books_in(photos)
    ctx.exit(summary.exit_code())


def _address_books(paths: tuple[Path, ...]) -> dict[Path, Form]:
    """The address books among what was named, each with its form; what lies in folders is not looked at."""
    from cardscan.address_book.read import form_of

    forms = {path: form_of(path) for path in dict.fromkeys(paths) if not path.is_dir()}
    return {path: form for path, form in forms.items() if form is not None}


def _tell_books_in(paths: tuple[Path, ...]) -> None:
    """Somebody who names a folder without photos may have meant the address books in it."""
    found = [
        file
        for path in paths
        if path.is_dir()
        for file in sorted(path.iterdir())
        if file.suffix.lower() in (".vcf", ".csv")
    ]
    if found:
        tell(f"Address books come in when they are named: cardscan import {shlex.quote(str(found[0]))}")


def _with_progress(
    store: Store, paths: tuple[Path, ...], *, drawn: bool, event: str | None, **options: Any
) -> Generator[Taken]:
    """``take_in`` with a bar on stderr, where stderr is a terminal and no lines on stdout get between (``drawn``)."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from cardscan.intake import plan, take_in

    planned = plan(paths, store, event=event)
    waiting = deque(photo.path for photo in planned if photo.known_as is None and photo.failure is None)
    screen = console(stderr=True)
    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        console=screen,
        transient=True,
        redirect_stdout=False,  # or results would go to stderr
        redirect_stderr=False,
        disable=not (drawn and screen.is_terminal),
    )
    with progress:
        task = progress.add_task("", total=len(planned))
        progress.update(task, description=_reading(waiting))
        for taken in take_in(planned, store, **options):
            yield taken
            if waiting and taken.path == waiting[0]:
                waiting.popleft()
            progress.update(task, advance=1, description=_reading(waiting))


def _reading(waiting: deque[Path]) -> str:
    return f"reading {clean(waiting[0].name)}" if waiting else "done"


def _batch(some: Generator[Taken], store: Store, summary: ImportSummary, *, as_json: bool, say_each: bool) -> None:
    """Take in photos, then see which of their cards are two sides of one, and which a new card of somebody known."""
    from cardscan.intake import join_sides, match_people

    batch, people = [], 0
    with closing(some), store.one_change("import") as change:  # however it ends, no worker goes on
        for taken in some:
            _one(taken, summary, as_json=as_json, say_each=say_each)
            batch.append(taken)
            people += len(taken.people)
            change.summary = f"{_count(len(batch), 'photo')}, {_count(people, 'card')}"
        summary.join(join_sides(batch, store))
        same = match_people(batch, store)
    summary.match(same)
    if as_json:
        report_same(same)


def _count(number: int, one: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {one}s"


def _one(taken: Taken, summary: ImportSummary, *, as_json: bool, say_each: bool) -> None:
    summary.add(taken)
    if as_json:
        print_json(_to_json(taken))
    elif say_each:
        say(f"{taken.path}: {_WORDS[taken.status]}" + (f" ({taken.event})" if taken.event else ""))


_WORDS = {
    "added": "read",
    "known": "imported before",
    "unread": "cannot be read",
    "no_card": "no card on it",
    "planned": "would be read",
}


def _watch(paths: tuple[Path, ...], taken_in: Any, store: Store, summary: ImportSummary, *, as_json: bool) -> None:
    from cardscan.cli.watch import settled_photos

    tell("Watching; Ctrl-C ends it.")
    for ready in settled_photos(paths):
        _batch(taken_in(tuple(ready)), store, summary, as_json=as_json, say_each=True)


def _to_json(taken: Taken) -> dict[str, Any]:
    failure = taken.failure
    return {
        "file": str(taken.path),
        "status": taken.status,
        "photo": taken.photo_id,
        "event": taken.event,
        "appointments": [one.id for one in taken.appointments],
        "cards": taken.cards,
        "people": list(taken.people),
        "unsure": taken.unsure,
        "error": {"code": failure.code, "message": failure.message} if failure else None,
    }


def _hints(store: Store, summary: ImportSummary) -> None:
    """What to do next, with somebody who was just met."""
    if not summary.people:
        if summary.event_pictures:
            tell("\nNext:\n  cardscan face find")
        return
    somebody = store.person(next(iter(summary.people)))
    name = somebody.contact.family_name or somebody.contact.full_name
    tell("\nNext:")
    if summary.unsure:
        tell("  cardscan proof")
    tell(f"  cardscan show {somebody.id}")
    if name and not name.startswith("-"):
        tell(f"  cardscan search {_as_a_word(name)}")
    tell(f'  cardscan note {somebody.id} "…"')
    if summary.event_pictures:
        tell("  cardscan face find")


def _as_a_word(name: str) -> str:
    """A name as one word of a command line: what is copied from here must not be run because a card says so."""
    return name if name.isalnum() else shlex.quote(name)
