"""``cardscan scan``: read photos and keep nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cardscan.cli.options import (
    ExampleCommand,
    engine_option,
    json_option,
    photos_argument,
    timeout_option,
    workers_option,
)
from cardscan.cli.output import joined, print_json, show, styled, tell
from cardscan.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import RenderableType

    from cardscan.ocr.choose import EngineName
    from cardscan.records import PhotoReading


@click.command(
    short_help="Read photos and print the cards; keep nothing.",
    cls=ExampleCommand,
    examples="""
        cardscan scan IMG_0001.HEIC
        cardscan scan ~/Pictures/cards --json > cards.ndjson
        cardscan scan cards/ --json --engine tesseract | jq -r '.cards[].contact.full_name'
    """,
)
@photos_argument
@json_option
@engine_option
@workers_option
@timeout_option
@click.pass_context
def scan(
    ctx: click.Context,
    paths: tuple[Path, ...],
    as_json: bool,
    engine: EngineName,
    workers: int | None,
    timeout: float,
) -> None:
    """Read the cards on photos and print them; nothing is kept.

    PHOTO_OR_FOLDER may be JPEG, PNG, WebP, TIFF or HEIC files, or folders of them. What is marked with ? is not sure
    to be right in every character.
    """
    from cardscan.batch import scan_many
    from cardscan.photo.files import photo_files

    read = unread = 0
    with closing(scan_many(photo_files(paths), engine=engine, workers=workers, timeout=timeout)) as readings:
        for reading in readings:
            if reading.failure is None:
                read += 1
            else:
                unread += 1
            if as_json:
                from cardscan.export.to_json import reading_to_json

                print_json(reading_to_json(reading))
            else:
                show(*_shown(reading))
    if not read and not unread:
        tell("cardscan: no photos there; JPEG, PNG, WebP, TIFF and HEIC files are read")
        ctx.exit(ExitCode.NOTHING_READ)
    ctx.exit(batch_code(read, unread))


def batch_code(read: int, unread: int) -> ExitCode:
    """The exit code of a batch: all read, some not, or none."""
    if not unread:
        return ExitCode.OK
    return ExitCode.SOME_UNREAD if read else ExitCode.NOTHING_READ


def _shown(reading: PhotoReading) -> list[RenderableType]:
    from rich.padding import Padding

    from cardscan.cli.contact_view import heading, rows, shown_values
    from cardscan.store.contact_values import values_of_card

    title = styled(reading.path.name, "bold cyan")
    if reading.failure is not None:
        return [title, Padding(styled(f"not read: {reading.failure.message}", "red"), (0, 0, 1, 2))]
    taken = reading.info.taken_at if reading.info else None
    count = len(reading.cards)
    said = f"{taken:%Y-%m-%d %H:%M} · " if taken else ""
    facts = styled(f"   {said}{count or 'no'} card{'' if count == 1 else 's'}", "dim")
    shown: list[RenderableType] = [joined(title, facts)]
    for card in reading.cards:
        values = shown_values(values_of_card(card.fields, card_id=0))
        shown.append(Padding(heading(values, "no name was read"), (1, 0, 0, 2)))
        shown.append(Padding(rows(values), (0, 0, 0, 2)))
        for heading_text, kind in (("also there", "other"), ("in its QR code", "code")):
            rest = [text for line in card.fields.lines if line.kind == kind for text in line.text.splitlines()]
            if rest:
                shown.append(Padding(styled(f"{heading_text}: " + " / ".join(rest), "dim"), (0, 0, 0, 2)))
    return [*shown, ""]
