"""Learns ``cardscan/ocr/data/contact_signs.npz``: what a sign before a telephone number shows.

    pip install 'resvg-py>=0.5,<1'
    npm pack @iconify/json@2 && tar xf iconify-json-2.*.tgz
    python -m tests.benchmarks.fit_signs --icons package --samples DIR [--scenes 50000] [--unseen] [--check]

Draws rows with icons of some two hundred families (``sign_families``, ``sign_scenes``) and keeps what the program sees
before each number in ``--samples`` (what is there is not drawn again). A network of one hidden layer is learned from
them by Adam (Kingma and Ba, 2015), with every kind weighing the same but for other things, which weigh twice as much.
The scores that are printed are those of the families of ``sign_families.HELD_OUT``, learned from the others; what is
kept then is learned from all of them. With ``--unseen`` it is not, so that the program can be tried on these families.

``--check`` writes nothing: four times it learns from three quarters of all families, and tells the scores on the rest.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cardscan.ocr.contact_signs import KINDS, LEAST, SignModel
from tests.benchmarks.sign_families import HELD_OUT, Drawing, drawings
from tests.benchmarks.sign_scenes import font_signs, samples_of

DATA = Path(__file__).resolve().parents[2] / "cardscan" / "ocr" / "data" / "contact_signs.npz"

Floats = npt.NDArray[np.float32]

BATCH = 1000
"""Scenes a file of samples holds."""

SHARES = {"handset": 0.22, "mobile": 0.22, "fax": 0.22, "other": 0.22, "": 0.12}
"""How many scenes show what; the last has no icon."""

HIDDEN = 192
EPOCHS = 14
RATE = 1e-3
DECAY = 3e-4
"""Of the weights, an epoch's every step (AdamW, Loshchilov and Hutter, 2019)."""
DROPPED = 0.3
"""Share of the hidden layer that is left out at each step (dropout, Srivastava et al., 2014)."""
OTHER_WEIGHT = 2.0
"""A sign that is none costs more than one that is missed: then the order of the numbers is all that is left."""

FOLDS = 4
NAMES = tuple(kind or "other" for kind in KINDS)


@dataclass(frozen=True)
class Samples:
    """Shapes: one row each."""

    features: npt.NDArray[np.float16]
    kind: npt.NDArray[np.intp]
    """Index of ``NAMES``."""
    family: npt.NDArray[np.str_]
    name: npt.NDArray[np.str_]

    def where(self, rows: npt.NDArray[np.bool_]) -> Samples:
        """Some of them."""
        return Samples(self.features[rows], self.kind[rows], self.family[rows], self.name[rows])


@cache
def pool(folder: Path) -> dict[str, dict[str, list[Drawing]]]:
    """Kind → family → drawings."""
    found: dict[str, dict[str, list[Drawing]]] = defaultdict(lambda: defaultdict(list))
    for drawing in (*drawings(folder), *font_signs()):
        found[drawing.kind][drawing.family].append(drawing)
    return found


def draw_batch(folder: Path, number: int, file: Path) -> None:
    """One file of samples."""
    rng, found = random.Random(number), []
    for kind in rng.choices(list(SHARES), list(SHARES.values()), k=BATCH):
        drawing = rng.choice(rng.choice(list(pool(folder)[kind].values()))) if kind else None
        found += samples_of(rng, drawing)
    np.savez_compressed(
        file,
        features=np.stack([sample.features for sample in found]).astype(np.float16),
        kind=np.array([NAMES.index(sample.kind) for sample in found]),
        family=np.array([sample.family for sample in found]),
        name=np.array([sample.name for sample in found]),
    )


def draw_all(icons: Path, folder: Path, scenes: int) -> Samples:
    """What the folder holds, after drawing what it lacks."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {number: folder / f"{number}.npz" for number in range(scenes // BATCH)}
    with ProcessPoolExecutor(2) as workers:
        done = [workers.submit(draw_batch, icons, n, file) for n, file in files.items() if not file.is_file()]
        for job in done:
            job.result()
    parts: dict[str, list[Any]] = defaultdict(list)
    for file in files.values():
        with np.load(file) as data:
            for key in data.files:
                parts[key].append(data[key])
    arrays = {key: np.concatenate(some) for key, some in parts.items()}
    return Samples(arrays["features"], arrays["kind"], arrays["family"], arrays["name"])


def fit(samples: Samples, seed: int = 0) -> SignModel:
    """Learn from samples."""
    chance = np.random.default_rng(seed)
    features = samples.features.astype(np.float32)
    mean, scale = features.mean(axis=0), 1 / (features.std(axis=0) + 0.05)
    features = (features - mean) * scale
    counts = np.bincount(samples.kind, minlength=len(KINDS))
    weight = (len(samples.kind) / len(KINDS) / np.maximum(counts, 1)).astype(np.float32)
    weight[0] *= OTHER_WEIGHT
    width = features.shape[1]
    values: list[Floats] = [
        (chance.standard_normal((width, HIDDEN)) * np.sqrt(2 / width)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        (chance.standard_normal((HIDDEN, len(KINDS))) * np.sqrt(1 / HIDDEN)).astype(np.float32),
        np.zeros(len(KINDS), dtype=np.float32),
    ]
    first, second = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    steps = len(features) // 128
    for step in range(1, EPOCHS * steps + 1):
        rows = chance.integers(0, len(features), 128)
        slopes = _slopes(values, features[rows], samples.kind[rows], weight, chance)
        rate = RATE * (1 - step / (EPOCHS * steps + 1))
        for place, slope in enumerate(slopes):
            first[place] += 0.1 * (slope - first[place])
            second[place] += 0.001 * (slope**2 - second[place])
            move = first[place] / (1 - 0.9**step) / (np.sqrt(second[place] / (1 - 0.999**step)) + 1e-8)
            values[place] -= rate * (move + (DECAY / RATE) * values[place] * (values[place].ndim == 2))
    return SignModel(mean, scale, (values[0], values[1]), (values[2], values[3]))


def _slopes(
    values: Sequence[Floats],
    features: Floats,
    kinds: npt.NDArray[np.intp],
    weight: Floats,
    chance: np.random.Generator,
) -> list[Floats]:
    """How the weighted cross-entropy changes with each of the values."""
    kept = (chance.random((len(features), HIDDEN)) >= DROPPED).astype(np.float32) / (1 - DROPPED)
    hidden = np.maximum(features @ values[0] + values[1], 0) * kept
    scores = hidden @ values[2] + values[3]
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chances[np.arange(len(kinds)), kinds] -= 1
    error = chances * weight[kinds][:, None] / len(kinds)
    below = error @ values[2].T * (hidden > 0) * kept
    return [features.T @ below, below.sum(axis=0), hidden.T @ error, error.sum(axis=0)]


def write(model: SignModel, count: int) -> None:
    """Write the model for the program."""
    about = f"Learned by tests/benchmarks/fit_signs.py from {count} drawn shapes."
    half: dict[str, Any] = {
        "hidden_weights": model.hidden[0].astype(np.float16),
        "answer_weights": model.answer[0].astype(np.float16),
    }
    np.savez_compressed(
        DATA,
        about=np.array(about),
        mean=model.mean,
        scale=model.scale,
        hidden_biases=model.hidden[1],
        answer_biases=model.answer[1],
        **half,
    )


def report(samples: Samples, chances: Floats, title: str) -> None:
    """Print how often each kind is told, and what is taken for it."""
    print(title)
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    for least in (0.5, LEAST, 0.9, 0.95, 0.98):
        told = np.where(sure >= least, best, 0)
        texts = []
        for kind in range(1, len(NAMES)):
            drawn, said = samples.kind == kind, told == kind
            right = int((drawn & said).sum())
            texts.append(f"{NAMES[kind]} {right}/{drawn.sum()} told, {int(said.sum()) - right} wrongly")
        others = {
            name: (samples.kind == 0) & ((samples.family == "print") == (name == "print"))
            for name in ("print", "icons")
        }
        false = ", ".join(
            f"{int((told[rows] > 0).sum())} of {rows.sum()} other {name}" for name, rows in others.items()
        )
        wrong = (told > 0) & (told != samples.kind)
        right_share = 1 - wrong.sum() / max(1, (told > 0).sum())
        print(f"  {least}: {'; '.join(texts)}; taken for a sign: {false}; right where told {right_share:.2%}")
    missed = Counter(
        str(name) for name, kind, told in zip(samples.name, samples.kind, best, strict=True) if kind != told
    )
    seen = Counter(map(str, samples.name))
    worst = sorted(missed, key=lambda name: -missed[name] / (seen[name] + 1))[:60]
    print("  worst:", ", ".join(f"{name} {missed[name]}/{seen[name]}" for name in worst))


def check(samples: Samples) -> None:
    """Learn from some families and report on the others."""
    families = sorted(set(samples.family) - {"print"})
    random.Random(0).shuffle(families)
    chances = np.zeros((len(samples.kind), len(KINDS)), dtype=np.float32)
    prints = np.random.default_rng(0).integers(0, FOLDS, len(samples.kind))
    for fold in range(FOLDS):
        out = np.where(samples.family == "print", prints == fold, np.isin(samples.family, families[fold::FOLDS]))
        model = fit(samples.where(~out))
        chances[out] = model.probabilities(samples.features[out].astype(np.float32))
    report(samples, chances, f"{len(families)} families, {FOLDS} folds, {len(samples.kind)} shapes:")


def held_out(families: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Which samples belong to families that are not learned from."""
    return np.isin(np.array(list(families)), sorted(HELD_OUT))


def main() -> None:
    """Draw, learn; write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--icons", type=Path, required=True, metavar="DIR")
    parser.add_argument("--samples", type=Path, required=True, metavar="DIR")
    parser.add_argument("--scenes", type=int, default=50000)
    parser.add_argument("--unseen", action="store_true")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    samples = draw_all(arguments.icons, arguments.samples, arguments.scenes)
    if arguments.check:
        check(samples)
        return
    is_print = (samples.family == "print") & (np.random.default_rng(1).random(len(samples.family)) < 0.1)
    out = held_out(samples.family) | is_print
    model, tested = fit(samples.where(~out)), samples.where(out)
    report(tested, model.probabilities(tested.features.astype(np.float32)), f"{len(HELD_OUT)} families held out:")
    if arguments.unseen:
        write(model, int((~out).sum()))
    else:
        write(fit(samples), len(out))


if __name__ == "__main__":
    main()
