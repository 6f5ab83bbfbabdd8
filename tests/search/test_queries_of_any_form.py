"""Whole queries with keys, quotes, minus signs, operators of FTS5 and of SQL, against the plainest possible meaning."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cardscan.config import Config
from cardscan.errors import InvalidInput
from cardscan.orthography.fold import search_fold
from cardscan.search.search import search
from cardscan.store.indexing import Searchable
from cardscan.store.store import Store
from tests.hostile.payloads import GROUPS
from tests.search.crowd import crowd

PEOPLE = 40
TODAY = date(2026, 12, 1)
COLUMNS = {
    "": (), "name": ("name", "reading"), "company": ("company",), "title": ("title",), "address": ("address",),
    "phone": ("phone",), "mail": ("online",), "note": ("note",), "look": ("look",), "talk": ("talk",), "tag": ("tag",),
}  # fmt: skip
"""Key of the query → columns of the index, as the module's docstring documents them."""


@dataclass(frozen=True)
class Piece:
    """One part of a query, as somebody means it."""

    key: str
    word: str
    unwanted: bool
    quoted: bool

    def typed(self) -> str:
        word = f'"{self.word}"' if self.quoted else self.word
        return "-" * self.unwanted + (f"{self.key}:" if self.key else "") + word


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, list[Searchable]]]]:
    """A store with a crowd, attacking texts among its notes, looks and talks, and every text of each person."""
    with Store.open(Config.resolve(tmp_path_factory.mktemp("queries") / "home")) as store:
        for content, reading in crowd(PEOPLE, seed=11):
            store.add_reading(reading, content)
        people = [person.id for person in store.people()]
        texts = [text for text in GROUPS["query"] if any(map(str.isalnum, text))]
        for person, text in zip(people, [*texts, *texts][:PEOPLE], strict=True):
            store.add_note(person, f"{text} 税理士と会った")
        for person in people[::7]:
            store.add_look(person, "丸い眼鏡 AND 赤いネクタイ")
            store.add_talk(person, '相続税の話 "NEAR" (社長)')
            store.tag(person, ["要連絡", "ＡＢＣ商会"])
        with store.searching() as index:
            yield store, index.shown(people)


def holders(shown: dict[str, list[Searchable]], piece: Piece) -> set[str]:
    """Who has the folded word in any text where it is looked for: the plain scan."""
    columns, word = COLUMNS[piece.key], search_fold(piece.word)
    return {
        person
        for person, texts in shown.items()
        if any((not columns or text.column in columns) and word in search_fold(text.value) for text in texts)
    }


def has_a_kanji(word: str) -> bool:
    """Whether a word has no sound to go by, so that it is looked for as it is written."""
    return any("\u4e00" <= character <= "\u9fff" for character in search_fold(word))


@st.composite
def pieces(draw: st.DrawFn, shown: dict[str, list[Searchable]]) -> list[Piece]:
    """Words cut from what is there, with a kanji each, and asked for in every way."""
    chance = random.Random(draw(st.integers(0, 10**6)))
    texts = [text for held in shown.values() for text in held if has_a_kanji(text.value)]
    found = []
    for _ in range(draw(st.integers(1, 4))):
        text = chance.choice(texts)
        begin = chance.randrange(len(text.value))
        word = " ".join(text.value[begin : begin + chance.randint(1, 7)].replace('"', "").split())
        if not has_a_kanji(word):
            continue
        fitting = [key for key, columns in COLUMNS.items() if not columns or text.column in columns]
        key = chance.choice(fitting if chance.random() < 0.8 else list(COLUMNS))
        found.append(Piece(key, word, chance.random() < 0.25, quoted=True))
    return found


def answers(store: Store, query: str) -> set[str]:
    return {hit.person.id for hit in search(store, query, PEOPLE, today=TODAY) if not hit.near}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_keys_quotes_and_minus_mean_what_is_documented(
    crowded: tuple[Store, dict[str, list[Searchable]]], data: st.DataObject
) -> None:
    store, shown = crowded
    asked: Sequence[Piece] = data.draw(pieces(shown))
    expected = set(shown)
    for piece in asked:
        expected = expected - holders(shown, piece) if piece.unwanted else expected & holders(shown, piece)
    if asked:
        assert answers(store, " ".join(piece.typed() for piece in asked)) == expected


@pytest.mark.parametrize(
    "noise", ["AND", "OR", "NOT", "NEAR(", "*", "^", "{name}", ")", "'", ";--", "\x00", "\x1b[31m", "％"]
)
def test_signs_of_other_languages_are_words_or_nothing(
    crowded: tuple[Store, dict[str, list[Searchable]]], noise: str
) -> None:
    store, shown = crowded
    wanted = holders(shown, Piece("", "税理士", unwanted=False, quoted=False))
    if search_fold(noise):
        wanted &= holders(shown, Piece("", noise, unwanted=False, quoted=False))
    found = answers(store, f"税理士 {noise}")
    assert found >= wanted if noise.isascii() else found == wanted  # Latin letters may be the sound of a name as well


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(
            st.sampled_from([text for texts in GROUPS.values() for text in texts if len(text) < 100]),
            st.sampled_from([f"{key}:" for key in (*COLUMNS, "met", "event", "promise")]),
            st.sampled_from(
                ["-", '"', "AND", "OR", "(", ")", "*", "渡邉", "斎藤", "齋藤", "先月", "6月の", "met:2026..", "\x00"]
            ),
            st.text(max_size=8),
        ),
        max_size=6,
    ),
    st.sampled_from(["", " ", "　", "\n"]),
)
def test_no_query_is_an_exception(
    crowded: tuple[Store, dict[str, list[Searchable]]], parts: list[str], between: str
) -> None:
    store, shown = crowded
    try:
        hits = search(store, between.join(parts), 5, today=TODAY)
    except InvalidInput as error:
        assert "met:" in str(error)
    else:
        assert {hit.person.id for hit in hits} <= set(shown)


def test_many_times_are_answered_or_told(crowded: tuple[Store, dict[str, list[Searchable]]]) -> None:
    store, _ = crowded
    search(store, " ".join(f"2026-11-{day:02}" for day in range(1, 31)), 5, today=TODAY)
    days = [f"{year}-11-{day:02}" for year in range(2000, 2026) for day in range(1, 31)]
    with pytest.raises(InvalidInput, match="more than 50 times"):
        search(store, " ".join(days), 5, today=TODAY)


@pytest.mark.parametrize(
    "query", ["あ" * 50_000, "a" * 50_000, "税 " * 2_000, "-税 " * 2_000, '"' * 10_001, "met:2026 " * 1_000,
              "(" * 50_000, "name:" * 5_000, "先月の" * 1_000, "\u0300" * 50_000, "+81 " * 1_000, "qx " * 400],
    ids=lambda query: f"{query[:4]!a}x{len(query)}",
)  # fmt: skip
def test_a_query_of_any_length_is_answered_soon(crowded: tuple[Store, dict[str, list[Searchable]]], query: str) -> None:
    store, _ = crowded
    begin = time.process_time()
    search(store, query, 5, today=TODAY)
    assert time.process_time() - begin < 5
