"""Taking photos in: which are new, which event they belong to, reading them, and keeping what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from cardscan.batch import TIMEOUT_SECONDS, scan_many
from cardscan.errors import InvalidInput, UnreadablePhoto
from cardscan.ocr.choose import EngineName
from cardscan.photo.files import natural_key, photo_files
from cardscan.photo.folder_name import folder_event
from cardscan.photo.load import file_bytes, read_info
from cardscan.records import PhotoInfo, PhotoReading, ReadFailure
from cardscan.store.contact_values import values_of_card
from cardscan.store.records import SURE, CardPair, Event, SamePerson
from cardscan.store.store import Store

_NIGHT = timedelta(hours=4)
"""A photo taken before four in the morning belongs to the evening before."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one photo."""

    path: Path
    status: Literal["added", "known", "unread", "no_card", "planned"]
    photo_id: str | None = None
    people: tuple[str, ...] = ()
    cards: int = 0
    unsure: int = 0
    event: str | None = None
    failure: ReadFailure | None = None
    appointments: tuple[Event, ...] = ()
    """Those during which it was taken, where nothing tells which of them it belongs to."""


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """The event that a photo will belong to."""

    name: str
    day: date
    id: str | None = None
    """None: the event of that name and day, which may have to be made."""
    appointments: tuple[Event, ...] = ()
    """Appointments among which nothing tells which it is; then the event is the day."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One photo before it is read: what is known of it without reading its text."""

    path: Path
    info: PhotoInfo | None
    event: PlannedEvent | None
    known_as: str | None
    """The photo's id where the same bytes are in the store already."""
    failure: ReadFailure | None = None


def plan(paths: Iterable[Path], store: Store, *, event: str | None = None) -> list[Planned]:
    """Find the photos below some paths in the order in which they were taken, with their events.

    A name given by hand wins over a folder's name, that over the appointment of a calendar during which the photo was
    taken, and that over its day. The same bytes twice in one batch are planned once.
    """
    planned, seen = [], set()
    for path in photo_files(paths):
        try:
            info = read_info(path)
        except UnreadablePhoto as error:
            planned.append(Planned(path, None, None, None, ReadFailure(error.code, str(error))))
            continue
        if info.sha256 in seen:
            continue
        seen.add(info.sha256)
        known = store.find_photo(info.sha256)
        planned.append(Planned(path, info, _event(path, info, event, store), known.id if known else None))
    return sorted(planned, key=_moment)


def take_in(
    planned: Sequence[Planned],
    store: Store,
    *,
    engine: EngineName = "auto",
    memo: str | None = None,
    dry_run: bool = False,
    workers: int | None = None,
    timeout: float = TIMEOUT_SECONDS,
) -> Iterator[Taken]:
    """Read what was planned and keep it, one transaction each; what is in the store already is only said.

    A photo without a card is a picture of the event that its folder or ``--event`` names, or of its day's where cards
    were received on that day.

    A broken-off run is taken up by running it again: photos that were kept are known, the others are read.

    Raises:
        EngineMissing: before anything is read, when the text engine is not installed.
        StoreError: when the store cannot take a photo; photos before it stay.
    """
    fresh = [photo for photo in planned if photo.known_as is None and photo.failure is None]
    for photo in planned:
        if photo.failure is not None:
            yield Taken(photo.path, "unread", failure=photo.failure)
        elif photo.known_as is not None:
            yield Taken(photo.path, "known", photo_id=photo.known_as)
        elif dry_run:
            yield Taken(photo.path, "planned", event=photo.event.name if photo.event else None)
    if dry_run:
        return
    loose = _loose_from_before(planned, store)
    paths = [photo.path for photo in fresh]
    with closing(scan_many(paths, engine=engine, workers=workers, timeout=timeout)) as readings:  # ends the workers
        for photo, reading in zip(fresh, readings, strict=True):
            taken = _keep(photo, reading, store, memo)
            if photo.event is not None and taken.photo_id is not None:
                if taken.status == "no_card" and taken.event is None:
                    loose[photo.event].append(taken.photo_id)
                elif taken.cards:  # its day has an event from now on, to which the pictures before belong as well
                    for picture in loose.pop(photo.event, ()):
                        store.add_event_photo(picture, _kept_event(photo.event, store).id)
            yield taken


def join_sides(taken: Sequence[Taken], store: Store) -> list[CardPair]:
    """Join fronts and backs on these photos, which may be known from before, with each other and all over the store.

    Returns:
        The pairs that were joined now.
    """
    return store.join_sides_on([photo.photo_id for photo in taken if photo.photo_id is not None])


def _loose_from_before(planned: Iterable[Planned], store: Store) -> defaultdict[PlannedEvent, list[str]]:
    """Pictures that no event has, by the day whose event they belong to; those of a day that has one by now join it.

    An import that was broken off between a picture and its day's first card left it so.
    """
    loose: defaultdict[PlannedEvent, list[str]] = defaultdict(list)
    known = [photo for photo in planned if photo.known_as is not None and photo.event is not None]
    without = store.photos_without_event() if known else set()
    for photo in known:
        if photo.known_as in without and photo.event is not None:
            event = _event_for(photo.event, store, by_cards=False)
            if event is None:
                loose[photo.event].append(photo.known_as)
            else:
                store.add_event_photo(photo.known_as, event.id)
    return loose


def match_people(taken: Sequence[Taken], store: Store) -> list[SamePerson]:
    """Let the people of these photos become part of those whom the store knows already, where that is sure.

    Returns:
        Who was merged now, and after them who may be the same as somebody.
    """
    return store.match_people_on([photo.photo_id for photo in taken if photo.photo_id is not None])


def _event(path: Path, info: PhotoInfo, by_hand: str | None, store: Store) -> PlannedEvent | None:
    day = (info.taken_at - _NIGHT).date() if info.taken_at else None
    named = folder_event(path.absolute())
    if by_hand is not None:
        return PlannedEvent(by_hand, day or (named.day if named else date.today()))
    if named is not None:
        return PlannedEvent(named.name, named.day)
    if info.taken_at is None or day is None:
        return None
    match store.likeliest_at(info.taken_at):
        case [one]:
            return PlannedEvent(one.name, one.start or day, one.id)
        case several:
            return PlannedEvent(day.isoformat(), day, appointments=tuple(several))


def _event_for(event: PlannedEvent, store: Store, *, by_cards: bool) -> Event | None:
    """The event in the store; a mere day becomes one by its cards only, or every holiday picture would make one."""
    if by_cards or event.id is not None or event.name != event.day.isoformat():
        return _kept_event(event, store)
    return next((one for one in store.events() if (one.name, one.start) == (event.name, event.day)), None)


def _moment(photo: Planned) -> tuple[str, str, tuple[tuple[int, int, str], ...]]:
    """Photos of one day stand in the order in which they were taken; without a time, in the order of their names."""
    day = photo.event.day.isoformat() if photo.event else ""
    taken = photo.info.taken_at if photo.info else None
    return day, taken.replace(tzinfo=None).isoformat() if taken else "", natural_key(str(photo.path))


def _keep(photo: Planned, reading: PhotoReading, store: Store, memo: str | None) -> Taken:
    if reading.failure is not None:
        return Taken(photo.path, "unread", failure=reading.failure)
    if photo.info is not None and (known := store.find_photo(photo.info.sha256)) is not None:  # by another import
        return Taken(photo.path, "known", photo_id=known.id)
    try:
        original = file_bytes(photo.path)
    except UnreadablePhoto as error:
        return Taken(photo.path, "unread", failure=ReadFailure(error.code, str(error)))
    event = _event_for(photo.event, store, by_cards=bool(reading.cards)) if photo.event else None
    try:
        stored = store.add_reading(reading, original, event_id=event.id if event else None, memo=memo)
    except InvalidInput as error:
        return Taken(photo.path, "unread", failure=ReadFailure("changed", str(error)))
    unsure = sum(
        value.confidence is not None and value.confidence < SURE
        for card in reading.cards
        for value in values_of_card(card.fields, card_id=0)
    )
    return Taken(
        photo.path,
        "added" if reading.cards else "no_card",
        photo_id=stored.id,
        people=stored.person_ids,
        cards=len(reading.cards),
        unsure=unsure,
        event=event.name if event else None,
        appointments=photo.event.appointments if photo.event else (),
    )


def _kept_event(planned: PlannedEvent, store: Store) -> Event:
    return store.event(planned.id) if planned.id else store.ensure_event(planned.name, planned.day)
