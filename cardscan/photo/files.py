"""Which files a list of paths and folders stands for, in the order a person would count them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

PHOTO_SUFFIXES = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif", ".hif", ".avif")
)
"""Suffixes, in lower case, by which photos are picked from a folder."""

_DIGITS = re.compile(r"(\d+)")


def photo_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Every photo that ``paths`` stand for, in the order given; folders in natural order, their subfolders last.

    A directly named file is taken whatever its suffix, and even if it does not exist: loading it then tells why. In
    folders only picture suffixes count, hidden files and folders (also macOS's ``._IMG_1.jpg``) are left out, symbolic
    links are followed, and no folder is entered twice. A folder that cannot be listed is handed out itself, so that
    loading it tells why.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        if _is_folder(path):
            yield from _photos_below(path, entered)
        else:
            yield path


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts ``IMG_2`` before ``IMG_10``, whatever the case and the Unicode form; names need not be valid Unicode."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    pieces = (piece for piece in _DIGITS.split(folded) if piece)
    parts = tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)
    return (*parts, (2, 0, name))


def _is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; False also where that cannot be told, as loading it then tells why."""
    try:
        return path.is_dir()
    except OSError:  # no permission on the way to it, or a name longer than the system takes
        return False


def _photos_below(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    """The photos of one folder, then those of its subfolders; without recursion, as folders nest deeper than calls."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            if (status.st_dev, status.st_ino) in entered:
                continue
            entered.add((status.st_dev, status.st_ino))
            entries = sorted(here.iterdir(), key=lambda path: natural_key(path.name))
        except OSError:
            yield here
            continue
        shown = [path for path in entries if not path.name.startswith(".")]
        folders = {path for path in shown if _is_folder(path)}
        yield from (path for path in shown if path.suffix.lower() in PHOTO_SUFFIXES and path not in folders)
        waiting += [path for path in reversed(shown) if path in folders]
