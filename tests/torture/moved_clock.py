"""A clock that is wrong by some seconds, from the beginning or from some moment on."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta


def plug_in(shift: str) -> None:
    """``SECONDS`` or ``SECONDS@AFTER``; negative: the clock goes back."""
    import time_machine

    by, _, after = shift.partition("@")

    def move() -> None:
        time_machine.travel(datetime.now(UTC) + timedelta(seconds=float(by)), tick=True).start()

    if not after:
        move()
    else:
        timer = threading.Timer(float(after), move)
        timer.daemon = True
        timer.start()
