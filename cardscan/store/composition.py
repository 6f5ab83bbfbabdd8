"""Which values a person of several cards has: the work of today's positions, and what stays whatever the firm.

Work changes with the firm: its name, department, titles, telephones, mail at its domain, addresses. A mobile number,
private mail, accounts, qualifications and the name stay; of them every card's count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from rapidfuzz.distance import Levenshtein

from cardscan.orthography.fold import search_fold
from cardscan.person.same_firm import same_firm
from cardscan.person.side_signs import dialled, host_of, registered_domain
from cardscan.records import Source
from cardscan.store.contact_values import CONTACT_FIELDS
from cardscan.store.records import StoredField

STATING = ("organization", "organization_en", "department", "titles")
"""The fields that say what somebody is and where; of several positions only the first one's stand in the contact."""

_WORK = (*STATING, "phones", "emails", "urls", "addresses", "registration_numbers")

_SINGLE = ("organization", "organization_en", "department")

_NAME = ("full_name", "family_name", "given_name")

_TRUSTED = {
    Source.HAND: 4, Source.IMPORTED: 3, Source.QR: 3, Source.PRINTED: 3, Source.OTHER_SIDE: 3, Source.POSTAL_CODE: 2,
}  # fmt: skip
"""Where a value comes from → how much it is worth against another one; from an e-mail address 1, a guess 0."""

_ONE_IN = 12
"""Two texts are two readings of one value where at most one character in so many differs."""

Values = Sequence[StoredField]


@dataclass(frozen=True, slots=True)
class Held:
    """What one card (or what was typed without one) says about somebody's work."""

    holder: int
    """Row number of the person who was made of it."""
    work: tuple[StoredField, ...]
    received_at: datetime | None
    """Local time."""
    received: int
    """The order in which cards were received, over the whole store; 0 where there was no encounter."""
    event: int | None
    cards: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    is_current: bool | None = None
    """As somebody said; None: nobody did."""

    @property
    def states(self) -> bool:
        """Whether it says anything about a firm, a department or a title."""
        return any(value.field in STATING for value in self.work)


@dataclass(frozen=True, slots=True)
class Post:
    """One position: the cards that say the same of firm, department and titles, newest first."""

    held: tuple[Held, ...]
    current: bool
    work: tuple[StoredField, ...]


def is_of_work(value: StoredField) -> bool:
    """Whether a value belongs to a position rather than to the person."""
    match value.field:
        case "phones":
            return value.parts.get("kind") != "mobile"
        case "emails":
            return registered_domain(value.value.rpartition("@")[2]) is not None
        case "urls":
            return registered_domain(host_of(value.value)) is not None
        case field:
            return field in _WORK


def posts(held: Iterable[Held]) -> list[Post]:
    """The positions, the newest first, each with the values of its cards.

    Current is the newest, and what was handed over with it at the same event by somebody with two posts; what
    somebody said about it stands above that.
    """
    newest_first = sorted((one for one in held if one.states), key=_moment, reverse=True)
    groups: list[list[Held]] = []
    for one in newest_first:
        if groups and _same_post(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    found = []
    for place, group in enumerate(groups):
        work: Values = group[-1].work
        for newer in reversed(group[:-1]):
            work = _renewed(work, newer.work)
        found.append(Post(tuple(group), _is_current(group, place, groups), tuple(work)))
    return found


def composed(personal: Values, held: Sequence[Held]) -> list[StoredField]:
    """All values of a person, in the contact's order, each with its place within its field."""
    every = posts(held)
    current = [post for post in every if post.current]
    values: list[StoredField] = []
    for place, post in enumerate(current):
        work: Values = list(post.work)
        former = next((one for one in every if not one.current and _same_house(one, post)), None)
        if place == 0 and former is not None:  # promoted: what the newer card does not say is as it was
            work = _renewed([value for value in former.work if value.field not in STATING], work)
        values = _union(values, [value for value in work if place == 0 or value.field not in STATING])
    for one in held:
        if not one.states:
            values = _union(values, one.work)
    return placed(_union(values, personal))


def with_edits(values: Values, held: Sequence[Held]) -> list[Held]:
    """What the cards say with what was corrected, added, confirmed and taken away in the person's values since."""
    now = {_key(value): value for value in values if is_of_work(value)}
    expected = {_key(value) for value in composed((), held)}
    gone, new = expected - set(now), [value for key, value in now.items() if key not in expected]
    current = [post.held[0].holder for post in posts(held) if post.current] or [
        one.holder for one in held if not one.states
    ]
    first = current[0] if current else None
    kept = []
    for one in held:
        counts = _counts(one, held)
        work = [
            now.get(_key(value), value)
            for value in one.work
            if _key(value) not in gone or (value.field in STATING and not counts)
        ]
        if one.holder == first:
            work += new
        kept.append(replace(one, work=tuple(work)))
    return kept


def personal_of(values: Values, held: Sequence[Held]) -> list[StoredField]:
    """The values of a person that belong to none of the positions."""
    known = {_key(value) for one in held for value in one.work}
    return [value for value in values if not is_of_work(value) or _key(value) not in known]


def both_personal(own: Values, other: Values, *, other_is_newer: bool) -> list[StoredField]:
    """What stays whatever the firm, of two that became one person."""
    newer, older = (other, own) if other_is_newer else (own, other)
    names = _better_name(own, other, other_is_newer)
    rest = [
        [value for value in values if value.field not in (*_NAME, "phonetic_name", "romanized_name")]
        for values in (newer, older)
    ]
    return [*names, *_union(*rest)]


def placed(values: Values) -> list[StoredField]:
    """The values in the contact's order, counted within each field."""
    return [
        replace(value, position=place)
        for field in CONTACT_FIELDS
        for place, value in enumerate([one for one in values if one.field == field])
    ]


def _moment(one: Held) -> tuple[str, int, int]:
    return one.received_at.isoformat() if one.received_at else "", one.received, one.holder


def _texts(values: Values, field: str) -> list[str]:
    return [search_fold(value.value) for value in values if value.field == field]


def _firms(values: Values) -> list[str]:
    return [value.value for value in values if value.field in ("organization", "organization_en")]


def _same_house(one: Post, other: Post) -> bool:
    return any(same_firm(a, b) for a in _firms(one.work) for b in _firms(other.work))


def _same_post(one: Held, other: Held) -> bool:
    """Whether two cards state one position: firm and titles alike; what only one says was not read on the other."""
    a, b = _firms(one.work), _firms(other.work)
    if a and b and not any(same_firm(x, y) for x in a for y in b):
        return False
    if not (a and b) and not _contacts(one.work) & _contacts(other.work):
        return False
    for field in ("department", "titles"):
        mine, theirs = _texts(one.work, field), _texts(other.work, field)
        if mine and theirs and not set(mine) & set(theirs):
            return False
        if (
            field == "titles"
            and bool(mine) != bool(theirs)
            and one.cards
            and other.cards
            and not _contacts(one.work) & _contacts(other.work)
        ):
            return False
    return one.is_current == other.is_current


def _contacts(values: Values) -> set[tuple[str, str]]:
    return {_key(value) for value in values if value.field in ("phones", "emails", "addresses")}


def _is_current(group: Sequence[Held], place: int, groups: Sequence[Sequence[Held]]) -> bool:
    said = next((one.is_current for one in group if one.is_current is not None), None)
    if said is not None:
        return said
    if any(one.until is not None for one in group):
        return False
    newest = groups[0][0]
    return place == 0 or any(newest.event is not None and one.event == newest.event for one in group)


def _counts(one: Held, held: Sequence[Held]) -> bool:
    """Whether a card's values stand in the contact."""
    return not one.states or any(post.current and one in post.held for post in posts(held))


def _renewed(older: Values, newer: Values) -> list[StoredField]:
    """The values of a position's newer card; of what it does not say at all those of the older one.

    What somebody typed stays; of two readings of one value the surer one counts.
    """
    read = [_surer(value, older) for value in newer]
    said = {_kind(value) for value in read}
    both = {_key(value) for value in read}
    return _union(read, [one for one in older if _kind(one) not in said or _key(one) in both or _typed(one)])


def _surer(value: StoredField, older: Values) -> StoredField:
    """The value, or the older card's reading of the same that is worth more."""
    for other in older:
        if _kind(other) == _kind(value) and _worth(other) > _worth(value):
            a, b = _key(value)[1], _key(other)[1]
            if value.field in _SINGLE or Levenshtein.distance(a, b) <= max(1, len(b) // _ONE_IN):
                return other
    return value


def _typed(value: StoredField) -> bool:
    return value.source is Source.HAND and value.card_id is None and value.field not in _SINGLE


def _kind(value: StoredField) -> tuple[str, str]:
    return value.field, value.parts.get("kind", "") if value.field == "phones" else ""


def _key(value: StoredField) -> tuple[str, str]:
    """The same for two spellings of one value."""
    if value.field == "phones":
        return value.field, dialled(value.parts.get("number") or value.value)
    return value.field, search_fold(value.value) or value.value


def _union(first: Values, second: Values) -> list[StoredField]:
    """All values of both; of one that both have the better one, at its place in the first."""
    found = {_key(value): value for value in first}
    for value in second:
        known = found.get(_key(value))
        found[_key(value)] = value if known is None or _worth(value) > _worth(known) else known
    single: set[str] = set()
    kept = []
    for value in found.values():
        if value.field in _SINGLE:
            if value.field in single:
                continue
            single.add(value.field)
        kept.append(value)
    return kept


def _worth(value: StoredField) -> tuple[bool, int, float]:
    trusted = _TRUSTED.get(value.source, 1 if value.source is Source.EMAIL else 0)
    return value.confirmed, trusted, 1.0 if value.confidence is None else value.confidence


def _better_name(own: Values, other: Values, other_is_newer: bool) -> list[StoredField]:
    """The name with its reading and Latin form: the confirmed one, else the newer; of one name the surer reading."""
    by_field = [{value.field: value for value in values} for values in (own, other)]
    whole = [fields.get("full_name") for fields in by_field]
    best = _which_name(whole, other_is_newer)
    chosen, left = by_field[best], by_field[1 - best]
    names = [chosen[field] for field in _NAME if field in chosen]
    a, b = whole
    same = (
        a is None or b is None or search_fold(a.value) == search_fold(b.value) or a.value.isascii() != b.value.isascii()
    )
    for field in ("phonetic_name", "romanized_name"):
        offers = [fields[field] for fields in ((chosen, left) if same else (chosen,)) if field in fields]
        if offers:
            names.append(max(offers, key=_worth))
    latin = left.get("full_name")
    in_latin = any(value.field == "romanized_name" or value.value.isascii() for value in names)
    if latin is not None and latin.value.isascii() and not in_latin:
        names.append(replace(latin, field="romanized_name", position=0))
    return names


def _which_name(whole: Sequence[StoredField | None], other_is_newer: bool) -> int:
    """0: the own name stands, 1: the other one."""
    own, other = whole
    if own is None or other is None:
        return 0 if other is None else 1
    if own.confirmed or other.confirmed:
        return 0 if own.confirmed else 1
    if own.value.isascii() != other.value.isascii():
        return 0 if other.value.isascii() else 1  # the name as its owner writes it; the Latin form stands beside it
    if search_fold(own.value) == search_fold(other.value) and _worth(own) != _worth(other):
        return 0 if _worth(own) > _worth(other) else 1
    return int(other_is_newer)
