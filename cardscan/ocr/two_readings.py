"""A column read twice, on its side and set anew as a line: which of both answers stands at each place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from cardscan.ocr.glyphs import is_square_glyph
from cardscan.ocr.rapid_models import Answers, LineReader, Reading
from cardscan.ocr.set_as_line import set_as_line
from cardscan.ocr.variants import FormReader
from cardscan.orthography.doubts import doubts_in_order, placed_doubts
from cardscan.records import Pixels, PrintedForm

_FEWEST = 2
"""Kanji and kana from which the cells of a column can be told."""

_STROKES = frozenset("一二三ニミ")

_SURE = 0.98
"""A character with this probability is not looked at again."""

_CLEAR = 8.0
"""Log-odds of its likeliest form from which that is not looked at again.

With these two, 27 of 100 characters of names in columns of 20 to 70 px are; with all of them no more were right."""

_UNSEEN = 0.01
"""Added to each probability before both are multiplied: one reading alone can be quite wrong."""

_CONSIDERED = 10
"""Answers of one reading weighed at a place; the others have hardly any probability."""


def read_column(reader: LineReader, strip: Pixels) -> Reading:
    """Read a column; where it has a doubtful character or form, also as a line, and settle each by both readings.

    Args:
        reader: The recogniser.
        strip: The column turned counter-clockwise: its top is at the left.
    """
    first = reader.answers(strip)
    forms = reader.forms.read(first.text, first.probabilities, first.steps, column=True)
    reading = reader.reading(first, forms)
    glyphs = [place for place, answer in enumerate(first.text) if _is_word_glyph(answer)]
    if not any(_is_doubtful(reading.char_scores[place], forms[place]) for place in glyphs):
        return reading
    anew = read_anew(reader, strip, first)
    return _settled(reader, reading, forms, first, *anew, set(glyphs)) if anew else reading


def read_anew(reader: LineReader, strip: Pixels, first: Answers) -> tuple[Answers, dict[int, int]] | None:
    """The second reading of a column, set as a line, with the place in it of each place of the first.

    None where there are too few kanji and kana to cut it at, or the second reading has another number of characters.
    """
    places = [place for place, answer in enumerate(first.text) if not answer.isspace()]
    if sum(_is_word_glyph(answer) for answer in first.text) < max(_FEWEST, len(places) / 2):
        return None
    second = reader.answers(set_as_line(strip, [first.centres[place] for place in places]))
    same = [place for place, answer in enumerate(second.text) if not answer.isspace()]
    return (second, dict(zip(places, same, strict=True))) if len(same) == len(places) else None


def _settled(
    reader: LineReader,
    reading: Reading,
    forms: Sequence[PrintedForm | None],
    first: Answers,
    second: Answers,
    place_in_second: Mapping[int, int],
    glyphs: Collection[int],
) -> Reading:
    """The first reading with its kanji and kana as both readings together have them."""
    text, scores, settled = list(reading.text), list(reading.char_scores), list(forms)
    for place in glyphs:
        other = place_in_second[place]
        if _is_word_glyph(second.text[other]):
            answer, scores[place], settled[place] = _better(reader, first, place, second, other)
            form = settled[place]
            text[place] = form.character if form else answer
    kept = placed_doubts("".join(text), reading.doubts)
    return replace(
        reading,
        text="".join(text),
        score=sum(scores) / len(scores),
        char_scores=tuple(scores),
        forms=tuple(filter(None, settled)),
        doubts=doubts_in_order("".join(text), kept),
    )


def _is_word_glyph(character: str) -> bool:
    """Whether a character is a kanji or kana that is not a mere stroke or two, which ``columns`` looks at."""
    return is_square_glyph(character) and character not in _STROKES


def _is_doubtful(score: float, form: PrintedForm | None) -> bool:
    """Whether a character is worth a second reading."""
    if form is None or score < _SURE:
        return score < _SURE
    values = sorted((value for _, value in form.likelihoods), reverse=True)
    return len(values) > 1 and values[0] - values[1] < _CLEAR


def _better(
    reader: LineReader, first: Answers, place: int, second: Answers, other: int
) -> tuple[str, float, PrintedForm | None]:
    """What stands at a place of both readings: the answer, its probability by both, and its form.

    Answers that may be forms of one character speak for each other.
    """
    steps = int(first.steps[place]), int(second.steps[other])
    tables = [
        _likely(reading.probabilities[step], reader.characters)
        for reading, step in zip((first, second), steps, strict=True)
    ]
    read = first.text[place], second.text[other]
    beliefs = {answer: _beliefs(answer, tables, reader.forms) for answer in (*read, *tables[0], *tables[1])}
    best = max(beliefs, key=lambda answer: (beliefs[answer][0] + _UNSEEN) * (beliefs[answer][1] + _UNSEEN))
    form = reader.forms.read_twice((best, *read), (first.probabilities, second.probabilities), steps)
    return best, min(1.0, sum(beliefs[best]) / 2), form


def _beliefs(answer: str, tables: Sequence[Mapping[str, float]], forms: FormReader) -> tuple[float, ...]:
    """The probability of an answer and of all that may be forms of the same, by each reading."""
    return tuple(sum(chance for sign, chance in table.items() if forms.alike(answer, sign)) for table in tables)


def _likely(probabilities: npt.NDArray[np.float32], characters: Sequence[str]) -> dict[str, float]:
    columns = np.argpartition(-probabilities, _CONSIDERED)[:_CONSIDERED]
    return {characters[column]: float(probabilities[column]) for column in columns.tolist() if column}
