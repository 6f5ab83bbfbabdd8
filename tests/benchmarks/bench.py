"""The benchmark: cardscan with both engines beside what people write today.

    python -m tests.benchmarks.bench [--photos DIR] [--truth FILE] [--only NAME ...] [--limit N] [--errors] [--keep DIR]

Each contender is a process of its own that reads all photos and prints the contract's JSON; its answers are scored
against the truth, its time and memory measured. DIR's ``truth.json`` is the truth unless FILE is given.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from tests.benchmarks.measure import Run, run
from tests.benchmarks.report import Result, errors_table, fields_table, kinds_table, reliability_table, summary_table
from tests.benchmarks.score import score

ROOT = Path(__file__).resolve().parents[2]

SCAN = (sys.executable, "-m", "cardscan", "scan", "--json", "--engine")
CONTENDERS: dict[str, tuple[str, ...]] = {
    "rapidocr": (*SCAN, "rapidocr"),
    "tesseract": (*SCAN, "tesseract"),
    "naive": (sys.executable, "-m", "tests.benchmarks.naive_tesseract"),
    "plain": (sys.executable, "-m", "tests.benchmarks.plain_rapidocr"),
}
"""Name to command; the photos' paths follow."""

LABELS = {
    "rapidocr": "cardscan rapidocr",
    "tesseract": "cardscan tesseract",
    "naive": "Otsu, tesseract, regexes",
    "plain": "plain RapidOCR, regexes",
}

SOME_UNREAD = 4
"""Exit code of ``cardscan scan`` when some photos could not be read: the others still count."""


def predictions(done: Run) -> list[dict[str, Any]]:
    """What a contender printed, one entry a photo."""
    return [json.loads(line) for line in done.output.splitlines() if line.strip()]


def load_truth(file: Path, limit: int | None) -> list[dict[str, Any]]:
    """The truth's entries, of the first ``limit`` photos."""
    entries: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return entries[:limit]


def main(arguments: list[str] | None = None) -> int:
    """Run the contenders one after the other and print the tables; 1 when one of them broke off."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench", description="cardscan beside others")
    parser.add_argument("--photos", type=Path, default=ROOT / "samples" / "generated", help="folder (%(default)s)")
    parser.add_argument("--truth", type=Path, help="default: truth.json in the folder")
    parser.add_argument("--only", nargs="+", choices=list(CONTENDERS), default=list(CONTENDERS))
    parser.add_argument("--limit", type=int, help="only the first so many photos")
    parser.add_argument("--errors", action="store_true", help="list every field that was not said right")
    parser.add_argument("--keep", type=Path, help="keep each contender's answers in this folder")
    chosen = parser.parse_args(arguments)
    truth_file = chosen.truth or chosen.photos / "truth.json"
    if not truth_file.is_file():
        parser.error(f"there is no {truth_file}: `make samples` draws the default set, --truth names another file")
    truth = load_truth(truth_file, chosen.limit)
    paths = [str((chosen.photos / entry["file"]).resolve()) for entry in truth]
    console = Console()
    cards = sum(len(entry["cards"]) for entry in truth)
    console.print(f"{len(truth)} photos, {cards} cards: {chosen.photos}")
    results, broken = [], 0
    for name in chosen.only:
        with console.status(f"{LABELS[name]} reads {len(paths)} photos"):
            done = run([*CONTENDERS[name], *paths], ROOT)
        console.print(f"  {LABELS[name]}: {done.seconds:.0f} s", style="dim")
        if done.exit_code not in (0, SOME_UNREAD):
            broken += 1
            console.print(f"  ended with exit code {done.exit_code} and is left out:\n{done.complaints}", markup=False)
            continue
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{name}.ndjson").write_text(done.output, encoding="utf-8")
        results.append(Result(LABELS[name], score(truth, predictions(done)), done.seconds, done.peak, len(truth)))
    if results:
        show(console, results, errors=chosen.errors)
    return 1 if broken else 0


def show(console: Console, results: Sequence[Result], *, errors: bool) -> None:
    """Print all tables."""
    console.print(summary_table(results))
    console.print(fields_table(results))
    console.print(kinds_table(results))
    for result in results:
        if result.score.bin_said:
            console.print(reliability_table(result))
    if errors:
        for result in results:
            console.print(errors_table(result))


if __name__ == "__main__":
    sys.exit(main())
