"""Many photos over several processes: a crash or a hang costs one photo, and answers come in the order asked."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as PhotoTimeout
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from cardscan.ocr.choose import EngineName, check_engine, choose_engine
from cardscan.records import PhotoReading, ReadFailure

if TYPE_CHECKING:
    from cardscan.ocr.engine import OcrEngine

    EngineFactory = Callable[[], OcrEngine]

TIMEOUT_SECONDS = 120.0
"""What one photo may take: a table of twenty cards needs about 30 s on one slow core."""

_AHEAD = 2
"""Photos handed out per worker: enough that none waits, few enough that results do not pile up in memory."""


def scan_many(
    paths: Iterable[Path],
    *,
    engine: EngineName | EngineFactory = "auto",
    workers: int | None = None,
    timeout: float = TIMEOUT_SECONDS,
) -> Iterator[PhotoReading]:
    """Read photos in worker processes and yield each reading in the order of ``paths``, as soon as it is ready.

    Args:
        paths: the photos.
        engine: the text engine's name, or a picklable function that makes one in each worker.
        workers: how many processes; by default one a processor.
        timeout: seconds one photo may take before it is given up with the code ``timeout``.

    Raises:
        EngineMissing: before anything is read, when the engine is not installed.
    """
    todo = list(paths)
    if not todo:
        return
    if isinstance(engine, str):
        check_engine(engine)
    count = max(1, min(workers or os.cpu_count() or 1, len(todo)))
    threads = max(1, (os.cpu_count() or 1) // count)
    waiting: deque[tuple[Path, ProcessFuture[PhotoReading]]] = deque()
    with ProcessPool(count, initializer=_start, initargs=(engine, threads), context=get_context("spawn")) as pool:
        try:
            for path in todo:
                waiting.append((path, pool.schedule(_scan, args=(path,), timeout=timeout)))
                if len(waiting) >= count * _AHEAD:
                    yield _result(*waiting.popleft(), timeout)
            while waiting:
                yield _result(*waiting.popleft(), timeout)
        except BaseException:
            pool.stop()  # whoever leaves early (Ctrl-C) does not wait for the photos under way
            raise


@dataclass
class _Worker:
    """What a worker process keeps between photos."""

    engine: OcrEngine | None = None


_worker = _Worker()


def _start(engine: EngineName | EngineFactory, threads: int) -> None:
    import cv2  # here, so that the parent process never pays for it, nor a photo's time limit

    import cardscan.pipeline  # noqa: F401 - loads all that the first photo needs

    cv2.setNumThreads(threads)
    _worker.engine = engine() if callable(engine) else choose_engine(engine, threads=threads)


def _scan(path: Path) -> PhotoReading:
    from cardscan.pipeline import scan_photo  # loads OpenCV; needed in workers only

    if _worker.engine is None:
        raise RuntimeError("the worker was not started")
    return scan_photo(path, _worker.engine)


def _result(path: Path, future: ProcessFuture[PhotoReading], timeout: float) -> PhotoReading:
    try:
        reading: PhotoReading = future.result()
    except PhotoTimeout:
        message = f"Reading took longer than {timeout:g} s. Try again alone with --timeout {timeout * 4:g}."
        return PhotoReading(path, None, failure=ReadFailure("timeout", message))
    except ProcessExpired as error:
        message = f"The process that read this photo ended (exit code {error.exitcode}). The photo is untouched."
        return PhotoReading(path, None, failure=ReadFailure("crashed", message))
    except Exception as error:
        message = (
            f"A defect of this program: {type(error).__name__}: {error}. The photo is untouched; please report it."
        )
        return PhotoReading(path, None, failure=ReadFailure("crashed", message))
    return reading
