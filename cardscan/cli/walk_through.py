"""Walking through a queue of questions, and telling what came of it."""

from __future__ import annotations

from typing import Protocol

from cardscan.cli.output import say


class Walk(Protocol):
    """A dialogue that asks one question after the other."""

    def run(self) -> None:
        """Ask until the last question or until the person has had enough."""

    def counts(self) -> dict[str, int]:
        """How often each outcome came about."""


def walk_through(dialogue: Walk) -> None:
    """Ask everything; what came of it is told even when Ctrl-C ends the walk."""
    try:
        dialogue.run()
    finally:
        told = [f"{count} {outcome}" for outcome, count in dialogue.counts().items() if count]
        say(", ".join(told).capitalize() + "." if told else "Nothing was changed.")
