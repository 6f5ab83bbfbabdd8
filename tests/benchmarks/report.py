"""The benchmark's figures as tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

from tests.benchmarks.score import BINS, FIELDS, Score


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
    """One row a contender: all fields, cards, quadrilaterals, sureness, time, memory."""
    table = Table(title="All fields")
    columns = (
        "recall",
        "precision",
        "F1",
        "cards found",
        "precision",
        "quads",
        "whole",
        "sure wrong",
        "s",
        "s/photo",
        "MB",
    )
    table.add_column("contender")
    for column in columns:
        table.add_column(column, justify="right")
    for result in results:
        got = result.score
        recall, precision, f1 = got.rates()
        table.add_row(
            result.label,
            f"{recall:.4f}",
            f"{precision:.4f}",
            f"[bold]{f1:.4f}[/bold]",
            f"{got.cards_found}/{got.cards}",
            _part(got.cards_found, got.cards_said),
            f"{got.quads_hit}/{got.quads}",
            f"{got.cards_whole}/{got.cards}",
            f"{got.sure_wrong}/{got.sure}",
            f"{result.seconds:.1f}",
            f"{result.seconds / max(1, result.photos):.2f}",
            f"{result.peak / 1e6:.0f}",
        )
    return table


def fields_table(results: Sequence[Result]) -> Table:
    """One row a field: recall, precision and F1 of each contender."""
    table = Table(title="Fields: recall / precision / F1")
    table.add_column("field")
    table.add_column("on cards", justify="right")
    for result in results:
        table.add_column(result.label, justify="right")
    for name in FIELDS:
        count = results[0].score.truth[name]
        if count:
            rates = ["{:.3f} {:.3f} [bold]{:.3f}[/bold]".format(*result.score.rates(name)) for result in results]
            table.add_row(name, str(count), *rates)
    return table


def kinds_table(results: Sequence[Result]) -> Table:
    """One row a kind of photo: recall over all fields."""
    table = Table(title="Kinds of photo: recall over all fields")
    table.add_column("kind")
    table.add_column("on cards", justify="right")
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
