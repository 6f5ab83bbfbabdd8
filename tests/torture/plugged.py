"""What tests change in processes of ``cardscan`` from outside; the program itself has no switch for any of it.

``sitecustomize`` imports this. Each variable of the environment below asks for one thing; without any, the engine
``null`` reads the codes on the drawn cards and nothing else is changed.
"""

from __future__ import annotations

import os

from tests.offline import sitecustomize as no_network  # noqa: F401 - whose place on the path this plug takes
from tests.torture import faulty_engine, moved_clock, quick_reading

ENGINE_FAULT = "TORTURE_ENGINE_FAULT"
"""What the engine does on a card whose code says FAULT; one of ``faulty_engine.FAULTS``."""
CLOCK_SHIFT = "TORTURE_CLOCK_SHIFT"
"""By how many seconds the clock goes wrong, and after how many: ``-86400`` or ``-86400@1.5``."""


quick_reading.plug_in()
if fault := os.environ.get(ENGINE_FAULT):
    faulty_engine.plug_in(fault)
if shift := os.environ.get(CLOCK_SHIFT):
    moved_clock.plug_in(shift)
