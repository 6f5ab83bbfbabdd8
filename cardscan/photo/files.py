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
        if path.is_dir():
            yield from _photos_in(path, entered)
        else:
            yield path


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts ``IMG_2`` before ``IMG_10``, whatever the case and the Unicode form; names need not be valid Unicode."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    pieces = (piece for piece in _DIGITS.split(folded) if piece)
    parts = tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)
    return (*parts, (2, 0, name))


def _photos_in(folder: Path, entered: set[tuple[int, int]]) -> Iterator[Path]:
    """The photos of one folder, then those of its subfolders."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            return
        entered.add((status.st_dev, status.st_ino))
        entries = sorted(folder.iterdir(), key=lambda path: natural_key(path.name))
    except OSError:
        yield folder
        return
    shown = [path for path in entries if not path.name.startswith(".")]
    yield from (path for path in shown if path.suffix.lower() in PHOTO_SUFFIXES and not path.is_dir())
    for path in shown:
        if path.is_dir():
            yield from _photos_in(path, entered)
