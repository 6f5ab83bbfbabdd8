"""Sets columns of vertical text into an area from right to left: measures, shrinks, then draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from samples.drawing.setting import RUBY_SCALE, Piece
from samples.drawing.sheet import MM_PER_PT, Area, DoesNotFitError, Says, Sheet, column_length, run_length

VerticalAlign = Literal["top", "middle", "bottom"]


@dataclass(frozen=True)
class Column:
    """One column of vertical text.

    Attributes:
        pieces: Runs from top to bottom; ``before`` is the space above a run.
        says: Field values that stand on the card once the column is drawn.
        space: Space to the column on its right in em of the column's largest piece.
        valign: Whether the column starts at the top of the area, ends at its bottom or stands in the middle.
        indent: Space kept above (or below, for a bottom column) in mm.
        min_pt: The smallest size that the column's largest piece may shrink to.
        turned: Sets the text as Latin turned sideways.
    """

    pieces: tuple[Piece, ...]
    says: Says = ()
    space: float = 0.5
    valign: VerticalAlign = "top"
    indent: float = 0.0
    min_pt: float = 5.7
    turned: bool = False

    @property
    def pt(self) -> float:
        """Size of the largest piece in points."""
        return max(piece.pt for piece in self.pieces)

    def length(self, scale: float) -> float:
        """Height in mm at ``scale``."""
        measure = run_length if self.turned else column_length
        own = sum(measure(p.text, p.face, p.pt * scale, p.tracking) for p in self.pieces)
        return own + sum(piece.gap(scale) for piece in self.pieces[1:])

    def width(self, scale: float) -> float:
        """Width in mm at ``scale``, ruby included."""
        ruby = max((RUBY_SCALE * 1.25 * p.pt for p in self.pieces if p.ruby), default=0.0)
        return (self.pt + ruby) * scale * MM_PER_PT


def set_columns(
    sheet: Sheet,
    area: Area,
    columns: Sequence[Column],
    *,
    align: Literal["left", "centre", "right"] = "right",
    smallest: float = 0.72,
) -> Area:
    """Sets ``columns`` from right to left in ``area`` and returns the area they take up.

    Raises:
        DoesNotFitError: There is no room even at the smallest size.
    """
    scale = 1.0
    while scale >= smallest:
        scales = []
        for column in columns:
            own = max(scale, min(1.0, column.min_pt / column.pt))
            room = area.height - column.indent
            if column.length(own) > room:
                own *= room / column.length(own) * 0.985
            scales.append(own)
        width = sum(c.width(s) for c, s in zip(columns, scales, strict=True))
        width += sum(c.space * c.pt * s * MM_PER_PT for c, s in list(zip(columns, scales, strict=True))[1:])
        readable = all(c.pt * s >= c.min_pt - 0.01 for c, s in zip(columns, scales, strict=True))
        if readable and width <= area.width:
            slack = {"right": 0.0, "centre": (area.width - width) / 2, "left": area.width - width}[align]
            return _draw_columns(sheet, area, columns, scales, area.right - slack)
        scale -= 0.04
    raise DoesNotFitError(f"no room for {len(columns)} columns in {area}")


def _draw_columns(sheet: Sheet, area: Area, columns: Sequence[Column], scales: Sequence[float], right: float) -> Area:
    x = right
    for n, (column, scale) in enumerate(zip(columns, scales, strict=True)):
        if n:
            x -= column.space * column.pt * scale * MM_PER_PT
        em = column.pt * scale * MM_PER_PT
        centre = x - (column.width(scale) - em) - em / 2
        length = column.length(scale)
        y = {
            "top": area.top + column.indent,
            "middle": area.top + (area.height - length) / 2,
            "bottom": area.bottom - column.indent - length,
        }[column.valign]
        for m, piece in enumerate(column.pieces):
            y += piece.gap(scale) if m else 0.0
            pt = piece.pt * scale
            if column.turned:
                sheet.sideways(centre, y, piece.text, piece.face, pt, piece.colour)
                y += run_length(piece.text, piece.face, pt, piece.tracking)
                continue
            sheet.column(centre, y, piece.text, piece.face, pt, piece.colour, piece.tracking)
            span = column_length(piece.text, piece.face, pt, piece.tracking)
            if piece.ruby:
                _ruby_column(sheet, centre + em / 2, y, span, piece, pt)
            y += span
        sheet.say(column.says)
        x -= column.width(scale)
    return Area(x, area.top, right, area.bottom)


def _ruby_column(sheet: Sheet, left: float, top: float, span: float, piece: Piece, pt: float) -> None:
    size = pt * RUBY_SCALE
    each = column_length("あ", piece.face, size)
    slack = max(0.0, (span - each * len(piece.ruby)) / len(piece.ruby))
    y = top + (span - (each + slack) * len(piece.ruby)) / 2 + slack / 2
    for ch in piece.ruby:
        sheet.column(left + size * MM_PER_PT * 0.62, y, ch, piece.face, size, piece.colour)
        y += each + slack
