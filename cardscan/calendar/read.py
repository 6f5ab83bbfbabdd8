"""Reading a calendar file (iCalendar, RFC 5545): every occurrence within some days, as the clock at the place shows it.

The file comes from outside. What repeats more often than daily, has an interval of nothing, or begins before there were
calendars on computers is left out and told, since unrolling it could take for ever.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from cardscan.calendar.appointment import MOST_OF_MEMO, Appointment, CalendarReading, LeftOut
from cardscan.errors import InvalidInput

if TYPE_CHECKING:
    from icalendar import Calendar

Part = Any
"""A component of ``icalendar``, whose values are of any of thirty classes."""

MOST_BYTES = 64 * 1024 * 1024
"""Thirty years of a full calendar take about 20 MB."""

MOST_APPOINTMENTS = 20_000
"""Six a day for nine years; more is a mistake or an attack."""

_EARLIEST = 1900
"""The year before which no rule may begin: from there on a daily one is unrolled in well under a second."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_TOO_FINE = ("BYHOUR", "BYMINUTE", "BYSECOND")
_ODD = ("BYYEARDAY", "BYWEEKNO", "BYEASTER")
"""Conditions that no calendar program offers and that can contradict others."""
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LINE_END = re.compile(r"\r?\n")
"""As the library has it. Python's ``splitlines`` ends lines at U+2028 too, which may stand in a title."""
_ENCODINGS = ("utf-8-sig", "cp932")
"""RFC 5545 wants UTF-8; older Japanese programs write Windows' own encoding."""


def read_calendar(data: bytes, first: date, last: date, *, free: bool = False) -> CalendarReading:
    """Every occurrence of a calendar's appointments that lies on or between two days.

    Times in UTC are told in the calendar's zone (``X-WR-TIMEZONE``) where it has one, else in this machine's.

    Args:
        data: The file's bytes.
        first: The first day.
        last: The last day; a rule without an end goes on until then.
        free: Also whole days that block no time: birthdays, holidays.

    Raises:
        InvalidInput: It is no calendar, breaks off, or holds too much.
    """
    calendars = _calendars(data)
    found: dict[str, Appointment] = {}
    left_out: list[LeftOut] = []
    counts = {"free": 0, "cancelled": 0}
    for calendar in calendars:
        _sift(calendar, last, left_out)
        recurring = {str(part["UID"]) for part in _appointments(calendar) if _recurs(part)}
        for part in _occurrences(calendar, first, last, left_out):
            if _text(part, "STATUS").upper() == "CANCELLED":
                counts["cancelled"] += 1
            elif not free and _is_free_day(part):
                counts["free"] += 1
            else:
                _keep(part, recurring, found, left_out)
            if len(found) > MOST_APPOINTMENTS:
                raise InvalidInput(
                    f"more than {MOST_APPOINTMENTS} appointments; take fewer with --since, --until or --only"
                )
    ordered = sorted(found.values(), key=lambda one: (one.day, isinstance(one.start, datetime), _clock(one), one.key))
    return CalendarReading(tuple(ordered), tuple(left_out), **counts)


def _calendars(data: bytes) -> list[Calendar]:
    from icalendar import Calendar

    if len(data) > MOST_BYTES:
        raise InvalidInput(f"the calendar has {len(data)} bytes; more than {MOST_BYTES} are not read")
    text = _decoded(data)
    if "BEGIN:VCALENDAR" not in text.upper():
        raise InvalidInput("this is no calendar file; export one as iCalendar (.ics)")
    if not _is_whole(text):
        raise InvalidInput("the calendar file is not whole; export it again")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except Exception as error:  # the library raises what it stumbles over: any built-in error
        raise InvalidInput(f"the calendar file is damaged: {str(error) or type(error).__name__}") from error
    return [calendar for calendar in calendars if isinstance(calendar, Calendar)]


def _is_whole(text: str) -> bool:
    """Whether every component that begins ends, the inner ones first; the library reads on where it does not."""
    open_parts: list[str] = []
    for line in _LINE_END.split(text):  # a line that goes on begins with a blank, so no text of it can begin like these
        word, _, name = line.rstrip().upper().partition(":")
        if word == "BEGIN":
            open_parts.append(name)
        elif word == "END" and (not open_parts or open_parts.pop() != name):
            return False
    return not open_parts


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput("the calendar file is neither UTF-8 nor Shift_JIS; export it again as UTF-8")


def _appointments(calendar: Calendar) -> list[Part]:
    """A calendar's appointments; one within another part, where no calendar program puts it, is not looked at."""
    return [part for part in calendar.subcomponents if part.name == "VEVENT"]


def _sift(calendar: Calendar, last: date, left_out: list[LeftOut]) -> None:
    """Take out of a calendar what cannot be unrolled, end every rule with the days asked for, and see to the ids."""
    for part in _appointments(calendar):
        reason = _refused(part, last)
        if reason is not None:
            left_out.append(LeftOut(_title(part) or _text(part, "UID"), reason))
            calendar.subcomponents = [other for other in calendar.subcomponents if other is not part]
            continue
        told = "\n".join(part.to_ical().decode("utf-8", "replace").splitlines())
        part["UID"] = _text(part, "UID") or f"no-uid-{hashlib.sha256(told.encode()).hexdigest()[:32]}"
        part.subcomponents = []  # alarms, and whatever the library would unroll as well


def _refused(part: Part, last: date) -> str | None:
    """Why an appointment cannot be used; None where it can, and its rules then end after ``last``."""
    try:
        start = part["DTSTART"].dt
    except (AttributeError, KeyError, ValueError):  # missing, several, or what the library calls a broken property
        return "it does not say when it begins"
    if not isinstance(start, date):
        return "it does not say when it begins"
    rules = part.get("RRULE", [])
    try:
        for rule in rules if isinstance(rules, list) else [rules]:
            if (reason := _refused_rule(rule, start)) is not None:
                return reason
            _end_rule(rule, start, last)
        if not isinstance(part.end, type(part.start)) or part.end < part.start:
            return "it ends before it begins"
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        return "its rule or its hours are not understood"
    return None


def _refused_rule(rule: Any, start: date) -> str | None:
    if start.year < _EARLIEST:
        return f"it has been repeating since {start.year}"
    frequencies = [str(one).upper() for one in _values(rule, "FREQ")]
    if len(frequencies) != 1 or any(not isinstance(one, int) or one < 1 for one in _values(rule, "INTERVAL")):
        return "its rule is not understood"
    if frequencies[0] not in _FREQUENCIES or any(_values(rule, name) for name in _TOO_FINE):
        return "it repeats more often than daily"
    if any(_values(rule, name) for name in _ODD) or _never_comes_true(rule, frequencies[0]):
        return "its rule is not understood"
    return None


def _never_comes_true(rule: Any, frequency: str) -> bool:
    """Whether a rule asks for a 31 February or for the second of one day; it would be tried until the year 9999."""
    months = [month for month in _values(rule, "BYMONTH") if 1 <= month <= 12] or range(1, 13)
    days = [abs(day) for day in _values(rule, "BYMONTHDAY")]
    impossible = bool(days) and min(days) > max(_DAYS_OF_MONTH[month - 1] for month in months)
    return impossible or (frequency == "DAILY" and bool(_values(rule, "BYSETPOS")))


def _end_rule(rule: Any, start: date, last: date) -> None:
    """End a rule soon after the last day asked for, whatever the zone."""
    after = last + timedelta(days=2)
    until: date = after
    if isinstance(start, datetime):
        until = datetime.combine(after, datetime.min.time(), UTC if start.tzinfo else None)
    known = _values(rule, "UNTIL")
    if _values(rule, "COUNT"):
        rule.pop("UNTIL", None)  # RFC 5545, 3.3.10: not both
    elif not known or _day(known[0]) > after:
        rule["UNTIL"] = [until]


def _values(rule: Any, name: str) -> list[Any]:
    found = rule.get(name, [])
    return found if isinstance(found, list) else [found]


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _recurs(part: Part) -> bool:
    return any(name in part for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _occurrences(calendar: Calendar, first: date, last: date, left_out: list[LeftOut]) -> Iterator[Part]:
    """The calendar's appointments unrolled; a series that cannot be is told and the others go on."""
    import recurring_ical_events
    from icalendar import Calendar

    series: dict[str, list[Part]] = {}
    others = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]
    for part in _appointments(calendar):
        series.setdefault(str(part["UID"]), []).append(part)
    for parts in series.values():
        single = Calendar(calendar)
        single.subcomponents = [*others, *parts]
        try:
            yield from recurring_ical_events.of(single).between(first, last + timedelta(days=1))
        except Exception as error:  # as above: what the libraries raise for odd values is not theirs to choose
            left_out.append(LeftOut(_title(parts[0]), f"it is not understood: {str(error) or type(error).__name__}"))


def _is_free_day(part: Part) -> bool:
    whole_day = not isinstance(part["DTSTART"].dt, datetime)
    return whole_day and _text(part, "TRANSP").upper() == "TRANSPARENT"


def _keep(part: Part, recurring: set[str], found: dict[str, Appointment], left_out: list[LeftOut]) -> None:
    title = _title(part)
    if not title:
        left_out.append(LeftOut(part["UID"], "it has no title"))
        return
    try:
        start, end = _hours(part)
        identity = part.get("RECURRENCE-ID")
        recurrence = _stamp(identity.dt) if identity is not None and part["UID"] in recurring else None
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        left_out.append(LeftOut(title, f"it is not understood: {error}"))
        return
    if end < start:
        left_out.append(LeftOut(title, "it ends before it begins"))
        return
    one = Appointment(
        uid=part["UID"],
        recurrence=recurrence,
        name=title,
        start=start,
        end=end,
        place=_text(part, "LOCATION") or None,
        memo=_memo(_text(part, "DESCRIPTION", lines=True)),
    )
    found[one.key] = one


def _hours(part: Part) -> tuple[Any, Any]:
    """When an occurrence begins and ends: two dates (the last one included) or two moments of one zone."""
    start, end = part.start, part.end
    if not isinstance(start, datetime):
        return start, max(start, _day(end) - timedelta(days=1))
    if not isinstance(end, datetime):
        end = datetime.combine(end, datetime.min.time(), start.tzinfo)
    if start.tzinfo is None:
        return start, end.replace(tzinfo=None)
    local = start.astimezone() if str(start.tzinfo) == "UTC" else start
    zone = timezone(local.utcoffset() or timedelta())
    end = end if end.tzinfo is not None else end.replace(tzinfo=start.tzinfo)
    return local.astimezone(zone), end.astimezone(zone)


def _stamp(moment: datetime | date) -> str:
    if not isinstance(moment, datetime):
        return f"{moment:%Y%m%d}"
    if moment.tzinfo is None:
        return f"{moment:%Y%m%dT%H%M%S}"
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _title(part: Part) -> str:
    return _text(part, "SUMMARY")


def _text(part: Part, name: str, *, lines: bool = False) -> str:
    """A property's text, the first where there are several, without controls; in one line unless lines are kept."""
    found = part.get(name, "")
    text = _CONTROLS.sub("", str((found or [""])[0] if isinstance(found, list) else found))
    return text.strip() if lines else " ".join(text.split())


def _memo(text: str) -> str | None:
    return f"{text[:MOST_OF_MEMO].rstrip()}…" if len(text) > MOST_OF_MEMO else text or None


def _clock(one: Appointment) -> str:
    return f"{one.start:%H%M%S}" if isinstance(one.start, datetime) else ""
