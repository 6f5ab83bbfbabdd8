"""Joins runs of text that are one line: split words, names set with wide gaps, labels with their values; pure.

Everything here works along and across the direction of reading, so that it holds for lines and for columns alike.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from cardscan.ocr.runs import Run
from cardscan.orthography.width import normalise

_WORD_GAP = 1.5
"""In character sizes: the widest gap inside one line. A word space is about a quarter; a full-width space is one, and
the blank inside the boxes of the characters beside it adds up to a half."""

_COLUMN_GAP = 0.6
"""In character sizes: from here on a gap before a text at the edge of a column is the blank between two columns. Two
words of one line in Latin letters are half a size apart at most, as boxes reach beyond their characters."""

_SAME_EDGE = 0.4
"""In character sizes: how far the left edges of the lines of one column differ at most."""

_LEAST_IN_COLUMN = 2
"""Other texts at an edge that make it one of a column; a single one stands there by chance."""

_LABEL_GAP = 8.0
"""In character sizes: how far behind its label a value may stand (labels are often set in a column of their own)."""

_NAME_GAP = 4.0
"""In character sizes: the widest gap inside a name spread over a fixed width (均等割付)."""

_NAME_SIZE = 1.2
"""A spread name's pieces of two or three characters are this many times as large as the card's usual text ..."""

_LARGEST = 0.9
"""... or this much of the card's largest."""

_EVEN = 1.3
"""The gap between family and person is at least this many times the next widest."""

_LONGEST_NAME = 8
"""Characters of the longest spread name that is joined (four for the family, four for the person)."""

_SAME_LINE_SIZE = 0.6
"""Least ratio of the character sizes of two runs on one line: with and without capitals; furigana is half its kanji."""

_SAME_NAME_SIZE = 0.7
"""Least ratio of the sizes of two pieces of one name: 一 and 口 fill less of their square than 齋."""

_SAME_BASELINE = 0.3
"""In character sizes: how far the middles of two runs on one line may differ."""

_LABEL = re.compile(
    r"(?:tel|phone|ph|t|fax|f|mobile|mob|cell|m|direct|d|e-?mail|mail|e|web|url|homepage|hp|website|w|address|add"
    r"|電話|でんわ|直通|代表|携帯(?:電話)?|ファックス|ファクス|メール|住所|所在地|〒|☎|本社|本店|支社|支店|営業所|工場|事務所)"
    r"[\s.:/|]*",
    re.IGNORECASE,
)
"""Words that stand alone before a value."""

_OPENS_WITH_LABEL = re.compile(
    r"(?:tel|fax|phone|mobile|mob|cell|direct|e-?mail|mail|url|web|電話|直通|携帯|ファックス|メール|[tfmew][.:\s])",
    re.IGNORECASE,
)
"""How a run begins that is a line of its own, although it stands behind another."""

_WIDE = re.compile(r"[々〆ぁ-ヿ㐀-鿿豈-﫿]+")
"""Only kanji and kana."""


def join_runs(runs: Sequence[Run]) -> list[Run]:
    """The lines that ``runs`` make up, in no particular order; a run that belongs to no other stays as it is."""
    runs = _stacked_as_columns(runs)
    large = _large_size(runs)
    columns = _columns(runs)
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.along):
        line = min(
            (line for line in lines if _continues(line, run, large, begins_column=run in columns)),
            key=lambda line: run.along[0] - line[-1].along[1],
            default=None,
        )
        if line is None:
            lines.append([run])
        else:
            line.append(run)
    return [_joined(line) for line in lines]


def _large_size(runs: Sequence[Run]) -> float:
    """The least character size in px at which text stands out on its card."""
    if not runs:
        return 0.0
    usual = median(run.size for run in runs for _ in run.text)
    return min(_NAME_SIZE * usual, _LARGEST * max(run.size for run in runs))


def _columns(runs: Sequence[Run]) -> set[Run]:
    """The horizontal runs of Latin letters and figures below or above which others begin at the same place."""
    plain = [run for run in runs if run.direction == "horizontal" and not _WIDE.match(run.text[:1])]
    return {
        run
        for run in plain
        if sum(other is not run and abs(other.left - run.left) <= _SAME_EDGE * run.size for other in runs)
        >= _LEAST_IN_COLUMN
    }


def _stacked_as_columns(runs: Sequence[Run]) -> list[Run]:
    """Single characters that stand below each other, and not beside each other, as parts of a column."""
    turned = []
    for run in runs:
        if run.direction == "horizontal" and len(run.text) == 1 and _WIDE.fullmatch(run.text):
            as_column = replace(run, direction="vertical", size=run.right - run.left)
            others = [other for other in runs if other is not run]
            if _nearest(as_column, others) < _nearest(run, others):
                run = as_column
        turned.append(run)
    return turned


def _nearest(run: Run, others: Sequence[Run]) -> float:
    """Px to the nearest run of like size in line with ``run``, along its direction of reading; infinite without one."""
    distances = [
        max(turned.along[0] - run.along[1], run.along[0] - turned.along[1])
        for turned in (_in_direction_of(run, other) for other in others)
        if _on_one_baseline(run, turned) and _alike(run.size, turned.size) >= _SAME_NAME_SIZE
    ]
    return min((distance for distance in distances if distance <= _NAME_GAP * run.size), default=float("inf"))


def _in_direction_of(run: Run, other: Run) -> Run:
    """A single character has no direction of its own: ``other`` in ``run``'s direction if it is one."""
    if other.direction == run.direction or len(other.text) > 1:
        return other
    size = other.right - other.left if run.direction == "vertical" else other.bottom - other.top
    return replace(other, direction=run.direction, size=size)


def _on_one_baseline(run: Run, other: Run) -> bool:
    """Whether two runs go in the same direction on one line."""
    if run.direction != other.direction:
        return False
    offset = abs(sum(run.across) - sum(other.across)) / 2
    return offset <= _SAME_BASELINE * max(run.size, other.size)


def _alike(size: float, other: float) -> float:
    """The smaller over the larger of two sizes, 0–1."""
    return min(size, other) / max(size, other) if max(size, other) > 0 else 0.0


def _continues(line: Sequence[Run], run: Run, large: float, *, begins_column: bool) -> bool:
    """Whether ``run`` is the next part of ``line``."""
    last = line[-1]
    if not _on_one_baseline(last, run) or _alike(last.size, run.size) < _SAME_LINE_SIZE:
        return False
    size = (last.size + run.size) / 2
    gap = run.along[0] - last.along[1]
    if gap < -size:  # on top of each other
        return False
    if _OPENS_WITH_LABEL.match(normalise(run.text)):
        return False
    if begins_column and gap >= _COLUMN_GAP * size and not _is_label(last.text):
        return False
    if gap <= _WORD_GAP * size:
        return True
    if len(line) == 1 and _is_label(last.text) and not _is_label(run.text):
        return gap <= _LABEL_GAP * size
    return gap <= _NAME_GAP * size and _is_spread_name([*line, run], large)


def _is_label(text: str) -> bool:
    """Whether a run says what the next one is."""
    text = normalise(text).strip()
    return _LABEL.fullmatch(text) is not None or text.endswith(":")


def _is_spread_name(parts: Sequence[Run], large: float) -> bool:
    """Whether runs are the pieces of one name set with wide gaps: short, of one size, kanji and kana only."""
    if sum(len(_unspaced(part.text)) for part in parts) > _LONGEST_NAME:
        return False
    largest = max(part.size for part in parts)
    return all(
        _WIDE.fullmatch(_unspaced(part.text)) is not None
        and len(_unspaced(part.text)) <= 3
        and _alike(part.size, largest) >= _SAME_NAME_SIZE
        and (len(_unspaced(part.text)) == 1 or part.size >= large)
        for part in parts
    )


def _unspaced(text: str) -> str:
    """``text`` without its full-width spaces."""
    return text.replace("　", "")


def _joined(parts: Sequence[Run]) -> Run:
    """Runs of one line as one run."""
    if len(parts) == 1:
        return parts[0]
    separators = _separators(parts)
    # Spread evenly, a piece of two characters has a gap of its own; between the pieces of a name only one counts.
    texts = [_unspaced(part.text) if _is_spread(parts) else part.text for part in parts]
    text = texts[0] + "".join(itertools.chain.from_iterable(zip(separators, texts[1:], strict=True)))
    weights = [max(1, len(part.text)) for part in parts]
    placed = list(_placed(parts))
    return Run(
        text=text,
        score=sum(part.score * weight for part, weight in zip(parts, weights, strict=True)) / sum(weights),
        direction=parts[0].direction,
        left=min(part.left for part in parts),
        top=min(part.top for part in parts),
        right=max(part.right for part in parts),
        bottom=max(part.bottom for part in parts),
        size=max(part.size for part in parts),
        forms=tuple(form for part in parts for form in part.forms),
        weakest=min(part.weakest for part in parts),
        doubts=tuple(replace(doubt, place=before + doubt.place) for before, part in placed for doubt in part.doubts),
        signs=tuple(replace(sign, place=before + sign.place) for before, part in placed for sign in part.signs),
    )


def _placed(parts: Sequence[Run]) -> Iterator[tuple[int, Run]]:
    """Each part with the number of characters before it, white space not counted."""
    before = 0
    for part in parts:
        yield before, part
        before += len("".join(part.text.split()))


def _is_spread(parts: Sequence[Run]) -> bool:
    """Whether runs are single kanji or kana set apart, or pieces that are so inside."""
    return all(_WIDE.fullmatch(_unspaced(part.text)) for part in parts) and any(
        len(part.text) == 1 or "　" in part.text for part in parts
    )


def _separators(parts: Sequence[Run]) -> list[str]:
    """What to write between the parts of a line."""
    gaps = [after.along[0] - before.along[1] for before, after in itertools.pairwise(parts)]
    if _is_spread(parts):
        widest, *narrower = sorted(gaps, reverse=True)
        # Of a name spread evenly no gap tells the family from the person.
        is_even = bool(narrower) and widest < _EVEN * narrower[0]
        is_close = widest < parts[0].size / 2
        return ["" if is_even or is_close or gap < widest else "　" for gap in gaps]
    separators = []
    for (before, after), gap in zip(itertools.pairwise(parts), gaps, strict=True):
        if not (_WIDE.fullmatch(before.text[-1:]) and _WIDE.fullmatch(after.text[:1])):
            separators.append(" ")
        else:
            separators.append("　" if gap >= min(before.size, after.size) / 2 else "")
    return separators
