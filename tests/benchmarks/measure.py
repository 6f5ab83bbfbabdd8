"""Runs a command and measures it: wall and processor time, peak memory of its whole process tree, what it printed."""

from __future__ import annotations

import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_EVERY = 0.1
"""Seconds between looks at the process tree; what lives shorter is not seen."""


@dataclass(frozen=True)
class Run:
    """What a command did. ``peak`` is in bytes: the largest sum of resident memory over the tree, shared pages counted
    in each process."""

    output: str
    exit_code: int
    seconds: float
    """Wall time."""
    cpu: float
    """Seconds of processor time, user and system, of the command and all processes that it started and waited for."""
    peak: int
    complaints: str
    """The end of what it wrote to stderr."""


def run(command: Sequence[str], cwd: Path) -> Run:
    """Run a command to its end."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        before = _cpu_of_children()
        start = time.monotonic()
        process = psutil.Popen(list(command), stdout=out, stderr=err, stdin=subprocess.DEVNULL, cwd=cwd)
        done, peak = threading.Event(), [0]

        def watch() -> None:
            while not done.wait(SAMPLE_EVERY):
                peak[0] = max(peak[0], _resident(process))

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        exit_code = process.wait()
        seconds = time.monotonic() - start
        done.set()
        watcher.join()
        out.seek(0)
        err.seek(0)
        cpu = _cpu_of_children() - before
        return Run(out.read(), exit_code, seconds, cpu, peak[0], err.read()[-2000:])


def _cpu_of_children() -> float:
    """Seconds that ended children of this process used, with their own children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(process: psutil.Process) -> int:
    total = 0
    try:
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for one in tree:
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:  # ended between being listed and being asked
            continue
    return total
