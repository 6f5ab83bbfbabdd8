"""The only way out to the terminal: results to stdout, everything else to stderr, no text from a card unescaped.

What stands on a card, in a file name or in EXIF may hold terminal escapes, right-to-left overrides and invisible
characters. ``clean`` makes them visible; ``styled`` is how such text becomes part of a rich table.
rich's own markup is never parsed.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from cardscan.export.printable import ACTING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

_CONTROLS = re.compile(f"[{ACTING}]")
_CONTROLS_BUT_NEWLINE = re.compile(f"(?!\n)[{ACTING}]")
_NO_TERMINAL_WIDTH = 10_000
"""Columns when stdout is no terminal: wide enough that nothing is ever wrapped or cut for a pipe or a file."""


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return " "
    if 0xDC80 <= code <= 0xDCFF:  # surrogateescape: the byte itself
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def clean(text: object, *, newlines: bool = False) -> str:
    r"""Make every control, bidirectional and invisible character of ``text`` visible.

    | text             | clean            |
    |------------------|------------------|
    | ``a\x1b[31m``    | ``a\\x1b[31m``   |
    | ``a\u202eb``     | ``a\\u202eb``    |
    | ``a\tb``         | ``a b``          |

    Args:
        text: Anything; ``str()`` is applied.
        newlines: Keep line feeds, as notes need.
    """
    return (_CONTROLS_BUT_NEWLINE if newlines else _CONTROLS).sub(_visible, str(text))


def styled(text: object, style: str = "", *, newlines: bool = False) -> Text:
    """Cleaned text as a rich ``Text``, whose square brackets are letters and no markup."""
    from rich.text import Text

    return Text(clean(text, newlines=newlines), style=style)


def joined(*parts: Text) -> Text:
    """Texts on one line, each in its own style: what is appended to a styled ``Text`` would take on its style."""
    from rich.text import Text

    return Text.assemble(*parts)


def print_json(value: object) -> None:
    """Print one JSON value on a line of its own to stdout, at once."""
    from cardscan.export.to_json import json_line

    click.echo(json_line(value))


def console(*, stderr: bool = False, colours: bool = False) -> Console:
    """A rich console on today's stdout (results) or stderr (everything else).

    Args:
        stderr: Which of the two.
        colours: Write 24-bit colours even where there is no terminal.
    """
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(
        file=stream,
        force_terminal=colours or None,
        color_system="truecolor" if colours else "auto",
        width=None if stream.isatty() else _NO_TERMINAL_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
    )


def show(*renderables: RenderableType) -> None:
    """Print rich renderables to stdout, without trailing blanks."""
    screen = console()
    with screen.capture() as captured:
        for renderable in renderables:
            screen.print(renderable)
    for line in captured.get().splitlines():
        click.echo(line.rstrip(), color=True)


def say(text: object = "") -> None:
    """Print a line of a result to stdout."""
    click.echo(clean(text, newlines=True))


def tell(text: object = "") -> None:
    """Print a line that is no result to stderr."""
    click.echo(clean(text, newlines=True), err=True)
