"""Sets rows of horizontal text into an area: measures, breaks, shrinks, then draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from samples.drawing.fonts import Face
from samples.drawing.sheet import MM_PER_PT, Area, Colour, DoesNotFitError, Says, Sheet, run_length

ASCENT_EM = 0.88
"""Height of the ideographic em box above the baseline (OpenType ``BASE`` table of Japanese fonts: 880 of 1000)."""

LINE_EM = 1.08
"""Height given to a row of text: the em box and a little for Latin descenders."""

RUBY_SCALE = 0.36
"""Size of furigana beside its name; half is usual in books, less on cards (measured on printers' templates)."""

_SQUEEZES = (1.0, 0.8, 0.6)
"""Space between rows is reduced by these before the text itself gets smaller."""

Align = Literal["left", "centre", "right"]
Icon = Callable[[Sheet, Area, Colour], None]


@dataclass(frozen=True)
class Piece:
    """A run of one face, size and colour within a row or column.

    Attributes:
        text: Characters to set.
        face: Font.
        pt: Wanted size in points.
        colour: Ink.
        tracking: Extra space between characters in em.
        before: Space before the piece in em.
        ruby: Furigana set above (horizontal) or to the right (vertical), spread over the piece.
    """

    text: str
    face: Face
    pt: float
    colour: Colour
    tracking: float = 0.0
    before: float = 0.0
    ruby: str = ""

    def length(self, scale: float) -> float:
        """Width in mm at ``scale`` times the wanted size, without the space before."""
        return run_length(self.text, self.face, self.pt * scale, self.tracking)

    def gap(self, scale: float) -> float:
        """Space before the piece in mm."""
        return self.before * self.pt * scale * MM_PER_PT


@dataclass(frozen=True)
class Row:
    """One row of horizontal text.

    Attributes:
        pieces: Runs from left to right on one baseline.
        says: Field values that stand on the card once the row is drawn.
        min_pt: The smallest size that the row's largest piece may shrink to.
        space: Space above in em of the row's largest piece.
        breaks: Where the last piece may be broken: its parts in order, which joined are its text.
        label: Word before the row, set in a column of its own when the block aligns labels.
        icon: Draws a sign in place of a label.
    """

    pieces: tuple[Piece, ...]
    says: Says = ()
    min_pt: float = 5.7
    space: float = 0.35
    breaks: tuple[str, ...] = ()
    label: Piece | None = None
    icon: Icon | None = None

    @property
    def pt(self) -> float:
        """Size of the largest piece in points."""
        return max(piece.pt for piece in self.pieces)

    def length(self, scale: float) -> float:
        """Width in mm of all pieces at ``scale``."""
        return sum(piece.length(scale) + piece.gap(scale) for piece in self.pieces) - self.pieces[0].gap(scale)

    def height(self, scale: float) -> float:
        """Height in mm at ``scale``, ruby included, space above not."""
        ruby = max((RUBY_SCALE * 1.25 * p.pt for p in self.pieces if p.ruby), default=0.0)
        return (self.pt * LINE_EM + ruby) * scale * MM_PER_PT


@dataclass(frozen=True)
class _Fitted:
    row: Row
    scale: float
    indent: float
    first: bool


def text_row(
    text: str,
    face: Face,
    pt: float,
    colour: Colour,
    *,
    says: Says = (),
    tracking: float = 0.0,
    space: float = 0.35,
    min_pt: float = 5.7,
    breaks: Sequence[str] = (),
) -> Row:
    """A row of a single run."""
    return Row((Piece(text, face, pt, colour, tracking),), says, min_pt, space, tuple(breaks))


def set_rows(
    sheet: Sheet,
    area: Area,
    rows: Sequence[Row],
    *,
    align: Align = "left",
    valign: Literal["top", "middle", "bottom"] = "top",
    smallest: float = 0.72,
    leading: float = 1.0,
    label_gap: float = 1.2,
) -> Area:
    """Sets ``rows`` below each other in ``area`` and returns the area they take up.

    All rows shrink together down to ``smallest`` times their size, no row below its ``min_pt``; a row that is still too
    wide shrinks alone or breaks where it may. Space above rows is multiplied by ``leading``; labels keep a column whose
    gap to the text is ``label_gap`` mm.

    Raises:
        DoesNotFitError: There is no room even at the smallest size.
    """
    if not rows:
        return Area(area.left, area.top, area.left, area.top)
    scale = 1.0
    while scale >= smallest:
        fitted = _fit(rows, area.width, scale, label_gap)
        for squeeze in _SQUEEZES:
            if fitted is None:
                break
            height = _height(fitted, leading * squeeze)
            if height <= area.height:
                return _draw_rows(sheet, area, fitted, height, align, valign, leading * squeeze)
        scale -= 0.04
    raise DoesNotFitError(f"no room for {rows[0].pieces[0].text!r} and {len(rows) - 1} more rows in {area}")


def _label_width(rows: Sequence[Row], scale: float) -> float:
    widths = [row.label.length(_own_scale(row, scale)) for row in rows if row.label]
    widths += [row.pt * _own_scale(row, scale) * MM_PER_PT for row in rows if row.icon]
    return max(widths, default=0.0)


def _own_scale(row: Row, scale: float) -> float:
    """The block's scale, or the larger one at which the row still has its smallest size."""
    return max(scale, min(1.0, row.min_pt / row.pt))


def _fit(rows: Sequence[Row], width: float, scale: float, label_gap: float) -> list[_Fitted] | None:
    labels = _label_width(rows, scale)
    fitted: list[_Fitted] = []
    for row in rows:
        indent = labels + label_gap if row.label or row.icon else 0.0
        room = width - indent
        own = _own_scale(row, scale)
        if row.length(own) <= room:
            fitted.append(_Fitted(row, own, indent, True))
            continue
        if row.breaks:
            broken = _break(row, room, own)
            if broken is None:
                return None
            fitted += [_Fitted(part, own, indent, n == 0) for n, part in enumerate(broken)]
            continue
        shrunk = own * room / row.length(own) * 0.985
        if row.pt * shrunk < row.min_pt:
            return None
        fitted.append(_Fitted(row, shrunk, indent, True))
    return fitted


def _break(row: Row, room: float, scale: float) -> list[Row] | None:
    """The row as several rows, each within ``room`` mm, or None where a part alone is too wide."""
    lead, last = row.pieces[:-1], row.pieces[-1]
    lines: list[str] = []
    for part in row.breaks:
        joined = lines[-1] + part if lines else part
        before = lead if len(lines) <= 1 else ()
        if lines and replace(row, pieces=(*before, replace(last, text=joined.strip()))).length(scale) <= room:
            lines[-1] = joined
        else:
            lines.append(part)
    lines = [line.strip() for line in lines]
    broken = [
        replace(
            row,
            pieces=(*lead, replace(last, text=line)) if n == 0 else (replace(last, text=line),),
            says=row.says if n == 0 else (),
            breaks=(),
        )
        for n, line in enumerate(lines)
    ]
    broken = [part if n == 0 else replace(part, space=min(row.space, 0.25)) for n, part in enumerate(broken)]
    return broken if all(part.length(scale) <= room for part in broken) else None


def _height(fitted: Sequence[_Fitted], leading: float) -> float:
    total = sum(f.row.height(f.scale) for f in fitted)
    return total + sum(f.row.space * f.row.pt * f.scale * MM_PER_PT * leading for f in fitted[1:])


def _draw_rows(
    sheet: Sheet,
    area: Area,
    fitted: Sequence[_Fitted],
    height: float,
    align: Align,
    valign: str,
    leading: float,
) -> Area:
    y = {"top": area.top, "middle": area.top + (area.height - height) / 2, "bottom": area.bottom - height}[valign]
    top = y
    block = max(f.indent + f.row.length(f.scale) for f in fitted)
    aligned = any(f.indent for f in fitted)
    left_edge, right_edge = area.right, area.left
    for n, f in enumerate(fitted):
        if n:
            y += f.row.space * f.row.pt * f.scale * MM_PER_PT * leading
        width = block if aligned else f.row.length(f.scale)
        x = {"left": area.left, "centre": area.left + (area.width - width) / 2, "right": area.right - width}[align]
        left_edge, right_edge = min(left_edge, x), max(right_edge, x + width)
        em = f.row.pt * f.scale * MM_PER_PT
        baseline = y + f.row.height(f.scale) - (LINE_EM - ASCENT_EM) * em
        if f.first and f.row.label and f.row.label.text.strip():
            label = f.row.label
            sheet.run(x, baseline, label.text, label.face, label.pt * f.scale, label.colour, label.tracking)
        if f.first and f.row.icon:
            f.row.icon(sheet, Area(x, baseline - 0.84 * em, x + em, baseline + 0.16 * em), f.row.pieces[0].colour)
        _draw_pieces(sheet, x + f.indent, baseline, f.row, f.scale)
        y += f.row.height(f.scale)
    return Area(left_edge, top, right_edge, y)


def _draw_pieces(sheet: Sheet, x: float, baseline: float, row: Row, scale: float) -> None:
    for n, piece in enumerate(row.pieces):
        if n:
            x += piece.gap(scale)
        sheet.run(x, baseline, piece.text, piece.face, piece.pt * scale, piece.colour, piece.tracking)
        width = piece.length(scale)
        if piece.ruby:
            for at, ch in _spread(piece.ruby, piece.face, piece.pt * scale * RUBY_SCALE, x, width):
                level = baseline - (ASCENT_EM + 0.12) * piece.pt * scale * MM_PER_PT
                sheet.run(at, level, ch, piece.face, piece.pt * scale * RUBY_SCALE, piece.colour)
        x += width
    sheet.say(row.says)


def _spread(ruby: str, face: Face, pt: float, x: float, width: float) -> Iterator[tuple[float, str]]:
    """Positions of furigana spread over ``width`` mm from ``x``; furigana wider than its name is centred."""
    natural = run_length(ruby, face, pt)
    if natural >= width:
        yield x + (width - natural) / 2, ruby
        return
    slack = (width - natural) / len(ruby)
    at = x + slack / 2
    for ch in ruby:
        yield at, ch
        at += run_length(ch, face, pt) + slack
