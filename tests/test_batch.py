"""Many photos over processes: order, crashes, hangs."""

from __future__ import annotations

import os
import pickle
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cardscan import batch
from cardscan.batch import scan_many
from cardscan.errors import EngineMissing
from cardscan.ocr.null_engine import NullEngine
from cardscan.records import Pixels, Quad


class FaultyEngine(NullEngine):
    """Dies on a red photo, hangs on a blue one and has a defect that shows on a white one."""

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        blue, _, red = (int(value) for value in pixels[0, 0])
        if red > 200 > blue:
            os.abort()
        if blue > 200 > red:
            time.sleep(60)
        if min(blue, red) > 200:
            raise ZeroDivisionError("division by zero")
        return super().locate(pixels)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = []
    for number, colour in enumerate(["gray", "red", "white", "blue", "gray"]):
        paths.append(tmp_path / f"{number}.png")
        Image.new("RGB", (64, 48), colour).save(paths[-1])
    return paths


def test_a_crash_a_hang_and_a_defect_cost_one_photo_each(photos: list[Path]) -> None:
    readings = list(scan_many(photos, engine=FaultyEngine, workers=2, timeout=6))
    assert [reading.path for reading in readings] == photos
    assert [reading.failure and reading.failure.code for reading in readings] == [
        None,
        "crashed",
        "crashed",
        "timeout",
        None,
    ]


def test_unreadable_files_are_told_and_the_others_read(photos: list[Path], tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    readings = list(scan_many([tmp_path / "empty.jpg", photos[0]], engine="null", workers=1))
    assert [reading.failure and reading.failure.code for reading in readings] == ["empty", None]


def test_nothing_to_read_starts_nothing() -> None:
    assert list(scan_many([], engine="null")) == []


class KilledWhileAnswering(NullEngine):
    """On a red photo its process is killed when half of a large answer is in the pipe."""

    def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
        if int(pixels[0, 0, 2]) > 200 > int(pixels[0, 0, 0]):
            from multiprocessing.connection import Connection

            def half(pipe: Any, answer: object) -> None:
                data = pickle.dumps(answer) + bytes(10_000_000)
                os.write(pipe.fileno(), len(data).to_bytes(4, "big") + data[:30_000])
                os.kill(os.getpid(), signal.SIGKILL)

            setattr(Connection, "send", half)  # noqa: B010 - types of the method are its own
        return super().locate(pixels)


def test_a_process_killed_while_it_answers_costs_one_photo(photos: list[Path]) -> None:
    readings = list(scan_many(photos, engine=KilledWhileAnswering, workers=2, timeout=60))
    assert [reading.path for reading in readings] == photos
    assert [index for index, reading in enumerate(readings) if reading.failure] == [1]
    assert readings[1].failure and "SIGKILL" in readings[1].failure.message


def test_processes_killed_before_and_between_photos_cost_at_most_what_they_had_in_hand(photos: list[Path]) -> None:
    readings, many = [], photos * 4  # the last is far beyond what a worker had in hand
    for reading in scan_many(many, engine="null", workers=2):
        readings.append(reading)
        if len(readings) in (1, 6):
            for process in active_children():
                if process.name == "cardscan worker":
                    process.kill()
    assert [reading.path for reading in readings] == many
    failed = [reading.failure.code for reading in readings if reading.failure]
    assert len(failed) <= 2 * 2 and set(failed) <= {"crashed"}
    assert readings[-1].failure is None


def cannot_start() -> NullEngine:
    raise OSError("its network is not there")


def dies_at_start() -> NullEngine:
    os._exit(7)


def hangs_at_start() -> NullEngine:
    time.sleep(600)
    return NullEngine()


def runs_out_of_memory() -> NullEngine:
    class Greedy(NullEngine):
        def locate(self, pixels: Pixels) -> tuple[Quad, ...]:
            raise MemoryError

    return Greedy()


@pytest.mark.parametrize(
    ("engine", "why"),
    [(cannot_start, "its network is not there"), (dies_at_start, "exit code 7"), (hangs_at_start, "not there after")],
)
def test_an_engine_that_cannot_start_is_told_and_never_waited_for(
    photos: list[Path], engine: Callable[[], NullEngine], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine is hangs_at_start:
        monkeypatch.setattr(batch, "START_SECONDS", 1.5)
    with pytest.raises(EngineMissing, match=why):
        list(scan_many(photos, engine=engine, workers=2))


def test_memory_that_runs_out_is_no_defect(photos: list[Path]) -> None:
    (reading,) = scan_many(photos[:1], engine=runs_out_of_memory)
    assert reading.failure and "not enough memory" in reading.failure.message


def test_setting_the_clock_gives_no_photo_up(photos: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    real, moved = time.time, time.monotonic()
    monkeypatch.setattr(time, "time", lambda: real() + 86_400 * (-1) ** int((time.monotonic() - moved) * 10))
    readings = list(scan_many(photos[3:], engine=FaultyEngine, workers=2, timeout=3))
    assert [reading.failure and reading.failure.code for reading in readings] == ["timeout", None]


def test_whoever_leaves_early_waits_for_nobody(photos: list[Path]) -> None:
    readings = scan_many([photos[0], photos[3]], engine=FaultyEngine, workers=2, timeout=60)
    assert next(readings).failure is None
    begun = time.monotonic()
    readings.close()
    assert time.monotonic() - begun < 2
    assert not [process for process in active_children() if process.name == "cardscan worker"]


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the GNU C library alone can be told to keep memory")
def test_a_worker_keeps_the_memory_that_it_frees() -> None:
    program = """
import resource, sys
from cardscan.batch import keep_freed_memory
keep_freed_memory()
for turn in range(60):
    if turn == 10:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for size in (3 << 20, 24 << 20, 9 << 20):
        bytearray(size)
sys.exit(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before > 2000)
"""
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
