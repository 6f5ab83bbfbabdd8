"""Nothing is sent anywhere: the watch over all tests sees what it should, and the main job runs without any network."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import LOG
from tests.hostile.size import TORTURE

ROOT = Path(__file__).resolve().parents[2]
PHOTO = ROOT / "samples" / "photos" / "IMG_0107.jpg"
PICTURES = ROOT / "samples" / "group"


_INTERNET_ADDRESS = re.compile(r"sa_family=AF_INET6?\b")
"""How strace writes an address of the Internet that is connected, bound or sent to."""
_IS_THERE_IPV6 = re.compile(
    r"(bind|getsockname)\(\d+, \{sa_family=AF_INET6, sin6_port=htons\(\d+\),.* \"::1\", &?sin6_addr"
)
"""urllib3 when it is imported, see ``sitecustomize``."""


Job = Sequence[str | Path]

SCANNED: Job = ["scan", str(PHOTO), "--json", "--workers", "1"]
KEPT: list[Job] = [
    ["import", PHOTO, PICTURES, "--event", "異業種交流会", "--workers", "1"],
    ["event", "import", ROOT / "samples" / "calendar.ics"],
    ["face", "find"],
    ["search", "met:2026"],
    ["brief", "異業種交流会", "--html", "brief.html"],
    ["export", "vcard", "--out", "people.vcf"],
    ["export", "anki", "--out", "people.apkg"],
]
"""What a person does with the program, one after the other."""


def seen() -> str:
    """What the watch has written down, which is then forgotten."""
    log = Path(os.environ[LOG])
    said = log.read_text(encoding="utf-8")
    log.write_bytes(b"")
    return said


def test_the_watch_sees_this_process() -> None:
    for reach in (
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        lambda: socket.getaddrinfo("example.com", 80),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).bind(("127.0.0.1", 0)),
    ):
        with pytest.raises(BaseException, match=r"^socket\.") as used:
            reach()
        assert type(used.value).__name__ == "NetworkUsed"
        assert "socket." in seen()


def test_the_watch_sees_child_processes_and_what_they_swallow() -> None:
    code = (
        "import contextlib, urllib.request\n"
        "with contextlib.suppress(BaseException): urllib.request.urlopen('http://127.0.0.1:9/')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert "127.0.0.1" in seen()


@pytest.mark.parametrize("command", [["doctor"], *([[*SCANNED, "--engine", "openvino"]] if TORTURE else [])])
def test_no_engine_reports_what_is_done(command: Job, tmp_path: Path) -> None:
    run_all([], [command], tmp_path)  # starts every engine
    assert seen() == ""


def test_sockets_between_processes_of_this_machine_are_fine() -> None:
    ours, theirs = socket.socketpair()
    ours.sendall(b"x")
    assert theirs.recv(1) == b"x"
    ours.close()
    theirs.close()


def run_all(before: Sequence[str], jobs: Sequence[Job], folder: Path) -> list[str]:
    """Run commands, each begun with ``before``, insist that each worked, and give what they printed.

    None may leave anything in the person's own folder: ONNX Runtime and OpenVINO report unless they are told not to,
    from threads that swallow errors, some only in a process that lives long; but there they leave an id of the machine.
    """
    person = folder / "person"
    person.mkdir()
    told = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    printed = []
    for job in jobs:
        command = [*before, sys.executable, "-m", "cardscan", "--home", folder / "home", *job]
        ran = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            cwd=folder,
            env={**told, "HOME": str(person)},
        )
        assert ran.returncode == 0, (job, ran.stderr)
        assert list(person.rglob("*")) == [], job
        printed.append(ran.stdout)
    return printed


def internet_addresses(trace: str) -> list[str]:
    """The calls in a trace that name an address of the Internet."""
    found = [line for line in trace.splitlines() if _INTERNET_ADDRESS.search(line)]
    return [line for line in found if not _IS_THERE_IPV6.search(line)]


def works(*command: str) -> bool:
    """Whether a command is there and allowed."""
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True).returncode == 0


QUICKLY = ["-f", "--seccomp-bpf"] if works("strace", "-f", "--seccomp-bpf", "-o", os.devnull, "true") else ["-f"]
"""So that only calls about the network are stopped at, where the kernel can."""


@pytest.mark.skipif(not works("unshare", "-rn", "true"), reason="namespaces of their own are not allowed here")
def test_the_main_job_works_where_there_is_no_network(tmp_path: Path) -> None:
    jobs = [SCANNED, *(KEPT if TORTURE else KEPT[1:2])]
    assert json.loads(run_all(["unshare", "-rn"], jobs, tmp_path)[0])["cards"]


@pytest.mark.skipif(not works("strace", "-V"), reason="strace is not installed")
def test_the_main_job_sends_nothing(tmp_path: Path) -> None:
    traces = tmp_path / "traces"
    traces.mkdir()
    strace = ["strace", *QUICKLY, "-ff", "-e", "trace=network", "-o", str(traces / "trace")]
    printed = run_all(strace, [*KEPT, SCANNED] if TORTURE else KEPT, tmp_path)
    assert "1 card of 1 person" in printed[0]
    told = {trace.name: trace.read_text(errors="replace") for trace in traces.iterdir()}
    assert len(told) > len(KEPT), "every command is a process, and the import's worker another one"
    assert not {name: found for name, text in told.items() if (found := internet_addresses(text))}


@pytest.mark.skipif(not works("strace", "-V"), reason="strace is not installed")
@pytest.mark.parametrize(
    "reach",
    [
        "s.socket(s.AF_INET, s.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "s.socket(s.AF_INET6, s.SOCK_STREAM).connect(('::1', 9))",
        "s.create_connection(('127.0.0.1', 9))",
    ],
)
def test_the_trace_would_show_one(tmp_path: Path, reach: str) -> None:
    code = f"import socket as s\ntry: {reach}\nexcept OSError: pass"
    command = [
        "strace",
        *QUICKLY,
        "-e",
        "trace=network",
        "-o",
        str(tmp_path / "trace"),
        sys.executable,
        "-S",
        "-c",
        code,
    ]
    subprocess.run(command, check=True)
    assert internet_addresses((tmp_path / "trace").read_text())
