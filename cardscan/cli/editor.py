"""Text from the person's own editor, of which nothing is ever lost."""

from __future__ import annotations

import os
import sys
import tempfile

import click

from cardscan.errors import InvalidInput


def edited_text(before: str, suffix: str) -> str:
    """What the person made of ``before`` in ``$VISUAL`` or ``$EDITOR``; ``before`` again when nothing was saved.

    Args:
        before: The text to start from.
        suffix: Of the temporary file's name, by which editors choose their colours, for example ``.yaml``.

    Raises:
        InvalidInput: Without a terminal nobody can edit; the text must then be an argument.
    """
    if not sys.stdin.isatty() and not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise InvalidInput("there is no terminal to edit in; give the text as an argument")
    after = click.edit(before, extension=suffix)
    return before if after is None else after


def kept_aside(text: str, suffix: str) -> str:
    """Save a text that cannot be used as it stands, mode 0600, and return the file's name."""
    handle, name = tempfile.mkstemp(prefix="cardscan-", suffix=suffix)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return name
