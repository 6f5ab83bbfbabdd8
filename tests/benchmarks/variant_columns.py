"""How often the forms of names' characters are read right in columns, by the program's own way of reading columns.

    python -m tests.benchmarks.variant_columns --samples DIR --fontsource DIR [--columns 90]

Learns from ``--samples`` of ``fit_variants`` four times without a quarter of the type families and reads columns drawn
anew in these. Beside all forms it counts those of ``COMMON``. An everyday form is *turned* where another was taken for
it.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from cardscan.ocr.rapid_models import LineReader, Reading
from cardscan.ocr.two_readings import read_column
from cardscan.ocr.variants import FormModel, FormReader
from cardscan.orthography.printed_form import likeliest_form
from tests.benchmarks.fit_variants import COMMON, FOLDS, NAME_RARITY, family_groups, fit, forms_to_draw, layer_of
from tests.benchmarks.variant_lines import DrawnLine, drawn_line
from tests.benchmarks.variant_samples import joined, loaded, reader
from tests.benchmarks.variant_typefaces import Font, glyph, typefaces

_NEAR = 0.35
"""In pitches: how far from its place a character may be read."""


def decided(line: DrawnLine, reading: Reading) -> Iterator[tuple[str, str]]:
    """(drawn, decided on) for each character that was read about where it stands."""
    forms = list(reading.forms)
    read: list[tuple[str, float]] = []
    for character, centre in zip(reading.text, reading.centres, strict=True):
        seen = forms.pop(0) if forms and forms[0].character == character else None
        if character.strip():
            read.append((likeliest_form([seen], NAME_RARITY) if seen else character, centre))
    if len(read) == len(line.text):
        yield from ((drawn, form) for drawn, (form, _) in zip(line.text, read, strict=True))
        return
    pitch = (line.centres[-1] - line.centres[0]) / max(1, len(line.centres) - 1) or 1.0
    for drawn, centre in zip(line.text, line.centres, strict=True):
        distance, form = min(((abs(place - centre), form) for form, place in read), default=(1.0, ""))
        if distance < _NEAR * pitch:
            yield drawn, form


def read_columns(font: Font, model: FormModel, columns: int) -> list[tuple[str, str]]:
    """Draw and read so many columns in one font; nothing where it has less than half of the common forms."""
    forms, rng = forms_to_draw(), random.Random(font.name)
    had = [form for form in COMMON if glyph(font, form, 20) is not None]
    if 2 * len(had) < len(COMMON):
        return []
    lines: LineReader = reader()
    lines.forms = FormReader(lines.characters, model)
    drawn = [drawn_line(rng, font, form, forms, column=True) for form in rng.choices(had, k=columns)]
    return [pair for line in drawn for pair in decided(line, read_column(lines, line.pixels))]


def report(pairs: Sequence[tuple[str, str]]) -> None:
    """Print how many of the everyday and of the rare forms were right."""
    group_of = {form: group for group in family_groups() for form in group}
    counts: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for drawn, form in pairs:
        group = group_of.get(drawn, "")
        kind = ("everyday" if drawn == group[0] else "rare") if group else "other characters"
        taken = form != drawn and form in (group or group_of)
        for scope in ("all", "common") if drawn in COMMON else ("all",):
            counts[scope, kind].append((form == drawn, taken))
    for (scope, kind), rows in sorted(counts.items()):
        right, taken = np.mean(rows, axis=0)
        print(f"{scope}, {kind}: {right:.2%} of {len(rows)} right, another form taken for {taken:.2%}")


def main() -> None:
    """Learn, draw, read, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, required=True, metavar="DIR")
    parser.add_argument("--fontsource", type=Path, metavar="DIR")
    parser.add_argument("--columns", type=int, default=90)
    arguments = parser.parse_args()
    fonts = typefaces(arguments.fontsource)
    layer = layer_of(arguments.samples, fonts)
    samples = joined([loaded(file) for file in sorted(arguments.samples.glob("*-*.npz"))])
    families = sorted(set(samples.family))
    random.Random(0).shuffle(families)
    pairs: list[tuple[str, str]] = []
    with ProcessPoolExecutor(2) as pool:
        for fold in range(FOLDS):
            held = families[fold::FOLDS]
            model = fit(samples.where(~np.isin(samples.family, held)), layer, reader().characters)
            jobs = [pool.submit(read_columns, font, model, arguments.columns) for font in fonts if font.family in held]
            pairs += [pair for job in jobs for pair in job.result()]
    report(pairs)


if __name__ == "__main__":
    main()
