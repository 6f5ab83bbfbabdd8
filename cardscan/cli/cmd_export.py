"""``cardscan export``: everything out again, in files that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand
from cardscan.cli.output import tell
from cardscan.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from cardscan.store.records import Person
    from cardscan.store.store import Store

_EVERYBODY = 1_000_000
"""A limit of hits that no store of cards reaches."""


@click.command(
    short_help="Write vCards, CSV, JSON, a deck for Anki or everything.",
    cls=ExampleCommand,
    examples="""
        cardscan export vcard --out people.vcf               # for a phone: vCard 3.0 with readings and pictures
        cardscan export vcard --version 4.0 --out people.vcf
        cardscan export csv --out people.csv                 # for Excel, Google Contacts, Outlook
        cardscan export json > everything.ndjson             # one person a line, with everything
        cardscan export anki --out people.apkg               # a deck; importing a later one keeps the progress
        cardscan export archive --out everything.cardscan.zip  # all there is, for another home or program
        cardscan export csv --event e3 --out 交流会.csv
        cardscan export vcard --query "company:sample" --no-photos --out sample.vcf
    """,
)
@click.argument(
    "form", type=click.Choice(["vcard", "csv", "json", "anki", "archive"]), metavar="vcard|csv|json|anki|archive"
)
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, allow_dash=True),
    default="-",
    help="The file; it is written whole or not at all. Default: stdout.",
)
@click.option("--version", type=click.Choice(["3.0", "4.0"]), default="3.0", show_default=True, help="Of the vCards.")
@click.option("--no-photos", is_flag=True, help="Leave the pictures out of vCards and of the deck.")
@click.option("--event", metavar="EVENT", help="Only people met at this event (its id or name).")
@click.option("--query", metavar="QUERY", help="Only people whom this search finds.")
@pass_invocation
def export(
    invocation: Invocation, form: str, out: Path, version: str, no_photos: bool, event: str | None, query: str | None
) -> None:
    """Export people as vCards, CSV, JSON or a deck for Anki, or everything as one archive.

    CSV opens in Excel as it is, its columns are those of Google Contacts, and no cell is ever run as a formula. The
    deck asks in several directions: by the card, the look, the face, the firm and event. The archive is a zip with
    every photo, card picture and face and all data as lines of JSON; `cardscan import` makes an empty home of it.
    """
    if event is not None and query is not None:
        raise InvalidInput("--event and --query do not go together; write --query 'event:NAME …'")
    if form == "archive" and (event is not None or query is not None or no_photos):
        raise InvalidInput("an archive holds everything; --event, --query and --no-photos are for the other forms")
    if form in ("anki", "archive") and str(out) == "-" and sys.stdout.isatty():
        kind, name = ("a deck", "people.apkg") if form == "anki" else ("an archive", "everything.cardscan.zip")
        raise InvalidInput(f"{kind} is no text for a terminal; say where to: --out {name}")
    with invocation.store() as store:
        people = _Counted(_chosen(store, event, query))
        if form == "anki":
            from cardscan.export.to_anki import people_to_anki

            data: Iterator[bytes] = iter([people_to_anki(people, photos=not no_photos)])
        elif form == "archive":
            data = store.archive()
        elif form == "vcard":
            from cardscan.export.to_vcard import people_to_vcards

            data = _utf8(people_to_vcards(people, version=version, photos=not no_photos))
        elif form == "csv":
            from cardscan.export.to_csv import people_to_csv

            data = _utf8(people_to_csv(list(people)))
        else:
            from cardscan.export.to_json import json_line, person_to_json

            data = _utf8(json_line(person_to_json(person)) + "\n" for person in people)
        if str(out) == "-":
            for piece in data:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        else:
            from cardscan.export.write import write_whole

            write_whole(out, data)
            count = store.counts()["people"] if form == "archive" else people.count
            everything = "everything, " if form == "archive" else ""
            tell(
                f"Wrote {everything}{count} {'person' if count == 1 else 'people'}{',' if everything else ''} to {out}"
            )


def _utf8(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode("utf-8") for piece in pieces)


class _Counted:
    """An iterable that remembers how many went by."""

    def __init__(self, people: Iterator[Person]) -> None:
        self._people = people
        self.count = 0

    def __iter__(self) -> Iterator[Person]:
        for person in self._people:
            self.count += 1
            yield person


def _chosen(store: Store, event: str | None, query: str | None) -> Iterator[Person]:
    if event is not None:
        ids = [person.id for person in store.people(event=event)]
    elif query is not None:
        from cardscan.search.search import search

        ids = [hit.person.id for hit in search(store, query, _EVERYBODY)]
    else:
        yield from store.dump()
        return
    if not ids:
        raise NotFound(
            "nobody to export: nobody was met there" if event else f"nobody to export: “{query}” finds nobody"
        )
    yield from (store.person(one) for one in ids)
