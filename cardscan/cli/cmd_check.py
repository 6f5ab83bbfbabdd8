"""``cardscan check``: whether everything that is kept is still there, and how to put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cardscan.cli.cmd_backup import megabytes
from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import console, print_json, say, show, styled, tell
from cardscan.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cardscan.store.check_records import CheckReport, Finding

_TITLES = {
    "database": "The database is damaged",
    "reference": "Rows name what is not there",
    "missing": "Photos whose original is not there",
    "no_picture": "Cards and faces without a picture",
    "unreadable": "Files that cannot be read",
    "changed": "Files that are not what was kept",
    "orphan": "Files that nothing needs",
    "leftover": "Half files of killed commands",
    "mode": "Others can look in",
    "index": "People whom a search may miss",
    "backup": "Damaged backups",
}
"""``FindingKind`` → its heading, the worst first."""

_MOST = 10
"""How many of one kind are shown; --json has all."""


@click.command(
    short_help="Check that everything is there and unchanged.",
    cls=ExampleCommand,
    examples="""
        cardscan check
        cardscan check --read-data        # reads every photo and picture, which takes its time
        cardscan check --repair
        cardscan check --json | jq -r 'select(.repaired == null) | .subject'
    """,
)
@click.option("--read-data", is_flag=True, help="Read every file and backup and compare its SHA-256.")
@click.option("--repair", is_flag=True, help="Put right what can be; nothing that anybody may want is deleted.")
@json_option
@click.pass_context
@pass_invocation
def check(invocation: Invocation, ctx: click.Context, read_data: bool, repair: bool, as_json: bool) -> None:
    """Look for missing, changed, unreadable and orphaned files, damage of the database, and people a search may miss.

    --repair takes lost files out of the backups in the data folder, cuts pictures out of their photos again, brings the
    index into step, closes what others can read, and moves what nothing needs to the folder `orphans`. The exit code is
    9 while something is left that is not right.
    """
    with invocation.store() as store, console(stderr=True).status("checking"):
        report = store.check(read_data=read_data, repair=repair)
    if as_json:
        for finding in report.findings:
            print_json(_to_json(finding))
    else:
        _show(report, read_data=read_data)
    left = len(report.open)
    if left and not repair:
        tell("Put right what can be: cardscan check --repair")
    ctx.exit(ExitCode.FINDINGS if left else ExitCode.OK)


def _to_json(finding: Finding) -> dict[str, Any]:
    return {
        "kind": str(finding.kind),
        "subject": finding.subject,
        "ids": list(finding.ids),
        "detail": finding.detail,
        "repaired": finding.repaired,
        "advice": finding.advice,
    }


def _show(report: CheckReport, *, read_data: bool) -> None:
    for kind, title in _TITLES.items():
        some = [finding for finding in report.findings if finding.kind == kind]
        if some:
            show(styled(f"{title}: {len(some)}", "bold"))
            _lines(some)
    counts = f"{report.people} people, {report.photos} photos, {report.files} files"
    looked = f"{counts}, {megabytes(report.read)} read" if read_data else counts
    if not report.findings:
        say(f"All is well: {looked}")
    else:
        repaired = len(report.findings) - len(report.open)
        say(f"{looked}; {repaired} put right, {len(report.open)} left")


def _lines(some: Sequence[Finding]) -> None:
    """What is left before what was put right."""
    for finding in sorted(some, key=lambda one: one.repaired is not None)[:_MOST]:
        whose = f" ({', '.join(finding.ids[:_MOST])})" if finding.ids else ""
        mark = ("✓ ", "green") if finding.repaired else ("✗ ", "red")
        said = finding.repaired or " ".join(filter(None, (f"{finding.detail}.", finding.advice)))
        show(styled("  ").append_text(styled(*mark)).append_text(styled(f"{finding.subject}{whose}: {said}")))
    if len(some) > _MOST:
        say(f"  and {len(some) - _MOST} more, see --json")
