"""From many overlapping candidates to the set of cards that explains the photo best."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cardscan.card.evidence import Evidence
from cardscan.card.geometry import Floats, contains, convex_shapes, shared_areas, side_lengths, signed_areas

SAME = 0.85
"""IoU from which two candidates are the same card."""
OVERLAP = 0.10
"""Share of the smaller one that two cards may have in common: outlines are not exact, cards lie on each other."""
MOST = 160
"""Candidates compared: twenty cards, and outlines around several of them."""
CREDIBLE = 2.0
"""Log-odds from which a candidate may replace better ones that are its parts."""
GOOD_SHAPE = 1.0
"""``perspective.Shapes.misfit`` of a card seen without error, and the difference that tells a card from its part."""
NEARLY = 0.3
"""Log-odds by which a whole may be worse than its parts are on average: their inner sides are hard printed edges."""
SHEET = 0.6
"""Share of a sheet that a card on it has at most; a printed panel within a card has more, or is not surer."""
SURER = 0.5
"""Log-odds by which a card is surer than the sheet it lies on."""
TOUCH = 1e-3
"""Share of a card's area that another overlaps when they touch."""
RIM = 0.02
"""Breadth of the rim around a panel at least, in shorter sides of the card: 1.1 mm."""
FAINT = 0.4
"""``Evidence.support`` of a card's faintest side: white paper on a white table."""
PANEL = 3.0
"""Log-odds by which a card may be less sure than a panel on it."""
WITHIN = 0.7
"""Share of a part that lies inside the whole; its outer sides may be wrong."""
MOSTLY = 0.75
"""Share of a card that its parts cover together."""


def select(quads: Floats, gains: Floats) -> list[int]:
    """Indices of non-overlapping candidates with the largest sum of ``gains``; those with no gain are never chosen."""
    kept = _distinct(quads, gains) if len(quads) else []
    chosen = _heaviest(_clashes(quads[kept]), gains[kept])
    return [kept[i] for i in chosen]


def whole_before_parts(quads: Floats, odds: Floats, misfit: Floats, chosen: list[int]) -> list[int]:
    """Put a card in the place of the coloured parts that were chosen instead of it.

    Two cards side by side are not card-shaped together, so a card-shaped candidate, or one of a better shape than both,
    replaces any two outlines that fill it. Three or more may be a stack or a grid of cards: they are replaced only if
    one of them is not card-shaped.
    """
    areas, shapes = signed_areas(quads), convex_shapes(quads)
    result = list(chosen)
    for whole in np.argsort(-odds, kind="stable"):
        if odds[whole] < CREDIBLE:
            break
        if not result or whole in result:
            continue
        shared = dict(zip(result, shared_areas(shapes[result], shapes[whole]), strict=True))
        parts = [i for i in result if shared[i] > OVERLAP * min(areas[i], areas[whole])]
        if len(parts) < 2 or any(shared[i] < WITHIN * areas[i] for i in parts):
            continue
        if misfit[whole] > max(GOOD_SHAPE, min(misfit[i] for i in parts)):
            continue
        filled = sum(shared[i] for i in parts) > MOSTLY * areas[whole]
        misshapen = max(misfit[i] for i in parts) > misfit[whole] + GOOD_SHAPE
        if filled and (len(parts) == 2 or misshapen) and odds[whole] > np.mean(odds[parts]) - NEARLY:
            result = [i for i in result if i not in parts] + [int(whole)]
    return result


def card_before_panel(quads: Floats, evidence: Evidence, odds: Floats, chosen: list[int]) -> list[int]:
    """Put a card in the place of the panel printed on it, whose edges are harder than those of paper on a table.

    What was chosen gives way to a card-shaped candidate a little larger, all of whose sides lie outside its own and
    show an edge. Where another card lies at one of them, that edge is the other card's.
    """
    areas, shapes, shorter = signed_areas(quads), convex_shapes(quads), side_lengths(quads).min(axis=1)
    weakest = np.where(evidence.sides_seen, evidence.support, 1.0).min(axis=1)
    whole = (odds > CREDIBLE) & (weakest > FAINT) & (evidence.misfit < GOOD_SHAPE) & evidence.sides_seen.all(axis=1)
    result = list(chosen)
    for inner in chosen:
        larger = np.flatnonzero(whole & (areas * SHEET < areas[inner]) & (odds > odds[inner] - PANEL))
        deep = [bool(contains(quads[[i]], quads[inner], -RIM * shorter[i]).all()) for i in larger]
        larger = larger[np.asarray(deep, dtype=np.bool_)]
        others = [i for i in result if i != inner]
        for outer in larger[np.argsort(-odds[larger], kind="stable")].tolist():
            middle = quads[outer].mean(axis=0)
            near = convex_shapes(middle + (quads[[outer]] - middle) * (1 + RIM))[0]
            if not (shared_areas(shapes[others], near) > TOUCH * areas[outer]).any():
                result = [*others, outer]
                break
    return result


def cards_before_sheets(quads: Floats, odds: Floats, held: Floats, misfit: Floats, chosen: list[int]) -> list[int]:
    """Put cards in the place of a tile or a sheet of paper on which they lie.

    What was chosen gives way to surer candidates inside it that are much smaller, of no worse a shape, and hold nearly
    all of its text.
    """
    areas = signed_areas(quads)
    result: list[int] = []
    for outer in chosen:
        shaped = misfit <= max(GOOD_SHAPE, misfit[outer])
        smaller = np.flatnonzero(shaped & (areas < SHEET * areas[outer]) & (odds > odds[outer] + SURER))
        shared = shared_areas(convex_shapes(quads[smaller]), convex_shapes(quads[[outer]]))
        inside = smaller[shared > 0.97 * areas[smaller]]
        within = [int(inside[k]) for k in select(quads[inside], odds[inside])]
        result += within if within and held[within].sum() > 0.85 * held[outer] else [outer]
    return result


def _distinct(quads: Floats, gains: Floats) -> list[int]:
    """The candidates worth something, best first, without those that are the same card as a better one."""
    ranked = np.argsort(-gains, kind="stable")
    quads = quads[ranked[: int((gains > 0).sum())]]
    areas, shapes, common = signed_areas(quads), convex_shapes(quads), _common_boxes(quads)
    boxes = np.diagonal(common)
    alike = common > SAME * np.maximum(boxes[:, None], boxes) * 0.9
    kept = np.zeros(len(quads), dtype=np.bool_)
    for i in range(len(quads)):
        others = np.flatnonzero(alike[i] & kept)
        shared = shared_areas(shapes[others], shapes[i])
        kept[i] = not (shared > SAME * (areas[i] + areas[others] - shared)).any()
    return [int(i) for i in ranked[np.flatnonzero(kept)[:MOST]]]


def _common_boxes(quads: Floats) -> Floats:
    """N × N: areas in px² that the upright boxes around quadrilaterals have in common."""
    low, high = quads.min(axis=1), quads.max(axis=1)
    x, y = np.maximum(np.minimum(high[:, None], high) - np.maximum(low[:, None], low), 0).transpose(2, 0, 1)
    return np.asarray(x * y, dtype=np.float64)


def _clashes(quads: Floats) -> npt.NDArray[np.bool_]:
    """N × N: which candidates cannot both be cards; also true on the diagonal."""
    count = len(quads)
    clash = np.eye(count, dtype=np.bool_)
    if not count:
        return clash
    areas = signed_areas(quads)
    least = OVERLAP * np.minimum(areas[:, None], areas)
    i, j = np.nonzero(np.triu(_common_boxes(quads) > least, k=1))
    shapes = convex_shapes(quads)
    clash[i, j] = clash[j, i] = shared_areas(shapes[i], shapes[j]) > least[i, j]
    return clash


def _heaviest(clash: npt.NDArray[np.bool_], value: Floats) -> list[int]:
    """A set without clashes whose value no exchange of one member improves.

    It starts with the most valuable first. An exchange bans one member, or forces one candidate in, and fills up again,
    so that one outline around several cards gives way to the cards.
    """
    everyone = np.ones(len(value), dtype=np.bool_)
    best = _filled(clash, value, np.zeros(len(value), dtype=np.bool_), everyone)
    improved = True
    while improved:
        improved = False
        for i in range(len(value)):
            others = everyone.copy()
            others[i] = not best[i]
            trial = _filled(clash, value, best & ~clash[i] | (~best[i] & (np.arange(len(value)) == i)), others)
            if value[trial].sum() > value[best].sum() + 1e-9:
                best, improved = trial, True
    return [int(i) for i in np.flatnonzero(best)]


def _filled(
    clash: npt.NDArray[np.bool_], value: Floats, taken: npt.NDArray[np.bool_], allowed: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """``taken``, and the most valuable of the allowed others for which there is still room."""
    taken = taken.copy()
    free = allowed & ~clash[taken].any(axis=0)
    while free.any():
        pick = int(np.argmax(np.where(free, value, -np.inf)))
        taken[pick] = True
        free &= ~clash[pick]
    return taken
