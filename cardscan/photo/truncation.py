"""Whether a picture file ends before its own structure says that it should; pure."""

from __future__ import annotations

import struct

from cardscan.photo.jpeg_segments import scan_start


def is_cut_short(data: bytes, format_name: str) -> bool:
    """Whether ``data`` lacks its end, as after a broken-off copy.

    Args:
        data: The bytes of a file.
        format_name: Pillow's name of its format: JPEG, MPO, PNG, WEBP, HEIF, AVIF or TIFF.

    Returns:
        True where the end marker is missing or a stated length runs past the end. TIFF has neither: a TIFF that cannot
        be decoded is taken for damaged, not for cut short.
    """
    if format_name in ("JPEG", "MPO"):
        return b"\xff\xd9" not in data[scan_start(data) :]
    if format_name == "PNG":
        return b"IEND" not in data[-64:]
    if format_name == "WEBP":
        return len(data) < 12 or len(data) < 8 + int.from_bytes(data[4:8], "little")
    if format_name in ("HEIF", "AVIF"):
        return _last_box_overruns(data)
    return False


def _last_box_overruns(data: bytes) -> bool:
    """Whether a top-level box of an ISO base media file (ISO/IEC 14496-12, section 4.2) is longer than what is left."""
    position = 0
    while position + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, position)
        if size == 1 and position + 16 <= len(data):  # a 64-bit size follows the type
            (size,) = struct.unpack_from(">Q", data, position + 8)
        if size == 0:  # runs to the end of the file
            return False
        if size < 8:
            return False
        position += size
    return position != len(data)
