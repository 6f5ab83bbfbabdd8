"""``python -m cardscan`` and the ``cardscan`` command."""

from __future__ import annotations


def run() -> None:
    """Run the command line and end the process with its exit code."""
    from cardscan.cli.main import cardscan

    cardscan()


if __name__ == "__main__":
    run()
