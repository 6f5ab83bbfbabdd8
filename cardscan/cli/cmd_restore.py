"""``cardscan restore``: a backup takes the place of the present data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cardscan.cli.cmd_backup import backup_to_json
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import console, print_json, say, tell

if TYPE_CHECKING:
    from cardscan.store.restore import Restored


@click.command(
    short_help="Put a backup in the place of the present data.",
    cls=ExampleCommand,
    examples="""
        cardscan restore /media/usb/cardscan.zip --dry-run    # only look whether it is whole
        cardscan restore /media/usb/cardscan.zip
        cardscan --home ~/another restore /media/usb/cardscan.zip
    """,
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check the backup, every byte of it.")
@click.option(
    "--allow-missing",
    is_flag=True,
    help="Restore an automatic backup though photos that it needs were deleted for good since.",
)
@json_option
@pass_invocation
def restore(invocation: Invocation, file: Path, dry_run: bool, allow_missing: bool, as_json: bool) -> None:
    """Put a backup in the place of the present data.

    Everything in the backup is checked first; one that is damaged or of a newer cardscan changes nothing. Then the
    present data are backed up, and the backup takes their place, all at once. Nothing is asked: the way back is to
    restore the backup that was just made. Other cardscan commands must have ended.
    """
    from cardscan.store.restore import restore as put_back

    with console(stderr=True).status("checking the backup" if dry_run else "restoring"):
        done = put_back(invocation.config(), file, allow_missing=allow_missing, dry_run=dry_run)
    if as_json:
        print_json(
            {
                "backup": backup_to_json(done.backup),
                "restored": not dry_run,
                "before": str(done.before) if done.before else None,
                "before_was_damaged": done.before_was_damaged,
                "added": done.added,
                "missing": list(done.missing),
            }
        )
    else:
        _say(done, dry_run=dry_run)


def _say(done: Restored, *, dry_run: bool) -> None:
    about = done.backup.about
    what = f"{about.people} people and {about.photos} photos of {about.made_at.astimezone():%Y-%m-%d %H:%M}"
    say(f"{done.backup.path} is whole: {what}" if dry_run else f"Restored {what}")
    if done.missing:
        tell(f"cardscan: files that it needs are nowhere ({len(done.missing)}); cardscan check tells which")
    if dry_run:
        return
    if done.before is None:
        tell("There were no data before.")
    elif done.before_was_damaged:
        tell(f"The damaged database that was there is kept as {done.before}")
    else:
        tell(f"What was there before is kept; the way back:\n  cardscan restore {done.before}")
