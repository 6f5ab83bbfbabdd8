"""The rules of the house, read from the source itself."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cardscan"

BASE = {"records", "errors", "config", "orthography", "lexicon", "dates"}
ORDER = [
    "photo",
    "card",
    "face",
    "code",
    "ocr",
    "fields",
    "person",
    "pipeline",
    "batch",
    "calendar",
    "address_book",
    "store",
    "search",
    "recall",
    "briefing",
    "export",
    "intake",
    "portraits",
    "purging",
    "cli",
    "__main__",
]
SOURCES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(tree: ast.AST) -> set[str]:
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    named = {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "cardscan"
        for name in node.names
    }
    rooms = {module.split(".")[1] for module in modules if module.startswith("cardscan.")}
    return rooms | (named - {"__version__"})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    rooms = imported_rooms(ast.parse(path.read_text(encoding="utf-8"))) - {room}
    before = BASE if room in BASE else BASE | set(ORDER[: ORDER.index(room)]) if room in ORDER else set()
    assert rooms <= before, f"{path} reaches into {sorted(rooms - before)}"


def test_every_room_has_its_place() -> None:
    rooms = {room_of(path) for path in SOURCES} - {"__init__"}
    assert rooms == BASE | set(ORDER)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_terminal_room_prints_prompts_or_exits(path: Path) -> None:
    if room_of(path) in ("cli", "__main__"):
        return
    names = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not names & {"print", "input", "exit", "quit"}
    assert "click" not in {
        alias.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import)
        for alias in node.names
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_store_knows_the_database(path: Path) -> None:
    if room_of(path) == "store":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {module for module in modules if module.split(".")[0] in ("sqlalchemy", "alembic")}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
