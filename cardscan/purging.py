"""People who are to be gone for good: painted over on the photos that show others, then out of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cardscan.face.cut import PAINT, cut_face, painted_over, region
from cardscan.photo.load import load_photo
from cardscan.store.photos import jpeg

if TYPE_CHECKING:
    from cardscan.records import Pixels, Quad
    from cardscan.store.purge_records import PurgePlan
    from cardscan.store.store import Store

_AROUND = 0.03
"""What is painted over on each side of a card, in its width or height: corners are found about 1 % of it inside or
outside the card's edge, and its shadow shows where it lay."""

_AT_ONCE = 20
"""People who go together, so that their photos fit into memory."""


@dataclass(frozen=True, slots=True)
class Purged:
    """Who is gone."""

    people: tuple[str, ...]
    painted: tuple[str, ...]
    """The ids of the photos whose kept copies were painted on."""


def purge(store: Store, refs: Sequence[str]) -> Purged:
    """Remove people for good; broken off, it can be done again.

    A photo that shows nobody else goes. On one that shows others the person's cards and faces become gray, and the
    kept copy a JPEG file without any metadata; cut-outs of other faces that show a part of it are cut anew.

    Raises:
        NotFound: Nobody is meant by one of ``refs``.
        UnreadablePhoto: A kept copy that others are on cannot be read; nobody on it was removed.
    """
    people: list[str] = []
    painted: list[str] = []
    for begin in range(0, len(refs), _AT_ONCE):
        plan = store.purge_plan(refs[begin : begin + _AT_ONCE])
        photos, crops = _painted(store, plan)
        store.purge(plan, photos, crops)
        people += [person_id for person_id, _ in plan.people]
        painted += list(photos)
    return Purged(tuple(people), tuple(dict.fromkeys(painted)))


def _painted(store: Store, plan: PurgePlan) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Id → bytes of the photos that stay, painted over, and of the cut-outs that showed a part of it."""
    photos: dict[str, bytes] = {}
    crops: dict[str, bytes] = {}
    for shared in plan.photos:
        original = store.original(shared.photo_id)
        if not original.exists():  # nothing is left that shows anybody
            continue
        before = load_photo(original).pixels
        after = _over_cards(painted_over(before, shared.faces), shared.cards)
        photos[shared.photo_id] = jpeg(after)
        for face_id, box in shared.other_faces:
            left, top, right, bottom = region(before, box)
            if (before[top:bottom, left:right] != after[top:bottom, left:right]).any():
                crops[face_id] = jpeg(cut_face(after, box))
    return photos, crops


def _over_cards(pixels: Pixels, quads: Sequence[Quad]) -> Pixels:
    import cv2

    for quad in quads:
        corners = np.asarray(quad, dtype=np.float64)
        middle = corners.mean(axis=0)
        wider = middle + (corners - middle) * (1 + 2 * _AROUND)
        cv2.fillConvexPoly(pixels, np.rint(wider).astype(np.int32), (PAINT, PAINT, PAINT))
    return pixels
