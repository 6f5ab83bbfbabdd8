"""Which characters of which values answered, for showing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cardscan.orthography.fold import FoldedText, fold_with_positions, search_fold
from cardscan.search.meaning import sound_key
from cardscan.search.query_text import TimeWord, Word
from cardscan.store.full_text import IndexColumn

if TYPE_CHECKING:
    from cardscan.search.guessing import Guess
    from cardscan.store.dated import Dated
    from cardscan.store.indexing import Searchable

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A value in which something was found."""

    field: str
    """A contact field, ``former`` (what is no longer so), ``note``, ``look``, ``talk``, ``promise``, ``event``, ``met``
    (a day and its event), ``tag``, ``line`` (a line of the card that is no field's)."""
    value: str
    spans: tuple[Span, ...]
    """What matched: start and end (exclusive) in characters of ``value``, in order, not overlapping."""


def marked(
    shown: Sequence[Searchable], words: Sequence[Word], guesses: Sequence[Guess], times: Sequence[TimeWord] = ()
) -> tuple[Match, ...]:
    """The values of a person that answer a query, in the order in which they are shown.

    Args:
        shown: The person's texts.
        words: The words that were found as they are.
        guesses: What stands for the words that were not.
        times: Times that are marked where they stand as words.
    """
    matches: list[Match] = []
    unseen = [word for word in words if not word.unwanted]
    for text in shown:
        folded = fold_with_positions(text.value)
        spans: list[Span] = list(_of_guesses(text, folded, guesses))
        for word in (*words, *(Word(time.text) for time in times)):
            found = list(_of_word(text, folded, word))
            spans += found
            if found and word in unseen:
                unseen.remove(word)
        if spans and not _said_already(text, matches):
            matches.append(Match(text.field, text.value, _merged(spans)))
    return (*(_stand_in(shown, word) for word in unseen), *matches)


def from_then(dated: Sequence[Dated], matches: Sequence[Match]) -> tuple[Match, ...]:
    """What of a person is from an asked-for time: the meetings, or where there are none what was written down.

    A text that is among ``matches`` already is said again only where nothing else tells the day.
    """
    said = {match.value for match in matches}
    new = list({one.text: one for one in reversed(dated) if one.text not in said}.values())[::-1]
    shown = [one for one in dated if one.field == "met"] or new or dated[:1]
    return tuple(
        Match(one.field, f"{one.day.isoformat()} {one.text}".strip(), ((0, len(one.day.isoformat())),)) for one in shown
    )


def _stand_in(shown: Sequence[Searchable], word: Word) -> Match:
    """For a word that was found only in another form: the number in its own notation, or the name as written."""
    field = "phones" if any(map(str.isdigit, word.text)) else "full_name"
    text = next((text for text in shown if text.field == field), shown[0])
    return Match(text.field, text.value, ((0, len(text.value)),))


def _said_already(text: Searchable, matches: Sequence[Match]) -> bool:
    """Whether a match says the same in full: the name of its parts, the printed number of its international form."""
    whole = {"family_name": "full_name", "given_name": "full_name", "phones": "phones"}.get(text.field)
    repeated = any(match.field == whole for match in matches) and (text.field != "phones" or text.value.startswith("+"))
    return repeated or any((match.field, match.value) == (text.field, text.value) for match in matches)


def _of_word(text: Searchable, folded: FoldedText, word: Word) -> Iterator[Span]:
    if word.unwanted or (word.columns and text.column not in word.columns):
        return
    wanted = search_fold(word.text)
    at = folded.text.find(wanted)
    literally = at >= 0
    while at >= 0:
        yield folded.original_span(at, at + len(wanted))
        at = folded.text.find(wanted, at + len(wanted))
    if not literally and text.column in (IndexColumn.NAME, IndexColumn.READING) and (key := sound_key(word)):
        yield from _of_sound(text.value, key)


def _of_sound(value: str, key: str) -> Iterator[Span]:
    """The words of a name that sound like the key, or all of it where only the whole does."""
    at = 0
    found = False
    for part in value.split():
        at = value.index(part, at)
        if sound_key(Word(part)).startswith(key):
            found = True
            yield at, at + len(part)
        at += len(part)
    if not found and _sounds_of_whole(value, key):
        yield 0, len(value)


def _sounds_of_whole(value: str, key: str) -> bool:
    parts = value.split()
    return any(sound_key(Word("".join(order))).startswith(key) for order in (parts, parts[::-1]))


def _of_guesses(text: Searchable, folded: FoldedText, guesses: Sequence[Guess]) -> Iterator[Span]:
    for guess in guesses:
        if guess.column is not text.column:
            continue
        at = folded.text.find(guess.text)
        if at >= 0:
            yield folded.original_span(at, at + len(guess.text))
        elif text.column is IndexColumn.READING:
            yield from _of_sound(text.value, guess.text)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
