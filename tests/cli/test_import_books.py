"""Address books through the command line: what comes in, what comes in again, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode
from tests.address_book import books
from tests.cli.conftest import Run


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands in a home in which nobody is."""
    monkeypatch.setenv("CARDSCAN_HOME", str(tmp_path / "empty home"))
    monkeypatch.delenv("CARDSCAN_DB", raising=False)

    def invoke(*arguments: str, code: ExitCode = ExitCode.OK, input: str | None = None) -> Any:
        result = CliRunner().invoke(cardscan, arguments, input=input)
        assert result.exit_code == code, result.stdout + result.stderr
        return result

    return invoke


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").stdout.splitlines()]


def eight(folder: Path, *rows: str) -> str:
    file = folder / "eight.csv"
    file.write_text("\r\n".join((f"{books.EIGHT},客先,血液型", *rows)), encoding="cp932")
    return str(file)


YAMADA = (
    "見本商事,営業部,部長,山田,太郎,taro@example.jp,154-0004,東京都世田谷区太子堂1-2-3,03-1234-5678,,,,090-1111-2222,,"
    "2026/11/20,1,AB"
)
SATO = "サンプル㈱,,,佐藤,花子,,,,,,,,,,,,"


def test_a_dry_run_shows_where_each_column_goes_and_keeps_nothing(empty: Run, tmp_path: Path) -> None:
    file = eight(tmp_path, YAMADA, SATO, "x" + "," * 30 + "y")
    result = empty("import", file, "--dry-run", code=ExitCode.SOME_UNREAD)
    lines = [line.split() for line in result.stdout.splitlines()]
    assert result.stdout.startswith("2 people would be taken in from eight.csv (Eight)\n")
    assert ["TEL会社", "phones:", "work", "03-1234-5678"] in lines
    assert ["客先", "tags", "1"] in lines and ["血液型", "note", "AB"] in lines
    assert "1 column without a field, kept as notes: 血液型" in result.stdout
    assert next(line for line in lines if line[:1] == ["line"])[:3] == ["line", "4", "it"]
    (told,) = map(
        json.loads, empty("import", file, "--dry-run", "--json", code=ExitCode.SOME_UNREAD).stdout.splitlines()
    )
    assert told["entries"] == {"new": 2, "known": 0} and told["status"] == "planned"
    assert listed(empty, "list") == []


def test_people_come_in_with_everything_and_the_same_file_again_changes_nothing(empty: Run, tmp_path: Path) -> None:
    file = eight(tmp_path, YAMADA, SATO)
    assert empty("import", file).stdout.startswith("2 people from eight.csv (Eight): 2 new\n")
    (yamada,) = listed(empty, "show", "山田")
    assert [value["source"] for value in yamada["fields"] if value["field"] == "phones"] == ["imported"] * 2
    assert yamada["contact"]["phonetic_name"] == "やまだ たろう" and yamada["tags"] == ["客先"]
    assert [note["text"] for note in yamada["notes"]] == ["血液型: AB"]
    assert [met["event"]["start"] for met in yamada["encounters"]] == ["2026-11-20"]
    before = empty("export", "json").stdout
    again = empty("import", file).stdout
    assert again.startswith("nobody new in eight.csv (Eight): 2 imported before\n")
    assert listed(empty, "import", file)[0]["status"] == "known"
    assert empty("export", "json").stdout == before


def test_an_entry_that_changed_there_changes_what_nobody_changed_here(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "phone.vcf"
    file.write_text(books.IPHONE, encoding="utf-8")
    empty("import", str(file), "--event", "同窓会")
    empty("edit", "p1", "department=広報部", "phone-=03-9999-0000")
    file.write_text(
        books.IPHONE.replace("部長", "社長").replace("営業部", "総務部").replace("メモ", "新しいメモ"), encoding="utf-8"
    )
    assert "1 changed, 1 imported before" in empty("import", str(file)).stdout
    (yamada,) = listed(empty, "show", "p1")
    assert yamada["contact"]["titles"] == ["社長"]
    assert yamada["contact"]["department"] == "広報部"
    assert [phone["text"] for phone in yamada["contact"]["phones"]] == ["03-1234-5678", "+81 90-1111-2222"]
    assert [note["text"].split("\n")[0] for note in yamada["notes"]] == ["新しいメモ"]
    assert [met["event"]["name"] for met in yamada["encounters"]] == ["同窓会"]
    assert "by importing" in empty("show", "p1", "--history", "--no-picture").stdout
    assert len(listed(empty, "list")) == 2


def test_a_note_that_was_changed_here_stays_beside_the_new_one(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("UID,氏名,備考\r\n7,山田 太郎,一\r\n", encoding="utf-8")
    empty("import", str(file))
    empty("note", "--edit", "n1", "一、そして二")
    file.write_text("UID,氏名,備考\r\n7,山田 太郎,三\r\n", encoding="utf-8")
    empty("import", str(file))
    assert [note["text"] for note in listed(empty, "show", "p1")[0]["notes"]] == ["一、そして二", "三"]


def test_somebody_who_was_deleted_stays_away(empty: Run, tmp_path: Path) -> None:
    file = eight(tmp_path, YAMADA, SATO)
    empty("import", file)
    empty("delete", "p1", "--yes")
    empty("import", file)
    assert "1 imported before, 1 deleted since" in empty("import", file).stdout
    assert [person["id"] for person in listed(empty, "list")] == ["p2"]


def test_undo_takes_an_import_back_with_everything_and_it_can_come_in_again(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "old phone.vcf"
    file.write_bytes(books.telephone() + books.IPHONE.encode())
    empty("import", str(file))
    assert "old phone.vcf" in empty("undo").output
    assert listed(empty, "list") == [] and listed(empty, "face", "list") == []
    assert "3 people from old phone.vcf: 3 new" in empty("import", str(file)).stdout


def test_a_column_can_be_placed_by_hand(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("氏名,御社名,備考,携帯\r\n山田 太郎,見本商事,秘密,090-1111-2222\r\n", encoding="utf-8")
    empty("import", str(file), "--map", "御社名=company", "--map", "備考=ignore", "--map", "携帯=phones:direct")
    (yamada,) = listed(empty, "show", "山田")
    assert yamada["contact"]["organization"] == "見本商事" and yamada["notes"] == []
    assert [phone["kind"] for phone in yamada["contact"]["phones"]] == ["direct"]
    for wrong in ("貴社=company", "御社名=firma", "御社名"):
        told = empty("import", str(file), "--map", wrong, code=_code(wrong)).output
        assert "--map" in told or "no field" in told
    assert "none is named" in empty("import", str(tmp_path), "--map", "a=company", code=ExitCode.USAGE).stderr


def _code(wrong: str) -> ExitCode:
    """A column that the file does not have is the file's fault, the rest that of the command line."""
    return ExitCode.NOTHING_READ if wrong.startswith("貴社") else ExitCode.USAGE


def test_exit_codes_are_those_of_photos(empty: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("1,2,3\r\n", encoding="utf-8")
    assert "could not be read" in empty("import", str(bad), code=ExitCode.NOTHING_READ).stdout
    assert empty("import", str(tmp_path / "gone.vcf"), code=ExitCode.NOTHING_READ).stdout
    table = tmp_path / "list.xlsx"
    table.write_bytes(b"PK\x03\x04 and so on")
    assert "save it as CSV" in empty("import", str(table), code=ExitCode.NOTHING_READ).stdout
    good = eight(tmp_path, YAMADA)
    result = empty("import", str(bad), good, code=ExitCode.SOME_UNREAD)
    assert "1 person from eight.csv" in result.stdout and "bad.csv could not be read" in result.stdout
    empty("import", good, "--json")


def test_photos_and_address_books_in_one_call_and_none_from_a_folder(empty: Run, tmp_path: Path) -> None:
    from tests.cli.test_import import photos

    photos(tmp_path / "inbox", 1)
    (tmp_path / "inbox" / "people.vcf").write_text(books.SORTED, encoding="utf-8")
    file = eight(tmp_path, YAMADA)
    told = [
        json.loads(line)
        for line in empty("import", str(tmp_path / "inbox"), file, "--json", "--engine", "null").stdout.splitlines()
    ]
    assert [(Path(one["file"]).suffix, one["status"]) for one in told] == [(".csv", "added"), (".png", "no_card")]
    (tmp_path / "inbox" / "IMG_1.png").unlink()
    hint = empty("import", str(tmp_path / "inbox"), code=ExitCode.NOTHING_READ).stderr
    assert "Address books come in when they are named" in hint and "people.vcf" in hint


def test_a_portrait_becomes_a_face_and_a_broken_one_is_told(empty: Run, tmp_path: Path) -> None:
    file = tmp_path / "old phone.vcf"
    broken = "BEGIN:VCARD\nVERSION:3.0\nFN:Emma White\nPHOTO;ENCODING=b:" + "QUJD" * 20 + "\nEND:VCARD\n"
    file.write_bytes(books.telephone() + broken.encode())
    result = empty("import", str(file))
    line = books.telephone().count(b"\n") + 1
    assert f"1 picture could not be read (line {line})" in result.stdout
    assert [face["person"] for face in listed(empty, "face", "list")] == ["p1"]
    assert next(person["kana"] for person in listed(empty, "list")) == "さいとう ゆきお"


def test_hostile_text_in_an_address_book_acts_nowhere(empty: Run, tmp_path: Path) -> None:
    payload = "A\x1b[31m\u202eB\x9b"
    file = tmp_path / "bad.csv"
    file.write_text(f"氏名,{payload},会社名\r\n{payload},{payload},{payload}\r\n", encoding="utf-8")
    shown = [
        empty("import", str(file), *more).output for more in (["--dry-run"], ["--dry-run", "--json"], [], ["--json"])
    ]
    shown += [
        empty("show", "p1").output,
        empty("import", str(file), "--map", f"{payload}2=title", code=ExitCode.NOTHING_READ).output,
    ]
    assert not set("".join(shown)) & set("\x1b\x9b\u202e")


@pytest.mark.parametrize("form", [["csv"], ["vcard"], ["vcard", "--version", "4.0"]])
def test_what_we_export_comes_into_an_empty_home_as_it_was(
    run: Run, tmp_path: Path, form: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / f"people.{form[0].replace('vcard', 'vcf')}")
    run("export", *form, "--out", file)
    there = [json.loads(line)["contact"] for line in run("export", "json").stdout.splitlines()]
    monkeypatch.setenv("CARDSCAN_HOME", str(tmp_path / "other home"))
    run("import", file)
    assert [json.loads(line)["contact"] for line in run("export", "json").stdout.splitlines()] == there
