from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from cardscan.calendar.appointment import MOST_OF_MEMO, Appointment, CalendarReading
from cardscan.calendar.read import read_calendar
from cardscan.errors import InvalidInput
from tests.calendar.ics import appointment, calendar, evening

JST = timezone(timedelta(hours=9))
FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)


def read(*parts: tuple[str, ...], **options: object) -> CalendarReading:
    return read_calendar(calendar(*parts), FIRST, LAST, **options)  # type: ignore[arg-type]


def starts(reading: CalendarReading) -> list[str]:
    return [f"{one.start:%m-%d %H:%M}" for one in reading.appointments]


def test_one_appointment() -> None:
    (one,) = read(evening("a@x", "20261120", "190000", "210000", "DESCRIPTION:会費 5\\,000 円\\n名刺")).appointments
    assert one == Appointment(
        "a@x",
        None,
        "異業種交流会",
        datetime(2026, 11, 20, 19, tzinfo=JST),
        datetime(2026, 11, 20, 21, tzinfo=JST),
        "新宿",
        "会費 5,000 円\n名刺",
    )
    assert (one.key, one.day) == ("a@x", date(2026, 11, 20))


def test_a_rule_with_an_exception_and_a_moved_occurrence() -> None:
    weekly = evening("w", "20261106", "190000", "210000", "RRULE:FREQ=WEEKLY", "EXDATE;TZID=Asia/Tokyo:20261113T190000")
    moved = evening("w", "20261121", "180000", "200000", "RECURRENCE-ID;TZID=Asia/Tokyo:20261120T190000")
    found = read(weekly, moved)
    assert starts(found)[:4] == ["11-06 19:00", "11-21 18:00", "11-27 19:00", "12-04 19:00"]
    assert [one.key for one in found.appointments][:2] == ["w#20261106T100000Z", "w#20261120T100000Z"]
    assert starts(found)[-1] == "12-25 19:00", "a rule without an end goes on to the last day"


def test_times_in_utc_stand_in_the_calendars_zone_or_in_this_machines() -> None:
    part = appointment("UID:u", "SUMMARY:x", "DTSTART:20261120T103000Z", "DURATION:PT2H")
    (one,) = read_calendar(calendar(part, head=("X-WR-TIMEZONE:Asia/Tokyo",)), FIRST, LAST).appointments
    assert isinstance(one.start, datetime) and isinstance(one.end, datetime)
    assert (one.start.hour, one.start.utcoffset()) == (19, timedelta(hours=9))
    (one,) = read(part).appointments
    here = datetime(2026, 11, 20, 10, 30, tzinfo=UTC).astimezone()
    assert isinstance(one.start, datetime) and isinstance(one.end, datetime)
    assert (one.start, one.start.utcoffset()) == (here, here.utcoffset())
    assert one.end - one.start == timedelta(hours=2)


def test_floating_times_have_no_zone() -> None:
    (one,) = read(appointment("UID:f", "SUMMARY:x", "DTSTART:20261120T190000", "DTEND:20261120T210000")).appointments
    assert (one.start, one.end) == (datetime(2026, 11, 20, 19), datetime(2026, 11, 20, 21))


def test_an_hour_that_the_clock_is_set_back_in_does_not_end_early() -> None:
    night = appointment(
        "UID:n", "SUMMARY:x", "DTSTART;TZID=Europe/Berlin:20261024T230000", "DTEND;TZID=Europe/Berlin:20261025T040000"
    )
    (one,) = read_calendar(calendar(night, head=()), date(2026, 10, 1), LAST).appointments
    assert isinstance(one.end, datetime) and isinstance(one.start, datetime)
    assert one.end.utcoffset() == one.start.utcoffset() and one.end - one.start == timedelta(hours=6)


def test_whole_days_end_on_their_last_day_and_free_ones_are_left_out() -> None:
    fair = appointment("UID:d", "SUMMARY:展示会", "DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261123")
    birthday = appointment("UID:b", "SUMMARY:誕生日", "DTSTART;VALUE=DATE:20261120", "TRANSP:TRANSPARENT")
    found = read(fair, birthday)
    (one,) = found.appointments
    assert (one.start, one.end, found.free) == (date(2026, 11, 20), date(2026, 11, 22), 1)
    assert [one.name for one in read(fair, birthday, free=True).appointments] == ["誕生日", "展示会"]


def test_what_is_cancelled_is_counted() -> None:
    weekly = evening("w", "20261106", "190000", "210000", "RRULE:FREQ=WEEKLY;COUNT=3")
    off = evening(
        "w", "20261113", "190000", "210000", "RECURRENCE-ID;TZID=Asia/Tokyo:20261113T190000", "STATUS:CANCELLED"
    )
    found = read(weekly, off)
    assert (starts(found), found.cancelled) == (["11-06 19:00", "11-20 19:00"], 1)


def test_ids_that_are_missing_are_made_and_stay_the_same() -> None:
    part = appointment("SUMMARY:x", "DTSTART:20261120T100000Z")
    (one,), (again,) = read(part).appointments, read(part).appointments
    assert one.uid == again.uid and re.fullmatch(r"no-uid-[0-9a-f]{32}", one.uid)


def test_long_descriptions_are_cut() -> None:
    (one,) = read(evening("a", "20261120", "190000", "210000", f"DESCRIPTION:{'あ' * 3000}")).appointments
    assert one.memo is not None and len(one.memo) == MOST_OF_MEMO + 1 and one.memo.endswith("…")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_encodings_of_other_programs(encoding: str) -> None:
    data = calendar(evening("a", "20261120")).decode().encode(encoding)
    assert [one.name for one in read_calendar(data, FIRST, LAST).appointments] == ["異業種交流会"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("DTSTART:notadate",), "begins"),
        ((), "begins"),
        (("DTSTART:20261120T100000Z", "DTSTART:20261121T100000Z"), "begins"),
        (("DTSTART:20261120T100000Z", "DTEND:20261119T100000Z"), "ends before"),
        (("DTSTART:20261120T100000Z", "RRULE:FREQ=SECONDLY"), "more often than daily"),
        (("DTSTART:20261120T100000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE=1,2,3"), "more often than daily"),
        (("DTSTART:20261120T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"), "not understood"),
        (("DTSTART:20261120T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "not understood"),
        (("DTSTART:20261120T100000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX"), "not understood"),
        (("DTSTART:20261120T100000Z", "RRULE:garbage"), "not understood"),
        (("DTSTART:00010101T100000Z", "RRULE:FREQ=DAILY"), "since 1"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_kept(lines: tuple[str, ...], reason: str) -> None:
    begun = time.monotonic()
    found = read(appointment("UID:bad", "SUMMARY:bad", *lines), evening("good", "20261120"))
    assert [one.uid for one in found.appointments] == ["good"]
    (left,) = found.left_out
    assert left.name == "bad" and reason in left.reason
    assert time.monotonic() - begun < 5


def test_a_title_is_needed() -> None:
    (left,) = read(appointment("UID:bad", "DTSTART:20261120T100000Z")).left_out
    assert (left.name, left.reason) == ("bad", "it has no title")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"\x00" * 100,
        "名前,会社\n".encode(),
        calendar(evening("a", "20261120"))[:-20],
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID\r\n:::\r\nEND:VCALENDAR\r\nEND:VEVENT\r\n",
    ],
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_calendar(data, FIRST, LAST)


def test_a_calendar_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cardscan.calendar.read.MOST_APPOINTMENTS", 500)
    daily = [evening(str(n), "20240101", "190000", "210000", "RRULE:FREQ=DAILY") for n in range(3)]
    with pytest.raises(InvalidInput, match="--since"):
        read_calendar(calendar(*daily), date(2024, 1, 1), date(2027, 12, 31))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80)


@given(TEXT, TEXT, st.datetimes(datetime(2026, 11, 2), datetime(2026, 12, 30)), st.integers(0, 72))
def test_what_a_calendar_program_writes_comes_back(name: str, place: str, start: datetime, hours: int) -> None:
    start = start.replace(microsecond=0, tzinfo=ZoneInfo("Asia/Tokyo"))
    event = Event()
    event.add("uid", "a@x")
    event.add("summary", name)
    event.add("location", place)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(hours=hours))
    whole = Calendar()
    whole.add_component(event)
    found = read_calendar(whole.to_ical(), FIRST, LAST + timedelta(days=4))
    told = " ".join(name.split())
    assert [(one.name, one.place or "") for one in found.appointments] == (
        [(told, " ".join(place.split()))] if told else []
    )
    assert all((one.start, one.end) == (start, start + timedelta(hours=hours)) for one in found.appointments)


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "UID:1", "SUMMARY:x", "RRULE:FREQ=YEARLY",
        "DTSTART:20261120T100000Z", "DTSTART;VALUE=DATE:20261120", "DTEND;TZID=Nowhere:20261120T110000",
        "DTSTART;TZID=Asia/Tokyo:20261120T1000", "RECURRENCE-ID:20261120", "EXDATE:x", "RDATE;VALUE=PERIOD:1/2",
        "RRULE:FREQ=DAILY;UNTIL=20261125", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=9", "DURATION:P9999999999D",
        "DURATION:-PT1H", "STATUS:CANCELLED", " folded", "\x00", "X-WR-TIMEZONE:Mars/Olympus", "TZID:Asia/Tokyo",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=25))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    inside = [*lines, *(["END:VEVENT"] * (lines.count("BEGIN:VEVENT") - lines.count("END:VEVENT")))]
    try:
        found = read_calendar(calendar(tuple(inside), head=()), FIRST, LAST)
    except InvalidInput:
        return
    assert all(one.name and one.uid and one.end >= one.start for one in found.appointments)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for content in (data, b"BEGIN:VCALENDAR\r\n" + data + b"\r\nEND:VCALENDAR\r\n"):
        try:
            read_calendar(content, FIRST, LAST)
        except InvalidInput:
            continue


@pytest.mark.parametrize("separator", ["\u2028", "\x85", "\x0b", "\x0c", "\x1c"])
def test_a_title_with_what_only_python_takes_for_a_line_end_spoils_nothing(separator: str) -> None:
    odd = appointment("a@x", "SUMMARY:A" + separator + "END:VCALENDAR", "DTSTART:20261120T190000")
    assert len(read(odd, evening("b@x", "20261121", "190000", "210000")).appointments) == 2


def test_an_appointment_within_another_part_is_not_looked_at() -> None:
    inner = appointment("SUMMARY:inner", "DTSTART:20261120T190000")
    outer = ("BEGIN:VEVENT", "SUMMARY:outer", "DTSTART:20261121T190000", *inner, "END:VEVENT")
    unknown = ("BEGIN:X-BOX", *inner, "END:X-BOX")
    assert [one.name for one in read(outer, unknown).appointments] == ["outer"]
    without_begin = ("BEGIN:VEVENT", "SUMMARY:a", *appointment("SUMMARY:b"), "END:VEVENT")
    assert [one.name for one in read(appointment("SUMMARY:b"), without_begin).left_out] == ["b", "a"]
