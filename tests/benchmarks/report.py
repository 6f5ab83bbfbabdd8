"""The benchmark's figures as tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

from tests.benchmarks.score import BINS, FIELDS, SURE, Score


@dataclass(frozen=True)
class Result:
    """One contender's score and what it cost: seconds of wall time, peak memory in bytes."""

    label: str
    score: Score
    seconds: float
    peak: int
    photos: int


def _part(some: int, whole: int) -> str:
    return f"{some / whole:.3f}" if whole else "–"


def summary_table(results: Sequence[Result]) -> Table:
    """One column a contender: all fields, cards, quadrilaterals, sureness, time, memory."""
    table = Table(title="All fields")
    table.add_column("", no_wrap=True)
    for result in results:
        table.add_column(result.label, justify="right")
    rates = [result.score.rates() for result in results]
    table.add_row("recall", *(f"{recall:.4f}" for recall, _, _ in rates))
    table.add_row("precision", *(f"{precision:.4f}" for _, precision, _ in rates))
    table.add_row("F1", *(f"[bold]{f1:.4f}[/bold]" for _, _, f1 in rates))
    scores = [result.score for result in results]
    table.add_row("cards found", *(f"{got.cards_found} of {got.cards}" for got in scores))
    table.add_row("cards that are none", *(str(got.cards_said - got.cards_found) for got in scores))
    table.add_row("quads right", *(f"{got.quads_hit} of {got.quads}" for got in scores))
    table.add_row("cards all right", *(f"{got.cards_whole} of {got.cards}" for got in scores))
    table.add_row(f"wrong at {SURE} or more", *(f"{got.sure_wrong} of {got.sure}" for got in scores))
    table.add_row("seconds", *(f"{result.seconds:.1f}" for result in results))
    table.add_row("seconds a photo", *(f"{result.seconds / max(1, result.photos):.2f}" for result in results))
    table.add_row("peak memory, MB", *(f"{result.peak / 1e6:.0f}" for result in results))
    return table


def fields_table(results: Sequence[Result]) -> Table:
    """One row a field: recall, precision and F1 of each contender."""
    table = Table(title="Fields: recall, precision, F1 in per cent")
    table.add_column("field", no_wrap=True)
    table.add_column("on cards", justify="right", no_wrap=True)
    for result in results:
        table.add_column(result.label, justify="right")
    for name in FIELDS:
        count = results[0].score.truth[name]
        if count:
            rates = [[100 * rate for rate in result.score.rates(name)] for result in results]
            cells = [f"{recall:.0f} {precision:.0f} [bold]{f1:.0f}[/bold]" for recall, precision, f1 in rates]
            table.add_row(name, str(count), *cells)
    return table


def kinds_table(results: Sequence[Result]) -> Table:
    """One row a kind of photo: recall over all fields."""
    table = Table(title="Kinds of photo: recall over all fields")
    table.add_column("kind")
    table.add_column("on cards", justify="right", no_wrap=True)
    for result in results:
        table.add_column(result.label, justify="right")
    for kind in sorted(kind for kind, count in results[0].score.kind_truth.items() if count):
        count = results[0].score.kind_truth[kind]
        table.add_row(kind, str(count), *(_part(result.score.kind_hit[kind], count) for result in results))
    return table


def reliability_table(result: Result) -> Table:
    """Stated confidence against the share that is right, bin by bin."""
    table = Table(title=f"Reliability: {result.label}")
    for column in ("confidence", "values", "right", "wrong"):
        table.add_column(column, justify="right")
    for low, high in zip(BINS, (*BINS[1:], 1.0), strict=True):
        said, wrong = result.score.bin_said[low], result.score.bin_wrong[low]
        table.add_row(f"{low:.2f}–{high:.2f}", str(said), _part(said - wrong, said), str(wrong))
    return table


def errors_table(result: Result) -> Table:
    """Every mistake: what stands on the card and what was said."""
    table = Table(title=f"Mistakes: {result.label}; cards missed: {len(result.score.missed)}")
    for column in ("photo", "field", "on the card", "said", "confidence"):
        table.add_column(column, overflow="fold")
    for mistake in result.score.mistakes:
        sureness = "" if mistake.confidence is None else f"{mistake.confidence:.2f}"
        said = " | ".join(str(value) for value in mistake.said)
        name = mistake.file.rpartition("/")[2]
        table.add_row(escape(name), mistake.field, escape(str(mistake.truth)), escape(said), sureness)
    return table
