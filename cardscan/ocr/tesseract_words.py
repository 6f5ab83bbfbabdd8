"""From Tesseract's table of words to lines of text; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from cardscan.records import Direction, OcrLine

_WORD = 5
"""Tesseract's level for a word (its TSV output: 1 page, 2 block, 3 paragraph, 4 line, 5 word)."""

_CJK = re.compile(r"[　-ヿ㐀-鿿豈-﫿＀-￯]")

_SPACE = 0.5
"""In line heights: a gap between two Japanese words is a space from here; Tesseract parts every few characters."""


def lines_of_words(table: Mapping[str, Sequence[Any]], direction: Direction) -> list[OcrLine]:
    """Lines from what ``image_to_data`` answers as a dictionary.

    Args:
        table: Columns by name; the words' boxes in px, confidences from 0 to 100.
        direction: How the text was set.

    Returns:
        One line for each of Tesseract's lines with text, in px of the picture; its score is the mean of its words',
        weighted by length.
    """
    by_line: dict[tuple[int, int, int], list[int]] = {}
    for row, text in enumerate(table["text"]):
        if int(table["level"][row]) == _WORD and text.strip():
            key = (int(table["block_num"][row]), int(table["par_num"][row]), int(table["line_num"][row]))
            by_line.setdefault(key, []).append(row)
    return [_line(table, rows, direction) for rows in by_line.values()]


def _line(table: Mapping[str, Sequence[Any]], rows: Sequence[int], direction: Direction) -> OcrLine:
    """One line from its words' rows."""
    start, extent = ("top", "height") if direction == "vertical" else ("left", "width")
    left = min(int(table["left"][row]) for row in rows)
    top = min(int(table["top"][row]) for row in rows)
    right = max(int(table["left"][row]) + int(table["width"][row]) for row in rows)
    bottom = max(int(table["top"][row]) + int(table["height"][row]) for row in rows)
    size = right - left if direction == "vertical" else bottom - top

    words = [str(table["text"][row]).strip() for row in rows]
    text = words[0]
    for (before, after), word in zip(pairwise(rows), words[1:], strict=True):
        gap = int(table[start][after]) - int(table[start][before]) - int(table[extent][before])
        is_split_japanese = _CJK.match(text[-1]) and _CJK.match(word[0]) and gap < _SPACE * size
        text += word if is_split_japanese else f" {word}"

    weights = [len(word) for word in words]
    confidence = sum(float(table["conf"][row]) * weight for row, weight in zip(rows, weights, strict=True)) / sum(
        weights
    )
    return OcrLine(
        quad=((left, top), (right, top), (right, bottom), (left, bottom)),
        text=text,
        score=min(1.0, max(0.0, confidence / 100)),
        direction=direction,
        weakest=min(1.0, max(0.0, min(float(table["conf"][row]) for row in rows) / 100)),
    )
