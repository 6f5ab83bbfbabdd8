"""One target under libFuzzer by atheris: ``python -m tests.fuzz.libfuzzer TARGET [OPTION...] [FOLDER...]``."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["cardscan", "vobject", "icalendar", "recurring_ical_events"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Fuzz until an option or a failure ends it; libFuzzer ends the process itself."""
    name, *options = sys.argv[1:]
    atheris.Setup([f"fuzz {name}", *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
