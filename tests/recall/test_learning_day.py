from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cardscan.recall.learning_day import beginning, learning_day

TOKYO, BERLIN, SAMOA = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-12-01T03:59:59+09:00", date(2026, 11, 30)),
        ("2026-12-01T04:00:00+09:00", date(2026, 12, 1)),
        ("2026-12-02T01:30:00+09:00", date(2026, 12, 1)),
        ("2026-11-30T18:59:59+00:00", date(2026, 11, 30)),
        ("2026-11-30T19:00:00+00:00", date(2026, 12, 1)),
    ],
)
def test_a_day_begins_at_four_by_the_local_clock(moment: str, day: date) -> None:
    assert learning_day(datetime.fromisoformat(moment), TOKYO) == day


def test_the_machines_own_clock_counts_where_no_zone_is_said() -> None:
    evening = datetime(2026, 12, 1, 23, 30).astimezone()
    assert learning_day(evening) == learning_day(evening + timedelta(hours=4)) == date(2026, 12, 1)
    assert beginning(date(2026, 12, 1)) == datetime(2026, 12, 1, 4).astimezone()


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from([TOKYO, BERLIN, SAMOA, UTC]))
def test_a_day_lasts_from_its_beginning_to_that_of_the_next(day: date, zone: ZoneInfo) -> None:
    begins, ends = beginning(day, zone), beginning(day + timedelta(days=1), zone)
    assert learning_day(begins, zone) == day
    assert learning_day(ends, zone) == day + timedelta(days=1)
    if begins < ends:  # Samoa skipped a day in 2011
        assert learning_day(ends - timedelta(microseconds=1), zone) in (day, date(2011, 12, 29))
