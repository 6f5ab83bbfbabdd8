"""The index against the plainest possible search: does the folded word stand in any folded text?"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.config import Config
from cardscan.errors import InvalidInput
from cardscan.orthography.fold import search_fold
from cardscan.search.search import search
from cardscan.store.store import Store
from tests.search.crowd import crowd

PEOPLE = 60


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, list[str]]]]:
    """A store with a crowd, and every folded text of each person."""
    with Store.open(Config.resolve(tmp_path_factory.mktemp("crowd") / "home")) as store:
        for content, reading in crowd(PEOPLE):
            store.add_reading(reading, content)
        people = [person.id for person in store.people()]
        store.add_note(people[3], "\U00020bb7野家で会った 100% <b>\U0001f600</b>")
        with store.searching() as index:
            yield (
                store,
                {person: [search_fold(text.value) for text in texts] for person, texts in index.shown(people).items()},
            )


def holders(texts: dict[str, list[str]], word: str) -> set[str]:
    return {person for person, values in texts.items() if any(search_fold(word) in value for value in values)}


def exact(store: Store, query: str) -> set[str]:
    return {hit.person.id for hit in search(store, query, PEOPLE) if not hit.near}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), length=st.integers(1, 8))
def test_a_piece_of_any_text_finds_all_who_have_it(
    crowded: tuple[Store, dict[str, list[str]]], seed: int, length: int
) -> None:
    store, texts = crowded
    chance = random.Random(seed)
    value = chance.choice([value for values in texts.values() for value in values if value])
    start = chance.randrange(len(value))
    word = value[start : start + length]
    found = exact(store, f'"{word}"')
    assert found >= holders(texts, word)
    if not word.isascii() and not all("ぁ" <= character <= "ん" for character in word):  # no sound to go by
        assert found == holders(texts, word)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1), max_size=3))
def test_any_query_agrees_or_is_a_told_mistake(crowded: tuple[Store, dict[str, list[str]]], words: list[str]) -> None:
    store, texts = crowded
    quoted = [word.replace('"', "").replace("“", "").replace("”", "") for word in words]
    wanted = [word for word in quoted if search_fold(word)]
    found = exact(store, " ".join(f'"{word}"' for word in wanted))
    if wanted and not any(word.isascii() for word in map(search_fold, wanted)):
        assert found >= set.intersection(*(holders(texts, word) for word in wanted))
    try:
        search(store, " ".join(words))
    except InvalidInput as error:
        assert "met:" in str(error)
