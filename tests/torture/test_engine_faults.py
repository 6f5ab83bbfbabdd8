"""A text engine that hangs, crashes, raises, eats memory or answers nonsense costs its photo and nothing else."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

from cardscan.errors import ExitCode
from tests.torture.conftest import Figures, NewProgram
from tests.torture.drawn_photos import BEGIN, card_text, photo_bytes
from tests.torture.faulty_engine import BREAKS, MARK, NONSENSE, ODD
from tests.torture.program import FULL, Program
from tests.torture.soundness import assert_index_in_step, assert_sound


def draw(folder: Path) -> dict[str, str]:
    """A photo for every fault, and sound ones between them; file name → fault, or nothing."""
    folder.mkdir()
    faults = {}
    for number, fault in enumerate([*BREAKS, *NONSENSE, *ODD]):
        for name, first in ((f"{fault}.jpg", f"{MARK}{fault}\n"), (f"{fault} next.jpg", "")):
            faults[name] = fault if first else ""
            moment = BEGIN + timedelta(minutes=len(faults))
            (folder / name).write_bytes(photo_bytes([first + card_text(2 * number + (not first))], moment))
    return faults


def test_engine_faults(tmp_path: Path, new_program: NewProgram, figures: Figures) -> None:
    """Photos on which the engine hangs, crashes, raises, eats memory or answers nonsense, between sound ones."""
    figures.rounds = 5 if FULL else 1
    folder = tmp_path / "2026-11-20 交流会"
    faults = draw(folder)
    codes = {name: code for name, (_, code) in BREAKS.items()} | dict.fromkeys(NONSENSE, "engine_failed")
    for number in range(figures.rounds):
        faulty = new_program(TORTURE_ENGINE_FAULT="on_marked")
        options = ("--timeout", "4", "--workers", str(1 + (number + 1) % 3))
        told = faulty.objects("import", folder, *options, code=ExitCode.SOME_UNREAD)
        assert len(told) == len(faults)
        for one in told:
            fault = faults[Path(one["file"]).name]
            failed = one["error"]["code"] if one["error"] else None
            assert failed == codes.get(fault), one
            assert (one["status"] == "unread") == (fault in codes)
            if failed:
                assert len(one["error"]["message"]) < 300
        assert_sound(faulty.home)
        sound = Program(faulty.home)
        told = sound.objects("import", folder)
        assert {Path(one["file"]).name for one in told if one["status"] == "added"} == {
            name for name, fault in faults.items() if fault in codes
        }, "the next import reads what failed"
        assert [one["status"] for one in told].count("known") == len(faults) - len(codes)
        assert_sound(faulty.home)
        assert_index_in_step(faulty.home)
        listed = sound("list").stdout + sound("show", "p1").stdout
        assert not {sign for sign in listed if unicodedata.category(sign) in ("Cc", "Cf")} - {"\n"}
        assert len(sound.objects("list")) == len(faults)
