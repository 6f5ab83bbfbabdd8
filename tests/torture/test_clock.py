"""A clock that is wrong or goes backwards: what was received first stays first, and nobody is forgotten for years."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cardscan.errors import ExitCode
from tests.cli.pseudo_terminal import PROMPT
from tests.cli.test_review import Keyboard
from tests.torture.conftest import Figures, NewProgram
from tests.torture.drawn_photos import Drawn
from tests.torture.program import FULL, PLUG, ROOT, Program
from tests.torture.soundness import Content, assert_complete

DAY = 86_400


def at(program: Program, days: float, after: float = 0) -> Program:
    """The same home, with a clock that is so many days ahead."""
    return Program(program.home, {"TORTURE_CLOCK_SHIFT": f"{days * DAY}" + (f"@{after}" if after else "")})


def test_imports(new_program: NewProgram, drawn: Drawn, undisturbed: Content, figures: Figures) -> None:
    """The clock set back between imports and in the middle of one."""
    evening, day = sorted(drawn.folder.iterdir())
    for after in (0.9, 1.1, 1.3, 1.5, 1.8) if FULL else (1.2,):
        figures.rounds += 1
        program = new_program()
        at(program, 3)("import", evening)
        at(program, -2, after)("import", day)
        assert_complete(program.home, drawn, undisturbed)
        order = [one["id"] for one in program.objects("list")]
        assert order == [f"p{number + 1}" for number in range(len(drawn.mails))], "as they were received"
        if FULL:
            at(program, 3)("note", "p1", "zuerst geschrieben")
            at(program, -400)("note", "p1", "danach, auch wenn die Uhr es anders sagt")
            (shown,) = at(program, -400).objects("show", "p1")
            assert len(shown["notes"]) == 2
            for command in (("list",), ("search", "先月"), ("event", "list"), ("promises",), ("review", "--status")):
                at(program, -400)(*command, code=None)


def keyboard(program: Program, days: float, *arguments: str) -> Keyboard:
    path = f"{PLUG}:{ROOT}"
    shift = str(days * DAY)
    return Keyboard(*arguments, CARDSCAN_HOME=str(program.home), PYTHONPATH=path, TORTURE_CLOCK_SHIFT=shift)


def answer_all(program: Program, days: float, *arguments: str) -> int:
    """Answer everything that is asked with “good”; returns how many were asked."""
    asked = 0
    pressed = keyboard(program, days, *arguments)
    shown = pressed.read(PROMPT)
    while shown.endswith("> "):
        if "Enter answer" in shown:
            asked += 1
            shown = pressed.press("\n", "3")
        else:
            shown = pressed.press("\n")
    assert pressed.ended() == ExitCode.OK, shown
    return asked


def due(program: Program, days: float) -> list[str]:
    told = at(program, days)("review", "--json", code=None)
    assert told.returncode in (ExitCode.OK, ExitCode.NOT_FOUND)
    return [json.loads(line)["person"] for line in told.stdout.splitlines()]


@pytest.mark.parametrize("wrong", [3, 3650] if FULL else [3650], ids="{} days".format)
def test_reviews(wrong: int, tmp_path: Path, new_program: NewProgram, drawn: Drawn, figures: Figures) -> None:
    """Reviews under a clock that is days or years ahead, and then put right."""
    figures.rounds = 1
    program = new_program()
    inbox = tmp_path / "交流会"
    inbox.mkdir()
    shutil.copy(drawn.folder / "2026-11-20 交流会" / "IMG_0003.jpg", inbox)
    program("import", inbox, "--event", "交流会")
    assert answer_all(program, wrong, "e1") == 2
    if wrong > 400:
        assert len(due(program, 0)) == 2, "not in ten years"
    assert answer_all(program, 0, "p1") >= 1, "somebody is asked for"
    (told,) = at(program, 0).objects("review", "--status")
    assert all(0 <= one["retrievability"] <= 1 for one in told["forgetting"])
    assert any(due(program, ahead) for ahead in (0, 20, 60)), "nobody is asked for within two months"
