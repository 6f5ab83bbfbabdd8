"""No test may use the network, neither in its own process nor in one that it starts."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

OFFLINE = Path(__file__).parent / "offline"
LOG = "OFFLINE_TEST_LOG"
"""The environment variable that names the file in which uses of the network are written down."""


def pytest_configure(config: pytest.Config) -> None:
    """Load the watch here, and in every Python process that is started from now on."""
    handle, name = tempfile.mkstemp(prefix="cardscan-network-")
    os.close(handle)
    os.environ[LOG] = name
    before = os.environ.get("PYTHONPATH")
    if str(OFFLINE) not in (before or "").split(os.pathsep):
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(OFFLINE), before)))
        importlib.import_module("tests.offline.sitecustomize")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the log."""
    Path(os.environ[LOG]).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail the test during which the network was used, even where somebody swallowed the error."""
    yield
    log = Path(os.environ[LOG])
    if log.stat().st_size:
        used = log.read_text(encoding="utf-8", errors="backslashreplace")
        log.write_bytes(b"")
        pytest.fail(f"the network was used: {used}", pytrace=False)
