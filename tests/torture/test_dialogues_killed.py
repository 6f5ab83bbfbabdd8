"""Reviews, debriefs and edits killed at random moments lose at most the answer that was being given."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.pseudo_terminal import PROMPT, Terminal, plain
from tests.torture.conftest import Figures
from tests.torture.drawn_photos import Drawn
from tests.torture.program import FULL, Program
from tests.torture.soundness import assert_index_in_step, assert_sound

_ROUNDS = 25 if FULL else 2


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory, drawn: Drawn, empty_database: bytes) -> Path:
    """A home with the people of one evening."""
    home = tmp_path_factory.mktemp("evening") / "home"
    home.mkdir(mode=0o700)
    (home / "cardscan.sqlite3").write_bytes(empty_database)
    Program(home)("import", drawn.folder / "2026-11-20 交流会")
    return home


def count(home: Path, *tables: str) -> int:
    with closing(sqlite3.connect(home / "cardscan.sqlite3")) as connection:
        return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def press(terminal: Terminal, keys: str) -> str:
    shown = ""
    for key in keys:
        os.write(terminal.ours, key.encode())
        shown = plain(terminal.read(PROMPT))
    return shown


def kill_while(terminal: Terminal, typed: str, chance: random.Random) -> None:
    """Type on, and die within the time that keeping it takes."""
    os.write(terminal.ours, typed.encode())
    time.sleep(chance.uniform(0, 0.06))
    terminal.end("kill")
    terminal.ended()


def test_reviews(evening: Path, tmp_path: Path, figures: Figures) -> None:
    """Reviews killed while an answer is being kept."""
    chance = random.Random(11)
    for figures.rounds in range(1, _ROUNDS + 1):
        home = Path(shutil.copytree(evening, tmp_path / f"home{figures.rounds}"))
        terminal = Terminal("review", "e1", CARDSCAN_HOME=str(home))
        shown = plain(terminal.read(PROMPT))
        while "Enter answer" not in shown:  # the round in which everybody is shown
            shown = press(terminal, "\n")
        answered = chance.randint(0, 6)
        for _ in range(answered):
            press(terminal, "\n3")
        os.write(terminal.ours, b"\n")
        terminal.read(PROMPT)
        kill_while(terminal, "3", chance)
        figures.kills += 1
        assert_sound(home)
        kept = count(home, "answers")
        figures.lost += max(0, answered - kept)
        figures.doubled += max(0, kept - answered - 1)
        assert answered <= kept <= answered + 1
        assert count(home, "reviews") == kept


def test_debriefs(evening: Path, tmp_path: Path, figures: Figures) -> None:
    """Debriefs killed while an answer is being kept."""
    chance = random.Random(12)
    for figures.rounds in range(1, _ROUNDS + 1):
        home = Path(shutil.copytree(evening, tmp_path / f"home{figures.rounds}"))
        terminal = Terminal("debrief", "e1", CARDSCAN_HOME=str(home))
        terminal.read(PROMPT)
        said = ["丸い眼鏡", "釣りの話", "", "赤いネクタイ", "相続税の話", "", "背が高い"][: chance.randint(0, 6) + 1]
        for text in said[:-1]:
            terminal.answer(text)
        kill_while(terminal, f"{said[-1]}\n", chance)
        figures.kills += 1
        assert_sound(home)
        assert_index_in_step(home)
        given, kept = sum(map(bool, said[:-1])), count(home, "looks", "talks", "promises")
        figures.lost += max(0, given - kept)
        figures.doubled += max(0, kept - given - bool(said[-1]))
        assert given <= kept <= given + bool(said[-1])


def test_edits(evening: Path, tmp_path: Path, figures: Figures) -> None:
    """Edits and notes killed at random moments: all of one or nothing of it."""
    chance = random.Random(13)
    home = Path(shutil.copytree(evening, tmp_path / "home"))
    program = Program(home)
    title, notes = "営業部長", 0
    for figures.rounds in range(1, _ROUNDS + 1):
        new = f"第{figures.rounds}営業部長"
        for arguments in (("edit", "p1", f"title={new}"), ("note", "p2", f"覚え書き {figures.rounds}")):
            with program.running(*arguments) as running:
                time.sleep(chance.uniform(0.2, 1.0))
                figures.kills += running.poll() is None
        assert_sound(home)
        assert_index_in_step(home)
        (contact,) = [one["contact"] for one in program.objects("show", "p1")]
        assert contact["titles"] in ([title], [new])
        (title,) = contact["titles"]
        found = count(home, "notes")
        assert notes <= found <= notes + 1
        notes = found
