"""Titles of a code beside those that are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cardscan.orthography.fold import search_fold
from cardscan.orthography.width import normalise
from cardscan.person.agreement import Agreement, agreement, respelled

_BETWEEN = re.compile(r"\s*[・/／|｜、,，;；]\s*|(?<=[\u3041-\u9fff])\s+(?=[\u3041-\u9fff])")


@dataclass(frozen=True, slots=True)
class TitlesJoined:
    """The printed and the coded titles as one list."""

    titles: tuple[str, ...]
    coded: frozenset[str]
    """Those of ``titles`` that the code names."""


def join_titles(printed: Sequence[str], qualifications: Sequence[str], coded: Sequence[str]) -> TitlesJoined:
    """A title that is printed too is as printed; one misread is put right; one that is not printed is added.

    Codes join several titles in one line, and cards set one title in two pieces: both are compared as a whole as well.
    """
    titles = list(printed)
    everything = search_fold("".join((*printed, *qualifications)))
    if titles and {search_fold("".join(coded)), search_fold("".join(reversed(coded)))} & {everything}:
        return TitlesJoined(tuple(titles), frozenset(titles))
    named: set[int] = set()
    for title in dict.fromkeys(piece for whole in coded for piece in _BETWEEN.split(normalise(whole)) if piece):
        stands = [(place, agreement(read, title)) for place, read in enumerate(titles)]
        same = next((place for place, verdict in stands if verdict is Agreement.SAME), None)
        near = next((place for place, verdict in stands if verdict is Agreement.NEAR), None)
        if same is not None:
            titles[same] = respelled(titles[same], title)
            named.add(same)
        elif search_fold(title) in everything:
            continue
        elif near is not None:
            titles[near] = title
            named.add(near)
        else:
            titles.append(title)
            named.add(len(titles) - 1)
    return TitlesJoined(tuple(dict.fromkeys(titles)), frozenset(titles[place] for place in named))
