"""Old automatic backups are let go of, by a clock of the test's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cardscan.store.thinning import superseded

TODAY = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
MOST = 2 + 12 + 10 + 9
"""Today, yesterday, days, weeks, months."""


def days_kept(made: list[datetime], now: datetime = TODAY) -> list[int]:
    """How many days ago those that stay were made, the newest first."""
    kept = sorted(set(made) - superseded(made, now), reverse=True)
    return [(now.date() - moment.date()).days for moment in kept]


def test_one_a_day_for_two_years_leaves_days_then_weeks_then_months() -> None:
    kept = days_kept([TODAY - timedelta(days=ago) for ago in range(730)])
    assert len(kept) == MOST
    assert kept[:14] == list(range(14)), "today, yesterday and twelve days before"
    weeks, months = kept[14:24], kept[24:]
    assert [later - earlier for earlier, later in pairwise(weeks)] == [7] * 9
    assert all((TODAY - timedelta(days=ago)).weekday() == 6 for ago in weeks), "each week's last"
    assert all((TODAY - timedelta(days=ago - 1)).day == 1 for ago in months), "each month's last"
    assert kept[-1] > 330


def test_today_and_yesterday_stay_and_of_each_day_before_the_last_one() -> None:
    made = [TODAY - timedelta(hours=hours) for hours in range(0, 96, 6)]
    kept = set(made) - superseded(made, TODAY)
    assert [moment for moment in made if moment.date() >= TODAY.date() - timedelta(days=1)] == [
        moment for moment in made if moment in kept and moment.date() >= TODAY.date() - timedelta(days=1)
    ]
    assert sorted(moment.hour for moment in kept if moment.date() < TODAY.date() - timedelta(days=1)) == [18] * 3


def test_made_and_thinned_day_by_day_for_three_years_it_still_reaches_back_most_of_a_year() -> None:
    held: set[datetime] = set()
    for day in range(3 * 365):
        now = TODAY + timedelta(days=day)
        held.add(now)
        held -= superseded(held, now)
        assert len(held) <= MOST
    oldest = (now - min(held)).days
    assert len(held) == MOST and 300 < oldest < 400


@given(st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)), max_size=60))
def test_the_newest_always_stays_and_thinning_again_changes_nothing(made: list[datetime]) -> None:
    gone = superseded(made, TODAY)
    kept = set(made) - gone
    assert not made or max(made) in kept
    assert superseded(kept, TODAY) == set()
    recent = {moment for moment in made if moment.date() >= TODAY.date() - timedelta(days=1)}
    assert recent <= kept and len(kept - recent) <= MOST
