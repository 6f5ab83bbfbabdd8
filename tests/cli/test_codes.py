"""What stands in a card's code is kept with the card, shown, and found."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.person.from_code import with_codes
from cardscan.records import CardCode, Contact
from cardscan.store.store import Store
from tests.cli.conftest import Run
from tests.export.sample_store import add, card

VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:髙橋;健;;;\r\nTEL:0698765432\r\nNOTE:釣り好き\x1b[31m\r\nEND:VCARD\r\n"
LINK = "https://lin.ee/mihonabc"
QUAD = ((120.0, 60.0), (160.0, 60.0), (160.0, 100.0), (120.0, 100.0))


@pytest.fixture
def coded(home: Path) -> str:
    """The id of a person whose card carries two codes."""
    read = card(Contact(full_name="高橋 健", organization="見本商事"), other=("since 1998",))
    codes = [CardCode(QUAD, VCARD, "QR Code"), CardCode(QUAD, LINK, "QR Code")]
    with Store.open(Config(home, f"sqlite:///{home / 'cardscan.sqlite3'}")) as store:
        add(store, Path("IMG_0003.HEIC"), replace(read, fields=with_codes(read.fields, codes)))
    return "p3"


def test_a_card_shows_its_codes(run: Run, coded: str) -> None:
    screen = run("show", coded, "--no-picture").stdout
    assert "髙橋 健" in screen and "(QR code)" in screen
    told = screen.partition("in its QR code")[2]
    assert "NOTE:釣り好き" in told and LINK in told
    assert "since 1998" in screen.partition("also on the card")[2].partition("in its QR code")[0]
    assert not any(unicodedata.category(character) == "Cc" and character != "\n" for character in screen)


def test_codes_in_the_json_stand_apart_from_the_lines(run: Run, coded: str) -> None:
    (told,) = json.loads(run("show", coded, "--json").stdout)["cards"]
    assert [line["text"] for line in told["lines"]] == ["since 1998"]
    assert [code["text"].splitlines()[-2:] for code in told["codes"]] == [["NOTE:釣り好き[31m", "END:VCARD"], [LINK]]
    assert told["codes"][0]["box"] == [list(corner) for corner in QUAD]


@pytest.mark.parametrize("query", ["釣り好き", "lin.ee", "髙橋", "0698765432"])
def test_what_only_the_code_says_is_found(run: Run, coded: str, query: str) -> None:
    assert [json.loads(line)["person"]["id"] for line in run("search", query, "--json").stdout.splitlines()] == [coded]
    run("search", f"{query}zzz", code=ExitCode.NOT_FOUND)
