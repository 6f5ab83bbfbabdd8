"""A person at a terminal: what is shown until a prompt, and what is typed there."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys

from cardscan.errors import ExitCode

PROMPT = b"> "

ENDINGS = [("\x03", ExitCode.INTERRUPTED), ("\x04", ExitCode.OK), ("kill", -signal.SIGKILL)]
"""Ways in which a dialogue may end between two answers, and the exit code of each: Ctrl-C, Ctrl-D, SIGKILL."""


class Terminal:
    """A command of ``cardscan`` on a pseudo-terminal of 100 × 40 cells."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        self.ours, theirs = os.openpty()
        self.shown = b""
        told = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "100", "LINES": "40", **environment}
        multiplexers = ("TMUX", "TERM_PROGRAM", "KITTY_WINDOW_ID", "NO_COLOR")
        kept = {name: value for name, value in os.environ.items() if name not in multiplexers}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cardscan", *arguments],
            stdin=theirs, stdout=theirs, stderr=theirs, env={**kept, **told}, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def read(self, until: bytes = PROMPT) -> str:
        """What is shown until the next prompt or the end."""
        new = b""
        while not new.endswith(until):
            assert select.select([self.ours], [], [], 60)[0], f"nothing more after {new!r}"
            try:
                piece = os.read(self.ours, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            new += piece
        self.shown += new
        return new.decode("utf-8", "replace").replace("\r\n", "\n")

    def answer(self, text: str, until: bytes = PROMPT) -> str:
        os.write(self.ours, f"{text}\n".encode())
        return self.read(until)

    def interrupt(self) -> None:
        """Ctrl-C, again until heard: one between readline's prompt and its waiting shows only with the next key."""
        for _ in range(10):
            self.process.send_signal(signal.SIGINT)
            if select.select([self.ours], [], [], 6)[0]:
                return

    def end(self, ending: str) -> None:
        """Leave in one of the ways of ``ENDINGS``."""
        if ending == "kill":
            os.killpg(self.process.pid, signal.SIGKILL)
        elif ending == "\x03":
            self.interrupt()
        else:
            os.write(self.ours, ending.encode())

    def ended(self) -> int:
        try:
            return self.process.wait(timeout=60)
        finally:
            self.process.kill()
            os.close(self.ours)


def plain(shown: str) -> str:
    """Without colours."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)
