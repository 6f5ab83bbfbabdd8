"""Everything out in one file and into an empty home, and files that are none of it or mean harm."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cardscan.cli.main import cardscan
from cardscan.errors import ExitCode
from cardscan.store.archive_format import DATA, FORMAT, KEY, archived_tables
from cardscan.store.schema import JOURNAL
from tests.store.full_home import fill_everything

Members = dict[str, bytes]
OLD_SCHEMAS = Path(__file__).parents[1] / "store" / "old_schemas"


def cs(home: Path, *arguments: str, code: ExitCode = ExitCode.OK) -> Any:
    """A command in one of several homes."""
    result = CliRunner().invoke(cardscan, ["--home", str(home), *arguments])
    assert result.exit_code == code, result.stdout + result.stderr
    return result


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("full") / "home"
    fill_everything(home)
    return home


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty") / "home"
    cs(home, "list")
    return home


@pytest.fixture(scope="module")
def archive(full: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("archive") / "everything.cardscan.zip"
    cs(full, "export", "archive", "--out", str(file))
    return file


def dump(home: Path) -> Iterator[str]:
    """Every row of every table as SQL, the index too, and every file with its hash."""
    with sqlite3.connect(home / "cardscan.sqlite3") as connection:
        yield from sorted(line for line in connection.iterdump() if line.startswith("INSERT"))
    connection.close()
    for file in kept_files(home):
        yield f"{file.relative_to(home)} {hashlib.sha256(file.read_bytes()).hexdigest()}"


def kept_files(home: Path) -> list[Path]:
    """What rows name: not the lock, the backups or the database itself."""
    folders = ("originals", "cards", "faces")
    return sorted(file for folder in folders for file in (home / folder).rglob("*") if file.is_file())


def rows(home: Path) -> list[str]:
    """The dump without the journal, and without the index's own tables, whose blocks depend on the order of writing."""
    own = tuple(f'INSERT INTO "{table.name}"' for table in JOURNAL)
    return [line for line in dump(home) if "person_index" not in line and not line.startswith(own)]


def test_a_home_from_an_archive_is_the_same_home(full: Path, archive: Path, tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert "brought 6 people, 4 cards, 4 photos, 2 events" in cs(home, "import", str(archive)).stdout
    assert rows(home) == rows(full)
    for command in (
        ["list"], ["list", "--json"], ["show", "p1", "--json"], ["show", "p3", "--history", "--json"],
        ["search", "眼鏡 相続税"], ["search", "hanako", "--json"], ["search", "やまだ"],
        ["event", "show", "e1", "--json"],
        ["review", "--status", "--json", "--on", "2026-12-10"], ["promises", "--json"], ["sides", "--json"],
        ["face", "list", "--json"], ["export", "json"], ["export", "csv"], ["export", "vcard"], ["debrief", "--json"],
    ):  # fmt: skip
        there, here = (cs(one, *command).stdout.replace(str(one), "HOME") for one in (full, home))
        assert here == there, command
    added = json.loads(cs(home, "add", "新しい 人", "--json").stdout)["id"]
    assert added == json.loads(cs(full, "add", "新しい 人", "--json").stdout)["id"] != "p5", "no id is given twice"


def test_every_table_is_in_it_and_every_line_can_be_read_by_eye(full: Path, archive: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        head, *lines = file.read(DATA).decode("utf-8").splitlines()
        assert "cardscan import" in file.read("README.txt").decode("utf-8")
        names = set(file.namelist())
    told = json.loads(head)
    assert told[KEY] == FORMAT and told["missing"] == []
    held = {next(iter(json.loads(line))) for line in lines}
    assert (
        held == {table.name for table in archived_tables()} == {name for name, number in told["rows"].items() if number}
    )
    assert any('"text": "丸い眼鏡"' in line for line in lines)
    files = {str(file.relative_to(full)) for file in kept_files(full)}
    assert names == files | {DATA, "README.txt"}


def test_a_home_that_is_not_empty_is_refused_and_stays(full: Path, archive: Path, tmp_path: Path) -> None:
    home = tmp_path / "used"
    shutil.copytree(full, home)
    before = list(dump(home))
    assert "--home" in cs(home, "import", str(archive), code=ExitCode.STORE).stderr
    assert list(dump(home)) == before


def test_a_dry_run_and_json_and_what_does_not_go_with_it(archive: Path, tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert "would bring 6 people" in cs(home, "import", str(archive), "--dry-run").stdout
    assert not home.exists()
    assert "by itself" in cs(home, "import", str(archive), "x.jpg", code=ExitCode.USAGE).stderr
    assert "everything" in cs(home, "export", "archive", "--query", "x", code=ExitCode.USAGE).stderr
    (told,) = map(json.loads, cs(home, "import", str(archive), "--json").stdout.splitlines())
    assert told["rows"]["people"] == 9 and told["form"] == "archive"


@pytest.mark.parametrize("schema", ["0001", "0003"])
def test_what_an_older_version_wrote_comes_in_as_its_database_would(schema: str, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    shutil.copy(OLD_SCHEMAS / f"{schema}.sqlite3", old / "cardscan.sqlite3")
    file = tmp_path / "old.cardscan.zip"
    with sqlite3.connect(old / "cardscan.sqlite3") as connection:
        connection.row_factory = sqlite3.Row
        write(file, _old_members(connection, schema))
    connection.close()
    new = tmp_path / "new"
    told = cs(new, "import", str(file)).stderr
    assert "had been lost" in told
    cs(old, "list")  # migrates it
    assert cs(new, "list").stdout == cs(old, "list").stdout
    assert rows(new) == rows(old)
    assert cs(new, "search", "齋藤").stdout == cs(old, "search", "齋藤").stdout


def _old_members(connection: sqlite3.Connection, schema: str) -> Members:
    """What an older version would have written of a database, none of whose files is there."""
    lines, counts, missing = [], {}, set()
    for table in (
        "photos", "events", "people", "joined", "cards", "sides", "field_values", "field_history", "encounters",
        "notes", "tags",
    ):  # fmt: skip
        try:
            found = connection.execute(f"SELECT * FROM {table}").fetchall()
        except sqlite3.OperationalError:  # a later version's table
            continue
        counts[table] = len(found)
        columns = found[0].keys() if found else []
        for row in found:
            lines.append({table: {name: _value(table, name, row[name]) for name in columns if row[name] is not None}})
            missing |= {
                row[name] for name in columns if (table, name) in (("photos", "original"), ("cards", "picture"))
            }
    numbers = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    head = {KEY: FORMAT, "schema": schema, "rows": counts, "numbers": numbers, "missing": sorted(missing)}
    return {DATA: "\n".join(json.dumps(line) for line in [head, *lines]).encode()}


def _value(table: str, name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    if name in ("quad", "lines", "rivals", "parts", "signs", "brought", "old", "new"):
        return json.loads(value)
    if name in ("confirmed", "together", "by_hand"):
        return bool(value)
    return value.replace(" ", "T") if name.endswith("_at") or name == "at" else value


def write(file: Path, members: Members, compression: int | None = None) -> None:
    with zipfile.ZipFile(file, "w") as out:
        for name, content in members.items():
            kind = zipfile.ZIP_DEFLATED if name == DATA else zipfile.ZIP_STORED
            out.writestr(zipfile.ZipInfo(name), content, compression if compression is not None else kind)


def head_with(**changes: Any) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        first, rest = members[DATA].split(b"\n", 1)
        members[DATA] = json.dumps(json.loads(first) | changes).encode() + b"\n" + rest

    return change


def replaced(old: str, new: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        assert old.encode() in members[DATA]
        members[DATA] = members[DATA].replace(old.encode(), new.encode(), 1)

    return change


def line(text: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members[DATA] += text.encode() + b"\n"

    return change


def member(name: str, content: bytes = b"x") -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members[name] = content

    return change


def other_bytes(members: Members) -> None:
    name = next(name for name in members if name.startswith("cards/"))
    members[name] = bytes(reversed(members[name]))


def without_a_file(members: Members) -> None:
    del members[next(name for name in members if name.startswith("originals/"))]


def without_data(members: Members) -> None:
    del members[DATA]


HARM: dict[str, tuple[Callable[[Members], None], str]] = {
    "traversal": (member("../../evil.txt"), "which no archive has"),
    "absolute": (member("/etc/evil"), "which no archive has"),
    "another folder": (member("originals/ab/../../../evil.jpg"), "which no archive has"),
    "other bytes": (other_bytes, "does not hold what its name says"),
    "a file is not there": (without_a_file, "is not in it"),
    "no data": (without_data, "not_a_picture"),
    "newer form": (head_with(**{KEY: FORMAT + 1}), "update cardscan"),
    "newer tables": (head_with(schema="9999"), "update cardscan"),
    "form is no number": (head_with(**{KEY: True}), "update cardscan"),
    "fewer rows than said": (head_with(rows={"people": 99}), "as many rows as it says"),
    "missing elsewhere": (head_with(missing=["/etc/passwd"]), "files that no archive has"),
    "unknown table": (line('{"sqlite_master": {"name": "x"}}'), "which is not known"),
    "unknown column": (line('{"people": {"id": 77, "root": 1}}'), "which is not known"),
    "no json": (line("{"), "no JSON"),
    "deep json": (line("[" * 100_000), "no JSON"),
    "no row": (line("[1]"), "is no row"),
    "wrong type": (replaced('"text": "丸い眼鏡"', '"text": 7'), "text cannot be 7"),
    "no moment": (replaced('"due": "2026-12-03T09:00:00"', '"due": "soon"'), "line "),
    "huge number": (replaced('"hints": 1', f'"hints": {2**70}'), "too large"),
    "not a number": (replaced('"stability": 11.0', '"stability": NaN'), "no JSON"),
    "row refers to nobody": (line('{"tags": {"person_id": 999, "tag": "x"}}'), "contradict"),
    "row twice": (line('{"tags": {"person_id": 1, "tag": "vip"}}'), "contradict"),
    "a column is not there": (line('{"people": {"id": 77}}'), "contradict"),
    "a row's file elsewhere": (replaced('"crop": "faces/', '"crop": "../../faces/'), "names the file"),
    "unknown field": (replaced('"card_id": 1, "field": "full_name"', '"card_id": 1, "field": "root"'), "make no sense"),
    "unknown source": (replaced('"source": "hand"', '"source": "moon"'), "make no sense"),
    "lines of another shape": (replaced('"kind": "other"', '"sort": "other"'), "make no sense"),
    "unknown direction": (replaced('"direction": "card_to_person"', '"direction": "up"'), "make no sense"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARM)
def test_harm_is_refused_with_its_reason_and_the_home_stays_empty(
    archive: Path, empty_home: Path, tmp_path: Path, name: str
) -> None:
    change, reason = HARM[name]
    with zipfile.ZipFile(archive) as file:
        members = {one: file.read(one) for one in file.namelist()}
    change(members)
    bad = tmp_path / "bad.cardscan.zip"
    write(bad, members)
    home = tmp_path / "new"
    shutil.copytree(empty_home, home)
    result = cs(home, "import", str(bad), "--json", code=ExitCode.NOTHING_READ)
    assert reason in result.output, result.output
    assert "Traceback" not in result.output
    assert kept_files(home) == []
    assert cs(home, "list", "--json").stdout == ""


def test_a_bomb_and_a_packed_picture_are_refused_before_they_are_unpacked(archive: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out, out.open(DATA, "w") as data:
        for _ in range(80):
            data.write(b"0" * 1_000_000)
    assert "far more than real" in cs(tmp_path / "h", "import", str(bomb), code=ExitCode.NOTHING_READ).stderr
    with zipfile.ZipFile(archive) as file:
        members = {one: file.read(one) for one in file.namelist()}
    packed = tmp_path / "packed.zip"
    write(packed, members, zipfile.ZIP_DEFLATED)
    assert "is packed" in cs(tmp_path / "h", "import", str(packed), code=ExitCode.NOTHING_READ).stderr
    long = tmp_path / "long.zip"
    write(long, {DATA: b"9" * 17_000_000})
    assert "longer than any row" in cs(tmp_path / "h", "import", str(long), code=ExitCode.NOTHING_READ).stderr


def test_flipped_bytes_and_cut_ends_never_come_in_by_half(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    home = tmp_path / "new"
    cs(home, "list")
    for place in range(40, len(whole), len(whole) // 12):
        for damaged in (whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :], whole[:place]):
            bad = tmp_path / "bad.cardscan.zip"
            bad.write_bytes(damaged)
            result = CliRunner().invoke(cardscan, ["--home", str(home), "import", str(bad), "--engine", "null"])
            assert result.exit_code in (ExitCode.OK, ExitCode.NOTHING_READ), result.output
            if result.exit_code == ExitCode.OK:  # the byte was of no account: of a date in the zip, say
                shutil.rmtree(home)
                cs(home, "list")
            assert cs(home, "list", "--json").stdout == ""


def test_a_file_that_had_been_lost_is_told_and_does_not_hold_up_the_rest(full: Path, tmp_path: Path) -> None:
    home, new, file = tmp_path / "home", tmp_path / "new", tmp_path / "e.zip"
    shutil.copytree(full, home)
    lost = next((home / "originals").rglob("*.png"))
    lost.unlink()
    cs(home, "export", "archive", "--out", str(file))
    assert lost.name in cs(new, "import", str(file)).stderr
    assert rows(new) == rows(home)
