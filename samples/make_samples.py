"""Draws a set of card photos with the truth beside them: ``python -m samples.make_samples --out DIR``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import cv2
from PIL import Image

from samples.drawing.fonts import FontMissingError
from samples.scenes.files import EncoderMissingError, save, shown_corners
from samples.scenes.plan import full_set
from samples.scenes.shot import Shot
from samples.scenes.showcase import showcase
from samples.scenes.take import Taken, take

DEFAULT_SEED = 20261120
DEFAULT_PHOTOS = 87
"""Three rounds of ``samples.scenes.plan.RECIPES``."""


def kind_of(taken: Taken) -> str:
    """The photo's kind in the benchmark's sense: ``ja-drawn``, ``en-drawn``, ``mixed`` or ``none``."""
    languages = {card.card.kind for card in taken.cards}
    return "none" if not languages else "mixed" if len(languages) > 1 else f"{languages.pop()}-drawn"


def truth_of(shot: Shot, taken: Taken) -> dict[str, Any]:
    """The photo's entry in ``truth.json``; ``quad`` is left out where the frame cuts a card."""
    size = (taken.pixels.shape[1], taken.pixels.shape[0])
    cards = []
    for card in taken.cards:
        truth = dict(card.truth)
        if card.quad is not None:
            corners = shown_corners(card.quad.tolist(), size, shot.keeping)
            truth["quad"] = [[round(x, 1), round(y, 1)] for x, y in corners]
        cards.append(truth)
    scene = shot.arrangement if shot.arrangement in ("scan", "flatbed") else f"{shot.arrangement} {shot.ground}"
    return {"file": shot.file, "kind": kind_of(taken), "scene": scene, "cards": cards}


def photograph(shot: Shot, seed: int, out: Path) -> dict[str, Any]:
    """Take one photo, write it below ``out`` and give its truth."""
    cv2.setNumThreads(1)  # one process a core is faster than two that share two
    taken = take(shot, f"{seed}/{shot.file}")
    save(Image.fromarray(taken.pixels), out / shot.file, shot.keeping)
    return truth_of(shot, taken)


def make(out: Path, seed: int, shots: list[Shot], processes: int) -> list[dict[str, Any]]:
    """Take all photos and write ``truth.json`` beside them; the entries are in the order of the shots."""
    out.mkdir(parents=True, exist_ok=True)
    entries = []
    with ProcessPoolExecutor(processes) as pool:
        for entry in pool.map(photograph, shots, [seed] * len(shots), [out] * len(shots)):
            entries.append(entry)
            if sys.stderr.isatty():
                print(f"\r{len(entries)}/{len(shots)} {entry['file'][:60]:60s}", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    (out / "truth.json").write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return entries


def main(arguments: list[str] | None = None) -> int:
    """Draw a set as the command line asks; 1 when a font or an encoder is missing."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m samples.make_samples")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, help="the same seed draws the same set (%(default)s)")
    parser.add_argument("--photos", type=int, default=DEFAULT_PHOTOS, help="how many (%(default)s)")
    parser.add_argument("--showcase", action="store_true", help="the small set that is kept in the repository")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1), help="%(default)s")
    chosen = parser.parse_args(arguments)
    shots = showcase() if chosen.showcase else full_set(chosen.seed, chosen.photos)
    start = time.monotonic()
    try:
        entries = make(chosen.out, chosen.seed, shots, chosen.processes)
    except (FontMissingError, EncoderMissingError) as missing:
        print(missing, file=sys.stderr)
        return 1
    cards = sum(len(entry["cards"]) for entry in entries)
    size = sum((chosen.out / shot.file).stat().st_size for shot in shots) / 1e6
    print(f"{len(entries)} photos, {cards} cards, {size:.1f} MB, {time.monotonic() - start:.0f} s: {chosen.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
