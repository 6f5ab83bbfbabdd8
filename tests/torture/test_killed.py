"""SIGKILL at random moments; afterwards nothing is lost, nothing is there twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from cardscan.errors import ExitCode
from tests.torture.conftest import Figures, NewProgram
from tests.torture.drawn_photos import Drawn
from tests.torture.program import FULL, ROOT, Program, kill_group
from tests.torture.soundness import Content, assert_complete, assert_sound, content, lost_and_doubled, photo_bytes_of

_LONGEST = 0.25
"""Seconds from a photo that was told to the kill; reading and keeping one takes about a tenth."""


def killed_at_random(running: subprocess.Popen[str], chance: random.Random, most_lines: int) -> bool:
    """Wait for some lines and a moment more, then kill the group; False if the import was quicker."""
    assert running.stdout is not None
    for _ in range(chance.randint(0, most_lines)):
        if not running.stdout.readline():
            break
    time.sleep(chance.uniform(0, _LONGEST))
    quicker = running.poll() is not None
    kill_group(running)
    running.wait()
    return not quicker


def test_import(new_program: NewProgram, drawn: Drawn, undisturbed: Content, figures: Figures) -> None:
    """`import` killed at random moments, 100 times in full; the run after it goes on to the end."""
    chance = random.Random(20261201)  # which moments these are, the machine decides
    before = photo_bytes_of(drawn.folder)
    wanted = 100 if FULL else 3
    while figures.kills < wanted:
        figures.rounds += 1
        program = new_program()
        for left in range(10, 0, -2):  # the more was read, the less is left to be told
            with program.running("import", drawn.folder, "--json", "--workers", "2") as running:
                killed = killed_at_random(running, chance, left)
            figures.kills += killed
            assert_sound(program.home)
            if figures.kills == wanted or not killed:
                break
        program("import", drawn.folder)
        lost, doubled = lost_and_doubled(program.home, drawn)
        figures.lost += lost
        figures.doubled += doubled
        assert_complete(program.home, drawn, undisturbed)
        told = program.objects("import", drawn.folder)
        assert {one["status"] for one in told} == {"known"} and len(told) == drawn.files
    assert photo_bytes_of(drawn.folder) == before


@pytest.mark.in_full
def test_import_taken_back(new_program: NewProgram, drawn: Drawn, undisturbed: Content, figures: Figures) -> None:
    """A killed import taken back by `undo`, and done again"""
    chance = random.Random(21)
    for figures.rounds in range(1, 6):
        program = new_program()
        with program.running("import", drawn.folder, "--json") as running:
            for _ in range(3):
                assert running.stdout is not None and running.stdout.readline()
            figures.kills += killed_at_random(running, chance, 5)
        program("undo")
        assert_sound(program.home)
        assert content(program.home).people == () == content(program.home).photos
        program("import", drawn.folder)
        lost, doubled = lost_and_doubled(program.home, drawn)
        figures.lost, figures.doubled = figures.lost + lost, figures.doubled + doubled
        assert_complete(program.home, drawn, undisturbed)


@pytest.mark.in_full
def test_import_with_the_networks(tmp_path: Path, figures: Figures) -> None:
    """The same with the text networks on the sample photos."""
    photos, chance = ROOT / "samples" / "photos", random.Random(20)
    whole = Program(tmp_path / "undisturbed")
    whole("import", photos, "--engine", "auto")
    program = Program(tmp_path / "home")
    figures.rounds = 1
    for _ in range(8):
        with program.running("import", photos, "--json", "--engine", "auto") as running:
            figures.kills += killed_at_random(running, chance, 2)
        assert_sound(program.home)
    program("import", photos, "--engine", "auto")
    expected, found = content(whole.home), content(program.home)
    figures.lost, figures.doubled = len(set(expected.photos) - set(found.photos)), 0
    assert found == expected


def test_processes_do_not_outlive_the_program(new_program: NewProgram, drawn: Drawn, figures: Figures) -> None:
    """The program alone killed, while a worker hangs; no process is left behind."""
    figures.rounds = 3 if FULL else 1
    for _ in range(figures.rounds):
        program = new_program(TORTURE_ENGINE_FAULT="hang_always")
        with program.running("import", drawn.folder, "--workers", "2") as running:
            workers: list[psutil.Process] = []
            while len(workers) < 2:
                assert running.poll() is None
                time.sleep(0.05)
                workers = psutil.Process(running.pid).children()
            time.sleep(1)
            os.kill(running.pid, signal.SIGKILL)
            figures.kills += 1
            running.wait()
            _, alive = psutil.wait_procs(workers, timeout=20)
            assert not [worker for worker in alive if worker.status() != psutil.STATUS_ZOMBIE]
        assert_sound(program.home)


def test_workers(new_program: NewProgram, drawn: Drawn, figures: Figures) -> None:
    """Workers killed at random moments; at most the photos in their hands wait for the next import."""
    chance = random.Random(7)
    figures.rounds = 10 if FULL else 1
    for _ in range(figures.rounds):
        program = new_program()
        with program.running("import", drawn.folder, "--json", "--workers", "2") as running:
            assert running.stdout is not None
            kills = 0
            while running.poll() is None and running.stdout.readline():
                time.sleep(chance.uniform(0, 0.03))
                workers = psutil.Process(running.pid).children() if running.poll() is None else []
                if workers and kills < 4:
                    kills += 1
                    os.kill(chance.choice(workers).pid, signal.SIGKILL)
            assert running.wait() in (ExitCode.OK, ExitCode.SOME_UNREAD)
        figures.kills += kills
        assert_sound(program.home)
        program("import", drawn.folder)
        lost, doubled = lost_and_doubled(program.home, drawn)
        figures.lost, figures.doubled = figures.lost + lost, figures.doubled + doubled
        assert (lost, doubled) == (0, 0)
