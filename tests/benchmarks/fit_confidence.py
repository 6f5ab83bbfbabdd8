"""Fits ``cardscan/fields/confidence_model.json``: how sure a field is, from the signs that were seen.

    python -m tests.benchmarks.fit_confidence FOLDER [FOLDER ...] [--check FOLDER]

Each folder holds photos and their ``truth.json`` (``python -m samples.make_samples --seed N``); use seeds that no rule
was written from. One ridge logistic regression serves all keys: slopes shared by all, and each key's own deviations,
held near zero by a stronger ridge, as some keys have few mistakes to learn from. Then all log-odds are moved so that of
the values at 0.9 or more at most ``PROMISE`` are wrong in five-fold cross-validation by photo, which is the contract's
promise and stricter than calibration alone. ``--check`` prints the reliability on a folder that was not fitted.
"""

from __future__ import annotations

import argparse
import json
import math
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cardscan.card.seen import scaled
from cardscan.export.to_json import contact_to_json, json_line
from cardscan.fields.assign import Choice
from cardscan.fields.confidence import KEYS, SIGNS, keys_of, signs
from cardscan.fields.contact import contact_of
from cardscan.fields.printed_forms import settle_forms
from cardscan.fields.read import choose
from cardscan.ocr.choose import choose_engine
from cardscan.ocr.contact_signs import with_contact_signs
from cardscan.ocr.engine import OcrEngine
from cardscan.ocr.reading_order import in_reading_order
from cardscan.pipeline import look, upright_card
from tests.benchmarks.score import pair, values
from tests.benchmarks.spelling import hits

Matrix = npt.NDArray[np.float64]

MODEL = Path(__file__).resolve().parents[2] / "cardscan" / "fields" / "confidence_model.json"

PROMISE = 0.005
"""Share of wrong values at 0.9 or more that is aimed at: half of the contract's, for cards unlike those drawn."""

SHARED_RIDGE, OWN_RIDGE = 0.5, 4.0
FOLDS = 5


@dataclass(frozen=True)
class Sample:
    """One value that was said, and whether it was right."""

    photo: str
    key: str
    signs: tuple[float, ...]
    right: bool


@cache
def reader() -> OcrEngine:
    """One engine a process."""
    return choose_engine("rapidocr")


def samples_of(folder: Path, entry: dict[str, Any]) -> list[Sample]:
    """Read one photo and hold every value of every paired card against the truth."""
    engine = reader()
    photo, seen = look(folder / entry["file"], engine)
    said, texts = [], []
    for outline in seen.outlines:
        image = upright_card(photo.pixels, outline, seen.texts, engine)
        card = in_reading_order(with_contact_signs(image.pixels, engine.read(image.pixels)))
        card, choices = settle_forms(card, choose(card))
        said.append(
            {
                "quad": scaled(image.quad, 1 / photo.scale),
                "contact": json.loads(json_line(contact_to_json(contact_of(choices)))),
            }
        )
        texts.append((card, choices))
    found = []
    for number, (other, _) in pair(entry["cards"], said).items():
        card, choices = texts[other]
        for choice in choices:
            for key in keys_of(choice):
                true = entry["cards"][number].get(key, "?")
                if true == "?" or (true is None and key in ("kana", "romaji")):
                    continue
                have = values(said[other]["contact"])[key]
                right = true is not None and hits(key, true, [_said(choice, key)]) > 0
                whole = key == "title" and true is not None and hits(key, true, have) >= len(have)
                found.append(Sample(entry["file"], key, signs(card, choice), right or whole))
    return found


def _said(choice: Choice, key: str) -> str:
    claim = choice.candidate
    if key == "postal":
        return claim.parts["postal_code"]
    return claim.text if key in ("tel", "fax", "mobile") else claim.value


def gather(folders: list[Path]) -> list[Sample]:
    """The samples of all photos of some folders, over two processes."""
    jobs = [
        (folder, entry)
        for folder in folders
        for entry in json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    ]
    with ProcessPoolExecutor(2) as pool:
        return [sample for found in pool.map(samples_of, *zip(*jobs, strict=True)) for sample in found]


def design(samples: list[Sample]) -> Matrix:
    """One row a sample: the shared signs, then a block of the same signs for each key."""
    width = len(SIGNS)
    rows = np.zeros((len(samples), width * (1 + len(KEYS))))
    for row, sample in zip(rows, samples, strict=True):
        row[:width] = sample.signs
        start = width * (1 + KEYS.index(sample.key))
        row[start : start + width] = sample.signs
    return rows


def fit(samples: list[Sample]) -> Matrix:
    """Newton's method on the penalised likelihood; the weights of ``design``'s columns."""
    rows, right = design(samples), np.array([sample.right for sample in samples], dtype=float)
    ridge = np.full(rows.shape[1], OWN_RIDGE)
    ridge[: len(SIGNS)] = SHARED_RIDGE
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - ridge * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def shift_for_promise(log_odds: Matrix, right: npt.NDArray[np.bool_]) -> float:
    """How far all log-odds must move so that at most ``PROMISE`` of the values at 0.9 or more are wrong."""
    order = np.argsort(-log_odds)
    wrong = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    kept = np.flatnonzero(wrong <= PROMISE)
    threshold = float(log_odds[order][kept[-1]]) if len(kept) else float(log_odds.max()) + 1
    return math.log(0.9 / 0.1) - threshold


def cross_validated(samples: list[Sample]) -> Matrix:
    """Each sample's log-odds from a fit that saw none of its photo."""
    photos = sorted({sample.photo for sample in samples})
    fold = {photo: number % FOLDS for number, photo in enumerate(photos)}
    result = np.zeros(len(samples))
    for number in range(FOLDS):
        inside = [i for i, sample in enumerate(samples) if fold[sample.photo] == number]
        weights = fit([sample for sample in samples if fold[sample.photo] != number])
        result[inside] = design([samples[i] for i in inside]) @ weights
    return result


def reliability(log_odds: Matrix, right: npt.NDArray[np.bool_]) -> list[dict[str, float]]:
    """Rows of said chance against share right."""
    chance = 1 / (1 + np.exp(-log_odds))
    edges = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001]
    rows = []
    for low, high in pairwise(edges):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            rows.append({"from": low, "values": int(inside.sum()), "right": round(float(right[inside].mean()), 4)})
    sure = chance >= 0.9
    rows.append({"from": 0.9, "values": int(sure.sum()), "right": round(float(right[sure].mean()), 4), "all sure": 1})
    return rows


def main() -> None:
    """Gather, fit, promise, write, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--check", type=Path)
    chosen = parser.parse_args()
    samples = gather(chosen.folders)
    right = np.array([sample.right for sample in samples])
    held_out = cross_validated(samples)
    shift = shift_for_promise(held_out, right)
    weights, width = fit(samples), len(SIGNS)
    model = {}
    for number, key in enumerate(KEYS):
        own = weights[:width] + weights[width * (1 + number) : width * (2 + number)]
        own[0] += shift
        model[key] = [round(float(weight), 4) for weight in own]
    table = reliability(held_out + shift, right)
    about = (
        f"Fitted by tests/benchmarks/fit_confidence.py on {len(samples)} values, {int((~right).sum())} of them wrong."
    )
    document = {"about": about, "signs": SIGNS, "shift": round(shift, 4), "reliability": table, "weights": model}
    MODEL.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(about, *table, sep="\n")
    if chosen.check:
        unseen = gather([chosen.check])
        odds = design(unseen) @ weights + shift
        print("unseen:", *reliability(odds, np.array([sample.right for sample in unseen])), sep="\n")


if __name__ == "__main__":
    main()
