"""Photos that appear in a folder, each as soon as it has stopped growing.

Polled, because folders that a phone or a share fills send no events to this machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from cardscan.photo.files import photo_files

_POLL = 1.0
"""Seconds between two looks."""
_STABLE = 2.0
"""Seconds without a change of size or time after which a file is taken for whole."""

_Stamp = tuple[int, int]


def settled_photos(
    paths: Sequence[Path],
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[list[Path]]:
    """Yield new or changed photos below ``paths``, for ever; what is there at the start is taken for known.

    Args:
        paths: Folders, or files that may be written anew.
        sleep: Waits some seconds.
        clock: Seconds that never go back.
    """
    handled = _stamps(paths)
    growing: dict[Path, tuple[_Stamp, float]] = {}
    while True:
        sleep(_POLL)
        now = clock()
        ready = []
        for path, stamp in _stamps(paths).items():
            if handled.get(path) == stamp:
                continue
            seen, since = growing.get(path, (None, now))
            if seen != stamp:
                growing[path] = (stamp, now)
            elif now - since >= _STABLE:
                ready.append(path)
                handled[path] = stamp
                del growing[path]
        if ready:
            yield ready


def _stamps(paths: Sequence[Path]) -> dict[Path, _Stamp]:
    """Size and time of change of every photo that can be looked at now."""
    found = {}
    for path in photo_files(paths):
        try:
            status = path.stat()
        except OSError:  # gone again, or a folder that is not mounted at the moment: the next look may find it
            continue
        found[path] = (status.st_size, status.st_mtime_ns)
    return found
