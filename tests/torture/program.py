"""``cardscan`` as a process of its own, with the plug of the tests in it and in its workers."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cardscan.errors import ExitCode

FULL = os.environ.get("CARDSCAN_TORTURE") == "full"
"""The size of the torture: everything, or what fits into the tests of every day."""

ROOT = Path(__file__).parents[2]
PLUG = Path(__file__).with_name("plug")

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
"""Linux's prctl(2) and capabilities(7)."""

Ran = subprocess.CompletedProcess[str]


def without_privilege() -> None:
    """Between fork and exec: root too has to obey the permissions of files; others have to anyway."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


@dataclass(frozen=True)
class Program:
    """The command on one data folder."""

    home: Path
    plugged: dict[str, str] = field(default_factory=dict)
    """Variables for ``plugged``."""

    def __call__(
        self,
        *arguments: str | Path,
        code: ExitCode | None = ExitCode.OK,
        before: Callable[[], None] | None = None,
        stdout: IO[Any] | int = subprocess.PIPE,
        **environment: str,
    ) -> Ran:
        """Run to the end and insist on the exit code; whatever happens, nobody is shown a traceback."""
        ran = subprocess.run(
            self._command(arguments), env={**self._environment(), **environment}, text=True, timeout=600, check=False,
            stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, preexec_fn=before,
        )  # fmt: skip
        assert "Traceback" not in ran.stderr, f"{arguments}\n{ran.stderr}"
        assert code is None or ran.returncode == code, f"{arguments}: {ran.returncode}\n{ran.stdout}{ran.stderr}"
        return ran

    def objects(self, *arguments: str | Path, **options: Any) -> list[dict[str, Any]]:
        """What a command prints with ``--json``."""
        return [json.loads(line) for line in self(*arguments, "--json", **options).stdout.splitlines()]

    @contextmanager
    def running(self, *arguments: str | Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """A process group that is running; what is left of it afterwards is killed."""
        process = subprocess.Popen(
            self._command(arguments), env={**self._environment(), **environment}, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        try:
            yield process
        finally:
            kill_group(process)
            process.communicate()

    def _command(self, arguments: tuple[str | Path, ...]) -> list[str]:
        engine = ["--engine", "null"] if arguments[0] in ("import", "scan") and "--engine" not in arguments else []
        if arguments[0] == "import" and "--workers" not in arguments and not FULL:
            engine += ["--workers", "1"]  # a second one would take longer to start than to read these photos
        return [sys.executable, "-m", "cardscan", "--home", str(self.home), *map(str, arguments), *engine]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARDSCAN_", "TORTURE_"))}
        return {**kept, "PYTHONPATH": f"{PLUG}{os.pathsep}{ROOT}", **self.plugged}


def kill_group(process: subprocess.Popen[str]) -> None:
    """SIGKILL for the process and its workers, which are in its group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:  # all of them have ended
        return
