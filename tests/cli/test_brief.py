"""``brief``: on a screen, as a page, as JSON."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import fsrs
import pytest

from cardscan.config import Config
from cardscan.errors import ExitCode
from cardscan.store.review_records import ReviewDirection, ReviewState
from cardscan.store.store import Store
from tests.calendar.ics import calendar, evening
from tests.cli.conftest import Run
from tests.export.sample_store import add, card, hostile

TODAY = date.today()


def briefed(run: Run, *arguments: str, code: ExitCode = ExitCode.OK) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(run("brief", *arguments, "--json", code=code).stdout)
    return value


def ids(briefing: dict[str, Any]) -> list[str]:
    return [one["id"] for one in briefing["people"]]


def answer(person: str, direction: ReviewDirection, rating: fsrs.Rating, days_ago: int) -> fsrs.Card:
    """Keep an answer that was given so many days ago."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    known, _ = fsrs.Scheduler().review_card(fsrs.Card(card_id=1), rating, at)
    state = ReviewState(
        person, direction, known.state, known.step, known.stability, known.difficulty, known.due, known.last_review
    )
    with Store.open(Config.resolve()) as store:
        store.answer_review(state, rating, at)
    return known


def coming(run: Run, tmp_path: Path, name: str = "異業種交流会", in_days: int = 3) -> None:
    """A calendar with an event ahead."""
    path = tmp_path / "ahead.ics"
    part = evening("ahead", f"{TODAY + timedelta(days=in_days):%Y%m%d}")
    path.write_bytes(calendar(tuple(line.replace("異業種交流会", name) for line in part)))
    run("event", "import", str(path))


def test_a_person_with_all_that_is_known(run: Run) -> None:
    run("look", "p1", "丸い眼鏡")
    run("talk", "p1", "ゴルフ")
    run("talk", "p1", "相続税")
    run("promise", "p1", "later", "--by", "2099-01-31")
    run("promise", "p1", "見積もり", "--by", "2020-01-31")
    (one,) = briefed(run, "齋藤")["people"]
    assert (one["id"], one["recall"], one["sure"], one["look"]["text"]) == ("p1", None, False, "丸い眼鏡")
    assert (one["talk"]["text"], [promise["text"] for promise in one["promises"]]) == ("相続税", ["見積もり", "later"])
    assert one["met"]["event"]["name"] == "異業種交流会" and Path(one["card"]).is_file()
    screen = run("brief", "p1").stdout
    for text in ("齋藤 幸生", "never reviewed", "丸い眼鏡", "相続税", "overdue", "異業種交流会"):
        assert text in screen
    assert "ゴルフ" not in screen.split("\n\n")[-1].split("promised")[0]


def test_how_likely_somebody_is_known_is_the_weaker_direction(run: Run) -> None:
    well = answer("p1", ReviewDirection.CARD_TO_PERSON, fsrs.Rating.Easy, 10)
    badly = answer("p1", ReviewDirection.LOOK_TO_NAME, fsrs.Rating.Again, 10)
    chances = [fsrs.Scheduler().get_card_retrievability(one, datetime.now(UTC)) for one in (well, badly)]
    (one,) = briefed(run, "p1")["people"]
    assert one["recall"] == round(min(chances), 3) < 0.6
    assert f"{min(chances):.0%} still known" in run("brief", "p1").stdout
    assert briefed(run, "p2")["people"][0]["recall"] is None


def test_the_next_event_brings_back_those_of_its_series(run: Run, tmp_path: Path) -> None:
    run("brief", code=ExitCode.NOT_FOUND)
    coming(run, tmp_path, "歯医者", 1)
    coming(run, tmp_path, "第6回 異業種交流会 2026")
    briefing = briefed(run)
    assert briefing["title"] == "第6回 異業種交流会 2026"
    assert (ids(briefing), briefing["people"][0]["times"]) == (["p1"], ["e1"])
    run("event", "attach", "e1", "p2")
    other = json.loads(run("event", "add", "第5回異業種交流会", "--day", "2026-10-20", "--json").stdout)["id"]
    run("event", "attach", other, "p2")
    assert ids(briefed(run)) == ["p2", "p1"], "those who come more often first"
    assert ids(briefed(run, "--limit", "1")) == ["p2"]
    assert "1 more" in run("brief", "--limit", "1").stderr


def test_an_event_by_name_is_the_next_one(run: Run, tmp_path: Path) -> None:
    coming(run, tmp_path)
    briefing = briefed(run, "異業種交流会")
    assert briefing["event"]["start"] == f"{TODAY + timedelta(days=3)}" and ids(briefing) == ["p1"]
    assert briefed(run, "e1")["event"]["id"] == "e1"


def test_names_and_searches(run: Run) -> None:
    briefing = briefed(run, "White", "山田 太郎", "齋藤幸生")
    assert (ids(briefing), briefing["unknown"]) == (["p2", "p1"], ["山田 太郎"])
    assert ids(briefed(run, "company:サンプル")) == ["p1"]
    assert ids(briefed(run, "title:head", "company:orchard")) == ["p2"]
    assert briefed(run, "山田 太郎", code=ExitCode.NOT_FOUND)["unknown"] == ["山田 太郎"]
    assert "山田 太郎" in run("brief", "山田 太郎", code=ExitCode.NOT_FOUND).stdout


def test_a_list_from_a_file_and_a_pipe(run: Run, tmp_path: Path) -> None:
    text = "氏名,会社\n1. 齋藤 幸生 様\n2. Emma White, Orchard & Sons\n3. 山田 太郎\n"
    for encoding in ("utf-8", "cp932"):
        (tmp_path / "list.txt").write_bytes(text.encode(encoding))
        briefing = briefed(run, "--names", str(tmp_path / "list.txt"), "--event", "e1")
        assert (ids(briefing), briefing["unknown"], briefing["event"]["id"]) == (["p1", "p2"], ["山田 太郎"], "e1")
    assert "Emma White" in run("brief", "--names", "-", input=text).stdout
    (tmp_path / "empty.txt").write_text("\n# nobody\n")
    for path in ("empty.txt", "none.txt"):
        run("brief", "--names", str(tmp_path / path), code=ExitCode.USAGE)
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00\x81")
    run("brief", "--names", str(tmp_path / "bytes.txt"), code=ExitCode.USAGE)
    run("brief", "p1", "--names", "-", code=ExitCode.USAGE, input=text)


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_holds_everything_itself(run: Run, tmp_path: Path) -> None:
    run("promise", "p1", "見積もり", "--by", "2020-01-31")
    path = tmp_path / "brief.html"
    run("brief", "p1", "p2", "nobody", "--event", "e1", "--html", str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    sources = [attributes["src"] or "" for tag, attributes in page.tags if tag == "img"]
    assert len(sources) == 2 and all(source.startswith("data:image/jpeg;base64,/9j/") for source in sources)
    assert not re.search(r"https?://|@import|url\(|<link|<script", text)
    assert "default-src 'none'" in text and "size: A4" in text
    for said in ("齋藤 幸生", "Emma White", "never reviewed", "by Fri 2020-01-31", "nobody", "異業種交流会", "新宿"):
        assert said in page.text
    run("brief", "p1", "--html", str(path), "--no-picture")
    assert "<img" not in path.read_text(encoding="utf-8")
    assert run("brief", "p1", "--html", "-").stdout.startswith("<!DOCTYPE html>")
    run("brief", "p1", "--html", str(tmp_path / "none" / "x.html"), code=ExitCode.OUTPUT)


def test_text_of_a_card_stays_text(run: Run, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=y>&lt;\x1b[31m\u202e"
    with Store.open(Config.resolve()) as store:
        event = store.add_event(evil, TODAY + timedelta(days=1), place=evil)
        add(store, Path("evil.jpg"), card(hostile(evil)), event_id=event.id)
        for write in (store.add_look, store.add_talk, store.add_promise):
            write("p3", evil)
    plain = [tag for tag, _ in Page(run("brief", "p2", "x", "--html", "-").stdout).tags]
    told = run("brief", "p3", evil, "--event", event.id, "--html", "-").stdout
    assert not {tag for tag, _ in Page(told).tags} - set(plain)
    assert sum(tag == "img" for tag, _ in Page(told).tags) == 1
    assert not {"\x1b", "\u202e"} & set(told + run("brief", "p3", evil, "--event", event.id).stdout)
    assert not {"\x1b", "\u202e"} & set(run("brief", "p3", evil, "--event", event.id, "--json").stdout)


@pytest.mark.parametrize("flag", ["--picture", "--no-picture"])
def test_cards_are_drawn_beside(run: Run, flag: str) -> None:
    assert ("▀" in run("brief", "p1", flag).stdout) is (flag == "--picture")
