"""Finds every card on a photo: candidates from regions, strokes and text; evidence; the best consistent set."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from cardscan.card.evidence import Evidence, gather, joined
from cardscan.card.geometry import Floats, as_quad, frame_quad
from cardscan.card.lattice import neighbours
from cardscan.card.regions import region_quads
from cardscan.card.score import SURE, gains, log_odds, vouched
from cardscan.card.select import card_before_panel, cards_before_sheets, select, whole_before_parts
from cardscan.card.sides import settle
from cardscan.card.strokes import find_strokes
from cardscan.card.text_groups import text_groups
from cardscan.card.text_outline import ODDS, text_outlines
from cardscan.card.text_seeds import seeded_quads
from cardscan.card.whole_frame import frame_log_odds
from cardscan.card.wholes import around, beyond_bands, unions
from cardscan.card.working_picture import WorkingPicture, working_picture
from cardscan.records import CardOutline, Pixels, Quad

GRID_ROUNDS = 4
"""From one sure card outwards, a grid of twenty is reached in four steps."""
SMALLEST_PICTURE = 32
"""Px of the working picture's shorter side: nothing written can be read below."""
REPEAT = 4.0
"""Px of the working picture: refining moves sides by more."""
FRAMED = 0.25
"""Mean of ``Evidence.printed`` over the sides from which an outline may be a printed frame."""


def find_cards(pixels: Pixels, text_regions: Sequence[Quad]) -> tuple[CardOutline, ...]:
    """Find all cards on a photo.

    Args:
        pixels: the photo, BGR.
        text_regions: boxes around lines of text on it, px of the photo; some may be missing or not on a card.

    Returns:
        One outline a card, surest first; none where there is no card. A side that the photo cuts off lies on the
        photo's border; a corner alone may lie outside, where the sides would meet. A score below 0.5 means that no edge
        was seen, only a block of text as a card has: it is one if it reads like one.
    """
    picture = working_picture(pixels, text_regions)
    if min(picture.width, picture.height) < SMALLEST_PICTURE:
        return ()
    smooth = np.asarray(cv2.GaussianBlur(picture.pixels, (0, 0), 1.0), dtype=np.uint8)
    frame = np.asarray([frame_quad(picture.width - 1, picture.height - 1)])
    quads = np.concatenate([frame, _candidates(picture, smooth)])
    evidence = gather(picture, smooth, quads)
    beyond = settle(smooth, _beyond_printed_frames(quads, evidence))
    if len(beyond):
        quads, evidence = np.concatenate([quads, beyond]), joined(evidence, gather(picture, smooth, beyond))
    cards, odds = _choose(picture, smooth, quads, evidence)
    wholes = _wholes(picture, cards, quads)
    for _ in range(GRID_ROUNDS):
        beside = neighbours(cards[odds > SURE], picture.width, picture.height)
        beside = settle(smooth, np.concatenate([beside, wholes]))
        wholes = wholes[:0]  # only what was chosen first may be a part
        together = np.concatenate([frame, cards, beside])
        more, more_odds = _choose(picture, smooth, together, gather(picture, smooth, together))
        done = len(more) <= len(cards)
        cards, odds = more, more_odds
        if done:
            break
    supposed = text_outlines(picture, cards)
    cards = np.concatenate([cards, supposed])
    odds = np.concatenate([odds, np.full(len(supposed), ODDS)])
    outlines = [
        CardOutline(quad=as_quad(quad / picture.scale), score=float(1 / (1 + np.exp(-chance))))
        for quad, chance in zip(cards, odds, strict=True)
    ]
    return tuple(sorted(outlines, key=lambda outline: -outline.score))


def _beyond_printed_frames(quads: Floats, evidence: Evidence) -> Floats:
    """Outlines around those candidates that are frames printed on a card."""
    framed = (evidence.printed.mean(axis=1) > FRAMED) & (evidence.support.mean(axis=1) > 0.7) & (evidence.held > 0.5)
    return around(quads[framed])


def _wholes(picture: WorkingPicture, cards: Floats, candidates: Floats) -> Floats:
    """Outlines of which the chosen cards may be parts."""
    found = [around(cards), beyond_bands(cards, picture.width, picture.height), unions(cards, candidates)]
    return _without_repeats(np.concatenate(found))


def _choose(picture: WorkingPicture, smooth: Pixels, quads: Floats, evidence: Evidence) -> tuple[Floats, Floats]:
    """The best consistent set of cards among the whole frame (the first) and candidates, with their log-odds."""
    odds = log_odds(evidence)
    odds[0] = frame_log_odds(picture, smooth, evidence, 0)
    chosen = select(quads, gains(evidence, odds))
    odds = vouched(evidence, quads, odds, chosen)
    chosen = select(quads, gains(evidence, odds))
    chosen = cards_before_sheets(quads, odds, evidence.held, evidence.misfit, chosen)
    chosen = whole_before_parts(quads, odds, evidence.misfit, chosen)
    chosen = card_before_panel(quads, evidence, odds, chosen)
    return quads[chosen], odds[chosen]


def _candidates(picture: WorkingPicture, smooth: Pixels) -> Floats:
    """Every quadrilateral worth judging, its sides moved onto edges."""
    groups = text_groups(picture.texts)
    quads = np.concatenate([region_quads(picture), seeded_quads(picture, find_strokes(picture), groups)])
    return settle(smooth, _without_repeats(quads))


def _without_repeats(quads: Floats) -> Floats:
    """One quadrilateral of those whose corners agree to about ``REPEAT`` px."""
    _, first = np.unique(np.round(quads.reshape(-1, 8) / REPEAT), axis=0, return_index=True)
    return quads[np.sort(first)]
