"""Measures ``cardscan/ocr/data/variant_thresholds.json``: from which log-odds on a rare form was printed.

    python -m tests.benchmarks.fit_variants [--check]

Each form is drawn between two common characters in every Japanese typeface of the samples that has it, in several
qualities, and read by the recogniser; at the form's time step the log-odds of rare against everyday are noted. The
threshold makes the fewest mistakes; turning an everyday form counts ``CAUTION`` times, as it is far more common.
``--check`` measures on half of the typefaces and prints the mistakes on the other half; nothing is written.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from cardscan.ocr.rapid_models import LineReader, load_models
from samples.drawing.fonts import TYPEFACES, locate
from samples.drawing.fonts import _cmap as characters_of

DATA = Path(__file__).resolve().parents[2] / "cardscan" / "ocr" / "data"
GROUPS = Path(__file__).resolve().parents[2] / "cardscan" / "orthography" / "data" / "variant_groups.txt"

CONTEXT = "山田川村中本木林口井野原島石上下大小松竹"
HEIGHTS = (26, 34, 48, 72)
"""Px of the drawn characters: contact data to names on a card picture 1,600 px wide."""

CAUTION = 4.0
NOT_IN_NAMES = frozenset("会学県団児鉄鶏検経権渓凉峡船隣略群留歩緑駅応医薬歯銭変闘塩円芸鴎")
"""Groups of the family names' list whose old form today's names and firms hardly have."""

PRIOR = 3.0
"""Log-odds by which an old form that is hardly printed today must be likelier than its drawings alone would ask."""

STYLES = frozenset({"gothic", "mincho", "rounded", "pen"})
FLOOR = 1e-12


def groups() -> list[str]:
    """Every group of forms, the everyday one first."""
    family = [line.strip() for line in GROUPS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return family + old_forms()


def old_forms() -> list[str]:
    """Every pair of an everyday and an old form that stands in no list of names."""
    lines = (DATA / "old_forms.txt").read_text(encoding="utf-8").splitlines()
    return [pair for line in lines if not line.startswith("#") for pair in line.split()]


def files() -> list[str]:
    """The font files to draw with."""
    return [file for face in TYPEFACES if face.style in STYLES for file in (face.regular, face.bold) if file]


def drawn(form: str, file: str, height: int, rng: random.Random) -> Image.Image:
    """A form between two common characters, as a phone would photograph it."""
    text = rng.choice(CONTEXT) + form + rng.choice(CONTEXT)
    font = ImageFont.truetype(locate(file), height * 2)
    picture = Image.new("L", (height * 7, height * 3), rng.randint(215, 255))
    ImageDraw.Draw(picture).text((height // 2, height // 2), text, font=font, fill=rng.randint(0, 90))
    picture = picture.rotate(rng.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=picture.getpixel((0, 0)))
    picture = picture.resize((height * 7 // 2, height * 3 // 2), Image.Resampling.LANCZOS)
    picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0, 0.035) * height))
    store = BytesIO()
    picture.save(store, "JPEG", quality=rng.randint(55, 92))
    return Image.open(store).convert("RGB")


@cache
def reader() -> LineReader:
    """One recogniser a process."""
    return load_models(1)[1]


def odds_of(file: str) -> list[tuple[str, str, str, str, float]]:
    """(font file, everyday form, drawn form, rare form, log-odds of the rare one) for every group in one typeface."""
    rng = random.Random(file)
    have = characters_of(file)
    found = []
    column = {character: index for index, character in enumerate(reader().characters)}
    for group in groups():
        known = [form for form in group if form in column]
        if len(known) < 2 or known[0] != group[0]:
            continue
        columns = [column[form] for form in known]
        for form in (form for form in known if ord(form) in have):
            for height in HEIGHTS:
                picture = np.ascontiguousarray(np.asarray(drawn(form, file, height, rng))[:, :, ::-1])
                scores = reader().probabilities(picture)
                step = int(scores[:, columns].sum(axis=1).argmax())
                logs = np.log(np.maximum(scores[step, columns], FLOOR))
                found += [
                    (file, group[0], form, rare, float(logs[place] - logs[0]))
                    for place, rare in enumerate(known)
                    if place and form in (group[0], rare)
                ]
    return found


def best_threshold(everyday: npt.NDArray[np.float64], rare: npt.NDArray[np.float64]) -> float:
    """The log-odds that part the two with the fewest mistakes, in the middle of the best gap."""
    cuts = np.sort(np.concatenate([everyday, rare, [everyday.min() - 1, rare.max() + 1]]))
    middles = (cuts[1:] + cuts[:-1]) / 2
    cost = [CAUTION * np.mean(everyday > cut) + np.mean(rare <= cut) for cut in middles]
    best = np.flatnonzero(np.isclose(cost, min(cost)))
    return float(middles[best].mean())


def fit(samples: list[tuple[str, str, str, str, float]]) -> dict[str, dict[str, float]]:
    """The threshold of every rare form that was drawn."""
    by_pair: dict[tuple[str, str], dict[bool, list[float]]] = defaultdict(lambda: {False: [], True: []})
    for _, everyday, form, rare, odds in samples:
        by_pair[everyday, rare][form == rare].append(odds)
    table: dict[str, dict[str, float]] = defaultdict(dict)
    seldom = NOT_IN_NAMES | {pair[0] for pair in old_forms()}
    for (everyday, rare), odds_by in by_pair.items():
        if odds_by[True] and odds_by[False]:
            threshold = best_threshold(np.array(odds_by[False]), np.array(odds_by[True]))
            table[everyday][rare] = round(threshold + PRIOR * (everyday in seldom), 3)
    return table


def report(table: dict[str, dict[str, float]], samples: list[tuple[str, str, str, str, float]]) -> None:
    """Print the mistakes of a table on samples, worst pairs last."""
    wrong: dict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    for _, everyday, form, rare, odds in samples:
        if rare in table.get(everyday, {}):
            wrong[everyday, rare, form == rare].append((odds > table[everyday][rare]) != (form == rare))
    for is_rare in (False, True):
        all_of = [mistake for key, mistakes in wrong.items() if key[2] is is_rare for mistake in mistakes]
        print("rare" if is_rare else "everyday", "forms wrong:", sum(all_of), "of", len(all_of))
    worst = sorted(wrong.items(), key=lambda item: float(np.mean(item[1])))[-25:]
    print(*(f"{a}/{b} {'rare' if rare else 'everyday'} {np.mean(m):.2f}" for (a, b, rare), m in worst), sep="\n")


def main() -> None:
    """Draw, read, fit; write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    with ProcessPoolExecutor(2) as pool:
        samples = [sample for found in pool.map(odds_of, files()) for sample in found]
    if check:
        half = set(files()[::2])
        report(fit([s for s in samples if s[0] in half]), [s for s in samples if s[0] not in half])
        return
    table = fit(samples)
    about = f"Measured by tests/benchmarks/fit_variants.py on {len(samples)} drawn characters."
    document = {"about": about, "thresholds": table}
    (DATA / "variant_thresholds.json").write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", "utf-8")
    report(table, samples)


if __name__ == "__main__":
    main()
