"""How fast whole folders are read: cardscan beside plain calls of RapidOCR and Tesseract on the same photos.

    python -m tests.benchmarks.bench_speed [--photos N] [--rounds N] [--folder DIR] [--memory N N ...]

The photos are single cards of 12 megapixels, drawn into DIR where they are not there yet. The contenders take turns,
each a process of its own with all its start-up; of each the best round counts, as others' work on the machine only ever
adds. The bars are those of the project: wall time at most 0.30 of RapidOCR's and 0.15 of Tesseract's, memory under
1.5 GB for the whole process tree and flat: ``--memory 50 500`` reads so many photos (the same under other names) and
compares the peaks.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.bench import ROOT, SCAN
from tests.benchmarks.big_photos import draw
from tests.benchmarks.measure import Run, run

CONTENDERS: dict[str, tuple[str, ...]] = {
    "cardscan scan": (*SCAN, "rapidocr"),
    "plain RapidOCR": (sys.executable, "-m", "tests.benchmarks.plain_calls", "rapidocr"),
    "image_to_data": (sys.executable, "-m", "tests.benchmarks.plain_calls", "tesseract"),
}
BARS = {"plain RapidOCR": 0.30, "image_to_data": 0.15}
"""cardscan's time over the contender's, at most."""
MOST_MEMORY = 1.5e9
"""Bytes, the sum over all processes."""
MOST_GROWTH = 1.1
"""Peak at many photos over peak at few, at most."""


def best(runs: Sequence[Run]) -> tuple[float, float]:
    """The least wall and the least processor seconds."""
    return min(one.seconds for one in runs), min(one.cpu for one in runs)


def race(photos: Sequence[Path], rounds: int, console: Console) -> bool:
    """Let the contenders take turns and print a table; whether the bars are kept."""
    runs: dict[str, list[Run]] = {name: [] for name in CONTENDERS}
    for turn in range(rounds):
        for name, command in CONTENDERS.items():
            with console.status(f"round {turn + 1}: {name}"):
                done = run([*command, *map(str, photos)], ROOT)
            if done.exit_code:
                raise SystemExit(f"{name} ended with exit code {done.exit_code}: {done.complaints}")
            runs[name].append(done)
    table = Table(title=f"{len(photos)} photos of 12 megapixels, seconds a photo, best of {rounds} rounds")
    for column in ("", "wall", "processor", "cardscan's part of the wall time", "at most", "peak memory, MB"):
        table.add_column(column, justify="left" if not column else "right")
    ours = best(runs["cardscan scan"])[0]
    kept = max(one.peak for one in runs["cardscan scan"]) <= MOST_MEMORY
    for name, each in runs.items():
        wall, cpu = best(each)
        bar = BARS.get(name)
        kept &= bar is None or ours <= bar * wall
        table.add_row(
            name,
            f"{wall / len(photos):.2f}",
            f"{cpu / len(photos):.2f}",
            "" if bar is None else f"{ours / wall:.3f}",
            "" if bar is None else f"{bar:.2f}",
            f"{max(one.peak for one in each) / 1e6:.0f}",
        )
    console.print(table)
    return kept


def is_flat(photos: Sequence[Path], counts: Sequence[int], console: Console) -> bool:
    """Read ever more photos and print the peaks of memory; whether they stay under the bar and nearly alike."""
    peaks = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            for number in range(count):
                (Path(folder) / f"IMG_{number:04d}.jpg").symlink_to(photos[number % len(photos)].resolve())
            with console.status(f"{count} photos"):
                done = run([*CONTENDERS["cardscan scan"], folder], ROOT)
        peaks.append(done.peak)
        console.print(f"{count} photos: {done.seconds:.0f} s, peak {done.peak / 1e6:.0f} MB")
    return max(peaks) <= min(MOST_MEMORY, MOST_GROWTH * peaks[0])


def main(arguments: list[str] | None = None) -> int:
    """Draw, race, and measure the memory where asked; 1 when a bar is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_speed", description="how fast, how large")
    parser.add_argument("--photos", type=int, default=12, help="how many (%(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="how often each contender reads them (%(default)s)")
    parser.add_argument("--folder", type=Path, default=ROOT / "samples" / "generated" / "big", help="(%(default)s)")
    parser.add_argument("--memory", type=int, nargs="+", metavar="N", default=[], help="photos, ascending: 50 500")
    chosen = parser.parse_args(arguments)
    console = Console()
    console.print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    photos = draw(chosen.folder, chosen.photos)
    kept = race(photos, chosen.rounds, console) if chosen.rounds else True
    if chosen.memory:
        kept &= is_flat(photos, chosen.memory, console)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
