"""Find people by anything that is remembered of them, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cardscan.search.marking import Match, from_then, marked
from cardscan.search.meaning import forms_for_guessing, terms
from cardscan.search.query_text import Query, Word, parse_query
from cardscan.search.ranking import TIERS, conditions, score
from cardscan.store.full_text import Question, Term, Time

if TYPE_CHECKING:
    from datetime import date

    from cardscan.dates.days import Days
    from cardscan.search.guessing import Guess
    from cardscan.store.records import PersonSummary
    from cardscan.store.search_index import SearchIndex
    from cardscan.store.store import Store

_SPARE = 3
"""So many times the asked-for number of people are ranked exactly, since the index finds them in a rough order only."""

_MOST_GUESSES = 200
"""People who are looked at more closely when a word is found nowhere; comparing them takes about 20 ms."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A person who was found, and why."""

    person: PersonSummary
    score: float
    """Higher is better; comparable within one search only."""
    matches: tuple[Match, ...]
    """The values in which something was found; for a query that only asks when somebody was met there are none."""
    near: bool
    """Found only by allowing for a typing or reading error."""


@dataclass(frozen=True, slots=True)
class _Near:
    """How somebody answers a query with an error in it."""

    score: float
    known: Sequence[Word]
    """The words that were found as they are."""
    guesses: Sequence[Guess]
    """What stands for the others."""


def search(store: Store, query: str, limit: int = 20, *, today: date | None = None) -> list[Hit]:
    """Find people.

    Names come before firms and firms before the rest; whole values before beginnings and beginnings before insides; of
    equals the newest first. Only when nothing is found, errors in the words are allowed for.

    Args:
        store: An open store.
        query: What was typed (see ``query_text``); a query without any letter or digit finds nobody.
        limit: At most so many people.
        today: The day from which 先月 counts; None: the day it is.

    Raises:
        InvalidInput: ``met:`` is not followed by a time.
    """
    asked = parse_query(query, today)
    if not asked.words and not asked.times and asked.met is None:
        return []
    with store.searching() as index:
        asked = _within_known_days(index, asked)
        return _exact(index, asked, limit) or _near(index, asked, limit)


def _within_known_days(index: SearchIndex, asked: Query) -> Query:
    """The query without the days of which the store knows nothing: 6月 means the June of every year."""
    if not asked.times and (asked.met is None or len(asked.met) == 1):
        return asked
    known = index.known_days()

    def kept(days: Sequence[Days]) -> tuple[Days, ...]:
        return tuple(d for d in days if known is not None and d.first <= known.last and known.first <= d.last)

    times = tuple(replace(time, days=kept(time.days)) for time in asked.times)
    return replace(asked, met=None if asked.met is None else kept(asked.met), times=times)


def _exact(index: SearchIndex, asked: Query, limit: int) -> list[Hit]:
    wanted = [word for word in asked.words if not word.unwanted]
    words = [terms(word) for word in wanted]
    question = _question(asked, wanted)
    found = _promising(index, words, question, limit * _SPARE if words else limit)
    said = [time.terms for time in question.times]
    if said and not words:  # who has the word itself comes before who was only met then
        found = list(dict.fromkeys(index.matching(replace(question, all_of=tuple(said)), limit) + found))
    values = index.folded(found)
    scores = {person: score([*words, *said], values[person]) for person in found}
    best = sorted(found, key=lambda person: (-scores[person], -int(person[1:])))[:limit]
    shown = index.shown(best)
    dated = {time: index.dated(best, time.days) for time in asked.times}
    hits = []
    for person in index.summaries(best):
        matches = marked(shown[person.id], asked.words, (), asked.times)
        for time in asked.times:
            matches = (*matches, *from_then(dated[time][person.id], matches))
        hits.append(Hit(person, scores[person.id], matches, near=False))
    return hits


def _promising(index: SearchIndex, words: Sequence[Sequence[Term]], question: Question, enough: int) -> list[str]:
    """All who answer, or of many those among whom the best are: names first, whole values first."""
    everybody = index.matching(question, enough)
    if len(everybody) < enough or not words:
        return everybody
    found: dict[str, None] = {}
    for tier in TIERS:
        if not (narrower := conditions(words, tier)):
            continue
        whole, beginning, anywhere = (replace(question, all_of=(*question.all_of, condition)) for condition in narrower)
        in_tier = index.matching(anywhere, enough)
        if len(in_tier) == enough:  # too many: the better ones first
            for better in (beginning, whole):
                in_tier = index.matching(better, enough) + in_tier
        found.update(dict.fromkeys(in_tier))
        if len(found) >= enough:
            break
    return list(found)


def _near(index: SearchIndex, asked: Query, limit: int) -> list[Hit]:
    """People who have something near to the words that nobody has, and the other words exactly.

    Where every word by itself is somebody's, any one of them may be the wrong one.
    """
    wanted = [word for word in asked.words if not word.unwanted]
    unknown = [word for word in wanted if not index.matching(Question((terms(word),)), 1)]
    suspects = [unknown] if unknown else [[word] for word in wanted] if len(wanted) > 1 else []
    found: dict[str, _Near] = {}
    for wrong in suspects:
        for person, near in _guessed(index, asked, wrong).items():
            if person not in found or near.score > found[person].score:
                found[person] = near
    best = sorted(found, key=lambda person: (-found[person].score, -int(person[1:])))[:limit]
    shown = index.shown(best)
    return [
        Hit(person, near.score, marked(shown[person.id], near.known, near.guesses), near=True)
        for person in index.summaries(best)
        for near in [found[person.id]]
    ]


def _guessed(index: SearchIndex, asked: Query, wrong: Sequence[Word]) -> dict[str, _Near]:
    """Who has something near to each of the ``wrong`` words, and everything else that is asked as it is."""
    forms = {word: forms_for_guessing(word) for word in wrong}
    if not all(forms.values()):
        return {}
    from cardscan.search.guessing import best_guess  # rapidfuzz takes time to import and is seldom needed

    known = [word for word in asked.words if not word.unwanted and word not in wrong]
    texts = [form for word in wrong for form in forms[word]]
    columns = wrong[0].columns if len(wrong) == 1 else ()
    candidates = index.resembling(texts, columns, _question(asked, known), _MOST_GUESSES)
    found: dict[str, _Near] = {}
    for person, values in index.folded(candidates).items():
        guesses = [best_guess(forms[word], word.columns, values) for word in wrong]
        good = [guess for guess in guesses if guess is not None]
        if len(good) == len(wrong):
            worth = sum(guess.worth for guess in good) + score([terms(word) for word in known], values)
            found[person] = _Near(worth, known, good)
    return found


def _question(asked: Query, words: Sequence[Word]) -> Question:
    """All of ``words``, and whatever else is asked."""
    unwanted = tuple(term for word in asked.words if word.unwanted for term in terms(word))
    times = tuple(Time(terms(Word(time.text)), time.days) for time in asked.times)
    return Question(tuple(terms(word) for word in words), unwanted, asked.met, times)
