"""Which form of a character was printed, 高 or 髙, 恵 or 惠: asked of the recogniser's own scores.

The recogniser seldom answers a rare form, yet its scores tell the forms apart: the log-odds of 髙 against 高 are higher
where 髙 is printed. For each rare form the table holds the log-odds from which it was printed;
``tests/benchmarks/fit_variants.py`` measures them on drawn text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

_FLOOR = 1e-12
"""Probabilities below this are not told apart."""


class VariantChooser:
    """Decides between the forms of a character for one recogniser's list of characters."""

    def __init__(self, characters: Sequence[str]) -> None:
        """Look up where the forms stand among ``characters``, the columns of the recogniser's scores."""
        column = {character: index for index, character in enumerate(characters)}
        self._forms: dict[int, tuple[npt.NDArray[np.int_], npt.NDArray[np.float64]]] = {}
        for everyday, rare in thresholds().items():
            forms = {everyday: 0.0, **rare}
            known = [form for form in forms if form in column]
            if everyday not in column or len(known) < 2:
                continue
            columns = np.array([column[form] for form in known])
            needed = np.array([forms[form] for form in known])
            for form in known:
                self._forms[column[form]] = (columns, needed)

    def choose(self, answer: int, probabilities: npt.NDArray[np.float32]) -> int:
        """The column of the form that was printed, where ``answer`` has several.

        Args:
            answer: The column of the best character at one time step.
            probabilities: All columns' probabilities there, 0–1.
        """
        if answer not in self._forms:
            return answer
        columns, needed = self._forms[answer]
        lead = np.log(np.maximum(probabilities[columns], _FLOOR)) - needed
        return int(columns[int(lead.argmax())])


@cache
def thresholds() -> Mapping[str, Mapping[str, float]]:
    """Everyday form → rare form → log-odds (natural logarithm) of the rare one from which it is the printed one."""
    text = files("cardscan.ocr").joinpath("data/variant_thresholds.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, float]] = json.loads(text)["thresholds"]
    return table
