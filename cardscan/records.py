"""The frozen records that one room hands to the next, from a photo's pixels to a contact.

Geometry: pixels, origin top left, x to the right, y down; angles in degrees clockwise; scores and confidences 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:  # numpy takes longer to import than a whole search may last
    import numpy as np
    import numpy.typing as npt

Pixels: TypeAlias = "npt.NDArray[np.uint8]"  # text at run time, so that reading a record needs no numpy
"""A colour picture: height × width × 3, BGR (OpenCV's order), 0–255."""

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Four corners in px, clockwise from the one that is top left when the thing is read."""

Direction = Literal["horizontal", "vertical"]
SignKind = Literal["handset", "mobile", "fax"]


@dataclass(frozen=True, slots=True)
class Place:
    """A position on earth, WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class PhotoInfo:
    """What is known of a photo without reading its text."""

    path: Path
    sha256: str
    """Of the file's bytes, lower-case hex."""
    media_type: str
    """For example ``image/jpeg``."""
    width: int
    """Px, after EXIF orientation."""
    height: int
    taken_at: datetime | None
    """Aware where the photo states its zone, else naive local time."""
    place: Place | None


@dataclass(frozen=True, slots=True)
class Photo:
    """A decoded photo, upright as far as EXIF knows."""

    info: PhotoInfo
    pixels: Pixels
    """All of them, or fewer where fewer were asked for."""

    @property
    def scale(self) -> float:
        """Px of ``pixels`` for one px of the photo: 1, or a half, a quarter or an eighth."""
        return float(self.pixels.shape[1] / self.info.width)


@dataclass(frozen=True, slots=True)
class CardOutline:
    """Where a card lies on a photo."""

    quad: Quad
    """Px of the photo. Which corner is the card's top left is not yet known here; the order is clockwise."""
    score: float
    """How surely a card is there, 0–1."""


@dataclass(frozen=True, slots=True)
class CardImage:
    """A card cut from its photo and flattened."""

    quad: Quad
    """Px of the photo; the first corner is the top left of ``pixels``."""
    pixels: Pixels
    px_per_mm: float
    score: float


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """What an engine saw of one character that has several forms, such as 高 and 髙."""

    character: str
    """As it stands in the line's text."""
    likelihoods: tuple[tuple[str, float], ...]
    """Each form that it may be, and the natural logarithm of how likely that form is to look like this; only their
    differences mean something."""


@dataclass(frozen=True, slots=True)
class DoubtfulCharacter:
    """A character that an engine was not sure of, and what it would have answered instead."""

    place: int
    """Which character of its line's text it is, from 0, white space not counted."""
    character: str
    """As it stands there."""
    score: float
    """The engine's probability of it, 0–1."""
    alternatives: tuple[tuple[str, float], ...]
    """Other characters and their probabilities, 0–1, the likeliest first; at least one."""


@dataclass(frozen=True, slots=True)
class ContactSign:
    """A drawn sign that stands before a telephone number in place of a label."""

    place: int
    """Before which character of its line's text it stands, from 0, white space not counted."""
    kinds: tuple[SignKind, ...]
    """What it shows; two where two signs stand before one number, from the left."""
    probability: float
    """That it shows this, 0–1; of two signs the lower one."""


@dataclass(frozen=True, slots=True)
class OcrLine:
    """One run of text as an engine saw it."""

    quad: Quad
    """Px of the picture given to the engine; the first edge runs along the top of the characters for
    horizontal text, and across the top of the column for vertical text."""
    text: str
    score: float
    direction: Direction
    forms: tuple[PrintedForm, ...] = ()
    """For the characters of ``text`` whose forms the engine can tell apart, in their order."""
    weakest: float = 1.0
    """The engine's score of the least sure character (of the least sure word, where it tells no more), 0–1."""
    doubts: tuple[DoubtfulCharacter, ...] = ()
    """The characters of ``text`` that the engine was not sure of, in their order; none where it does not tell."""
    signs: tuple[ContactSign, ...] = ()
    """Signs in place of labels, as far as they were looked for and are sure."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """Everything an engine read in one picture, in no particular order until ``ocr.reading_order`` has seen it."""

    engine: str
    """Name and version, for example ``rapidocr 3.10.0``."""
    width: int
    height: int
    lines: tuple[OcrLine, ...]


@dataclass(frozen=True, slots=True)
class CardCode:
    """A machine-readable code on a card."""

    quad: Quad
    """Px of the card picture, clockwise from the corner that is top left when the code stands upright."""
    text: str
    """The payload."""
    format: str
    """Its symbology, for example ``QR Code``."""


class FieldKind(StrEnum):
    """What a line of a card can be. The names are the contract's."""

    NAME = "name"
    KANA = "kana"
    ROMAJI = "romaji"
    COMPANY = "company"
    COMPANY_EN = "company_en"
    DEPARTMENT = "department"
    TITLE = "title"
    QUALIFICATION = "qualification"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    ADDRESS = "address"
    REGISTRATION = "registration"
    SOCIAL = "social"
    CODE = "code"
    """Not a line of text: the payload of a machine-readable code."""
    OTHER = "other"


class Source(StrEnum):
    """Where a value came from."""

    PRINTED = "printed"
    EMAIL = "email"
    DICTIONARY = "dictionary"
    OTHER_SIDE = "other_side"
    POSTAL_CODE = "postal_code"
    QR = "qr"
    """From a machine-readable code on the card, in characters that were read otherwise or not at all."""
    HAND = "hand"
    IMPORTED = "imported"
    """From another program's address book: a person typed it there."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a card in reading order; what the field recognisers look at."""

    index: int
    """Its place in reading order, from 0."""
    text: str
    quad: Quad
    """Px of the card picture."""
    score: float
    direction: Direction
    size: float
    """Height of the characters in px (for vertical text: their width)."""
    forms: tuple[PrintedForm, ...] = ()
    """For the characters of ``text`` whose forms the engine can tell apart, in their order."""
    weakest: float = 1.0
    """The engine's score of the least sure character, 0–1."""
    doubts: tuple[DoubtfulCharacter, ...] = ()
    """The characters of ``text`` that the engine was not sure of, in their order."""
    signs: tuple[ContactSign, ...] = ()
    """Signs in place of labels that stand before telephone numbers of ``text``, in their order."""


@dataclass(frozen=True, slots=True)
class CardText:
    """A card's lines in reading order, with the size of the picture they stand on."""

    engine: str
    width: int
    height: int
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One recogniser's claim that some characters of a card are some field."""

    kind: FieldKind
    lines: tuple[int, ...]
    """Indices into ``CardText.lines``, in the order in which they are joined."""
    value: str
    """Normalised: E.164 for a phone where it can be told, one line for an address, hiragana for a reading."""
    text: str
    """As printed."""
    belief: float
    """0–1: how much these characters by themselves look like this field; 0.5 is "as likely as not"."""
    span: tuple[int, int] | None = None
    """Start and end within the text of ``lines[0]`` where the claim takes only a part of one line; None: all of it."""
    validated: bool = False
    """Something apart from the shape of the text agrees: a check digit, a dictionary, the postal data, a label."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Phone: kind, extension. Address: postal_code, region, locality, street, building, country.
    Name: family_name, given_name. Other kinds: none."""
    source: Source = Source.PRINTED
    last_span: tuple[int, int] | None = None
    """Start and end within the text of ``lines[-1]`` where a claim on several lines takes only a part of the last."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One telephone number."""

    kind: Literal["work", "direct", "mobile", "fax", "tollfree", "other"]
    number: str | None
    """E.164 where it can be told."""
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """One postal address; ``text`` is as printed in one line without 〒 and the Japanese postal code."""

    text: str
    postal_code: str | None = None
    region: str | None = None
    locality: str | None = None
    street: str | None = None
    building: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """The person a card speaks of; the names are the contract's."""

    full_name: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    phonetic_name: str | None = None
    romanized_name: str | None = None
    organization: str | None = None
    organization_en: str | None = None
    department: str | None = None
    titles: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    registration_numbers: tuple[str, ...] = ()
    socials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line of a card with the field it was taken for; lines that fit nowhere are ``other`` and kept."""

    text: str
    quad: Quad
    score: float
    kind: FieldKind


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """Where one value of a contact stands on its card, and what else was seen there."""

    field: str
    """A field of ``Contact``."""
    value: str
    """As in the contact; of a phone or an address its ``text``."""
    lines: tuple[int, ...]
    """Indices into ``CardFields.lines``, in the order in which they are joined."""
    confidence: float | None
    """The chance that this very value is right in every character; None for a field that has none."""
    rivals: tuple[str, ...]
    """What other claims on the same place said, likeliest first; a phone of another kind as ``fax: 03-…``."""


@dataclass(frozen=True, slots=True)
class CardFields:
    """What a card's text was understood to say."""

    contact: Contact
    confidence: Mapping[str, float | None]
    """The contract's keys: name, kana, romaji, company, department, title, postal, address, tel, fax, mobile, email,
    url."""
    source: Mapping[str, Source]
    """By contact field; only those that are not simply printed."""
    lines: tuple[LabelledLine, ...]
    places: tuple[ValuePlace, ...] = ()
    """Of the values that were read as they are in ``contact``; one that was worked out or mended has no place."""


@dataclass(frozen=True, slots=True)
class ReadCard:
    """One card of a photo, read."""

    image: CardImage
    side: Literal["front", "back"]
    fields: CardFields


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """Why a photo could not be read."""

    code: str
    """Stable and machine-readable: empty, not_a_picture, truncated, too_large, unreadable, changed, timeout, crashed,
    engine_failed."""
    message: str
    """For the person: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class PhotoReading:
    """Everything learned from one photo: cards, or the reason for having none."""

    path: Path
    info: PhotoInfo | None
    cards: tuple[ReadCard, ...] = ()
    failure: ReadFailure | None = None
