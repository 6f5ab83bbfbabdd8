"""The segments of a JPEG file in front of its picture data (ITU-T T.81, B.1.1); pure."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_APP1 = 0xE1
_SCAN = 0xDA
_EXIF = b"Exif\0\0"


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, place and length of each segment, the start of scan being the last; ends where the file is damaged."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        (length,) = struct.unpack_from(">H", data, position + 2)
        yield data[position + 1], position, 2 + int(length)
        if data[position + 1] == _SCAN:
            return
        position += 2 + int(length)


def scan_start(data: bytes) -> int:
    """Where the picture data begin: behind the headers, where a thumbnail may end; the file's end if there are none."""
    return next((place + length for marker, place, length in segments(data) if marker == _SCAN), len(data))


def exif_size(data: bytes) -> int:
    """Bytes of all segments with Exif."""
    return sum(
        length for marker, place, length in segments(data) if marker == _APP1 and data.startswith(_EXIF, place + 4)
    )
