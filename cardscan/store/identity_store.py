"""The part of the store's door through which people become one person, and two again, and have positions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from cardscan.errors import InvalidInput
from cardscan.store.absorbed import absorbed_by, survivor
from cardscan.store.database import chunks
from cardscan.store.ids import IdKind, missing, parse_id, public_id, row_number
from cardscan.store.journal import OpenChange, current_change
from cardscan.store.listed import listed, listed_of
from cardscan.store.lookup import find_person
from cardscan.store.records import ChangedBy, SamePerson
from cardscan.store.schema import cards, people
from cardscan.store.value_store import ValueStore

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from cardscan.store.editing import Changes
    from cardscan.store.matching import Match
    from cardscan.store.records import Person, StoredField


_AT_ONCE = 50
"""So many merges are kept in one transaction: others wait for it at most a second or two."""
_MOST_NAMED = 5


class IdentityStore(ValueStore):
    """A store in which a person has any number of cards."""

    def match_people_on(self, photo_ids: Iterable[str]) -> list[SamePerson]:
        """Let the people of the cards on these photos become part of those of the store who they surely are.

        Returns:
            Who was merged, and after them who may be the same as somebody.
        """
        numbers = [row_number(photo_id, IdKind.PHOTO) for photo_id in photo_ids]
        with self._database.reading() as connection:
            there = connection.scalars(select(cards.c.person_id).where(cards.c.photo_id.in_(numbers)).distinct())
            persons = [public_id(IdKind.PERSON, number) for number in there]
        return self.match_people(persons)

    def match_people(self, person_ids: Iterable[str]) -> list[SamePerson]:
        """Let these people become part of those of the store who they surely are.

        Returns:
            Who was merged, and after them who may be the same as somebody.
        """
        numbers = [row_number(person_id, IdKind.PERSON) for person_id in person_ids]
        if not numbers:
            return []
        from cardscan.person.identity import Verdict  # a search has no time to import what it does not need
        from cardscan.store.matching import find_matches, make_keys

        with self._database.altering() as connection:
            make_keys(connection)
        with self._database.reading() as connection:
            found = find_matches(connection, _listed(connection, numbers))
        sure = [match for match in found if match.judgement.verdict is Verdict.SURE]
        merged = self._merge_all(sure)
        left = [match for match in found if match.judgement.verdict is not Verdict.SURE]
        with self._database.reading() as connection:
            return [*merged, *_still_two(connection, left)]

    def duplicates(self) -> list[SamePerson]:
        """Who may be the same person as somebody else, the likeliest first; who was said to be two is left out."""
        from cardscan.store.matching import find_matches, make_keys  # see match_people

        with self._database.altering() as connection:
            make_keys(connection)
        with self._database.reading() as connection:
            return [_suggested(match) for match in find_matches(connection)]

    def merges(self, ref: str | None = None) -> list[SamePerson]:
        """Who became part of whom, in the order in which that happened.

        Args:
            ref: Only who became part of this person (id, card's id or name).
        """
        from cardscan.store.merging import merges_into  # see match_people

        with self._database.reading() as connection:
            if ref is not None:
                everybody = [find_person(connection, ref)]
            else:
                everybody = list(connection.scalars(select(people.c.id).where(listed(people.c.id))))
            rows = [row for person in everybody for row in merges_into(connection, person)]
            return [_merged(row.person_id, row.other_id, row.signs, by_hand=row.by_hand) for row in rows]

    def merge(self, ref: str, other: str) -> SamePerson:
        """Say that two people are one; the first keeps its id, whatever was said or found before.

        Raises:
            InvalidInput: They are one already.
        """
        from cardscan.store.backup_records import BackupReason
        from cardscan.store.backups import snapshot
        from cardscan.store.merging import merge_people, recorded  # see match_people
        from cardscan.store.people import fields_of

        snapshot(self._database, self._files.home, BackupReason.MERGE)
        with self._database.writing("merge") as connection:
            one, two = find_person(connection, ref), find_person(connection, other)
            if one == two:
                raise InvalidInput(f"{ref} and {other} are one and the same person already.")
            before = [value for values in fields_of(connection, [one, two]).values() for value in values]
            now = datetime.now(UTC)
            with recorded(connection, [one, two], ChangedBy.MERGE, now):
                merge_people(connection, one, two, by_hand=True, signs=(), now=now)
            _describe(connection, one, two, merged=True)
            after = {(value.field, value.value) for value in fields_of(connection, [one])[one]}
            replaced = tuple(value for value in before if (value.field, value.value) not in after)
            return _merged(one, two, (), by_hand=True, replaced=replaced)

    def split(self, ref: str, part: str | None = None, *, keep_apart: bool = True) -> SamePerson:
        """Part what was merged: each becomes what it was; what was written since stays with the person.

        Args:
            ref: The person (id, card's id or name).
            part: What to part from it: the id of a card, or of somebody who became part of it; None: the only one.
            keep_apart: Never propose or merge the two again.

        Raises:
            InvalidInput: Nothing was merged into the person, or several were and ``part`` does not say which.
        """
        from cardscan.store.apart import keep_apart as remember  # see match_people
        from cardscan.store.merging import merge_again, merges_into, recorded, said_by_hand, say_again, take_back_merges

        with self._database.writing("split") as connection:
            person = find_person(connection, ref)
            rows = merges_into(connection, person)
            row = _which(connection, rows, person, ref, part)
            everybody = [person, *absorbed_by(connection, [person])[person]]
            now = datetime.now(UTC)
            with recorded(connection, everybody, ChangedBy.MERGE, now):
                said = said_by_hand(connection, everybody)
                taken = take_back_merges(connection, person, row.id)
                merge_again(connection, taken[1:])
                say_again(connection, said)
                if keep_apart:
                    remember(connection, row.person_id, row.other_id, now)
            _describe(connection, row.person_id, row.other_id)
            return SamePerson(
                "apart",
                public_id(IdKind.PERSON, survivor(connection, row.person_id)),
                public_id(IdKind.PERSON, survivor(connection, row.other_id)),
                tuple(row.signs),
                None,
                by_hand=True,
            )

    def keep_apart(self, ref: str, other: str) -> SamePerson:
        """Say that two people are two: they are never proposed or merged by the machine again.

        Raises:
            InvalidInput: They are one; part them first.
        """
        from cardscan.store.apart import keep_apart  # see match_people

        with self._database.writing("apart") as connection:
            one, two = find_person(connection, ref), find_person(connection, other)
            if one == two:
                raise InvalidInput(f"{ref} and {other} are one person; part them with: cardscan split {ref}")
            keep_apart(connection, one, two, datetime.now(UTC))
            _describe(connection, one, two)
            return SamePerson(
                "apart", public_id(IdKind.PERSON, one), public_id(IdKind.PERSON, two), (), None, by_hand=True
            )

    def forget_apart(self, ref: str, other: str) -> None:
        """Take back that two people are two."""
        from cardscan.store.apart import forget_apart  # see match_people

        with self._database.writing("apart", f"{ref} and {other} may be one again") as connection:
            one, two = find_person(connection, ref), find_person(connection, other)
            groups = absorbed_by(connection, [one, two])
            forget_apart(connection, [one, *groups[one]], [two, *groups[two]])

    def change_position(
        self,
        ref: str,
        holder: str,
        *,
        since: date | None = None,
        until: date | None = None,
        current: bool | None = None,
        unknown: Sequence[str] = (),
    ) -> Person:
        """Say from when to when somebody had a position, and whether it is a current one; None: as it is.

        Args:
            ref: The person.
            holder: Which position (``Position.holder``).
            since: The first day.
            until: The last day; a position with one is a former one.
            current: Whether it is a current one.
            unknown: What of ``since``, ``until`` and ``current`` is to be told from the cards again.

        Raises:
            InvalidInput: It would end before it begins, or be current although it has ended.
        """
        from cardscan.store.position_changes import change_position  # see match_people

        with self._database.writing("position") as connection:
            person = find_person(connection, ref)
            change_position(
                connection,
                person,
                row_number(holder, IdKind.PERSON),
                since=since,
                until=until,
                current=current,
                unknown=unknown,
                now=datetime.now(UTC),
            )
            return self._load(connection, person)

    def add_position(
        self,
        ref: str,
        changes: Changes,
        *,
        since: date | None = None,
        until: date | None = None,
        beside: bool = False,
    ) -> Person:
        """Say that somebody has or had another position, of which there is no card.

        Args:
            ref: The person.
            changes: Firm, department, titles and so on, as of ``edit``.
            since: The first day, where it is known.
            until: The last day; a position with one is a former one.
            beside: What is current until now stays current (兼務); else it becomes a former position.

        Raises:
            InvalidInput: A value does not fit its field, or no firm, department or title is named.
        """
        from cardscan.store.position_changes import add_position  # see match_people

        with self._database.writing("position", "one more") as connection:
            person = find_person(connection, ref)
            add_position(connection, person, changes, since=since, until=until, beside=beside, now=datetime.now(UTC))
            return self._load(connection, person)

    def _merge_all(self, matches: Sequence[Match]) -> list[SamePerson]:
        """Merge people who are surely one, all as one change; what another process did in the meantime stands."""
        from cardscan.store.apart import apart_pairs  # see match_people
        from cardscan.store.merging import recorded

        merged: list[SamePerson] = []
        with self._database.one_change(OpenChange("match")) as change:
            for begin in range(0, len(matches), _AT_ONCE):
                some = matches[begin : begin + _AT_ONCE]
                concerned = sorted({person for match in some for person in (match.one, match.other)})
                with self._database.writing() as connection:
                    today = sorted({survivor(connection, person) for person in _there(connection, concerned)})
                    apart = apart_pairs(connection)
                    with recorded(connection, today, ChangedBy.MERGE, datetime.now(UTC)):
                        merged += [one for match in some if (one := _merge_match(connection, match, apart)) is not None]
            if change.kind == "match":
                pairs = ", ".join(f"{one.person_id} and {one.other_id}" for one in merged[:_MOST_NAMED])
                change.summary = pairs + (" and more" if len(merged) > _MOST_NAMED else "")
        return merged


def _merge_match(connection: Connection, match: Match, apart: Collection[frozenset[int]]) -> SamePerson | None:
    """Merge two who are surely one, within ``recorded``; None where that is done already or one of them is gone."""
    from cardscan.store.merging import merge_people  # see match_people

    one, two = sorted((survivor(connection, match.one), survivor(connection, match.other)))
    if one == two or len(listed_of(connection, [one, two])) < 2 or frozenset((one, two)) in apart:
        return None
    now, signs = datetime.now(UTC), tuple(map(str, sorted(match.judgement.signs)))
    merge_people(connection, one, two, by_hand=False, signs=signs, now=now)
    _describe(connection, one, two, merged=True)
    return _merged(one, two, signs, by_hand=False, chance=match.judgement.chance)


def _describe(connection: Connection, one: int, two: int, *, merged: bool = False) -> None:
    """Say in the journal which two people a change is about, as undoing a merge has to know."""
    change = current_change(connection)
    if change is None:
        return
    if change.kind in ("merge", "split", "apart"):
        change.summary = f"{public_id(IdKind.PERSON, one)} and {public_id(IdKind.PERSON, two)}"
    if merged:
        known = change.detail or {}
        change.detail = {**known, "merged": [*known.get("merged", ()), [one, two]]}


def _listed(connection: Connection, numbers: Sequence[int]) -> list[int]:
    today = dict.fromkeys(survivor(connection, number) for number in _there(connection, numbers))
    return [number for portion in chunks(today) for number in sorted(listed_of(connection, portion))]


def _there(connection: Connection, numbers: Sequence[int]) -> list[int]:
    return [
        int(number)
        for portion in chunks(numbers)
        for number in connection.scalars(select(people.c.id).where(people.c.id.in_(portion)))
    ]


def _which(connection: Connection, rows: Sequence[Row[Any]], person: int, ref: str, part: str | None) -> Row[Any]:
    """The merge that is to be taken back."""
    parts = ", ".join(public_id(IdKind.PERSON, row.other_id) for row in rows)
    if not rows:
        raise InvalidInput(f"{ref} is one person with one card; nothing was merged into {ref}.")
    if part is None:
        if len(rows) > 1:
            raise InvalidInput(f"Several became part of {ref}: {parts}. Say which.")
        return rows[0]
    parsed = parse_id(part)
    if parsed is not None and parsed[0] is IdKind.CARD:
        found = next((row for row in rows if parsed[1] in row.brought["cards"]), None)
        own = connection.scalar(select(cards.c.person_id).where(cards.c.id == parsed[1]))
        if own is None:
            raise missing(*parsed)
        if found is None and own == person and len(rows) == 1:
            return rows[0]
    else:
        found = next((row for row in rows if parsed == (IdKind.PERSON, row.other_id)), None)
    if found is None:
        raise InvalidInput(f"{part} did not become part of {ref}; what did: {parts}.")
    return found


def _still_two(connection: Connection, matches: Sequence[Match]) -> list[SamePerson]:
    """Pairs that may be one, as the people are who they became part of."""
    from cardscan.store.apart import apart_pairs  # see match_people

    apart = apart_pairs(connection) if matches else set()
    found: dict[frozenset[int], SamePerson] = {}
    for match in matches:
        one, two = sorted((survivor(connection, match.one), survivor(connection, match.other)))
        if one != two and frozenset((one, two)) not in apart:
            found.setdefault(frozenset((one, two)), _suggested(replace(match, one=one, other=two)))
    return list(found.values())


def _suggested(match: Match) -> SamePerson:
    return SamePerson(
        "suggested",
        public_id(IdKind.PERSON, match.one),
        public_id(IdKind.PERSON, match.other),
        tuple(map(str, sorted(match.judgement.signs))),
        match.judgement.chance,
        by_hand=False,
    )


def _merged(
    one: int,
    two: int,
    signs: Sequence[str],
    *,
    by_hand: bool,
    chance: float | None = None,
    replaced: tuple[StoredField, ...] = (),
) -> SamePerson:
    ids = public_id(IdKind.PERSON, one), public_id(IdKind.PERSON, two)
    return SamePerson("merged", *ids, tuple(signs), chance, by_hand=by_hand, replaced=replaced)
