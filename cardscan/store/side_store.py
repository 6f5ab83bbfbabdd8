"""The part of the store's door through which two cards become two sides of one, and two again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from cardscan.errors import InvalidInput
from cardscan.store.ids import IdKind, parse_id, public_id, row_number
from cardscan.store.listed import listed
from cardscan.store.lookup import find_person
from cardscan.store.records import CardPair
from cardscan.store.schema import cards, sides
from cardscan.store.value_store import ValueStore

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from cardscan.person.sides import TwoSides


class SideStore(ValueStore):
    """A store that knows which cards are front and back of one."""

    def join_sides_on(self, photo_ids: Iterable[str]) -> list[CardPair]:
        """Join the cards on these photos with their other sides, among themselves and in the whole store.

        Only what is sure is joined; what a person decided about two cards stands.

        Returns:
            The pairs that were joined.
        """
        numbers = [row_number(photo_id, IdKind.PHOTO) for photo_id in photo_ids]
        with self._database.reading() as connection:
            there = connection.scalars(select(cards.c.id).where(cards.c.photo_id.in_(numbers)))
            around = frozenset(public_id(IdKind.CARD, number) for number in there)
            found = [pair for pair in _found(connection, around) if pair.sure] if around else []
        if not found:
            return []
        from cardscan.store.merging import beneath_merges  # a search has no time to import what it does not need
        from cardscan.store.sides import join_cards, pairs_of

        joined = []
        with self._database.writing("sides", "found by itself") as connection:
            decided = {frozenset((pair.front_id, pair.back_id)) for pair in pairs_of(connection)}
            taken = {card for pair in pairs_of(connection) if pair.state == "joined" for card in _cards(pair)}
            for pair in found:  # looked at again: another import may have been quicker
                keys = frozenset((pair.front, pair.back))
                if keys in decided or keys & taken or not all(_exists(connection, card) for card in keys):
                    continue
                front, back = (row_number(card, IdKind.CARD) for card in (pair.front, pair.back))
                now, signs = datetime.now(UTC), list(map(str, sorted(pair.signs)))
                with beneath_merges(connection, _owners(connection, front, back), now):
                    join_cards(connection, front, back, by_hand=False, signs=signs, now=now)
                joined.append(frozenset(keys))
            return [pair for pair in pairs_of(connection) if frozenset(_cards(pair)) in joined]

    def sides(self) -> list[CardPair]:
        """What was decided about which cards, in the order of the decisions, and after it what is only suggested."""
        from cardscan.store.sides import pairs_of  # see join_sides_on

        with self._database.reading() as connection:
            owners = {
                public_id(IdKind.CARD, row.id): public_id(IdKind.PERSON, row.person_id)
                for row in connection.execute(select(cards.c.id, cards.c.person_id).where(listed(cards.c.person_id)))
            }
            suggested = [
                CardPair(
                    "suggested",
                    pair.front,
                    pair.back,
                    by_hand=False,
                    signs=tuple(map(str, sorted(pair.signs))),
                    front_person=owners[pair.front],
                    back_person=owners[pair.back],
                )
                for pair in _found(connection, None)
            ]
            decided = [pair for pair in pairs_of(connection) if all(card in owners for card in _cards(pair))]
            return [*decided, *suggested]

    def join_sides(self, one: str, other: str) -> CardPair:
        """Say that two cards are two sides of one; each is named by its id, or by its person.

        Which is the front is told by what is printed: the side with the name in Japanese.

        Raises:
            InvalidInput: They are the same card, or one of them is a side of yet another card.
        """
        from cardscan.person.sides import front_first  # see join_sides_on
        from cardscan.store.merging import beneath_merges
        from cardscan.store.seen_sides import seen_sides
        from cardscan.store.sides import join_cards, pairs_of

        with self._database.writing("sides", f"{one} and {other} are one card") as connection:
            numbers = [_card(connection, ref) for ref in (one, other)]
            if numbers[0] == numbers[1]:
                raise InvalidInput(f"{one} and {other} are one and the same card.")
            keys = [public_id(IdKind.CARD, number) for number in numbers]
            pairs = [pair for pair in pairs_of(connection) if set(_cards(pair)) & set(keys)]
            known = next((pair for pair in pairs if pair.state == "joined" and set(_cards(pair)) == set(keys)), None)
            if known is not None:
                return known
            seen = {card.key: card for card in seen_sides(connection) if card.key in keys}
            first, second = front_first(*(seen[key] for key in keys))
            if any(pair.front_id == second.key and pair.state == "joined" for pair in pairs):
                first, second = second, first  # a card with a back already stays the front
            front, back = (row_number(card.key, IdKind.CARD) for card in (first, second))
            now = datetime.now(UTC)
            with beneath_merges(connection, _owners(connection, front, back), now):
                join_cards(connection, front, back, by_hand=True, signs=(), now=now)
            return pairs_of(connection, back)[-1]

    def part_sides(self, one: str, other: str | None = None) -> list[CardPair]:
        """Say that two cards are not two sides of one, or that a card is no side of any other it was joined with.

        Raises:
            InvalidInput: Only one card is named, and it was not joined with any.
        """
        from cardscan.store.merging import beneath_merges  # see join_sides_on
        from cardscan.store.sides import pairs_of, part_cards

        with self._database.writing(
            "sides", f"{one} and {other} are two cards" if other else f"{one} is a card by itself"
        ) as connection:
            first = _card(connection, one)
            if other is not None:
                others = [_card(connection, other, than=first)]
            else:
                joined = [pair for pair in pairs_of(connection, first) if pair.state == "joined"]
                mine = public_id(IdKind.CARD, first)
                others = [row_number(c, IdKind.CARD) for pair in joined for c in _cards(pair) if c != mine]
            if not others or others == [first]:
                raise InvalidInput(f"{one} has no other side that it could be parted from.")
            for second in others:
                now = datetime.now(UTC)
                with beneath_merges(connection, _owners(connection, first, second), now):
                    part_cards(connection, first, second, now)
            return [pair for pair in pairs_of(connection, first) if pair.state == "apart"][-len(others) :]


def _owners(connection: Connection, *card_numbers: int) -> list[int]:
    return list(connection.scalars(select(cards.c.person_id).where(cards.c.id.in_(card_numbers))))


def _cards(pair: CardPair) -> tuple[str, str]:
    return pair.front_id, pair.back_id


def _exists(connection: Connection, card_id: str) -> bool:
    number = row_number(card_id, IdKind.CARD)
    return connection.scalar(select(cards.c.id).where(cards.c.id == number)) is not None


def _found(connection: Connection, around: frozenset[str] | None) -> tuple[TwoSides, ...]:
    """What of the store looks like two sides of one card and was not decided yet."""
    from cardscan.person.sides import find_sides  # its dictionaries take time to load
    from cardscan.store.seen_sides import seen_sides

    decided = connection.execute(select(sides.c.front_id, sides.c.back_id).where(sides.c.together.is_(False)))
    apart = frozenset(
        frozenset((public_id(IdKind.CARD, row.front_id), public_id(IdKind.CARD, row.back_id))) for row in decided
    )
    return find_sides(seen_sides(connection), apart=apart, around=around)


def _card(connection: Connection, ref: str, *, than: int | None = None) -> int:
    """The card that is meant: by its id, else the person's front, or where that is meant already (``than``) the back.

    Raises:
        NotFound: There is no such card or person.
        InvalidInput: The person has no card.
    """
    parsed = parse_id(ref)
    if parsed is not None and parsed[0] is IdKind.CARD:
        find_person(connection, ref)
        return parsed[1]
    person = find_person(connection, ref)
    held = connection.scalars(
        select(cards.c.id).where(cards.c.person_id == person).order_by(cards.c.side.desc(), cards.c.id)
    ).all()
    if not held:
        raise InvalidInput(f"{public_id(IdKind.PERSON, person)} has no card.")
    return next((int(number) for number in held if number != than), int(held[0]))
