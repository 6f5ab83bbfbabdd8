"""Scores what ``cardscan scan --json`` printed against hand-made or drawn truth.

Truth: a list of ``{"file", "kind", "cards": [{"quad"?, "name", "kana", ...}]}``. A list means several accepted
spellings, ``{"each": [...]}`` that all of them stand on the card, ``null`` "not on the card", ``"?"`` or no entry "not
scored"; ``phone`` in the place of tel and mobile pools both. Predictions: one JSON object a photo, as ``scan`` prints
them, matched by the file's name. A card counts as found when its place and its fields pair it with a card of the truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from tests.benchmarks.polygon import overlap
from tests.benchmarks.spelling import hits, wanted

FIELDS = (
    "name",
    "kana",
    "romaji",
    "company",
    "department",
    "title",
    "postal",
    "address",
    "tel",
    "mobile",
    "phone",
    "fax",
    "email",
    "url",
)
OPTIONAL = frozenset({"kana", "romaji"})
"""A derived value where nothing is printed is no error."""

PLACE_WEIGHT = 3
"""A perfect quadrilateral is worth three fields when cards are paired."""

GOOD_OVERLAP = 0.8
"""Intersection over union from which a quadrilateral is right."""

SURE = 0.9
"""From this confidence on a value is promised to be right."""

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Lower bounds of the reliability table's rows."""

WORK = ("work", "direct", "tollfree", "other")


def values(contact: Mapping[str, Any]) -> dict[str, list[str]]:
    """The contract's contact as lists of values, field by field."""
    phones = contact.get("phones") or []
    addresses = contact.get("addresses") or []

    def numbers(*kinds: str) -> list[str]:
        return [phone.get("text") or phone.get("number") for phone in phones if phone.get("kind") in kinds]

    def single(key: str) -> list[str]:
        return [contact[key]] if contact.get(key) else []

    return {
        "name": single("full_name"),
        "kana": single("phonetic_name"),
        "romaji": single("romanized_name"),
        "company": single("organization"),
        "department": single("department"),
        "title": [t for t in (contact.get("titles") or []) + (contact.get("qualifications") or []) if t],
        "postal": [a["postal_code"] for a in addresses if a.get("postal_code")],
        "address": [a["text"] for a in addresses if a.get("text")],
        "tel": numbers(*WORK),
        "fax": numbers("fax"),
        "mobile": numbers("mobile"),
        "phone": numbers(*WORK, "mobile"),
        "email": contact.get("emails") or [],
        "url": contact.get("urls") or [],
    }


@dataclass(frozen=True)
class Mistake:
    """A field that was not said as it stands on the card."""

    file: str
    field: str
    truth: Any
    said: tuple[str, ...]
    confidence: float | None


@dataclass
class Score:
    """Counts over a set of photos."""

    truth: Counter[str] = field(default_factory=Counter)
    """Values on the cards, by field."""
    hit: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    kind_truth: Counter[str] = field(default_factory=Counter)
    """Values on the cards, by the photo's kind."""
    kind_hit: Counter[str] = field(default_factory=Counter)
    cards: int = 0
    cards_said: int = 0
    cards_found: int = 0
    cards_whole: int = 0
    """Cards without any mistake."""
    quads: int = 0
    quads_hit: int = 0
    bin_said: Counter[float] = field(default_factory=Counter)
    """Values said, by the lower bound of their confidence's bin."""
    bin_wrong: Counter[float] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    """File of every card that was not found."""
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def sure(self) -> int:
        """Values said with confidence ``SURE`` or more."""
        return sum(count for low, count in self.bin_said.items() if low >= SURE)

    @property
    def sure_wrong(self) -> int:
        """Those of them that are wrong."""
        return sum(count for low, count in self.bin_wrong.items() if low >= SURE)

    def rates(self, name: str | None = None) -> tuple[float, float, float]:
        """Recall, precision and F1 of a field, or of all fields together."""
        keys = FIELDS if name is None else (name,)
        hit, truth, said = (sum(counts[key] for key in keys) for counts in (self.hit, self.truth, self.said))
        recall, precision = hit / max(1, truth), hit / max(1, said)
        return recall, precision, 2 * recall * precision / max(1e-9, recall + precision)


def pair(cards: Sequence[Mapping[str, Any]], said: Sequence[Mapping[str, Any]]) -> dict[int, tuple[int, float]]:
    """Which said card is which true card: index of the true one to index of the said one and their overlap.

    Best first by fields and place; a pair without a field or a good part of its place in common is none.
    """
    pairs = []
    for i, card in enumerate(cards):
        for j, other in enumerate(said):
            have = values(other.get("contact") or {})
            right = sum(hits(f, card[f], have[f]) for f in FIELDS if card.get(f) not in (None, "?") and have[f])
            place = overlap(card["quad"], other["quad"]) if card.get("quad") and other.get("quad") else 0.0
            pairs.append((right + PLACE_WEIGHT * place, i, j, place))
    taken: dict[int, tuple[int, float]] = {}
    for worth, i, j, place in sorted(pairs, reverse=True):
        if worth > 0.5 and i not in taken and j not in {other for other, _ in taken.values()}:
            taken[i] = (j, place)
    return taken


def score(truth: Sequence[Mapping[str, Any]], predictions: Iterable[Mapping[str, Any]]) -> Score:
    """Score predictions against the truth; photos that nothing is said about count as photos without cards."""
    by_name = {PurePath(said["file"]).name: said for said in predictions}
    total = Score()
    for photo in truth:
        said = by_name.get(PurePath(photo["file"]).name, {}).get("cards", [])
        taken = pair(photo["cards"], said)
        total.cards += len(photo["cards"])
        total.cards_said += len(said)
        total.cards_found += len(taken)
        for i, card in enumerate(photo["cards"]):
            j, place = taken.get(i, (None, 0.0))
            if j is None:
                total.missed.append(photo["file"])
            if card.get("quad"):
                total.quads += 1
                total.quads_hit += place >= GOOD_OVERLAP
            mistakes = list(_count(total, photo, card, said[j] if j is not None else {}))
            total.mistakes += mistakes
            total.cards_whole += not mistakes
    return total


def _count(
    total: Score, photo: Mapping[str, Any], card: Mapping[str, Any], said: Mapping[str, Any]
) -> Iterator[Mistake]:
    have = values(said.get("contact") or {})
    confidence = said.get("confidence") or {}
    for name in FIELDS:
        if name not in card or card[name] == "?":
            continue
        true = card[name]
        want = 0 if true is None else len(wanted(true))
        got = 0 if true is None else hits(name, true, have[name])
        count = len(have[name])
        if want == 0 and name in OPTIONAL:
            count = 0
        elif name == "title":  # titles may be said in one or in parts
            count = min(1, count)
        total.truth[name] += want
        total.hit[name] += got
        total.said[name] += count
        total.kind_truth[photo["kind"]] += want
        total.kind_hit[photo["kind"]] += got
        sureness = confidence.get(name)
        if count and sureness is not None:
            low = max(bound for bound in BINS if bound <= max(0.0, sureness))
            total.bin_said[low] += count
            total.bin_wrong[low] += max(0, count - got)
        if got < max(want, count):
            yield Mistake(photo["file"], name, true, tuple(have[name]), sureness)
