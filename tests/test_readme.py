"""The README is true: its commands run, one after the other, in a fresh home."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    return [shlex.split(line, comments=True) for line in lines]


def test_every_command_runs(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    environment = {**os.environ, "CARDSCAN_HOME": str(tmp_path / "home")}
    ours = [command[1:] for command in commands() if command[0] == "cardscan"]
    assert len(ours) > 15
    for arguments in ours:
        done = subprocess.run(
            [sys.executable, "-m", "cardscan", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"cardscan {shlex.join(arguments)}\n{done.stdout}{done.stderr}"
    for file in ("contacts.vcf", "contacts.csv", "everything.json"):
        assert (tmp_path / file).stat().st_size > 1000


def test_every_target_exists() -> None:
    targets = [command[1] for command in commands() if command[0] == "make"]
    assert targets == ["demo", "test"]
    for target in targets:
        subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_every_picture_and_file_it_names_exists() -> None:
    for name in re.findall(r"\]\(([^)]+)\)|`((?:cardscan|samples)/[\w./]+)`", README):
        assert (ROOT / (name[0] or name[1])).exists(), name


def test_it_never_tells_to_install_another_project() -> None:
    assert "pip install cardscan" not in README
