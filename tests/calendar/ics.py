"""Calendar files for tests, written line by line."""

from __future__ import annotations

TOKYO = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Tokyo",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:JST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def appointment(*lines: str) -> tuple[str, ...]:
    """A VEVENT."""
    return ("BEGIN:VEVENT", *lines, "END:VEVENT")


def calendar(*parts: tuple[str, ...], head: tuple[str, ...] = TOKYO) -> bytes:
    """A VCALENDAR with these components."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *head]
    lines += [line for part in parts for line in part]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def evening(uid: str, day: str, begin: str = "190000", end: str = "210000", *more: str) -> tuple[str, ...]:
    """An appointment on one evening in Tokyo."""
    return appointment(
        f"UID:{uid}",
        "SUMMARY:異業種交流会",
        "LOCATION:新宿",
        f"DTSTART;TZID=Asia/Tokyo:{day}T{begin}",
        f"DTEND;TZID=Asia/Tokyo:{day}T{end}",
        *more,
    )
