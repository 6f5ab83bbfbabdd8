"""What the store hands out: frozen records with public ids.

``p12`` is a person, ``c12`` a card, ``e3`` an event, ``n9`` a note, ``f7`` a photo. What is remembered beside the card
is in ``memory_records`` and ``face_records``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cardscan.records import Contact, LabelledLine, Place, Quad, Source
    from cardscan.store.face_records import Face
    from cardscan.store.memory_records import Look, Promise, Talk


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo that was taken in."""

    id: str
    sha256: str
    """Of the original's bytes, lower-case hex."""
    file_name: str
    """The name it had when it was imported; bytes that are no UTF-8 are kept as surrogate escapes."""
    media_type: str
    size: int
    """Bytes."""
    width: int
    """Px, after EXIF orientation."""
    height: int
    taken_at: datetime | None
    """Aware where the photo states its zone, else naive local time."""
    place: Place | None
    imported_at: datetime
    """UTC."""
    card_ids: tuple[str, ...]
    """In the order of the cards on the photo."""
    person_ids: tuple[str, ...]
    """The people of these cards, in the same order."""


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A card of a photo, with everything that was read on it."""

    id: str
    photo_id: str
    person_id: str
    position: int
    """Its place among the cards of the photo, from 0."""
    side: Literal["front", "back"]
    quad: Quad
    """Px of the upright photo."""
    px_per_mm: float
    picture: Path
    """The straightened card, a JPEG file inside the data folder."""
    lines: tuple[LabelledLine, ...]
    """Every line in reading order with the field it was taken for; quads in px of ``picture``."""


@dataclass(frozen=True, slots=True)
class StoredField:
    """One value of a person's field."""

    field: str
    """A field of ``Contact``: full_name, organization, phones, …"""
    value: str
    """What is shown and searched; for a phone the text as printed, for an address its one line."""
    text: str
    """As printed on the card; for a value typed by hand the same as ``value``."""
    parts: Mapping[str, str]
    """Phone: kind, number. Address: postal_code, region, locality, street, building, country. Other fields: none."""
    confidence: float | None
    """The chance that the value is right in every character, where the field has one."""
    source: Source
    confirmed: bool
    """A person typed or confirmed it; no machine ever overwrites it."""
    position: int
    """Its place among the values of the same field, from 0."""
    card_id: str | None
    """The card it was read from; None when it was typed by hand."""
    lines: tuple[int, ...] = ()
    """Which lines of the card say it; none where that is not known or it was worked out."""
    rivals: tuple[str, ...] = ()
    """What else the recognisers saw in the same place, likeliest first."""

    @property
    def unsure(self) -> bool:
        """Whether it is neither confirmed nor read with a confidence of at least ``SURE``."""
        return self.confidence is not None and self.confidence < SURE and not self.confirmed


class ChangedBy(StrEnum):
    """Who changed a value after it was read."""

    HAND = "hand"
    """A person with ``edit``."""
    PROOF = "proof"
    """A person who looked at the card with ``proof``."""
    SIDES = "sides"
    """The other side of the card, joined or parted again."""
    MERGE = "merge"
    """Another card of the person, or somebody who turned out to be the same, merged or split off again."""
    POSITION = "position"
    """A person with ``position``."""
    IMPORT = "import"
    """An address book that came in again and says something else."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one value of a person."""

    at: datetime
    """UTC."""
    by: ChangedBy
    field: str
    old: StoredField | None
    """None: the value came in new."""
    new: StoredField | None
    """None: it was taken away."""


@dataclass(frozen=True, slots=True)
class Event:
    """An occasion at which cards were received."""

    id: str
    name: str
    start: date | None
    """The day, or the first of several; None when it is not known."""
    end: date | None
    """The last day; the same as ``start`` for an event of one day."""
    place: str | None
    memo: str | None
    people: int
    """How many people were met there."""
    starts_at: datetime | None = None
    """From when, as the clock there shows it, aware where its zone is known; None where the hours are not known."""
    ends_at: datetime | None = None
    """Until when."""
    calendar_uid: str | None = None
    """Which appointment of a calendar it is."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """One time a person was met."""

    event: Event | None
    order: int
    """The order in which cards were received, over the whole store, from 1."""
    met_at: datetime | date | None
    """When the photo of the card was taken, else the event's day."""
    card_id: str | None
    photo_id: str | None
    memo: str | None
    """What was said about the whole import (``--memo``)."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something remembered about a person or an event."""

    id: str
    subject: str
    """The id of the person or the event it is about."""
    text: str
    at: datetime
    """The moment it speaks of, aware."""
    created_at: datetime
    """UTC."""
    updated_at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody works or worked, and as what."""

    holder: str
    """The id of the person who was made of its newest card; it leads to the person whose position it is."""
    organization: str | None
    organization_en: str | None
    department: str | None
    titles: tuple[str, ...]
    contact: Contact
    """Everything of it, also its telephones, mail and addresses."""
    since: date | None
    """As somebody said, else the day on which its first card was received: the person was there by then."""
    until: date | None
    """As somebody said, else the day on which the next position's card was received; None while it is current."""
    current: bool
    by_hand: tuple[str, ...]
    """What of ``since``, ``until`` and ``current`` somebody said."""
    cards: tuple[str, ...]
    """The cards that say it, newest first."""


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that is known of one person."""

    id: str
    contact: Contact
    fields: tuple[StoredField, ...]
    """The values behind ``contact``, with confidence and origin, in the contact's order."""
    cards: tuple[StoredCard, ...]
    encounters: tuple[Encounter, ...]
    notes: tuple[Note, ...]
    """Oldest first."""
    tags: tuple[str, ...]
    created_at: datetime
    """UTC."""
    updated_at: datetime
    """UTC."""
    history: tuple[Change, ...] = ()
    """What became of the values since they were read, oldest first."""
    looks: tuple[Look, ...] = ()
    """Oldest first, as the talks and promises."""
    talks: tuple[Talk, ...] = ()
    promises: tuple[Promise, ...] = ()
    faces: tuple[Face, ...] = ()
    """Those that somebody said are this person's."""
    positions: tuple[Position, ...] = ()
    """Those of today first, each part newest first."""


@dataclass(frozen=True, slots=True)
class CardPair:
    """Two cards that are two sides of one, may be, or were said not to be."""

    state: Literal["joined", "suggested", "apart"]
    front_id: str
    back_id: str
    by_hand: bool
    """A person said so; no machine says otherwise."""
    signs: tuple[str, ...]
    """What speaks for it (``person.side_signs.Sign``)."""
    front_person: str
    back_person: str
    """The same as ``front_person`` where they are joined."""
    was: str | None = None
    """The id that the back's person had before; it still leads to the one both have now."""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two who are one person, or may be."""

    state: Literal["merged", "suggested", "apart"]
    person_id: str
    """Who stays."""
    other_id: str
    """Who became part of that person (the id still leads there), or may be the same."""
    signs: tuple[str, ...]
    """What speaks for it and against it (``person.identity.PersonSign``)."""
    chance: float | None
    """That they are one person, 0–1; None where a person said so."""
    by_hand: bool
    replaced: tuple[StoredField, ...] = ()
    """Of two just merged: values that no longer stand in the contact; the positions and the history have them."""


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """One line of a list of people."""

    id: str
    name: str
    """For display: the full name, else the romanised name, the firm, or the id; never empty."""
    kana: str | None
    organization: str | None
    titles: tuple[str, ...]
    event: str | None
    """The name of the event at which the person was last met."""
    met_at: datetime | date | None
    unsure: int
    """How many values are neither confirmed nor read with a confidence of at least ``SURE``."""


SURE = 0.9
"""The contract's promise: of values with at least this confidence at most 1 in 100 is wrong."""
