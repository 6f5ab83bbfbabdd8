"""Learns ``cardscan/ocr/data/printed_forms.npz``: which form of a character was printed, by the recogniser's scores.

    python -m tests.benchmarks.fit_variants --samples DIR --fontsource DIR [--batches 3] [--check]

Draws names with every form in every typeface that has it (``variant_typefaces``, ``variant_lines``), reads them and
keeps what the recogniser saw in ``--samples`` (``variant_samples``; what is there is not drawn again). One Gaussian a
form with a common spread (linear discriminant analysis, Fisher 1936) then gives each form a linear score.

``--check`` writes nothing: four times it learns from three quarters of the type families and tells the mistakes on
the last quarter. An everyday form is *turned* where another was taken for it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cardscan.ocr.variants import FormModel, Layer, digest_of
from cardscan.orthography.printed_form import likeliest_form
from cardscan.records import PrintedForm
from tests.benchmarks.variant_lines import Forms, drawn_line
from tests.benchmarks.variant_samples import Samples, find_layer, joined, loaded, read_typeface, reader, saved
from tests.benchmarks.variant_typefaces import Font, typefaces

ROOT = Path(__file__).resolve().parents[2] / "cardscan"
DATA = ROOT / "ocr" / "data"

LINES = 200
"""Lines a batch draws in one font."""

LINES_FOR_LAYER = 150
"""They give a thousand time steps, for a layer of 120 dimensions."""

LOOK_ALIKES = (
    "熈燕玉楚寄嵩蔦鳶鳥嘉疇峙胱光舞套杰杏格裕棄菜棋煤槁模菌測演苗客穏稚種寰篆敏系縁崩蕉藕蚩街釵鈕陽鴻鳴福靄霍磊千"
)
"""What the recogniser answered for 5 % and more of the drawings of a form of names, and is no form of any name; drawn
too, so that a real one of them is not taken for the form."""

FEWEST = 4
"""Samples from which a form is learned at all."""

TAKEN_FOR = 0.03
"""An answer given for this share of a form's samples, and twice at least, makes the form one of its options."""

DIAGONAL = 0.1
"""How far the common spread is drawn towards its diagonal."""

TEMPER = 0.15
"""Scores are made this much smaller, lest a Gaussian be too sure of a typeface that it has not seen: of 0.05 to 0.5 the
factor with the highest likelihood on the held-out typefaces."""

OLD_FORM_WEIGHT = 0.25
"""How often a form that stands in no list of names is drawn against one that does."""

OLD_FORM_RARITY = 3.0
"""Log-odds by which such a form, or one of ``SELDOM``, must be likelier than the others."""

SELDOM = frozenset("県団児鶏検経権渓峡隣略群歩緑駅応医薬歯銭変闘芸鴬郎緒奥嬢薫麹蛍竈芦")
"""Everyday forms of the names' list whose other forms today's names and firms hardly have."""

NEVER = -1e4
"""Score of a form of which columns, or lines, have too few samples."""

NAME_RARITY = 1.5
"""Log-odds against a rare form at which ``--check`` decides, as ``cardscan.fields.printed_forms`` does in names."""

FOLDS = 4


def family_groups() -> list[str]:
    """The groups of family names' forms, the everyday one first."""
    lines = (ROOT / "orthography" / "data" / "variant_groups.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def old_groups() -> list[str]:
    """Pairs of an everyday and an old form that stand in no list of names."""
    lines = (DATA / "old_forms.txt").read_text(encoding="utf-8").splitlines()
    return [pair for line in lines if not line.startswith("#") for pair in line.split()]


def group_of_forms() -> dict[str, str]:
    """Form → its group."""
    return {form: group for group in (*family_groups(), *old_groups()) for form in group}


def options_of(samples: Samples, known: frozenset[str]) -> dict[str, str]:
    """What the recogniser answers → what may have been printed: the groups of all forms for which it answers so."""
    group_of = group_of_forms()
    found: dict[str, set[str]] = defaultdict(set)
    totals = Counter(samples.drawn)
    for (drawn, answer), count in Counter(zip(samples.drawn, samples.answered, strict=True)).items():
        if drawn in group_of and count >= max(2, TAKEN_FOR * totals[drawn]):
            found[answer] |= {*group_of[drawn], answer}
    for form, group in group_of.items():
        found[form] |= set(group)
    usable = {
        answer: "".join(sorted(forms & known))
        for answer, forms in found.items()
        if answer in group_of or answer in known
    }
    return {answer: forms for answer, forms in sorted(usable.items()) if len(forms) > 1}


def linear_scores(samples: Samples, forms: Sequence[str]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Weights and biases of one score a form, of which the largest marks the likeliest form.

    How a form differs from the mean of its group is drawn towards nothing, the more the fewer its samples are and the
    less the forms of any group differ in that direction (empirical Bayes).
    """
    names, place, counts = np.unique(samples.drawn, return_inverse=True, return_counts=True)
    means = np.zeros((len(names), samples.prints.shape[1]))
    np.add.at(means, place, samples.prints)
    means /= counts[:, None]
    rest = (samples.prints - means[place].astype(np.float32))[counts[place] >= FEWEST]
    spread = (rest.T @ rest).astype(np.float64) / len(rest)
    spread = (1 - DIAGONAL) * spread + DIAGONAL * np.diag(np.diag(spread))
    whiten = np.linalg.cholesky(np.linalg.inv(spread))
    means, counts_of = means @ whiten, dict(zip(map(str, names), map(int, counts), strict=True))
    row_of = {str(name): row for row, name in enumerate(names)}
    group_of = group_of_forms()
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
    weights = means @ whiten.T * TEMPER
    biases = -0.5 * TEMPER * ((means**2).sum(axis=1) - doubt)
    known = [form in row_of and counts_of[form] >= FEWEST for form in forms]
    rows = [row_of.get(form, 0) for form in forms]
    seldom = {form for group in family_groups() if group[0] in SELDOM for form in group[1:]}
    seldom |= {pair[1] for pair in old_groups()}
    rarity = OLD_FORM_RARITY * np.array([form in seldom for form in forms])
    return weights[rows], np.where(known, biases[rows] - rarity, NEVER)


def fit(samples: Samples, layer: Layer, characters: Sequence[str]) -> FormModel:
    """Learn from samples."""
    parts = [samples.where(~samples.column), samples.where(samples.column)]
    counts = [Counter(part.drawn) for part in parts]
    known = frozenset(form for count in counts for form in count if count[form] >= FEWEST)
    options = options_of(samples, known)
    forms = "".join(sorted({form for some in options.values() for form in some}))
    scores = [linear_scores(part, forms) for part in parts]
    return FormModel(
        digest=digest_of(characters),
        layer=layer,
        weights=(scores[0][0].astype(np.float32), scores[1][0].astype(np.float32)),
        biases=(scores[0][1].astype(np.float32), scores[1][1].astype(np.float32)),
        forms=forms,
        options=options,
    )


def write(model: FormModel, count: int) -> None:
    """Write the model for the program."""
    texts = {
        "about": f"Learned by tests/benchmarks/fit_variants.py from {count} drawn characters.",
        "digest": model.digest,
        "forms": model.forms,
        "options": model.options,
    }
    arrays: dict[str, Any] = {
        "columns": model.layer.columns.astype(np.int32),
        "mean": model.layer.mean,
        "projection": model.layer.projection,
        "line_weights": model.weights[0].astype(np.float16),
        "column_weights": model.weights[1].astype(np.float16),
        "line_biases": model.biases[0],
        "column_biases": model.biases[1],
    }
    np.savez_compressed(DATA / "printed_forms.npz", texts=np.array(json.dumps(texts, ensure_ascii=False)), **arrays)


def decisions(model: FormModel, samples: Samples, rarity: float) -> list[str]:
    """The form decided on for each sample."""
    row_of = {form: row for row, form in enumerate(model.forms)}
    decided = []
    for answer, column, print_ in zip(samples.answered, samples.column, samples.prints, strict=True):
        options = model.options.get(answer)
        if options is None:
            decided.append(str(answer))
            continue
        rows = [row_of[form] for form in options]
        scores = model.weights[int(column)][rows] @ print_ + model.biases[int(column)][rows]
        seen = PrintedForm(str(answer), tuple(zip(options, map(float, scores), strict=True)))
        decided.append(likeliest_form([seen], rarity))
    return decided


def report(samples: Samples, decided: Sequence[str], title: str) -> None:
    """Print the mistakes, and the worst forms."""
    in_names = {form: group for group in family_groups() for form in group}
    wrong: dict[str, list[bool]] = defaultdict(list)
    print(title)
    for column in (False, True):
        for is_rare in (False, True):
            rows = [
                (drawn, form)
                for drawn, form, sideways in zip(samples.drawn, decided, samples.column, strict=True)
                if drawn in in_names and sideways == column and (drawn != in_names[drawn][0]) == is_rare
            ]
            misses = sum(drawn != form for drawn, form in rows)
            turned = sum(drawn != form and form in in_names.get(drawn, "") for drawn, form in rows)
            print(
                f"  {'columns' if column else 'lines'}, {'rare' if is_rare else 'everyday'} forms of names: wrong "
                f"{misses} of {len(rows)} = {misses / max(1, len(rows)):.2%}, another form taken for {turned}"
            )
            for drawn, form in rows:
                wrong[drawn].append(drawn != form)
    worst = sorted(wrong.items(), key=lambda item: -float(np.mean(item[1])))[:40]
    print("  worst:", *(f"{form} {np.mean(misses):.0%} of {len(misses)}" for form, misses in worst), sep=" ")


def check(samples: Samples, layer: Layer) -> None:
    """Learn from some type families and report on the others."""
    families = sorted(set(samples.family))
    random.Random(0).shuffle(families)
    held: list[Samples] = []
    decided: list[str] = []
    for fold in range(FOLDS):
        out = np.isin(samples.family, families[fold::FOLDS])
        model = fit(samples.where(~out), layer, reader().characters)
        held.append(samples.where(out))
        decided += decisions(model, held[-1], NAME_RARITY)
    report(joined(held), decided, f"{len(families)} families, {FOLDS} folds, {len(decided)} characters:")


def forms_to_draw() -> Forms:
    """All forms, and what they are taken for, with the weights at which they are drawn."""
    groups = {form: group for group in family_groups() for form in group}
    weights = dict.fromkeys(sorted(groups), 1.0)
    weights |= {form: OLD_FORM_WEIGHT for pair in old_groups() for form in pair}
    weights |= dict.fromkeys(LOOK_ALIKES, 1.0)
    return Forms(group_of_forms() | {character: character for character in LOOK_ALIKES}, weights)


def draw_all(fonts: Sequence[Font], folder: Path, layer: Layer, batches: int) -> list[Samples]:
    """What the folder holds, after drawing what it lacks: one file a font and batch."""
    jobs = [(batch, index) for batch in range(batches) for index in range(len(fonts))]
    missing = [(batch, index) for batch, index in jobs if not (folder / f"{batch}-{index}.npz").is_file()]
    with ProcessPoolExecutor(2) as pool:
        done = [pool.submit(draw_one, fonts[index], folder / f"{batch}-{index}.npz", layer) for batch, index in missing]
        for job in done:
            job.result()
    return [loaded(file) for file in sorted(folder.glob("*-*.npz"))]


def draw_one(font: Font, file: Path, layer: Layer) -> None:
    """One batch of one font."""
    samples = read_typeface(font, layer, forms_to_draw(), lines=LINES, seed=file.stem)
    if samples is not None:
        saved(samples, file)


def layer_of(folder: Path, fonts: Sequence[Font]) -> Layer:
    """The recogniser's layer as an earlier run found it, or found now from a line or two in each typeface."""
    file = folder / "layer.npz"
    if not file.is_file():
        rng, forms = random.Random(0), forms_to_draw()
        some = [(rng.choice(fonts), rng.choice(list(forms.group_of))) for _ in range(LINES_FOR_LAYER)]
        lines = [drawn_line(rng, font, form, forms, column=rng.random() < 0.3) for font, form in some]
        layer = find_layer(lines)
        np.savez(file, columns=layer.columns, mean=layer.mean, projection=layer.projection)
    with np.load(file) as data:
        return Layer(data["columns"], data["mean"], data["projection"])


def main() -> None:
    """Draw, read, learn; write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, required=True, metavar="DIR")
    parser.add_argument("--fontsource", type=Path, metavar="DIR")
    parser.add_argument("--batches", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    arguments.samples.mkdir(parents=True, exist_ok=True)
    fonts = typefaces(arguments.fontsource)
    layer = layer_of(arguments.samples, fonts)
    samples = joined(draw_all(fonts, arguments.samples, layer, arguments.batches))
    if arguments.check:
        check(samples, layer)
    else:
        write(fit(samples, layer, reader().characters), len(samples.drawn))


if __name__ == "__main__":
    main()
