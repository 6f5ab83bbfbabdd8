from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cardscan.ocr.reading_order import in_reading_order
from cardscan.ocr.second_guesses import second_guesses
from cardscan.orthography.doubts import placed_doubts
from cardscan.records import DoubtfulCharacter, OcrLine, OcrPage

CHARACTERS = ["", "献", "獣", "医", "師", " ", "高", "髙", *"あいうえお"]


def scores(*steps: dict[str, float]) -> npt.NDArray[np.float32]:
    """Time steps × characters."""
    table = np.zeros((len(steps), len(CHARACTERS)), dtype=np.float32)
    for row, step in zip(table, steps, strict=True):
        for character, chance in step.items():
            row[CHARACTERS.index(character)] = chance
    return table


def guesses(text: str, table: npt.NDArray[np.float32]) -> tuple[DoubtfulCharacter, ...]:
    return second_guesses(text, table, table.argmax(axis=1), CHARACTERS)


def test_the_best_of_all_steps_of_a_character_counts_and_a_sure_one_is_left_alone() -> None:
    table = scores(
        {"献": 0.6, "獣": 0.2}, {"献": 0.8, "獣": 0.1, "い": 0.001}, {"": 1.0}, {"医": 0.999}, {"師": 0.9999}
    )
    assert [(d.place, d.character, d.alternatives) for d in guesses("献医師", table)] == [(0, "献", (("獣", 0.2),))]
    assert [round(d.score, 2) for d in guesses("献医師", table)] == [0.8]


def test_no_character_at_all_and_another_form_are_no_second_guesses() -> None:
    assert guesses("高", scores({"高": 0.5, "髙": 0.3, "": 0.2})) == ()


def test_spaces_are_not_counted() -> None:
    table = scores({"医": 1.0}, {" ": 0.6, "あ": 0.4}, {"献": 0.7, "獣": 0.3})
    assert [(d.place, d.character) for d in guesses("医 献", table)] == [(1, "献")]


def test_doubts_follow_their_characters_when_runs_are_joined() -> None:
    def run(x: float, text: str, *doubts: DoubtfulCharacter) -> OcrLine:
        right = x + 20 * len(text)
        quad = ((x, 0.0), (right, 0.0), (right, 20.0), (x, 20.0))
        return OcrLine(quad, text, 0.9, "horizontal", doubts=doubts)

    left = run(0, "看護部", DoubtfulCharacter(1, "護", 0.9, (("誰", 0.1),)))
    right = run(70, "献医師", DoubtfulCharacter(0, "献", 0.8, (("獣", 0.1),)))
    (line,) = in_reading_order(OcrPage("none", 400, 100, (left, right))).lines
    placed = zip(line.text, placed_doubts(line.text, line.doubts), strict=True)
    assert [(character, doubt.alternatives[0][0]) for character, doubt in placed if doubt] == [
        ("護", "誰"),
        ("献", "獣"),
    ]
