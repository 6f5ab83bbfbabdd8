"""Front and back from photos to one person, read with the real engine, through the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode

PICTURES = Path(__file__).parent / "sides"
Invoke = Callable[..., Result]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which fronts came first, and their backs with a later import."""
    home = tmp_path_factory.mktemp("both") / "home"
    for names in (("IMG_1_front", "IMG_3_colleague"), ("IMG_2_back", "IMG_4_mark")):
        photos = [str(PICTURES / f"{name}.webp") for name in names]
        result = CliRunner().invoke(cardscan, ["--home", str(home), "import", *photos, "--workers", "1"])
        assert result.exit_code == 0, result.stdout + result.stderr
    assert "2 cards of 2 people from 2 photos" in result.stdout
    assert "1 back joined with its front, see cardscan sides" in result.stdout
    return home


@pytest.fixture
def run(imported: Path, tmp_path: Path) -> Invoke:
    home = tmp_path / "home"
    shutil.copytree(imported, home)

    def invoke(*arguments: str, code: ExitCode = ExitCode.OK) -> Result:
        result = CliRunner().invoke(cardscan, ["--home", str(home), *arguments])
        assert result.exit_code == code, result.stdout + result.stderr
        return result

    return invoke


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_english_side_completes_the_front_of_a_former_import(run: Invoke) -> None:
    person = json.loads(run("show", "c3", "--json").stdout)
    assert person["id"] == "p1"
    contact = person["contact"]
    assert (contact["full_name"], contact["romanized_name"]) == ("廣田 喜代美", "Kiyomi Hirota")
    assert (contact["organization"], contact["organization_en"]) == (
        "株式会社霧島保険サービス",
        "Kirishima Insurance Inc.",
    )
    assert len(contact["addresses"]) == len(contact["emails"]) == 1
    assert [(card["id"], card["side"]) for card in person["cards"]] == [("c1", "front"), ("c3", "back")]
    sources = {value["value"]: value["source"] for value in person["fields"]}
    assert sources["Kiyomi Hirota"] == "other_side" and sources["廣田 喜代美"] == "printed"


def test_everybody_is_listed_once_and_old_ids_lead_on(run: Invoke) -> None:
    assert [one["id"] for one in lines(run("list", "--json"))] == ["p1", "p2", "p4"]
    assert json.loads(run("show", "p3", "--json").stdout)["id"] == "p1"
    assert [one["person"]["id"] for one in lines(run("search", "Corporate Planning", "--json"))] == ["p1"]


def test_both_sides_are_shown_and_exported(run: Invoke) -> None:
    shown = run("show", "p1", "--picture", "blocks").stdout
    drawn = [line for line in shown.splitlines() if line.startswith("\x1b[38;2;")]
    assert len(drawn) > 30  # a card in half blocks is 17 lines high
    assert shown.index("on the back") < shown.index("Corporate Planning Office")
    (person, *_) = lines(run("export", "json"))
    assert [card["side"] for card in person["cards"]] == ["front", "back"]


def test_listing_says_what_was_joined_and_why(run: Invoke) -> None:
    (pair,) = lines(run("sides", "--json"))
    assert (pair["state"], pair["by_hand"]) == ("joined", False)
    assert pair["front"] == {"card": "c1", "person": "p1"} and pair["back"] == {"card": "c3", "person": "p1"}
    assert {"email", "name", "phone"} <= set(pair["signs"])
    said = run("sides").stdout
    assert "廣田 喜代美" in said and "same e-mail address" in said


def test_joining_and_parting_by_hand(run: Invoke) -> None:
    assert run("sides", "岡島", "c4").stdout == "c2 is the front and c4 the back of p2's card\n"
    assert [one["id"] for one in lines(run("list", "--json"))] == ["p1", "p2"]
    run("note", "p4", "ゴルフ")
    assert run("sides", "p2", "--apart").stdout == "c2 (p2) and c4 (p4) are two cards\n"
    again = run("import", str(PICTURES))
    assert again.stdout == "4 photos imported before\n"
    assert [pair["state"] for pair in lines(run("sides", "--json"))] == ["joined", "apart"]
    assert "ゴルフ" in run("show", "p2").stdout and "ゴルフ" not in run("show", "p4").stdout


def test_what_cannot_be_done_is_told(run: Invoke) -> None:
    assert "c3 and c1 are two sides of one card" in run("sides", "c3", "c2", code=ExitCode.USAGE).stderr
    assert "no card c9" in run("sides", "c9", "c1", code=ExitCode.NOT_FOUND).stderr
    run("sides", "c1", code=ExitCode.USAGE)
    run("sides", "--apart", code=ExitCode.USAGE)
