"""One linear score a form, of which the largest marks the likeliest form: learned from what was seen of drawn ones.

One Gaussian a form with a common spread (linear discriminant analysis, Fisher 1936) gives the scores that
``refined`` then changes as far as the samples' own forms become likelier among those that they are weighed against
(logistic regression, which asks nothing of how what was seen is spread).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FEWEST = 4
"""Samples from which a form is learned at all."""

_DIAGONAL = 0.1
"""How far the common spread is drawn towards its diagonal."""

_TEMPER = 0.15
"""Scores are made this much smaller, lest a Gaussian be too sure of a typeface that it has not seen: of 0.05 to 0.5 the
factor with the highest likelihood on the held-out typefaces."""

_EPOCHS = 6
_BATCH = 1024
_RATE = 2e-3
"""Adam's (Kingma and Ba 2015), falling to nothing; its two decays are 0.9 and 0.99."""

_HOLD = 1e-3
"""What it costs, squared and halved, to leave the Gaussians' scores, in units of the common spread."""

NEVER = -1e4
"""Score of a form of which there are too few samples."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """Of some forms, in their order."""

    weights: Floats
    """Forms × what is seen."""
    biases: Floats


def linear_scores(
    prints: npt.NDArray[np.float16],
    drawn: npt.NDArray[np.str_],
    rivals: Sequence[str],
    forms: str,
    group_of: Mapping[str, str],
) -> Scores:
    """Learn the scores of ``forms``.

    How a form differs from the mean of its group is drawn towards nothing, the more the fewer its samples are and the
    less the forms of any group differ in that direction (empirical Bayes).

    Args:
        prints: What was seen of each sample: samples × numbers.
        drawn: The form of each sample.
        rivals: What each sample may be taken for.
        forms: To be learned.
        group_of: Form → all forms of the character.
    """
    names, place, counts = np.unique(drawn, return_inverse=True, return_counts=True)
    seen = prints.astype(np.float32)
    means = np.zeros((len(names), seen.shape[1]))
    np.add.at(means, place, seen)
    means /= counts[:, None]
    rest = (seen - means[place].astype(np.float32))[counts[place] >= FEWEST]
    spread = (rest.T @ rest).astype(np.float64) / len(rest)
    spread = (1 - _DIAGONAL) * spread + _DIAGONAL * np.diag(np.diag(spread))
    whiten = np.linalg.cholesky(np.linalg.inv(spread))
    means, counts_of = means @ whiten, dict(zip(map(str, names), map(int, counts), strict=True))
    row_of = {str(name): row for row, name in enumerate(names)}
    middles = np.array([means[[row_of[f] for f in group_of.get(n, n) if f in row_of]].mean(axis=0) for n in row_of])
    apart = means - middles
    learned = [row_of[f] for f in group_of if counts_of.get(f, 0) >= FEWEST]
    noise = np.mean([1 / counts_of[str(names[row])] for row in learned])
    strengths, axes = np.linalg.eigh(apart[learned].T @ apart[learned] / len(learned))
    strengths = np.maximum(strengths - noise, 1e-3)
    chances = 1 / np.maximum(counts, 1)[:, None]
    apart = ((apart @ axes) * (strengths / (strengths + chances))) @ axes.T
    doubt = (strengths * chances / (strengths + chances)).sum(axis=1)
    means = middles + apart
    biases = -0.5 * _TEMPER * ((means**2).sum(axis=1) - doubt)
    rows = [row_of.get(form, 0) for form in forms]
    known = np.array([counts_of.get(form, 0) >= FEWEST for form in forms])
    gaussian = Scores(
        (means[rows] * _TEMPER).astype(np.float32), np.where(known, biases[rows], NEVER).astype(np.float32)
    )
    white = seen @ whiten.astype(np.float32)
    told, among = _contests(drawn, rivals, {form: row for row, form in enumerate(forms) if known[row]})
    better = refined(gaussian, white[told], among)
    return Scores((better.weights @ whiten.T).astype(np.float32), np.where(known, better.biases, NEVER))


def _contests(
    drawn: npt.NDArray[np.str_], rivals: Sequence[str], row_of: Mapping[str, int]
) -> tuple[list[int], npt.NDArray[np.intp]]:
    """The samples that may be taken for another form, and the rows of their forms: the right one first, -1 for none."""
    told, among = [], []
    for index, (form, others) in enumerate(zip(map(str, drawn), rivals, strict=True)):
        rows = [row_of[other] for other in others if other != form and other in row_of]
        if form in others and form in row_of and rows:
            told.append(index)
            among.append([row_of[form], *rows])
    table = np.full((len(among), max(map(len, among), default=1)), -1, dtype=np.intp)
    for row, forms in zip(table, among, strict=True):
        row[: len(forms)] = forms
    return told, table


def refined(scores: Scores, seen: Floats, among: npt.NDArray[np.intp]) -> Scores:
    """Scores by which the first of each sample's forms is likelier among them, near those that were there before.

    Args:
        scores: To start from.
        seen: Samples × numbers, with a common spread of 1.
        among: Samples × rows of forms, -1 for none.
    """
    start = np.c_[scores.weights, scores.biases]
    now, pace, power = start.copy(), np.zeros_like(start), np.zeros_like(start)
    seen = np.c_[seen, np.ones(len(seen), dtype=np.float32)]
    rng = np.random.default_rng(0)
    batches = [
        batch for _ in range(_EPOCHS) for batch in np.array_split(rng.permutation(len(seen)), -(-len(seen) // _BATCH))
    ]
    for number, batch in enumerate(batches):
        rows = np.unique(among[batch])
        rows = rows[rows >= 0]
        slope = _slope(now, seen[batch], among[batch], rows) + _HOLD * (now[rows] - start[rows])
        pace[rows] = 0.9 * pace[rows] + 0.1 * slope
        power[rows] = 0.99 * power[rows] + 0.01 * slope**2
        now[rows] -= _RATE * (1 - number / len(batches)) * pace[rows] / (np.sqrt(power[rows]) + 1e-7)
    return Scores(now[:, :-1], now[:, -1])


def _slope(now: Floats, seen: Floats, among: npt.NDArray[np.intp], rows: npt.NDArray[np.intp]) -> Floats:
    """How the mean of minus the logarithm of the right forms' probability grows with the scores of ``rows``."""
    there = among >= 0
    logits = np.where(there, np.matmul(now[among], seen[:, :, None])[:, :, 0], -np.inf)
    chances = np.exp(logits - logits.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chances[:, 0] -= 1
    by_row = np.zeros((len(seen), len(rows)), dtype=np.float32)
    np.add.at(by_row, (np.nonzero(there)[0], np.searchsorted(rows, among[there])), chances[there])
    return np.asarray(by_row.T @ seen / len(seen), dtype=np.float32)
