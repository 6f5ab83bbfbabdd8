"""``python -m tests.fuzz [--seconds N] [TARGET...]``: fuzz each target for some time; ``found`` keeps what fails."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import CORPUS, TARGETS

FOUND = Path(__file__).parent / "found"
WORDS = Path(__file__).parent / "words.dict"
_DONE = re.compile(r"Done (\d+) runs in (\d+) second")
_SLOWEST = 20
"""Seconds for one input of at most ``_LONGEST`` bytes, after which it counts as hanging; instrumented code is slow."""
_LONGEST = 4096
_MEMORY = 2000
"""MB."""


def fuzz(name: str, seconds: int) -> int:
    """Fuzz one target and print how often it ran; 0 where nothing failed."""
    FOUND.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as new:
        options = [
            f"-max_total_time={seconds}", f"-timeout={_SLOWEST}", f"-rss_limit_mb={_MEMORY}", f"-max_len={_LONGEST}",
            f"-dict={WORDS}", f"-artifact_prefix={FOUND}/{name}-", "-print_final_stats=0",
        ]  # fmt: skip
        command = [sys.executable, "-m", "tests.fuzz.libfuzzer", name, *options, new, str(CORPUS / name)]
        ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        kept = len(list(Path(new).iterdir()))
    told = ran.stdout.decode("utf-8", "backslashreplace")
    done = _DONE.search(told)
    if ran.returncode == 0 and done is not None:
        print(f"{name:13} {done[1]:>9} runs in {done[2]:>5} s, {kept:5} inputs reached something new", flush=True)
        return 0
    print(f"{name:13} failed; the input is in {FOUND}:\n{told[-6000:]}", flush=True)
    return 1


def main() -> int:
    """Fuzz all targets, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    given = parser.parse_args()
    if unknown := set(given.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(unknown)}")
    return max(fuzz(name, given.seconds) for name in given.targets or TARGETS)


if __name__ == "__main__":
    sys.exit(main())
