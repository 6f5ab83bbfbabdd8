"""Learns ``cardscan/ocr/data/printed_forms.npz``: which form of a character was printed, by the recogniser's scores.

    python -m tests.benchmarks.fit_variants --samples DIR --fontsource DIR [--batches 3] [--check]

Draws names with every form in every typeface that has it (``variant_typefaces``, ``variant_lines``), reads them and
keeps what the recogniser saw in ``--samples`` (``variant_samples``; what is there is not drawn again). From these each
form is given a linear score (``variant_scores``): one for what is read upright, in lines and in columns set anew as
lines, and one for columns turned on their side.

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
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from cardscan.ocr.variants import FormModel, Layer, digest_of
from cardscan.orthography.printed_form import likeliest_form
from cardscan.records import PrintedForm
from tests.benchmarks.variant_lines import Forms, drawn_line
from tests.benchmarks.variant_samples import Samples, find_layer, joined, loaded, read_typeface, reader, saved
from tests.benchmarks.variant_scores import FEWEST, linear_scores
from tests.benchmarks.variant_typefaces import Font, typefaces

ROOT = Path(__file__).resolve().parents[2] / "cardscan"
DATA = ROOT / "ocr" / "data"

LINES = 200
"""Lines a batch draws in one font."""

LINES_FOR_LAYER = 150
"""They give a thousand time steps, for a layer of 120 dimensions."""

COMMON = (
    "高髙崎﨑嵜辺邊邉斎齋斉齊浜濱濵沢澤島嶋嶌桜櫻広廣吉𠮷柳栁橋槗𣘺昇曻土圡富冨真眞恵惠徳德竜龍滝瀧渕淵国國瀬瀨彦彥"
    "内內戸戶峰峯桑桒曽曾条條清淸青靑黒黑関關栄榮寿壽館舘野埜会會学學薮藪籔塩鹽与與"
)
"""The forms that family names have most often."""

COMMON_WEIGHT = 2.0
"""How often one of these is drawn against another."""

LOOK_ALIKES = (
    "熈燕玉楚寄嵩蔦鳶鳥嘉疇峙胱光舞套杰杏格裕棄菜棋煤槁模菌測演苗客穏稚種寰篆敏系縁崩蕉藕蚩街釵鈕陽鴻鳴福靄霍磊千"
)
"""What the recogniser answered for 5 % and more of the drawings of a form of names, and is no form of any name; drawn
too, so that a real one of them is not taken for the form."""

SELDOM_LOOK_ALIKES = (
    "簸潮蔽灌淹易莱浪湖禁端退源流能稿菩閔案遷具白椅遍鮫告奇商渡宋板丙深員腐溯鼓橘意派栞秦鳩洲泰瀚篇海温吝迅隔毒反刹病"
    "壁酒染架潼瀛籤湘點爲廊尸巨竅蝙"
)
"""The same of what it answered three times or more, in some 15,000 drawings, for one of ``COMMON``."""

SELDOM_WEIGHT = 0.5
"""How often one of these is drawn against another."""

TAKEN_FOR = 0.007
"""An answer given for this share of a form's samples, and twice at least, makes the form one of its options."""

OLD_FORM_WEIGHT = 0.25
"""How often a form that stands in no list of names is drawn against one that does."""

OLD_FORM_RARITY = 3.0
"""Log-odds by which such a form, or one of ``SELDOM``, must be likelier than the others."""

FEWEST_OF_OTHERS = 25
"""Samples, in lines and in columns, from which a character that is no form is known well enough to be told from one.
With four, 委 of 委員会 was taken for 枩."""

OTHERS_LEAD = 2.0
"""Log-odds for such a character, of which texts have more than of the forms that are taken for it."""

SELDOM = frozenset("県団児鶏検経権渓峡隣略群歩緑駅応医薬歯銭変闘芸鴬郎緒奥嬢薫麹蛍竈芦")
"""Everyday forms of the names' list whose other forms today's names and firms hardly have."""

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


def fit(samples: Samples, layer: Layer, characters: Sequence[str]) -> FormModel:
    """Learn from samples."""
    parts = [samples.where(~samples.column), samples.where(samples.column)]
    counts = [Counter(map(str, part.drawn)) for part in parts]
    known = frozenset(form for form in group_of_forms() if max(count[form] for count in counts) >= FEWEST)
    known |= {other for other in counts[0] if min(count[other] for count in counts) >= FEWEST_OF_OTHERS}
    options = options_of(samples, known)
    forms = "".join(sorted({form for some in options.values() for form in some}))
    none = np.zeros((2, 0), dtype=np.float32)
    model = FormModel(digest_of(characters), layer, (none, none), (none[0], none[1]), forms, options)
    upright, turned = (
        linear_scores(part.prints, part.drawn, possible_forms(model, part), forms, group_of_forms()) for part in parts
    )
    seldom = {form for group in family_groups() if group[0] in SELDOM for form in group[1:]}
    seldom |= {pair[1] for pair in old_groups()}
    others = set(forms).difference(group_of_forms())
    rarity = OLD_FORM_RARITY * np.array([form in seldom for form in forms], dtype=np.float32)
    rarity -= OTHERS_LEAD * np.array([form in others for form in forms], dtype=np.float32)
    weights, biases = (upright.weights, turned.weights), (upright.biases - rarity, turned.biases - rarity)
    return replace(model, weights=weights, biases=biases)


def possible_forms(model: FormModel, samples: Samples) -> list[str]:
    """What each sample may have been, by what the recogniser answered."""
    telling = {*model.options, *model.forms}
    return [
        model.possible([answer], others) if answer in telling else ""
        for answer, others in zip(map(str, samples.answered), map(str, samples.others), strict=True)
    ]


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
    possible = possible_forms(model, samples)
    for answer, options, column, print_ in zip(samples.answered, possible, samples.column, samples.prints, strict=True):
        if len(options) < 2:
            decided.append(str(answer))
            continue
        rows = [row_of[form] for form in options]
        scores = model.weights[int(column)][rows] @ print_.astype(np.float32) + model.biases[int(column)][rows]
        seen = PrintedForm(str(answer), tuple(zip(options, map(float, scores), strict=True)))
        decided.append(likeliest_form([seen], rarity))
    return decided


def report(samples: Samples, decided: Sequence[str], title: str) -> None:
    """Print the mistakes, and the worst forms; a column set anew as a line counts for neither."""
    in_names = {form: group for group in family_groups() for form in group}
    wrong: dict[str, list[bool]] = defaultdict(list)
    print(title)
    for column, is_rare, scope in product((False, True), (False, True), ("", COMMON)):
        rows = [
            (drawn, form)
            for drawn, form, sideways, anew in zip(samples.drawn, decided, samples.column, samples.anew, strict=True)
            if drawn in (scope or in_names) and not anew and sideways == column
            if (drawn != in_names[drawn][0]) == is_rare
        ]
        misses = sum(drawn != form for drawn, form in rows)
        turned = sum(drawn != form and form in in_names.get(drawn, "") for drawn, form in rows)
        print(
            f"  {'columns read once' if column else 'lines'}, {'common ' if scope else ''}"
            f"{'rare' if is_rare else 'everyday'} forms of names: wrong {misses} of {len(rows)} = "
            f"{misses / max(1, len(rows)):.2%}, another form taken for {turned / max(1, len(rows)):.2%}"
        )
        for drawn, form in rows if not scope else ():
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
    weights |= dict.fromkeys(COMMON, COMMON_WEIGHT) | dict.fromkeys(LOOK_ALIKES, 1.0)
    alone = [character for character in SELDOM_LOOK_ALIKES if character not in weights]
    weights |= dict.fromkeys(alone, SELDOM_WEIGHT)
    return Forms(group_of_forms() | {character: character for character in (*LOOK_ALIKES, *alone)}, weights)


def draw_all(fonts: Sequence[Font], folder: Path, layer: Layer, batches: int) -> list[Samples]:
    """What the folder holds, after drawing what it lacks: one file a font and batch."""
    files = [(font, folder / f"{batch}-{font.name}.npz") for batch in range(batches) for font in fonts]
    with ProcessPoolExecutor(2) as pool:
        for job in [pool.submit(draw_one, font, file, layer) for font, file in files if not file.is_file()]:
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
