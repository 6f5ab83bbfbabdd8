"""Ways in which a text engine can fail, each on a card whose code begins with FAULT and its name."""

from __future__ import annotations

import ctypes
import math
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cardscan.ocr.null_engine import NullEngine
from tests.torture import quick_reading

if TYPE_CHECKING:
    from cardscan.records import OcrLine, OcrPage, Pixels

MARK = "FAULT "
MEMORY = 1_500_000_000
"""Bytes that a process may ask for while an engine eats memory: three times what it has."""


def hang() -> None:
    time.sleep(3600)


def segfault() -> None:
    ctypes.string_at(0)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leaves() -> None:
    os._exit(0)


def exits() -> None:
    raise SystemExit(3)


def raises() -> None:
    raise RuntimeError("\x1b[31mthe network has no such layer\u202e")


def eats_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        bytearray(4 * MEMORY)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


BREAKS: dict[str, tuple[Callable[[], None], str]] = {
    "hang": (hang, "timeout"),
    "segfault": (segfault, "crashed"),
    "killed": (killed, "crashed"),
    "leaves": (leaves, "crashed"),
    "exits": (exits, "crashed"),
    "raises": (raises, "crashed"),
    "eats_memory": (eats_memory, "crashed"),
}
"""Name → what is done instead of reading, and the code with which the photo is told."""

NONSENSE: dict[str, Callable[[OcrLine], OcrLine]] = {
    "nan": lambda line: replace(line, score=math.nan),
    "infinite": lambda line: replace(line, weakest=math.inf),
    "negative": lambda line: replace(line, score=-0.5),
    "outside": lambda line: replace(line, quad=((9e9, 0.0), (9e9, 1.0), (0.0, 1.0), (0.0, 0.0))),
    "nowhere": lambda line: replace(line, quad=((math.nan, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))),
    "gigantic": lambda line: replace(line, text=line.text * 100_000),
    "half": lambda line: replace(line, text=f"{line.text}\ud800"),
}
"""Name → what a line becomes; each is told with the code ``engine_failed``."""

ODD: dict[str, Callable[[OcrLine], OcrLine]] = {
    "controls": lambda line: replace(line, text=f"\x00\x1b[2J{line.text}\x9b\x7f"),
    "turned": lambda line: replace(line, text=f"\u202e{line.text}\u2066\ufeff"),
}
"""Text that no card holds, but that is still text: such a photo is read."""


def plug_in(fault: str) -> None:
    """``on_marked``: the marked cards alone; ``hang_always``: every photo."""
    if fault == "hang_always":
        setattr(NullEngine, "locate", lambda *_: hang())  # noqa: B010 - types see a method that is replaced
    else:
        setattr(NullEngine, "read", _read)  # noqa: B010


def _read(engine: NullEngine, card: Pixels) -> OcrPage:
    page = quick_reading.read(engine, card)
    first = page.lines[0].text if page.lines else ""
    if not first.startswith(MARK):
        return page
    name = first.removeprefix(MARK)
    if name in BREAKS:
        BREAKS[name][0]()
    changed = NONSENSE.get(name) or ODD.get(name)
    return replace(page, lines=tuple(map(changed, page.lines[1:]))) if changed else page
