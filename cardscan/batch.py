"""Many photos over several processes: a crash or a hang costs one photo, and answers come in the order asked.

Every process has a pipe of its own and shares no lock with others, so that one that is killed at any moment, even while
it hands over its answer, holds up nobody. Time is taken from a clock that nobody sets.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from cardscan.errors import EngineMissing
from cardscan.ocr.choose import EngineName, check_engine, choose_engine
from cardscan.records import PhotoReading, ReadFailure

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from types import TracebackType
    from typing import Self

    from cardscan.ocr.engine import OcrEngine

    EngineFactory = Callable[[], OcrEngine]

TIMEOUT_SECONDS = 120.0
"""What one photo may take: a table of twenty cards needs about 30 s on one slow core."""

START_SECONDS = 120.0
"""What an engine may take to start: 2 s on one slow core, longer where its networks come from a slow disk."""

_FAILED_STARTS = 3
"""Starts that may fail one after the other: once may be chance, three times is the engine."""

_AHEAD = 2
"""Photos handed out per worker: enough that none waits, few enough that results do not pile up in memory."""


def scan_many(
    paths: Iterable[Path],
    *,
    engine: EngineName | EngineFactory = "auto",
    workers: int | None = None,
    timeout: float = TIMEOUT_SECONDS,
) -> Generator[PhotoReading]:
    """Read photos in worker processes and yield each reading in the order of ``paths``, as soon as it is ready.

    Closing it before its end ends the processes.

    Args:
        paths: the photos.
        engine: the text engine's name, or a picklable function that makes one in each worker.
        workers: how many processes; by default one a processor.
        timeout: seconds one photo may take before it is given up with the code ``timeout``.

    Raises:
        EngineMissing: before anything is read, when the engine is not installed; or when it cannot start.
    """
    todo = list(paths)
    if not todo:
        return
    if isinstance(engine, str):
        check_engine(engine)
    count = max(1, min(workers or os.cpu_count() or 1, len(todo)))
    threads = max(1, (os.cpu_count() or 1) // count)
    with _Pool(count, engine, threads, timeout) as pool:
        yield from pool.read(todo)


_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Parameters of the GNU C library's ``mallopt``, from its ``malloc.h``."""
_LARGEST_KEPT = 32 << 20
"""Bytes: more than the networks' arrays, but where a whole photo is searched. With twice as much two workers took
1249 MB for 50 photos and 1420 for 250, with this 1127 and 1338, at the same speed."""
_MOST_KEPT = 128 << 20
"""Bytes free at the end of the heap; with 256 MB no photo was read faster."""


def keep_freed_memory() -> None:
    """Have this process keep the memory it frees, for the next picture or layer of a network, instead of returning it.

    The networks take and free a hundred arrays of some MB for each line of text, and the system clears every page that
    it hands out anew: a tenth of the time of a photo. Only the GNU C library is told so.
    """
    if platform.libc_ver()[0] == "glibc":
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGEST_KEPT)
        library.mallopt(_TRIM_THRESHOLD, _MOST_KEPT)


@dataclass(frozen=True, slots=True)
class _Started:
    """What a worker says first: that its engine is there, or why not."""

    problem: str | None = None


@dataclass(eq=False, slots=True)
class _Worker:
    """A process and the photos handed to it, of which it reads the first."""

    process: BaseProcess
    pipe: Connection
    since: float
    """When it began to start, or to read, in seconds."""
    ready: bool = False
    photos: deque[int] = field(default_factory=deque)


class _Pool:
    """The processes; whoever leaves, early or not, waits for none of them."""

    def __init__(self, count: int, engine: EngineName | EngineFactory, threads: int, timeout: float) -> None:
        self._count = count
        self._arguments = (engine, threads)
        self._timeout = timeout
        self._workers: list[_Worker] = []
        self._failed_starts = 0
        self._paths: Sequence[Path] = ()
        self._fresh: deque[int] = deque()
        self._done: dict[int, PhotoReading] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.kill()  # they keep nothing that could be lost
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def read(self, paths: Sequence[Path]) -> Iterator[PhotoReading]:
        self._paths = paths
        self._fresh.extend(range(len(paths)))
        for number in range(len(paths)):
            self._go_on(number, wait=False)
            while number not in self._done:
                self._go_on(number, wait=True)
            yield self._done.pop(number)

    def _go_on(self, number: int, *, wait: bool) -> None:
        """Keep the workers busy while photo ``number`` is the next to be yielded, and take what they have answered."""
        under_way = sum(len(worker.photos) for worker in self._workers)
        for _ in range(min(self._count, under_way + len(self._fresh)) - len(self._workers)):
            self._workers.append(self._started())
        self._hand_out(number + self._count * _AHEAD)
        limits = [limit for worker in self._workers if (limit := self._limit(worker)) is not None]
        patience = max(0.0, min(limits, default=time.monotonic()) - time.monotonic()) if wait else 0.0
        answered = connection.wait([worker.pipe for worker in self._workers], patience)
        for worker in [worker for worker in self._workers if worker.pipe in answered]:
            self._take(worker)
        now = time.monotonic()
        for worker in list(self._workers):
            limit = self._limit(worker)
            if limit is not None and limit <= now and not worker.pipe.poll():
                self._give_up(worker)

    def _started(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, *self._arguments), name="cardscan worker", daemon=True)
        process.start()
        theirs.close()  # or its end would not be noticed here
        return _Worker(process, ours, time.monotonic())

    def _hand_out(self, end: int) -> None:
        """One photo to whoever has none, then a second one where enough are left for those who are still starting."""
        for most in range(_AHEAD):
            for worker in self._workers:
                if not (self._fresh and self._fresh[0] < end):
                    return
                if most and len(self._fresh) <= self._count:
                    return
                if not worker.ready or len(worker.photos) > most:
                    continue
                try:
                    worker.pipe.send(self._paths[self._fresh[0]])
                except OSError:  # it has just ended, which its pipe will tell
                    continue
                if not worker.photos:
                    worker.since = time.monotonic()
                worker.photos.append(self._fresh.popleft())

    def _limit(self, worker: _Worker) -> float | None:
        """Until when it must have answered; None where nothing is asked of it."""
        if not worker.ready:
            return worker.since + START_SECONDS
        return worker.since + self._timeout if worker.photos else None

    def _take(self, worker: _Worker) -> None:
        try:
            answer = worker.pipe.recv()
        except Exception:  # the pipe ended, or what came is no answer of ours: whatever wrote it is not to be trusted
            self._lose(worker)
            return
        worker.since = time.monotonic()
        if isinstance(answer, PhotoReading) and worker.photos:
            self._done[worker.photos.popleft()] = answer
            return
        problem = answer.problem if isinstance(answer, _Started) else f"it answered {type(answer).__name__}"
        if problem is None:
            worker.ready, self._failed_starts = True, 0
        else:
            self._end(worker)
            self._could_not_start(problem)

    def _lose(self, worker: _Worker) -> None:
        """A worker ended: the photo it was reading has its reason, the next one is read by somebody else."""
        worker.process.join(1)  # its pipe ends a moment before it does
        ending = _ending(worker.process.exitcode)
        number = worker.photos.popleft() if worker.photos else None
        self._end(worker)
        if not worker.ready:
            self._could_not_start(f"its process ended ({ending})")
        elif number is not None:
            message = f"The process that read this photo ended ({ending}). The photo is untouched."
            self._done[number] = PhotoReading(self._paths[number], None, failure=ReadFailure("crashed", message))

    def _give_up(self, worker: _Worker) -> None:
        if worker.ready:
            number, seconds = worker.photos.popleft(), self._timeout
            message = f"Reading took longer than {seconds:g} s. Try again alone with --timeout {seconds * 4:g}."
            self._done[number] = PhotoReading(self._paths[number], None, failure=ReadFailure("timeout", message))
        self._end(worker)
        if not worker.ready:
            self._could_not_start(f"it was not there after {START_SECONDS:g} s")

    def _end(self, worker: _Worker) -> None:
        """Let go of a worker; what it had not begun with goes back."""
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._workers.remove(worker)
        self._fresh.extendleft(reversed(worker.photos))

    def _could_not_start(self, problem: str) -> None:
        self._failed_starts += 1
        if self._failed_starts < _FAILED_STARTS:
            return
        self._count = sum(worker.ready for worker in self._workers)  # memory may do for fewer
        if not self._count:
            raise EngineMissing(
                f"The text engine cannot start: {problem}. What was read before is kept; see `cardscan doctor`."
            )


def _ending(exit_code: int | None) -> str:
    """How a process ended, in words; None: it did not, but what it sent was no answer."""
    if exit_code is None:
        return "what it answered could not be understood"
    if exit_code >= 0:
        return f"exit code {exit_code}"
    name = signal.Signals(-exit_code).name if -exit_code in set(signal.Signals) else f"signal {-exit_code}"
    return f"{name}; out of memory?" if name == "SIGKILL" else name


def _work(pipe: Connection, engine: EngineName | EngineFactory, threads: int) -> None:
    """What a worker process does: start an engine, then read what comes through the pipe until that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which ends its workers
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        chosen = _start(engine, threads)
    except BaseException as error:
        pipe.send(_Started(f"{type(error).__name__}: {error}"))
        return
    try:
        pipe.send(_Started())
        while True:
            _answer(pipe, pipe.recv(), chosen)
    except (EOFError, BrokenPipeError):  # the program has ended
        return


def _end_with_parent() -> None:
    """A program that was killed leaves no process behind that reads for nobody, even one that hangs."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _start(engine: EngineName | EngineFactory, threads: int) -> OcrEngine:
    import cv2  # here, so that the parent process never pays for it, nor a photo's time limit

    import cardscan.pipeline  # noqa: F401 - loads all that the first photo needs

    keep_freed_memory()
    cv2.setNumThreads(threads)
    return engine() if callable(engine) else choose_engine(engine, threads=threads)


def _answer(pipe: Connection, path: Path, engine: OcrEngine) -> None:
    reading = _scan(path, engine)
    try:
        pipe.send(reading)
    except (EOFError, BrokenPipeError):
        raise
    except BaseException as error:  # an answer that cannot be sent; nothing of it was
        pipe.send(_defect(path, error))


def _scan(path: Path, engine: OcrEngine) -> PhotoReading:
    from cardscan.pipeline import scan_photo  # loads OpenCV; needed in workers only

    try:
        return scan_photo(path, engine)
    except MemoryError:
        message = "There was not enough memory to read this photo. Close other programs, or try --workers 1."
        return PhotoReading(path, None, failure=ReadFailure("crashed", message))
    except BaseException as error:  # a worker outlives whatever one photo does to it
        return _defect(path, error)


def _defect(path: Path, error: BaseException) -> PhotoReading:
    message = f"A defect of this program: {type(error).__name__}: {error}. The photo is untouched; please report it."
    return PhotoReading(path, None, failure=ReadFailure("crashed", message))
