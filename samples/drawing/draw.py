"""Draws invented people's cards: one function a layout, all deterministic for a seeded source of chance."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from samples.drawing import (
    abroad,
    backs,
    coloured,
    designed,
    english_habits,
    english_layouts,
    habits,
    languages,
    tate,
    trades,
    yoko,
)
from samples.drawing.card import DrawnCard
from samples.drawing.fonts import NoTypefaceError
from samples.drawing.sheet import DoesNotFitError

Layout = Callable[[random.Random], DrawnCard]

_TRIES = 60
"""Identities tried for one layout before giving up; the longest names and addresses fit only some layouts."""

_LAYOUTS: tuple[Layout, ...] = (
    yoko.classic_left,
    yoko.classic_centre,
    yoko.contact_right,
    yoko.firm_at_foot,
    yoko.big_name,
    yoko.ruby_name,
    yoko.kana_beside,
    yoko.romaji_below,
    yoko.wide_set,
    yoko.title_beside_name,
    yoko.two_columns,
    yoko.framed,
    yoko.icon_labels,
    yoko.qr_corner,
    yoko.striped_edge,
    trades.two_offices,
    trades.three_offices,
    trades.practice,
    trades.estate_agent,
    trades.clinic_hours,
    trades.university,
    trades.public_office,
    languages.two_languages,
    languages.side_by_side_languages,
    trades.brush_shop,
    trades.crowded,
    coloured.dark_stock,
    coloured.band_left,
    coloured.band_top,
    coloured.diagonal_halves,
    coloured.facets,
    coloured.gradient_stock,
    coloured.patterned,
    coloured.thin_grey,
    coloured.wordmark,
    coloured.square_card,
    coloured.portrait_yoko,
    coloured.portrait_halves,
    coloured.rounded_soft,
    tate.tate_classic,
    tate.tate_ruby,
    tate.tate_landscape,
    tate.tate_brush,
    tate.tate_with_yoko_contact,
    tate.tate_with_mark,
    *english_layouts.ENGLISH,
    designed.photo_ground,
    designed.stacked_name,
    designed.latin_name_first,
    designed.four_corners,
    designed.edge_text,
    designed.written_on,
    designed.tone_on_tone,
    designed.en_stacked,
    designed.en_photo_ground,
    *habits.HABITS,
    *english_habits.ENGLISH_HABITS,
    *abroad.ABROAD,
)

STYLES: Mapping[str, Layout] = MappingProxyType({layout.__name__: layout for layout in _LAYOUTS})
"""Every layout by its name."""


def draw_card(rng: random.Random, *, style: str | None = None) -> DrawnCard:
    """Draws an invented person's card.

    Args:
        rng: Source of chance; the same state gives the same card.
        style: Name of a layout from ``STYLES``; None draws one.

    Raises:
        KeyError: No layout has that name.
        FontMissingError: A font is not installed; the message names the ``apt-get`` command.
        DoesNotFitError: No invented identity fits the layout, which is a defect of the layout.
    """
    layout = STYLES[style if style is not None else rng.choice(list(STYLES))]
    return _fitting(layout, rng)


def draw_back(rng: random.Random, card: DrawnCard) -> DrawnCard:
    """Draws the other side of ``card``: the bearer in English, a map, or the firm's mark alone.

    English cards get the firm's mark, Japanese cards one of the three, most often the English side.

    Raises:
        FontMissingError: A font is not installed; the message names the ``apt-get`` command.
        DoesNotFitError: The text fits no back, which is a defect.
    """
    size = (card.picture.width / card.px_per_mm, card.picture.height / card.px_per_mm)
    bearer = card.bearer
    kind = rng.random()
    if bearer is None or kind > 0.85:
        return _fitting(lambda chance: backs.mark_back(chance, bearer, size), rng)
    back = backs.english_back if kind < 0.65 else backs.map_back
    return _fitting(lambda chance: back(chance, bearer, size), rng)


def _fitting(layout: Layout, rng: random.Random) -> DrawnCard:
    """The first card of a layout whose text fits and can be set in one typeface."""
    for _ in range(_TRIES - 1):
        try:
            return layout(rng)
        except (DoesNotFitError, NoTypefaceError):
            continue
    return layout(rng)
