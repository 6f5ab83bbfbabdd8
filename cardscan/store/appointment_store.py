"""The part of the store's door for calendars: appointments as events, and the photos taken during them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from cardscan.store.appointment_photos import first_photo, move_photos
from cardscan.store.appointments import appointments_at, likeliest_at, put_appointment
from cardscan.store.base import StoreBase
from cardscan.store.calendar_update import update_calendar
from cardscan.store.events import attendees, events_by_number
from cardscan.store.ids import IdKind, row_number
from cardscan.store.indexing import reindex
from cardscan.store.journal import in_few_words

if TYPE_CHECKING:
    from cardscan.calendar.appointment import Appointment
    from cardscan.store.appointment_records import CalendarUpdate, PhotoDuring
    from cardscan.store.records import Event


class AppointmentStore(StoreBase):
    """A store that knows what a calendar says."""

    def put_appointment(
        self,
        uid: str,
        name: str,
        start: datetime | date,
        end: datetime | date,
        *,
        place: str | None = None,
        memo: str | None = None,
    ) -> Event:
        """The event of a calendar's appointment, made or brought up to date (see ``appointments.put_appointment``).

        Raises:
            InvalidInput: It has no name, or ends before it begins.
        """
        with self._database.writing("calendar", in_few_words(name)) as connection:
            number = put_appointment(connection, uid, name, start, end, place=place, memo=memo)
            reindex(connection, attendees(connection, number))
            return events_by_number(connection, [number])[number]

    def update_calendar(self, appointments: Sequence[Appointment], first: date, last: date) -> CalendarUpdate:
        """Make events of appointments or bring theirs up to date, all or none (see ``calendar_update``).

        Args:
            appointments: Everything that the calendar holds within the days, of the series that are to be kept.
            first: The first day.
            last: The last day.

        Raises:
            InvalidInput: One has no name, or ends before it begins.
        """
        with self._database.writing("calendar", f"{len(appointments)} appointments") as connection:
            done = update_calendar(connection, appointments, first, last)
            for event in done.changed:
                reindex(connection, attendees(connection, row_number(event.id, IdKind.EVENT)))
            return done

    def appointments_at(self, moment: datetime) -> list[Event]:
        """The events with known hours that a moment lies within, the one that began last first."""
        with self._database.reading() as connection:
            numbers = appointments_at(connection, moment)
            found = events_by_number(connection, numbers)
            return [found[number] for number in numbers]

    def likeliest_at(self, moment: datetime) -> list[Event]:
        """The appointment that a moment belongs to; several where nothing tells which (see ``appointments``)."""
        with self._database.reading() as connection:
            numbers = likeliest_at(connection, moment)
            found = events_by_number(connection, numbers)
            return [found[number] for number in numbers]

    def first_photo(self) -> datetime | None:
        """When the earliest photo was taken, as its clock showed it; None where no photo tells."""
        with self._database.reading() as connection:
            return first_photo(connection)

    def move_photos_to_appointments(self) -> list[PhotoDuring]:
        """Give photos whose event is a bare day to the appointment during which they were taken.

        Returns:
            Every such photo, those too that nothing tells the appointment of.
        """
        with self._database.writing("calendar", "photos to their appointments") as connection:
            found, people = move_photos(connection)
            reindex(connection, people)
            return found
