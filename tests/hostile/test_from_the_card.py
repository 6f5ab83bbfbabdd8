"""Attacking texts on the way from a photo: printed, in the QR code, in Exif and XMP, in names of files and folders."""

from __future__ import annotations

import json
import shlex
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from cardscan.card.geometry import frame_quad
from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode
from cardscan.photo.load import load_photo
from cardscan.pipeline import read_card
from cardscan.records import CardOutline, PhotoReading, ReadFailure
from tests.code.test_barcode import printed
from tests.hostile.hostile_home import file_name
from tests.hostile.payloads import PAYLOADS, WORST
from tests.hostile.size import TORTURE
from tests.test_codes_on_cards import ToldEngine

SOME = PAYLOADS if TORTURE else dict(list(WORST.items())[::2])
_DESCRIPTION, _ARTIST, _EXIF_PART, _COMMENT, _TIME = 0x010E, 0x013B, 0x8769, 0x9286, 0x9003


def photographed(folder: Path, number: int, text: str) -> PhotoReading:
    """A photo of a card with ``text`` on three lines and in its QR code, read by an engine that reads just that."""
    said = text.encode("utf-8", "replace")[:400].decode("utf-8", "ignore")  # four times in a code of 2,953 bytes
    vcard = f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:{said};健;;;\r\nFN:{said}\r\nORG:{said}\r\nTEL:{said}\r\nEND:VCARD\r\n"
    exif = Image.Exif()
    exif[_DESCRIPTION] = exif[_ARTIST] = said
    exif.get_ifd(_EXIF_PART).update({_COMMENT: b"UNICODE\0" + said.encode(), _TIME: f"2026:11:20 19:31:00{said}"})
    path = folder / file_name(f"{number} {text}", 120)
    xmp = f"<x:xmpmeta>{said}</x:xmpmeta>".encode()
    printed(vcard, side=300).save(path, "JPEG", quality=95, exif=exif, xmp=xmp)
    photo = load_photo(path)
    height, width = photo.pixels.shape[:2]
    engine = ToldEngine("株式会社見本", "高橋 健", text, f"取締役 {text}", f"{text}@example.co.jp", "TEL 03-1234-5678")
    card = read_card(photo, CardOutline(frame_quad(width, height), 1.0), (), engine)
    assert card is not None
    return PhotoReading(path, photo.info, (card,))


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[PhotoReading]:
    folder = tmp_path_factory.mktemp("photos") / f"2026-11-20 {file_name(WORST['terminal-0'])[:-4]}"
    folder.mkdir()
    return [photographed(folder, number, text) for number, text in enumerate(SOME.values())]


@pytest.fixture
def read(readings: list[PhotoReading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[PhotoReading]:
    """``scan`` and ``import`` are handed the readings, and a failure whose message is hostile."""

    def scan_many(paths: Iterable[Path], **_: object) -> Iterator[PhotoReading]:
        by_path = {reading.path: reading for reading in readings}
        for path in paths:
            failed = ReadFailure("crashed", f"A defect: {WORST['terminal-0']}")
            yield by_path.get(path, PhotoReading(path, None, failure=failed))

    monkeypatch.setattr("cardscan.batch.scan_many", scan_many)
    monkeypatch.setattr("cardscan.intake.scan_many", scan_many)
    monkeypatch.setenv("CARDSCAN_HOME", str(tmp_path / "home"))
    return readings


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cardscan, arguments)
    assert result.exit_code in (ExitCode.OK, ExitCode.SOME_UNREAD), result.stdout + result.stderr
    acting = {c for c in result.output if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert acting <= {"\n"}, (arguments, acting)
    return result.stdout


def test_the_way_from_a_photo_to_the_screen(read: list[PhotoReading]) -> None:
    folder = read[0].path.parent
    (folder / "broken.jpg").touch()
    names = [str(reading.path) for reading in read]
    assert run("scan", str(folder)).count("in its QR code") == len(read)
    told = [json.loads(line) for line in run("scan", "--json", *names).splitlines()]
    assert [one["file"] for one in told] == names
    assert [one["cards"][0]["codes"][0]["text"] for one in told] == [
        next(line.text for line in reading.cards[0].fields.lines if line.kind == "code") for reading in read
    ]
    run("import", "--dry-run", str(folder))
    run("import", str(folder))
    run("import", "--json", str(folder))
    listed = [json.loads(line)["id"] for line in run("list", "--json").splitlines()]
    assert listed
    for person in listed[:4]:
        run("show", person, "--no-picture")
    run("event", "list", "--all")
    run("search", "健", "--json")
    run("export", "json")
    run("face", "find")


@pytest.mark.parametrize(
    "name", ["$(rm -rf ~)", "`id`", "'; id; '", "a\nid", "-rf", "!ls", "A&B", "齋藤", "O'Neill", "A\x1b[31m"]
)
def test_the_line_to_copy_runs_nothing(read: list[PhotoReading], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read[0]
    card = reading.cards[0]
    contact = replace(card.fields.contact, full_name=f"{name} x", family_name=name, given_name="x")
    called = replace(reading, cards=(replace(card, fields=replace(card.fields, contact=contact)),))
    monkeypatch.setattr("cardscan.intake.scan_many", lambda *_, **__: (one for one in [called]))
    result = CliRunner().invoke(cardscan, ["import", str(reading.path)])
    assert result.exit_code == 0, result.output
    told = result.stderr
    hints = [shlex.split(line) for line in told.splitlines() if line.startswith("  cardscan search")]
    assert [words[2:] for words in hints] == (
        [] if name.startswith("-") else [[" ".join(name.replace("\x1b", "").split())]]
    )
