"""When and where a photo was taken, from its EXIF tags (CIPA DC-008, "Exif 2.32"); pure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from cardscan.records import Place

Tags = Mapping[int, object]
"""One EXIF directory: tag number → value as Pillow gives it."""

_TIMES = ((0x9003, 0x9011), (0x9004, 0x9012), (0x0132, 0x9010))
"""Tags of a time and of its offset from UTC, best first: original, digitised, file changed."""

_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4

_TIME = re.compile(r"(\d{4})[:/-](\d\d)[:/-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


def taken_at(main: Tags, photo: Tags) -> datetime | None:
    """The moment a photo was taken.

    Args:
        main: The photo's main directory (IFD 0).
        photo: Its Exif directory.

    Returns:
        An aware datetime where the offset from UTC is given beside the time, else the camera's local time without a
        zone; whole seconds; ``None`` where no tag holds a real date.
    """
    for time_tag, offset_tag in _TIMES:
        moment = _time(photo.get(time_tag, main.get(time_tag)))
        if moment is not None:
            return moment.replace(tzinfo=_zone(photo.get(offset_tag, main.get(offset_tag))))
    return None


def place(gps: Tags) -> Place | None:
    """Where a photo was taken.

    Args:
        gps: The photo's GPS directory.

    Returns:
        WGS84 degrees, or ``None`` where there is no position, it is off the earth, or it is 0, 0 (what phones write
        when they do not know).
    """
    latitude = _degrees(gps.get(_LATITUDE), gps.get(_LATITUDE_REF), positive="N", negative="S")
    longitude = _degrees(gps.get(_LONGITUDE), gps.get(_LONGITUDE_REF), positive="E", negative="W")
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Place(latitude=latitude, longitude=longitude)


def _text(value: object) -> str:
    """An ASCII tag's text; cameras pad it with NULs and some readers leave it as bytes."""
    if isinstance(value, bytes):
        value = value.decode("ascii", errors="replace")
    return value.strip("\0 ") if isinstance(value, str) else ""


def _time(value: object) -> datetime | None:
    """``2026:11-20 19:31:00`` as a naive datetime; ``None`` for blanks, zeros and dates that do not exist."""
    found = _TIME.match(_text(value))
    if found is None:
        return None
    try:
        return datetime(*(int(part) for part in found.groups()))  # type: ignore[arg-type]  # six ints, no zone
    except ValueError:
        return None


def _zone(value: object) -> timezone | None:
    """``+09:00`` or ``Z`` as a zone."""
    text = _text(value)
    if text == "Z":
        return UTC
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset >= timedelta(hours=24):
        return None
    return timezone(-offset if sign == "-" else offset)


def _degrees(value: object, reference: object, *, positive: str, negative: str) -> float | None:
    """Degrees, minutes and seconds with their hemisphere as signed degrees."""
    side = _text(reference).upper()
    if side not in (positive, negative) or not isinstance(value, tuple | list) or not 1 <= len(value) <= 3:
        return None
    try:
        degrees: float = sum(float(part) / 60**power for power, part in enumerate(value))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not math.isfinite(degrees):
        return None
    return -degrees if side == negative else degrees
