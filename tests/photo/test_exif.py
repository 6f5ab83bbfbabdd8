from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL.TiffImagePlugin import IFDRational

from cardscan.photo.exif import place, taken_at
from cardscan.records import Place

CHANGED, ORIGINAL, DIGITIZED = 0x0132, 0x9003, 0x9004
OFFSET_CHANGED, OFFSET_ORIGINAL = 0x9010, 0x9011
TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("main", "photo", "moment"),
    [
        ({}, {ORIGINAL: "2026:11:20 19:31:00"}, datetime(2026, 11, 20, 19, 31)),
        (
            {},
            {ORIGINAL: "2026:11:20 19:31:00", OFFSET_ORIGINAL: "+09:00"},
            datetime(2026, 11, 20, 19, 31, tzinfo=TOKYO),
        ),
        ({}, {ORIGINAL: "2026:11:20 19:31:00", OFFSET_ORIGINAL: "Z"}, datetime(2026, 11, 20, 19, 31, tzinfo=UTC)),
        ({}, {ORIGINAL: "2026:11:20 19:31:00", OFFSET_ORIGINAL: "   :  "}, datetime(2026, 11, 20, 19, 31)),
        ({}, {ORIGINAL: "2026:11:20 19:31:00", OFFSET_ORIGINAL: "+99:00"}, datetime(2026, 11, 20, 19, 31)),
        ({}, {ORIGINAL: b"2026:11:20 19:31:00\0"}, datetime(2026, 11, 20, 19, 31)),
        ({}, {ORIGINAL: "2026-11-20T19:31:00"}, datetime(2026, 11, 20, 19, 31)),
        ({CHANGED: "2026:11:24 08:00:00"}, {DIGITIZED: "2026:11:20 19:31:00"}, datetime(2026, 11, 20, 19, 31)),
        ({CHANGED: "2026:11:24 08:00:00"}, {}, datetime(2026, 11, 24, 8)),
        (
            {CHANGED: "2026:11:24 08:00:00"},
            {ORIGINAL: "    :  :     :  :  ", OFFSET_CHANGED: "-05:30"},
            datetime(2026, 11, 24, 8, tzinfo=timezone(-timedelta(hours=5, minutes=30))),
        ),
        ({}, {ORIGINAL: "0000:00:00 00:00:00"}, None),
        ({}, {ORIGINAL: "2026:02:30 10:00:00"}, None),
        ({}, {ORIGINAL: 20261120}, None),
        ({}, {}, None),
    ],
)
def test_time_taken(main: dict[int, object], photo: dict[int, object], moment: datetime | None) -> None:
    found = taken_at(main, photo)
    assert found == moment
    assert (found and found.utcoffset()) == (moment and moment.utcoffset())


def gps(north: object, east: object, north_ref: object = "N", east_ref: object = "E") -> dict[int, object]:
    return {1: north_ref, 2: north, 3: east_ref, 4: east}


@pytest.mark.parametrize(
    ("tags", "where"),
    [
        (gps((35.0, 39.0, 31.0), (139.0, 44.0, 43.0)), Place(35 + 39 / 60 + 31 / 3600, 139 + 44 / 60 + 43 / 3600)),
        (gps((33.0, 51.5), (151.0, 12.5), "S", "E"), Place(-(33 + 51.5 / 60), 151 + 12.5 / 60)),
        (gps((40.5,), (74.25,), b"N\0", b"W\0"), Place(40.5, -74.25)),
        (gps((0.0, 0.0, 0.0), (6.0, 30.0, 0.0)), Place(0.0, 6.5)),
        (gps((0.0, 0.0, 0.0), (0.0, 0.0, 0.0)), None),
        (gps((91.0, 0.0, 0.0), (10.0, 0.0, 0.0)), None),
        (gps((10.0, 0.0, 0.0), (181.0, 0.0, 0.0)), None),
        (gps((10.0, 0.0, 0.0), (10.0, 0.0, 0.0), north_ref=""), None),
        (gps((IFDRational(0, 0),) * 3, (10.0, 0.0, 0.0)), None),
        (gps((), (10.0,)), None),
        (gps("35", "139"), None),
        ({}, None),
    ],
)
def test_place(tags: dict[int, object], where: Place | None) -> None:
    found = place(tags)
    if where is None:
        assert found is None
    else:
        assert found is not None
        assert (found.latitude, found.longitude) == pytest.approx((where.latitude, where.longitude))


ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.binary(max_size=20),
    st.integers(),
    st.floats(),
    st.lists(st.floats(), max_size=4).map(tuple),
)


@given(st.dictionaries(st.sampled_from([1, 2, 3, 4, CHANGED, ORIGINAL, OFFSET_ORIGINAL]), ANYTHING))
def test_no_tag_breaks_anything(tags: dict[int, object]) -> None:
    found = taken_at(tags, tags)
    assert found is None or isinstance(found, datetime)
    where = place(tags)
    assert where is None or (-90 <= where.latitude <= 90 and -180 <= where.longitude <= 180)


@given(st.datetimes(min_value=datetime(1970, 1, 1)))
def test_every_moment_comes_back(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert taken_at({}, {ORIGINAL: f"{moment:%Y:%m:%d %H:%M:%S}"}) == moment
