from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import get_args

import click
import pytest

from cardscan.batch import TIMEOUT_SECONDS
from cardscan.cli.main import cardscan
from cardscan.cli.options import DEFAULT_TIMEOUT, ENGINES, ExampleCommand, ExampleGroup
from cardscan.ocr.choose import EngineName
from tests.cli.conftest import Run


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from every_command(command, (*path, name))


COMMANDS = list(every_command(cardscan))


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_every_command_has_help_and_examples_of_itself(path: tuple[str, ...], command: click.Command, run: Run) -> None:
    assert isinstance(command, ExampleCommand | ExampleGroup)
    assert command.help and not command.help.startswith(" ")
    shown = run(*path, "--help").stdout
    examples = shown.split("Examples:\n", 1)[1].splitlines()
    assert any(" ".join(("cardscan", *path)) in example for example in examples)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path}: {parameter.name} says nothing"


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_every_reporting_command_has_json(path: tuple[str, ...], command: click.Command) -> None:
    # export's form is its first argument, a shell reads the completion, and a group only holds commands
    if path in (("export",), ("completion",)) or isinstance(command, click.Group):
        return
    assert any("--json" in parameter.opts for parameter in command.params)


def test_options_agree_with_what_they_set() -> None:
    assert get_args(EngineName) == ENGINES
    assert DEFAULT_TIMEOUT == TIMEOUT_SECONDS


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from cardscan.cli.main import cardscan\n"
        "try: cardscan(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'cv2', 'PIL', 'rich', 'sqlalchemy', 'yaml', 'vobject', 'onnxruntime', 'phonenumbers'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_help_takes_under_300_ms() -> None:
    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "cardscan", "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(once() for _ in range(5)) < 0.3, "seconds of the processor: other processes do not count"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_calls_back(shell: str, run: Run) -> None:
    script = run("completion", shell).stdout
    assert f"_CARDSCAN_COMPLETE={shell}_complete" in script


def test_completion_offers_people_by_id_with_their_names(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CARDSCAN_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "cardscan show p")
    monkeypatch.setenv("COMP_CWORD", "2")
    from click.testing import CliRunner

    offered = CliRunner().invoke(cardscan, [], prog_name="cardscan").stdout
    assert "p1\n齋藤 幸生 サンプル税理士事務所" in offered
    assert "p2\nEmma White" in offered
