"""A home with two people, and commands run in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode
from tests.export.sample_store import fill

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("filled") / "home"
    fill(home)
    return home


@pytest.fixture
def home(filled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the filled home, which commands take for theirs."""
    copy = tmp_path / "home"
    shutil.copytree(filled_home, copy)
    monkeypatch.setenv("CARDSCAN_HOME", str(copy))
    monkeypatch.delenv("CARDSCAN_DB", raising=False)
    return copy


@pytest.fixture
def run(home: Path) -> Run:
    """Run ``cardscan`` and insist on its exit code."""

    def invoke(*arguments: str, code: ExitCode = ExitCode.OK, input: str | None = None) -> Result:
        result = CliRunner().invoke(cardscan, arguments, input=input)
        assert result.exit_code == code, result.stdout + result.stderr
        return result

    return invoke


def edit_with(script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make ``script`` the editor; the file to edit is its ``$1``."""
    editor = tmp_path / "editor.sh"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
