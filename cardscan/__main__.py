"""``python -m cardscan`` and the ``cardscan`` command."""

from __future__ import annotations

import sys
import warnings


def run() -> None:
    """Run the command line and end the process with its exit code."""
    if not sys.warnoptions:  # else somebody asked for them: libraries warn in words of the files they are given
        warnings.simplefilter("ignore")
    from cardscan.cli.main import cardscan

    cardscan()


if __name__ == "__main__":
    run()
