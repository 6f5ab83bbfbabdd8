"""Loaded by every Python process of the test run, because tests/conftest.py puts this folder on PYTHONPATH.

Whatever asks for a name to be looked up, or connects, binds or sends on an Internet socket, fails; and what did so goes
into the file that ``OFFLINE_TEST_LOG`` names, so that it is noticed even where the error is swallowed.
"""

from __future__ import annotations

import os
import socket
import sys
import traceback
from typing import Any

LOG = "OFFLINE_TEST_LOG"
"""The environment variable that names the file in which uses of the network are written down."""

_LOOK_UPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"))
_CALLS = frozenset(("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"))
"""Audit events of CPython ("Audit events table") whose first argument is the socket."""
_INTERNET = (socket.AF_INET, socket.AF_INET6)
_IS_THERE_IPV6 = ("::1", 0)
"""What urllib3, which others bring along, binds to when it is imported; nothing is sent, nobody can connect."""


class NetworkUsed(BaseException):
    """Something reached for the network; no ``except Exception`` lets it pass."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.bind" and arguments[1] == _IS_THERE_IPV6:
        return
    if event in _LOOK_UPS or (event in _CALLS and arguments[0].family in _INTERNET):
        said = f"{event}{arguments[1:] if event in _CALLS else arguments}"
        log = os.environ.get(LOG)
        if log:
            with open(log, "a", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123  # pathlib audits
                file.write(f"{said} in {' '.join(sys.orig_argv)}\n{''.join(traceback.format_stack(limit=12))}\n")
        raise NetworkUsed(said)


sys.addaudithook(_watch)
