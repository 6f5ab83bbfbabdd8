"""Which people of the store are one person: keys bring together who may be, ``person.identity`` judges."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Text, select, type_coerce

from cardscan.person.identity import NAMESAKES, Evidence, Judgement, Verdict, judge, personal_values
from cardscan.person.identity_keys import asked_keys, held_keys
from cardscan.person.name_likeness import Likeness, likeness
from cardscan.person.other_side import NOT_STATED
from cardscan.records import Contact, Source
from cardscan.store.absorbed import owners_among
from cardscan.store.apart import apart_pairs
from cardscan.store.contact_values import contact_of
from cardscan.store.database import chunks
from cardscan.store.history import from_json
from cardscan.store.identity_keys import people_under, people_without_keys, put_keys
from cardscan.store.ids import IdKind, public_id
from cardscan.store.listed import listed, listed_of
from cardscan.store.records import StoredField
from cardscan.store.schema import cards, encounters, field_values, people, positions, sides
from cardscan.store.seen_sides import stated_contact

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_NAMESAKES = 5
"""Somebody who could be more people than this, by a name alone, is not proposed: 佐藤 健 is nobody in particular."""


_ONE_OF_TWO = 0.6
"""The chance of each of two who could both be the same one."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two people who are, or may be, one."""

    one: int
    """Who was in the store first."""
    other: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody with everything that tells who it is: what is said today, and what earlier cards say."""

    evidences: tuple[Evidence, ...]
    loose: Contact
    """With guesses: for finding only."""


def make_keys(connection: Connection) -> None:
    """Make the keys of everybody who has none; to be called in a transaction that writes."""
    for portion in chunks(people_without_keys(connection)):
        known = _known(connection, portion)
        put_keys(connection, {person: _held_keys(one) for person, one in known.items()})


def find_matches(connection: Connection, among: Sequence[int] | None = None) -> list[Match]:
    """Pairs of people who are or may be one, the surest first; nobody of whom somebody said that they are two.

    Args:
        connection: A transaction in which everybody has keys (``make_keys``).
        among: Only pairs with at least one of these; None: all.
    """
    pairs = set(_pairs(connection, among)) - {tuple(sorted(pair)) for pair in apart_pairs(connection) if len(pair) == 2}
    asked = sorted({person for pair in pairs for person in pair})
    there = {person for portion in chunks(asked) for person in listed_of(connection, portion)}
    pairs = {pair for pair in pairs if there.issuperset(pair)}
    known: dict[int, _Known] = {}
    for portion in chunks(sorted(there)):
        known |= _known(connection, portion)
    shared = _shared(connection, known)
    parted = _parted_cards(connection)
    found = []
    for one, other in sorted(pairs):
        judgement = _judged(known[one], known[other], shared)
        if judgement.verdict is Verdict.SURE and frozenset((one, other)) in parted:
            judgement = replace(judgement, verdict=Verdict.UNSURE, chance=_ONE_OF_TWO)
        if judgement.verdict is not Verdict.DIFFERENT:
            found.append(Match(one, other, judgement))
    agreed = _agreed(found, known, shared)
    return _telling(
        sorted(agreed, key=lambda match: (match.judgement.verdict is not Verdict.SURE, -match.judgement.chance))
    )


def _parted_cards(connection: Connection) -> set[frozenset[int]]:
    """Pairs of people with cards of whom somebody said that they are two cards: whether of two people is a question."""
    front, back = cards.alias(), cards.alias()
    query = (
        select(front.c.person_id, back.c.person_id.label("other"))
        .select_from(sides)
        .join(front, front.c.id == sides.c.front_id)
        .join(back, back.c.id == sides.c.back_id)
        .where(sides.c.together.is_(False), sides.c.by_hand)
    )
    return {frozenset((row.person_id, row.other)) for row in connection.execute(query)}


def _agreed(matches: Sequence[Match], known: Mapping[int, _Known], shared: frozenset[str]) -> Iterator[Match]:
    """The matches; where somebody is surely two who are not surely one, which of them is a question."""
    sure = {(match.one, match.other): True for match in matches if match.judgement.verdict is Verdict.SURE}
    partners: dict[int, list[int]] = {}
    for one, other in list(sure):
        partners.setdefault(one, []).append(other)
        partners.setdefault(other, []).append(one)

    def are_one(one: int, other: int) -> bool:
        pair = (min(one, other), max(one, other))
        if pair not in sure:
            sure[pair] = _judged(known[one], known[other], shared).verdict is Verdict.SURE
        return sure[pair]

    for match in matches:
        one, other, judgement = match.one, match.other, match.judgement
        if judgement.verdict is Verdict.SURE and not (
            all(are_one(other, third) for third in partners[one] if third != other)
            and all(are_one(one, third) for third in partners[other] if third != one)
        ):
            yield Match(one, other, replace(judgement, verdict=Verdict.UNSURE, chance=_ONE_OF_TWO))
        else:
            yield match


def _pairs(connection: Connection, among: Sequence[int] | None) -> Iterator[tuple[int, int]]:
    asking = list(among) if among is not None else _everybody(connection)
    for portion in chunks(asking):
        known = _known(connection, portion)
        asked = {person: _asked_keys(one) for person, one in known.items()}
        under = people_under(connection, sorted(set().union(*asked.values())))
        for person, some in asked.items():
            for other in {one for key in some for one in under.get(key, ())} - {person}:
                yield (person, other) if person < other else (other, person)
        yield from _at_events(connection, portion)


def _at_events(connection: Connection, asking: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Somebody without a card and everybody else who was met at the same event; names may be stated in part only."""
    there = encounters.alias()
    cardless = encounters.c.card_id.is_(None)
    query = select(encounters.c.person_id, there.c.person_id.label("other")).where(
        encounters.c.event_id == there.c.event_id,
        encounters.c.person_id != there.c.person_id,
        cardless,
        encounters.c.person_id.in_(asking) | there.c.person_id.in_(asking),
    )
    for row in connection.execute(query):
        yield (row.person_id, row.other) if row.person_id < row.other else (row.other, row.person_id)


def _everybody(connection: Connection) -> list[int]:
    return list(connection.scalars(select(people.c.id).where(listed(people.c.id)).order_by(people.c.id)))


def _known(connection: Connection, person_ids: Sequence[int]) -> dict[int, _Known]:
    values = _values_of(connection, person_ids)
    earlier = _earlier(connection, person_ids)
    photos: dict[int, set[str]] = {person: set() for person in person_ids}
    events: dict[int, set[str]] = {person: set() for person in person_ids}
    carded = set()
    for row in connection.execute(select(encounters).where(encounters.c.person_id.in_(person_ids))):
        if row.photo_id is not None:
            photos[row.person_id].add(public_id(IdKind.PHOTO, row.photo_id))
        if row.event_id is not None:
            events[row.person_id].add(public_id(IdKind.EVENT, row.event_id))
        if row.card_id is not None:
            carded.add(row.person_id)
    found = {}
    for person in person_ids:
        carded |= {person for value in values[person] if value.card_id is not None}
        evidence = Evidence(
            stated_contact(values[person]),
            frozenset(photos[person]),
            frozenset(events[person]),
            person in carded,
            not any(value.field == "full_name" and value.unsure for value in values[person]),
        )
        before = [replace(evidence, contact=_with_name(evidence.contact, work)) for work in earlier.get(person, ())]
        found[person] = _Known((evidence, *before), contact_of(values[person]))
    return found


def _values_of(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[StoredField]]:
    """The values of people without where they stand on the card: reading those takes longer than all the rest."""
    wanted = field_values.c
    columns = (wanted.person_id, wanted.card_id, wanted.field, wanted.value, wanted.confidence, wanted.source)
    parts = type_coerce(wanted.parts, Text).label("parts")
    query = select(*columns, wanted.confirmed, wanted.position, parts).where(wanted.person_id.in_(person_ids))
    found: dict[int, list[StoredField]] = {person: [] for person in person_ids}
    for person, card, field, value, confidence, source, confirmed, position, said in connection.execute(
        query.order_by(wanted.position)
    ):
        found[person].append(
            StoredField(
                field=field,
                value=value,
                text=value,
                parts=json.loads(said) if said != "{}" else {},
                confidence=confidence,
                source=Source(source),
                confirmed=confirmed,
                position=position,
                card_id=public_id(IdKind.CARD, card) if card is not None else None,
            )
        )
    return found


def _earlier(connection: Connection, person_ids: Sequence[int]) -> dict[int, list[Sequence[StoredField]]]:
    """What other cards of these people say about work."""
    owner = owners_among(connection, person_ids)
    found: dict[int, list[Sequence[StoredField]]] = {}
    for portion in chunks(owner):
        for row in connection.execute(select(positions).where(positions.c.holder_id.in_(portion))):
            found.setdefault(owner[row.holder_id], []).append(list(map(from_json, row.work)))
    return found


def _with_name(today: Contact, work: Sequence[StoredField]) -> Contact:
    """What an earlier card says, under the name of today and with what stays whatever the firm."""
    said = contact_of([value for value in work if value.confirmed or value.source not in NOT_STATED])
    return replace(
        said,
        full_name=today.full_name,
        family_name=today.family_name,
        given_name=today.given_name,
        phonetic_name=today.phonetic_name,
        romanized_name=today.romanized_name,
        phones=tuple(dict.fromkeys((*said.phones, *(phone for phone in today.phones if phone.kind == "mobile")))),
    )


def _held_keys(known: _Known) -> frozenset[str]:
    return held_keys(known.loose).union(*(held_keys(one.contact) for one in known.evidences))


def _asked_keys(known: _Known) -> frozenset[str]:
    return asked_keys(known.loose).union(*(asked_keys(one.contact) for one in known.evidences))


def _judged(one: _Known, other: _Known, shared: frozenset[str]) -> Judgement:
    """The best of what any two of their cards say."""
    return max(
        (judge(a, b, shared) for a in one.evidences for b in other.evidences),
        key=lambda judgement: (judgement.verdict is Verdict.SURE, judgement.chance),
    )


def _shared(connection: Connection, known: dict[int, _Known]) -> frozenset[str]:
    """Mail addresses and numbers of these people that people of another name have too."""
    holders: dict[str, list[Contact]] = {}
    for one in known.values():
        for evidence in one.evidences:
            for value in personal_values(evidence.contact):
                holders.setdefault(value, []).append(evidence.contact)
    return frozenset(value for value, some in holders.items() if len(some) > 1 and _several_people(some))


def _several_people(contacts: Sequence[Contact]) -> bool:
    """Whether some names are other people's than the first one's."""
    first = contacts[0]
    return any(likeness(first, other) is Likeness.OTHER for other in contacts[1:])


def _telling(matches: Iterable[Match]) -> list[Match]:
    """Without pairs of mere namesakes where somebody has too many of them."""
    every = list(matches)
    loose = [match for match in every if match.judgement.chance <= NAMESAKES]
    often = Counter(person for match in loose for person in (match.one, match.other))
    return [
        match
        for match in every
        if match.judgement.chance > NAMESAKES or max(often[match.one], often[match.other]) <= MOST_NAMESAKES
    ]
