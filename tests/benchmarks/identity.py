"""Who is taken for whom, and how long that takes: ``python -m tests.benchmarks.identity [--people N] [--big N]``.

Precision: of the pairs that are merged without asking, how many are one person. Recall: of the later cards of people,
how many find the person, surely or as a question. The time: new cards matched against a big store.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from cardscan.config import Config
from cardscan.records import CardImage, PhotoInfo, PhotoReading, Quad, ReadCard
from cardscan.store.contact_values import values_of_card
from cardscan.store.store import Store
from tests.benchmarks.identity_crowd import Crowd, DealtCard

PEOPLE = 4000
BIG = 100_000
NEW = 1000

_QUAD: Quad = ((0.0, 0.0), (910.0, 0.0), (910.0, 550.0), (0.0, 550.0))
_PIXELS = np.full((11, 18, 3), 250, np.uint8)
_CARDS_A_PHOTO = 20


@dataclass
class Score:
    """How well later cards found their people."""

    merged: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of people who were merged and are two, as they stood."""
    later: Counter[str] = field(default_factory=Counter)
    """Later cards by kind."""
    sure: Counter[str] = field(default_factory=Counter)
    """Of these merged."""
    asked: Counter[str] = field(default_factory=Counter)
    """Of these proposed."""
    questions: int = 0
    right_questions: int = 0
    chances: dict[float, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """What was said of the chance → whether it was one person, for each pair."""

    @property
    def precision(self) -> float:
        """Of the merges, how many are right; 0 to 1."""
        return 1 - len(self.wrong) / self.merged if self.merged else 1.0

    @property
    def recall(self) -> float:
        """Of the later cards, how many were merged or proposed; 0 to 1."""
        return (self.sure.total() + self.asked.total()) / max(1, self.later.total())


def take_in(store: Store, cards: Sequence[DealtCard], begin: int = 0) -> list[str]:
    """Add cards, twenty a photo; returns the people's ids, one a card."""
    people: list[str] = []
    for number in range(0, len(cards), _CARDS_A_PHOTO):
        some = cards[number : number + _CARDS_A_PHOTO]
        content = f"photo {begin + number}".encode()
        info = PhotoInfo(Path("IMG.JPG"), hashlib.sha256(content).hexdigest(), "image/jpeg", 4032, 3024, None, None)
        read = tuple(ReadCard(CardImage(_QUAD, _PIXELS, 10.0, 0.9), "front", card.fields) for card in some)
        people += store.add_reading(PhotoReading(Path("IMG.JPG"), info, read), content).person_ids
    return people


def evaluate(store: Store, people: int, seed: int = 11) -> Score:
    """Take in a crowd, match everybody, and count."""
    cards = list(Crowd(people, seed).cards())
    ids = take_in(store, cards)
    truth = {person: card.person for person, card in zip(ids, cards, strict=True)}
    score, joined, asked = Score(), defaultdict(set), defaultdict(set)
    for pair in store.match_people(ids):
        one, other = truth[pair.person_id], truth[pair.other_id]
        score.chances[pair.chance or 0.0].append(one == other)
        if pair.state == "merged":
            score.merged += 1
            joined[pair.other_id].add(one)
            joined[pair.person_id].add(other)
            if one != other:
                names = [store_name(cards[ids.index(person)]) for person in (pair.person_id, pair.other_id)]
                score.wrong.append((" | ".join(names), " ".join(pair.signs)))
        else:
            score.questions += 1
            score.right_questions += one == other
            asked[pair.other_id].add(one)
            asked[pair.person_id].add(other)
    for person, card in zip(ids, cards, strict=True):
        if card.why != "first":
            score.later[card.why] += 1
            if card.person in joined[person]:
                score.sure[card.why] += 1
            elif card.person in asked[person]:
                score.asked[card.why] += 1
    return score


def store_name(card: DealtCard) -> str:
    """A card in one line."""
    contact = card.fields.contact
    mails, phones = " ".join(contact.emails), " ".join(phone.text for phone in contact.phones)
    return f"{contact.full_name} {contact.organization} {mails} {phones}"


def seconds_to_match(home: Path, big: int, new: int) -> tuple[float, float]:
    """How long it takes to match ``new`` cards, half of them of ``big`` people, and how much is computing.

    The keys of the people are known from the imports before.
    """
    config = Config.resolve(home)
    Store.open(config).close()
    cards = list(Crowd(big, seed=5).cards())
    fill(home / "cardscan.sqlite3", (card for card in cards if card.why == "first"))
    known = [card for card in cards if card.why != "first"][: new // 2]
    with Store.open(config) as store:
        store.match_people(["p1"])  # makes the keys of all that are there
        ids = take_in(store, [*known, *islice(Crowd(new, seed=6).cards(), new - len(known))], begin=10**7)
        begin = time.perf_counter(), time.process_time()
        store.match_people(ids)
        return time.perf_counter() - begin[0], time.process_time() - begin[1]


def fill(database: Path, cards: Iterable[DealtCard]) -> None:
    """Put people with their values straight into the tables: taking in 100,000 cards would take twenty minutes."""
    with closing(sqlite3.connect(database)) as connection:
        for number, card in enumerate(cards, start=1):
            now = "2026-12-01 00:00:00.000000"
            connection.execute("INSERT INTO people VALUES (?, '', ?, ?)", (number, now, now))
            places: Counter[str] = Counter()
            for value in values_of_card(card.fields, card_id=0):
                row = {**value.row(number, places[value.field]), "card_id": None}
                places[value.field] += 1
                columns = {name: json.dumps(one) if isinstance(one, dict | list) else one for name, one in row.items()}
                names, marks = ", ".join(columns), ", ".join("?" * len(columns))
                connection.execute(f"INSERT INTO field_values ({names}) VALUES ({marks})", list(columns.values()))
        connection.commit()


def report(score: Score) -> Iterator[str]:
    """The figures as lines."""
    yield (
        f"merged without asking: {score.merged}, of these {len(score.wrong)} wrong: precision {score.precision:.4%}; "
        f"later cards found: {score.recall:.1%}, merged {score.sure.total() / max(1, score.later.total()):.1%}; "
        f"questions: {score.questions}, of these {score.right_questions} about one person"
    )
    for why, count in sorted(score.later.items()):
        yield f"  {why:8} {count:5} cards  merged {score.sure[why] / count:6.1%}  asked {score.asked[why] / count:6.1%}"
    for said, right in sorted(score.chances.items()):
        yield f"  said {said:6.1%}: {len(right):5} pairs, {sum(right) / len(right):6.1%} one person"
    for names, signs in score.wrong:
        yield f"  wrong: {names}  ({signs})"


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--big", type=int, default=BIG)
    parser.add_argument("--seed", type=int, default=11)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.people:
            with Store.open(Config.resolve(Path(folder) / "crowd")) as store:
                for line in report(evaluate(store, chosen.people, chosen.seed)):
                    print(line)
        if chosen.big:
            seconds, busy = seconds_to_match(Path(folder) / "big", chosen.big, NEW)
            print(f"{NEW} new cards against {chosen.big} people: {seconds:.1f} s, {busy:.1f} s of them computing")


if __name__ == "__main__":
    main()
