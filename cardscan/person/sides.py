"""Which cards are the front and the back of one card.

People photograph a card and turn it over; others lay out all fronts, then all backs. What is printed on both sides
decides first; where a side says too little (a map, a list of services), where it lies among the photos decides. Two
colleagues share firm, telephone and address: without a name that agrees that never makes one card of two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import product

from cardscan.person.name_match import NameMatch, is_japanese
from cardscan.person.photo_layout import same_places
from cardscan.person.side_signs import PERSONAL, SHARED, Comparison, Sign, compare, details_of
from cardscan.records import Contact, Point

_TURNED_WITHIN = timedelta(minutes=3)
"""Turning over one card takes seconds, a table of twenty a minute or two; the next guest's card comes later."""

_PROPORTION = 1.25
"""A card seen at 35° looks 1 / cos 35° = 1.22 times as long or as high as it is."""

_MOST_SUGGESTED = 3
"""A card that could belong to more others than this is nobody's in particular."""

_NEAR = frozenset({Sign.SAME_PHOTO, Sign.NEXT_PHOTO})


@dataclass(frozen=True, slots=True)
class SeenSide:
    """One card as it was seen on a photo."""

    key: str
    """Names it in the answer."""
    contact: Contact
    """What is printed or was typed by hand; guesses left out."""
    photo: int
    """The photo's place in the order in which photos were taken; neighbours differ by one."""
    among: int
    """How many cards lie on the photo."""
    place: Point
    """The middle of the card, as a share of the photo's width and height."""
    proportion: float
    """The long edge by the short edge."""
    taken_at: datetime | None
    free: bool = True
    """False for a card whose other side is known already; it only shows how the photos around were taken."""


@dataclass(frozen=True, slots=True)
class TwoSides:
    """Two cards that are, or may be, two sides of one."""

    front: str
    back: str
    signs: frozenset[Sign]
    sure: bool
    """True: to be joined; False: worth a person's look."""


class _Weight(IntEnum):
    """How much speaks for two sides of one card; the heavier are settled first."""

    SUGGESTED = 0
    PLACED = 1
    """A back that says nothing about whose it is, where a back is to be expected."""
    OFFICE = 2
    """A side without a name but with the firm's details."""
    NAMED = 3
    """A name in the other script, beside it."""
    PERSONAL = 4
    """A name in the other script and details of it, or an address of the person alone."""


@dataclass(frozen=True, slots=True)
class _Option:
    front: SeenSide
    back: SeenSide
    signs: frozenset[Sign]
    weight: _Weight

    @property
    def keys(self) -> frozenset[str]:
        return frozenset((self.front.key, self.back.key))


def find_sides(
    cards: Sequence[SeenSide],
    *,
    apart: frozenset[frozenset[str]] = frozenset(),
    around: frozenset[str] | None = None,
) -> tuple[TwoSides, ...]:
    """Find the cards that are two sides of one, and those that may be.

    Args:
        cards: All cards of the photos in question, and cards from elsewhere that may be another side.
        apart: Pairs of keys of which somebody said that they are two cards.
        around: Only pairs with at least one of these; None: all.

    Returns:
        The sure ones first, each card in at most one of them; then what is only suggested.
    """
    kinds = {card.photo: _kind(card.contact) for card in cards if card.among == 1}
    pairs = [pair for pair in _pairs(cards, around) if frozenset((pair[0].key, pair[1].key)) not in apart]
    options = [option for pair in pairs if (option := _weigh(*pair, kinds)) is not None]
    sure = _settle(options, (_Weight.PERSONAL, _Weight.NAMED), back_first=False)
    steps = Counter(option.back.photo - option.front.photo for option in sure)
    options = _with_places(options, pairs, cards, sure)
    sure += _settle(_without(options, sure), (_Weight.OFFICE, _Weight.PLACED), back_first=steps[-1] > steps[1])
    left = _without(options, sure)
    choices = Counter(key for option in left for key in option.keys)
    suggested = [option for option in left if all(choices[key] <= _MOST_SUGGESTED for key in option.keys)]
    return tuple(
        TwoSides(option.front.key, option.back.key, option.signs, option in sure) for option in (*sure, *suggested)
    )


def front_first(one: SeenSide, other: SeenSide) -> tuple[SeenSide, SeenSide]:
    """The two cards, the front before the back.

    The side with a Japanese name is the front; else the one with a name; else the one with more details; else the
    one that was photographed first.
    """

    def rank(side: SeenSide) -> tuple[int, int, int, Point]:
        contact = side.contact
        details = len(contact.phones) + len(contact.emails) + len(contact.addresses) + len(contact.titles)
        return "JL0".index(_kind(contact)), -details, side.photo, side.place

    front, back = sorted((one, other), key=rank)
    return front, back


def _kind(contact: Contact) -> str:
    """J: a name in Japanese script; L: another; 0: none."""
    if contact.full_name and is_japanese(contact.full_name):
        return "J"
    return "L" if contact.full_name or contact.romanized_name else "0"


def _pairs(cards: Iterable[SeenSide], around: frozenset[str] | None) -> Iterator[tuple[SeenSide, SeenSide]]:
    """Pairs worth a look, each once: near each other, or with something printed on both."""
    groups: dict[tuple[str, object], dict[str, list[SeenSide]]] = defaultdict(lambda: defaultdict(list))
    for card in (card for card in cards if card.free):
        details, kind = details_of(card.contact), _kind(card.contact)
        for value in (*details.own_emails, *details.own_phones):
            groups["personal", value][kind].append(card)
        for office in (*details.phones, *details.domains, *details.postal_codes, details.company, details.company_en):
            if office is not None:
                groups["office", office][kind].append(card)
        groups["near", card.photo][kind].append(card)
        groups["near", card.photo + 1][kind].append(card)
    seen: set[frozenset[str]] = set()
    for (why, _), members in groups.items():
        for first, second in _KINDS_THAT_MEET[why]:
            for one, other in _meeting(members.get(first, ()), members.get(second, ()), around):
                keys = frozenset((one.key, other.key))
                if one is not other and keys not in seen:
                    seen.add(keys)
                    yield front_first(one, other)


_IN_TWO_SCRIPTS = (("J", "L"),)
_WITHOUT_A_NAME = (("J", "0"), ("L", "0"), ("0", "0"))
_KINDS_THAT_MEET = {
    "office": _IN_TWO_SCRIPTS,
    "near": (*_IN_TWO_SCRIPTS, *_WITHOUT_A_NAME),
    "personal": (*_IN_TWO_SCRIPTS, *_WITHOUT_A_NAME, ("J", "J"), ("L", "L")),
}
"""Why two cards are looked at together → which kinds of them: in one script, colleagues share an office."""


def _meeting(
    some: Sequence[SeenSide], others: Sequence[SeenSide], around: frozenset[str] | None
) -> Iterator[tuple[SeenSide, SeenSide]]:
    """Each of some with each of the others, one of the two among those that are asked about."""
    if around is None:
        yield from product(some, others)
        return
    yield from product([card for card in some if card.key in around], others)
    yield from product(some, [card for card in others if card.key in around])


def _weigh(front: SeenSide, back: SeenSide, kinds: dict[int, str]) -> _Option | None:
    """What speaks for the two being one card; None where nothing does."""
    compared = compare(front.contact, back.contact)
    signs = compared.signs | _position(front, back, kinds)
    weight = _weight(front, back, compared, signs)
    return None if weight is None else _Option(front, back, signs, weight)


def _position(front: SeenSide, back: SeenSide, kinds: dict[int, str]) -> frozenset[Sign]:
    if front.photo == back.photo:
        return frozenset({Sign.SAME_PHOTO})
    if abs(front.photo - back.photo) != 1:
        return frozenset()
    if front.taken_at and back.taken_at and abs(_clock(front.taken_at) - _clock(back.taken_at)) > _TURNED_WITHIN:
        return frozenset()
    mine = (kinds.get(front.photo), kinds.get(back.photo))
    around = [(kinds.get(front.photo + step), kinds.get(back.photo + step)) for step in (-2, 2)]
    alternating = None not in mine and mine[0] != mine[1] and mine in around
    return frozenset({Sign.NEXT_PHOTO, Sign.ALTERNATING} if alternating else {Sign.NEXT_PHOTO})


def _clock(moment: datetime) -> datetime:
    """As the camera's clock showed it: some photos state their zone, some do not."""
    return moment.replace(tzinfo=None)


def _weight(front: SeenSide, back: SeenSide, compared: Comparison, signs: frozenset[Sign]) -> _Weight | None:
    near, shared = bool(signs & _NEAR), bool(signs & SHARED)
    match compared.names:
        case NameMatch.OTHER:
            return _Weight.SUGGESTED if signs & PERSONAL else None
        case NameMatch.SAME:  # the same side twice, or a card in one script on both sides
            return _Weight.SUGGESTED if near and shared else None
        case NameMatch.SPELLED:
            if shared:
                return _Weight.PERSONAL
            return _Weight.NAMED if near and not compared.contrary else _Weight.SUGGESTED
        case NameMatch.PARTLY | NameMatch.UNKNOWN:
            two_scripts = _kind(front.contact) != _kind(back.contact)
            if signs & PERSONAL:
                return _Weight.PERSONAL if two_scripts else _Weight.SUGGESTED
            if compared.contrary or not near:
                return None
            unknown = compared.names is NameMatch.UNKNOWN  # a part that differs may be a colleague of the same name
            return _Weight.NAMED if unknown and shared and two_scripts else _Weight.SUGGESTED
        case NameMatch.ABSENT:
            return _nameless_weight(front, back, compared, signs)


def _nameless_weight(front: SeenSide, back: SeenSide, compared: Comparison, signs: frozenset[Sign]) -> _Weight | None:
    """A side without a name: what is printed on both counts only beside the other side, for it may be a colleague's."""
    if compared.contrary:
        return None
    if _kind(front.contact) == "0":  # nobody's card at all, a shop's
        return _Weight.SUGGESTED if signs & SHARED and signs & _NEAR else None
    if signs & PERSONAL:
        return _Weight.PERSONAL
    if not signs & _NEAR:
        return None
    if signs & SHARED:
        return _Weight.OFFICE
    alike = max(front.proportion, back.proportion) <= _PROPORTION * min(front.proportion, back.proportion)
    alone = (front.among, back.among) == ((2, 2) if Sign.SAME_PHOTO in signs else (1, 1))
    silent = not details_of(back.contact).reachable
    return _Weight.PLACED if silent and alike and alone else None


def _settle(options: Iterable[_Option], weights: Sequence[_Weight], *, back_first: bool) -> list[_Option]:
    """Choose, weight by weight, the best option of each card; what two cards claim alike stays open."""

    def rank(option: _Option) -> tuple[int, int, int, int]:
        step = option.back.photo - option.front.photo
        against_order = step != 0 and (step < 0) != back_first
        printed = len(option.signs & (SHARED | {Sign.NAME})) if option.weight >= _Weight.NAMED else 0
        placed = len(option.signs & {Sign.ALTERNATING, Sign.SAME_PLACE})
        return -printed, -placed, int(against_order), abs(step)

    chosen: list[_Option] = []
    used: set[str] = set()
    for weight in weights:
        standing = sorted((option for option in options if option.weight is weight), key=rank)
        while standing := [option for option in standing if not option.keys & used]:
            best = standing[0]
            rivals = [other for other in standing[1:] if other.keys & best.keys and rank(other) == rank(best)]
            if rivals or not _in_order(best, back_first=back_first):
                standing = [option for option in standing if option is not best and option not in rivals]
                continue
            chosen.append(best)
            used |= best.keys
    return chosen


def _in_order(option: _Option, *, back_first: bool) -> bool:
    """A side without a name belongs to the card before it, unless the photos around or the places say otherwise."""
    step = option.back.photo - option.front.photo
    if option.weight >= _Weight.NAMED or option.signs & {Sign.ALTERNATING, Sign.SAME_PLACE}:
        return True
    return step == 0 or (step < 0) == back_first


def _with_places(
    options: Sequence[_Option],
    pairs: Iterable[tuple[SeenSide, SeenSide]],
    cards: Iterable[SeenSide],
    sure: Sequence[_Option],
) -> list[_Option]:
    """The options, with those that follow from cards turned over where they lay on a photo of several."""
    photos: dict[int, dict[str, SeenSide]] = defaultdict(dict)
    for card in cards:
        if card.among > 1:
            photos[card.photo][card.key] = card
    matched: set[frozenset[str]] = set()
    for number, before in photos.items():
        after = photos.get(number + 1, {})
        found = same_places(*({key: card.place for key, card in some.items()} for some in (before, after)))
        across = [option.keys for option in sure if {option.front.photo, option.back.photo} == {number, number + 1}]
        expected = {frozenset(pair) for pair in found.items()}
        named = [{_kind(card.contact) == "0" for card in some.values()} for some in (before, after)]
        if all(keys in expected for keys in across) and (across or sorted(named, key=str) == [{False}, {True}]):
            matched |= expected
    lying = frozenset().union(*matched)
    known = {
        option.keys: option
        for option in options
        if option.weight >= _Weight.NAMED or option.keys in matched or not option.keys & lying
    }
    for front, back in pairs:
        keys = frozenset((front.key, back.key))
        if keys not in matched:
            continue
        compared = compare(front.contact, back.contact)
        if compared.names is NameMatch.ABSENT and not compared.contrary:
            signs = compared.signs | {Sign.NEXT_PHOTO, Sign.SAME_PLACE}
            weight = _Weight.OFFICE if signs & SHARED else _Weight.PLACED
            known[keys] = _Option(front, back, signs, max(weight, known[keys].weight) if keys in known else weight)
    return list(known.values())


def _without(options: Iterable[_Option], chosen: Iterable[_Option]) -> list[_Option]:
    used = {key for option in chosen for key in option.keys}
    return [option for option in options if not option.keys & used]
