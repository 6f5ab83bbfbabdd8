from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from cardscan.lexicon.word_lists import ListName, ending_in, longest, word_list

NAMES: tuple[ListName, ...] = get_args(ListName)


@pytest.mark.parametrize("name", NAMES)
def test_every_list_says_what_it_is_and_where_it_is_from(name: ListName) -> None:
    lines = files("cardscan.lexicon").joinpath(f"data/{name}.txt").read_text(encoding="utf-8").splitlines()
    head = " ".join(line for line in lines if line.startswith("#"))
    entries = [line for line in lines if not line.startswith("#")]
    assert "Written for this" in head or "Sources:" in head
    assert len(entries) == len(set(entries)) == len(word_list(name)) > 10
    assert all(entry == entry.strip() for entry in entries)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("firm_endings_ambiguous_ja", "firm_endings_ja"),
        ("titles_ambiguous_ja", "titles_ja"),
    ],
)
def test_an_ambiguous_word_is_an_entry_of_its_list(part: ListName, whole: ListName) -> None:
    assert word_list(part) <= word_list(whole)


def test_the_longest_ending_is_found() -> None:
    assert ending_in("営業本部長", "titles_ja") == "本部長"
    assert ending_in("見本社会保険労務士事務所", "firm_endings_ja") == "社会保険労務士事務所"
    assert ending_in("太郎", "titles_ja") == ""
    assert longest("titles_ja") == max(map(len, word_list("titles_ja")))
