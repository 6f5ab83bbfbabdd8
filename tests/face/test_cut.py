from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cardscan.face.cut import cut_face, painted_over, region
from cardscan.face.find import FaceBox, find_faces
from cardscan.photo.load import load_photo
from tests.face.event_pictures import FIVE, HEADS, on_heads

edges = st.floats(-50, 450)


@given(left=edges, top=edges, wide=st.floats(0.1, 500), high=st.floats(0.1, 500))
def test_a_region_lies_on_the_picture_and_holds_what_of_the_face_does(
    left: float, top: float, wide: float, high: float
) -> None:
    picture = np.zeros((300, 400, 3), np.uint8)
    x0, y0, x1, y1 = region(picture, (left, top, left + wide, top + high))
    assert 0 <= x0 < x1 <= 400 and 0 <= y0 < y1 <= 300
    assert x0 <= max(left, 0) or left > 399
    assert x1 >= min(left + wide, 400) or left + wide < 1


def test_a_cut_out_holds_head_and_hair_and_is_no_longer_than_a_screen_shows() -> None:
    picture = np.zeros((2000, 3000, 3), np.uint8)
    box: FaceBox = (1000, 500, 1600, 1300)
    assert cut_face(picture, box).shape == (480, round(480 * 1020 / 1360), 3)
    assert cut_face(picture, (10, 10, 60, 70)).shape == (91, 78, 3), "at the picture's edge, and small ones as they are"


def test_what_is_painted_over_is_no_face_any_more_and_the_others_still_are() -> None:
    picture = load_photo(FIVE).pixels
    faces = find_faces(picture)
    painted = painted_over(picture, [faces[0].box, faces[3].box])
    assert on_heads(find_faces(painted), [HEADS[FIVE][number] for number in (1, 2, 4)])
    assert on_heads(find_faces(picture), HEADS[FIVE]), "the picture itself is left as it was"
