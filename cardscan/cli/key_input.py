"""Single keys typed by a person, without Enter."""

from __future__ import annotations

import codecs
import os
import re
import select
import sys
import unicodedata
from types import TracebackType
from typing import Any, Self

ENTER = "\n"
END = "\x04"
"""Ctrl-D, and the end of the input."""

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|[^\[O])?")
"""What arrow and function keys send (control sequences of ECMA-48, SS3 of the VT100's keypad), and Esc itself."""
_BROKEN_OFF = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?\Z")
_REST_SECONDS = 0.05
"""How long the rest of such a sequence may take: it is sent in one go, but a slow line may part it."""


class KeyInput:
    """The keyboard of the terminal on standard input, key by key; a context manager that leaves it as it was."""

    def __init__(self) -> None:
        """Nothing is changed before ``with``."""
        self._typed = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._before: list[Any] | None = None

    def __enter__(self) -> Self:
        """Keys come at once and are not echoed; Ctrl-C and Ctrl-Z act as ever, and what was typed ahead stays."""
        try:
            import termios
            import tty
        except ImportError:  # Windows, where click reads single keys
            return self
        self._before = termios.tcgetattr(sys.stdin.fileno())
        tty.setcbreak(sys.stdin.fileno(), termios.TCSANOW)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the terminal back."""
        if self._before is not None:
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)

    def read(self) -> str:
        """The next key in its plain form (``１`` is ``1``, ``S`` is ``s``), ``ENTER``, or ``END``."""
        key = self._next()
        return ENTER if key == "\r" else unicodedata.normalize("NFKC", key).casefold()

    def _next(self) -> str:
        if self._before is None:
            import click

            try:
                return click.getchar()
            except EOFError:
                return END
        while not self._typed:
            if not self._more():
                return END
            while _BROKEN_OFF.search(self._typed) and select.select([sys.stdin], [], [], _REST_SECONDS)[0]:
                if not self._more():
                    break
            self._typed = _ESCAPE.sub("", self._typed)
        key, self._typed = self._typed[0], self._typed[1:]
        return key

    def _more(self) -> bool:
        """Wait for keys; False at the end of the input."""
        piece = os.read(sys.stdin.fileno(), 1024)
        self._typed += self._decoder.decode(piece)
        return bool(piece)
