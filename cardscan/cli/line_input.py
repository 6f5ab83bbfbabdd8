"""One line typed by a person, with the line editing of the terminal."""

from __future__ import annotations

import sys

import click


def read_line(prompt: str, prefilled: str = "") -> str | None:
    """What was typed, without its line end; None at the end of the input (Ctrl-D).

    Args:
        prompt: What stands before it; plain text of ours.
        prefilled: What stands there already and can be edited, where the terminal can do that.
    """
    if not sys.stdout.isatty():  # the prompt must not mix with the results
        click.echo(prompt, nl=False, err=True)
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None
    try:
        import readline
    except ImportError:  # Windows, whose own line editing cannot be handed a text
        pass
    else:
        readline.set_startup_hook(lambda: readline.insert_text(prefilled))
    try:
        return input(prompt)
    except EOFError:
        return None
