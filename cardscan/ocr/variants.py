"""Which form of a character was printed, 高 or 髙, 崎 or 﨑: asked of the recogniser's own scores.

The recogniser seldom answers a rare form and does not know some at all, yet its scores tell them apart. They are a
linear image of its last hidden layer (120 numbers a time step), which a fixed set of characters' log-probabilities
gives back; on that layer, at a character's time step and its two neighbours, one linear score a form is learned from
drawn names. ``tests/benchmarks/fit_variants.py`` fits it, for lines and for turned columns.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from cardscan.orthography.printed_form import likeliest_form
from cardscan.orthography.variants import fold_variants
from cardscan.records import PrintedForm

Floats = npt.NDArray[np.float32]

_FLOOR = 1e-37
"""Probabilities below this, about the least that a 32-bit float holds in full, are not told apart."""

_UNLIKELY = -60.0
"""Forms are left out that no number of occurrences would bring back."""

CONSIDERED = 0.05
"""Probability from which another answer than the recogniser's best says too what may have been printed."""

_WEIGHTS = (0.6, 0.6)
"""Of a column's scores and of those of the same column set as a line, where it was read in both ways: less than 1, as
both see the same print. Of 4,200 of the commonest rare forms in columns of typefaces that nothing was learned from,
0.55 % were then taken for another form, 0.62 % with 0.4 and 0.8."""


@dataclass(frozen=True, slots=True)
class Layer:
    """How the recogniser's last hidden layer is had from its scores."""

    columns: npt.NDArray[np.intp]
    """Of the scores: those whose logarithms give it back."""
    mean: Floats
    """Of those log-probabilities: columns."""
    projection: Floats
    """Columns × hidden layer."""


@dataclass(frozen=True, slots=True)
class FormModel:
    """The learned part, for one recogniser's list of characters."""

    digest: str
    """Of that list; see :func:`digest_of`."""
    layer: Layer
    weights: tuple[Floats, Floats]
    """For lines and for columns: forms × three time steps' hidden layers."""
    biases: tuple[Floats, Floats]
    """For lines and for columns: forms."""
    forms: str
    """The characters that the rows of ``weights`` stand for."""
    options: dict[str, str]
    """What the recogniser answers → the forms that may have been printed."""

    def possible(self, best: Iterable[str], others: Iterable[str]) -> str:
        """The forms that may have been printed where the recogniser gave some answers, in order.

        Args:
            best: Its best answers, which may have been printed themselves.
            others: Those that it gave a probability of ``CONSIDERED`` and more.
        """
        forms = {form for answer in best for form in self.options.get(answer, answer if answer in self.forms else "")}
        forms |= {form for answer in others for form in self.options.get(answer, "")}
        return "".join(sorted(forms))


class FormReader:
    """Tells the forms of a character apart for one recogniser."""

    def __init__(self, characters: Sequence[str], model: FormModel | None = None) -> None:
        """Take what was learned, if ``characters``, the columns of the recogniser's scores, are what it was learned on.

        ``model`` is another than the one that comes with the program.

        With a recogniser other than the one it was learned from, no form is told apart.
        """
        self._model = model or form_model()
        self._characters = characters
        self._options: dict[str, str] = {}
        self._rows: dict[str, int] = {}
        if digest_of(characters) == self._model.digest:
            self._options = self._model.options
            self._rows = {form: row for row, form in enumerate(self._model.forms)}

    def read(
        self, answers: str, probabilities: Floats, steps: Sequence[int] | npt.NDArray[np.intp], *, column: bool
    ) -> list[PrintedForm | None]:
        """What was seen of each of ``answers``; None for those that have one form only.

        Args:
            answers: The recogniser's best characters.
            probabilities: Time steps × characters, 0–1.
            steps: The time step of each answer.
            column: Whether it is a column of vertical text, turned counter-clockwise.
        """
        possible = {
            place: self._possible([answer], [probabilities[steps[place]]])
            for place, answer in enumerate(answers)
            if answer in self._rows or answer in self._options
        }
        places = [place for place, options in possible.items() if len(options) > 1]
        seen: list[PrintedForm | None] = [None] * len(answers)
        if not places:
            return seen
        around = fingerprints(probabilities, [steps[place] for place in places], self._model.layer)
        for place, print_ in zip(places, around, strict=True):
            seen[place] = _printed_form(possible[place], self._scores(possible[place], print_, column=column))
        return seen

    def alike(self, answer: str, other: str) -> bool:
        """Whether two of the recogniser's answers may have been forms of one character, or are one."""
        return answer == other or not set(self._options.get(answer, answer)).isdisjoint(self._options.get(other, other))

    def read_twice(
        self, answers: Sequence[str], probabilities: tuple[Floats, Floats], steps: tuple[int, int]
    ) -> PrintedForm | None:
        """What was seen of one character in a column and in the same column set as a line.

        Args:
            answers: What the recogniser took it for, the likeliest first; those that are no forms of the same count
                for nothing.
            probabilities: Of the column and of the line: time steps × characters, 0–1.
            steps: The time step of the character in each.
        """
        if answers[0] not in self._rows and answers[0] not in self._options:
            return None
        alike = [answer for answer in answers if self.alike(answers[0], answer)]
        at_steps = [seen[step] for seen, step in zip(probabilities, steps, strict=True)]
        options = self._possible(alike, at_steps)
        if len(options) < 2:
            return None
        scores = np.zeros(len(options), dtype=np.float32)
        for weight, seen, step, column in zip(_WEIGHTS, probabilities, steps, (True, False), strict=True):
            print_ = fingerprints(seen, [step], self._model.layer)[0]
            scores += np.float32(weight) * self._scores(options, print_, column=column)
        return _printed_form(options, scores)

    def _possible(self, answers: Sequence[str], probabilities: Sequence[Floats]) -> str:
        """See :meth:`FormModel.possible`; ``probabilities`` are of each character, at each reading's time step."""
        return self._model.possible(
            answers, (answer for row in probabilities for answer in considered(row, self._characters))
        )

    def _scores(self, options: str, print_: Floats, *, column: bool) -> Floats:
        """The linear score of each option."""
        rows = [self._rows[form] for form in options]
        scores: Floats = self._model.weights[column][rows] @ print_ + self._model.biases[column][rows]
        return scores


def _printed_form(options: str, scores: Floats) -> PrintedForm:
    pairs = [(form, float(score)) for form, score in zip(options, scores - scores.max(), strict=True)]
    likelihoods = tuple((form, round(score, 2)) for form, score in pairs if score >= _UNLIKELY)
    return PrintedForm(written_form(likelihoods), likelihoods)


def considered(probabilities: Floats, characters: Sequence[str]) -> list[str]:
    """The answers that a time step gives a probability of ``CONSIDERED`` and more."""
    return [characters[column] for column in np.flatnonzero(probabilities >= CONSIDERED).tolist() if column]


def written_form(likelihoods: tuple[tuple[str, float], ...]) -> str:
    """The form to write in a text of which nothing else is known.

    Forms beyond the Basic Multilingual Plane are left to where a name is known to be one: there 𠮷 is written as 吉.
    """
    form = likeliest_form([PrintedForm("", likelihoods)])
    return form if form <= "\uffff" else fold_variants(form)


def fingerprints(probabilities: Floats, steps: Sequence[int], layer: Layer) -> Floats:
    """The hidden layers before, at and after each step, side by side: steps × (3 × hidden layer).

    Args:
        probabilities: Time steps × characters, 0–1.
        steps: Which of the time steps are asked for.
        layer: How to have the layer.
    """
    around = np.clip(np.asarray(steps)[:, None] + np.array([-1, 0, 1]), 0, len(probabilities) - 1)
    logs = np.log(np.maximum(probabilities[around[..., None], layer.columns], _FLOOR)) - layer.mean
    hidden: Floats = (logs @ layer.projection).reshape(len(steps), -1)
    return hidden


def digest_of(characters: Sequence[str]) -> str:
    """Tells one recogniser's list of characters from another's."""
    return hashlib.sha256("\n".join(characters).encode()).hexdigest()


@cache
def form_model() -> FormModel:
    """The learned part that comes with the program, from ``data/printed_forms.npz``."""
    with files("cardscan.ocr").joinpath("data/printed_forms.npz").open("rb") as file, np.load(file) as data:
        arrays = {key: data[key].astype(np.float32) for key in data.files if data[key].dtype.kind == "f"}
        columns = data["columns"].astype(np.intp)
        texts = json.loads(str(data["texts"]))
    return FormModel(
        digest=texts["digest"],
        layer=Layer(columns, arrays["mean"], arrays["projection"]),
        weights=(arrays["line_weights"], arrays["column_weights"]),
        biases=(arrays["line_biases"], arrays["column_biases"]),
        forms=texts["forms"],
        options=texts["options"],
    )
