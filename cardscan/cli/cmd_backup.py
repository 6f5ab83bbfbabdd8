"""``cardscan backup``: everything in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import console, print_json, say, show, styled, tell
from cardscan.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cardscan.store.backup_records import Backup

_WHY = {
    "manual": "by hand",
    "migration": "before new tables",
    "restore": "before a restore",
    "merge": "before a merge",
}
"""``BackupReason`` → how it is said."""


@click.command(
    short_help="Put everything into one file.",
    cls=ExampleCommand,
    examples="""
        cardscan backup /media/usb/cardscan.zip
        cardscan backup /media/usb/cardscan.zip --force     # replaces the last one
        cardscan backup                                     # into the data folder itself
        cardscan backup --list
    """,
)
@click.argument("file", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--list", "listed", is_flag=True, help="List the backups in the data folder, automatic ones too.")
@json_option
@click.pass_context
@pass_invocation
def backup(
    invocation: Invocation, ctx: click.Context, file: Path | None, force: bool, listed: bool, as_json: bool
) -> None:
    """Put everything into one file: people, notes, reviews, the original photos, the pictures of cards and faces.

    It may be made while an import runs. The file is a ZIP that only you can read. Keep it on another disk; without FILE
    it goes into the folder `backups` of the data folder. `cardscan restore FILE` puts it back.
    """
    if listed:
        if file is not None or force:
            raise click.UsageError("--list goes with nothing else but --json.")
        from cardscan.store.backups import list_backups  # without opening the database, which may be damaged

        _list(list_backups(invocation.config().home), as_json=as_json)
        return
    with invocation.store() as store, console(stderr=True).status("backing up"):
        made = store.backup(file, force=force)
    lost = (*made.about.missing, *made.about.changed)
    if as_json:
        print_json(backup_to_json(made))
    else:
        said = (_count(made.about.people, "person", "people"), _count(made.about.photos, "photo", "photos"))
        say(f"{made.path}: {' and '.join(said)}, {megabytes(made.size)}")
    if lost:
        tell(
            f"cardscan: files are missing or damaged ({len(lost)}), and so they are in the backup; "
            "cardscan check --read-data tells which"
        )
        ctx.exit(ExitCode.FINDINGS)


def backup_to_json(made: Backup) -> dict[str, Any]:
    """A backup as ``--json`` prints it."""
    about = made.about
    return {
        "file": str(made.path),
        "reason": str(about.reason),
        "made_at": about.made_at.isoformat(),
        "size": made.size,
        "people": about.people,
        "photos": about.photos,
        "program": about.program,
        "schema": about.schema,
        "with_files": about.reason == "manual",
        "missing": list(about.missing),
        "changed": list(about.changed),
    }


def megabytes(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / 1e6:,.1f} MB"


def _list(found: Sequence[Backup], *, as_json: bool) -> None:
    if as_json:
        for one in found:
            print_json(backup_to_json(one))
        return
    if not found:
        tell("No backups yet. Make one: cardscan backup FILE")
        return
    from rich.table import Table

    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False)
    for heading, right in (("made", False), ("why", False), ("people", True), ("size", True), ("file", False)):
        grid.add_column(heading, justify="right" if right else "left", no_wrap=heading == "file")
    for one in found:
        about = one.about
        made = f"{about.made_at.astimezone():%Y-%m-%d %H:%M}"
        cells = (made, _WHY[about.reason], about.people, megabytes(one.size), one.path)
        grid.add_row(*map(styled, cells))
    show(grid)
    tell(
        "Those by hand hold everything and stay; the others hold what you wrote and need the photos in the data folder."
    )


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
