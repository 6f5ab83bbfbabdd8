"""The ``cardscan`` command: global options, subcommands by name, and the one place where errors become exit codes."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from cardscan import __version__
from cardscan.cli.invocation import Invocation
from cardscan.cli.output import tell
from cardscan.errors import CardscanError, ExitCode, OutputError

_COMMANDS = {
    "import": "import_photos",
    "scan": "scan",
    "search": "search",
    "list": "list_people",
    "show": "show",
    "add": "add",
    "debrief": "debrief",
    "look": "look",
    "talk": "talk",
    "promise": "promise",
    "promises": "promises",
    "review": "review",
    "face": "face",
    "brief": "brief",
    "note": "note",
    "event": "event",
    "tag": "tag",
    "sides": "sides",
    "duplicates": "duplicates",
    "merge": "merge",
    "split": "split",
    "position": "position",
    "proof": "proof",
    "edit": "edit",
    "delete": "delete",
    "bin": "show_bin",
    "undo": "undo",
    "history": "history",
    "export": "export",
    "backup": "backup",
    "restore": "restore",
    "check": "check",
    "doctor": "doctor",
    "completion": "completion",
}
"""Command name → the click command's name in ``cmd_<command>.py``; in the order of a first evening's use."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""How a disk says that it takes no more."""


class CardscanGroup(click.Group):
    """A group that imports a subcommand when it is asked for and turns every error into an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every subcommand, in the order in which they are met."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import ``cmd_<name>.py``; None for an unknown name."""
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(f"cardscan.cli.cmd_{cmd_name}"), _COMMANDS[cmd_name])
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong table above is a defect, not an input
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; a reader that has seen enough (``| head``) ends it quietly."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(
                os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
            )  # or Python complains when it flushes at exit
            ctx.exit(ExitCode.OK)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # as above
            raise OutputError(f"cannot write: {error.strerror}; free some space and run it again") from error
        return result

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run, say errors in one line on stderr, and exit with the published code."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # an old terminal's encoding must not end a listing half way
                stream.reconfigure(errors="backslashreplace")
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            if isinstance(error, click.UsageError) and error.ctx is not None:
                tell(error.ctx.get_usage())
                tell(f"For help: {error.ctx.command_path} --help")
            tell(f"cardscan: {error.format_message()}")
            sys.exit(error.exit_code)
        except click.Abort:
            tell("Stopped.")
            sys.exit(ExitCode.INTERRUPTED)
        except CardscanError as error:
            tell(f"cardscan: {error}")
            sys.exit(error.exit_code)
        except Exception:  # whatever is no error of ours is a defect: told whole, with a code of its own
            import traceback

            tell(traceback.format_exc())
            tell("cardscan: this is a defect of cardscan; what stands above belongs into the report")
            sys.exit(ExitCode.INTERNAL)
        sys.exit(code if isinstance(code, int) else ExitCode.OK)


@click.group(
    cls=CardscanGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: cardscan import ~/Pictures/cards",
)
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The data folder. Default: $CARDSCAN_HOME, else the platform's user data folder.",
)
@click.option(
    "--db",
    "database_url",
    metavar="URL",
    help="The database, as an SQLAlchemy URL. Default: $CARDSCAN_DB, else the SQLite file in the data folder.",
)
@click.version_option(__version__, prog_name="cardscan")
@click.pass_context
def cardscan(ctx: click.Context, home: Path | None, database_url: str | None) -> None:
    """Remember the people behind a stack of business cards.

    Photos of 名刺 and business cards in, searchable people with notes and events out, all on this machine.
    """
    ctx.obj = Invocation(home, database_url)
