"""What ``make demo`` shows: the sample photos become people that can be found, in a home that is thrown away."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

PHOTOS = Path(__file__).resolve().parent / "photos"


def cardscan(home: Path, *arguments: str, shown: bool = True) -> str:
    """Run one command as a person would type it; its results are shown, or returned where ``shown`` is off."""
    if shown:
        print(f"\n\033[1m$ cardscan {shlex.join(arguments)}\033[0m", flush=True)
    environment = {**os.environ, "CARDSCAN_HOME": str(home)}
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        [sys.executable, "-m", "cardscan", *arguments],
        env=environment,
        text=True,
        stdout=None if shown else subprocess.PIPE,
        check=True,
    )
    return done.stdout or ""


def main() -> None:
    """Import the samples, search, show a card, write down what was said, find it again, prepare to meet again."""
    with tempfile.TemporaryDirectory(prefix="cardscan-demo-") as folder:
        home = Path(folder) / "home"
        cardscan(home, "import", str(PHOTOS.relative_to(Path.cwd()) if PHOTOS.is_relative_to(Path.cwd()) else PHOTOS))
        people = [json.loads(line) for line in cardscan(home, "list", "--json", shown=False).splitlines()]
        met = next(person for person in people if person["event"] and person["name"])
        cardscan(home, "search", met["name"][:2])
        cardscan(home, "show", met["id"])
        cardscan(home, "look", met["id"], "丸い眼鏡、低い声")
        cardscan(home, "talk", met["id"], "相続税の話")
        cardscan(home, "promise", met["id"], "来週金曜までに見積もりを送る")
        cardscan(home, "search", "眼鏡", "相続税")
        cardscan(home, "promises")
        cardscan(home, "review", "--status")
        cardscan(home, "brief", met["event"])
        print("\nThis was a throw-away home. Now with your own photos:  .venv/bin/cardscan import FOLDER")


if __name__ == "__main__":
    main()
