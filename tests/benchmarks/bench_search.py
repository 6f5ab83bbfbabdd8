"""How long a search takes among 20,000 people: ``python -m tests.benchmarks.bench_search``."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cardscan.config import Config
from cardscan.search.search import search
from cardscan.store.store import Store
from tests.search.crowd import crowd

PEOPLE = 20_000
QUERIES = (
    *("斎藤", "サイトウ", "saitou", "佐藤 株式会社", "株式会社", "田", "代表取締役 東京", "5678", "03-12", "example"),
    *("company:ミナト", "met:2024-03", "met:2024 note:テニス", "-株式会社", "6月", "先月 斎藤"),
    *("saitp", "斎藤幸夫", "株式会社ミナトヒカソ製作所", "ぬるぽ", "qqqqqq", "税理士 佐籐花"),
)
"""Rare and frequent words, narrowed ones, and from ``saitp`` on such as nobody has."""
WHOLE_PROCESS = ("斎藤", "株式会社", "saitp", "株式会社ミナトヒカソ製作所")


def main() -> None:
    """Fill a store, search it within one process and from the shell, print seconds."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config.resolve(Path(folder) / "home")
        begin = time.perf_counter()
        with Store.open(config) as store:
            event = store.ensure_event("異業種交流会", None)
            for content, reading in crowd(PEOPLE):
                store.add_reading(reading, content, event_id=event.id)
            print(f"{PEOPLE} people taken in: {time.perf_counter() - begin:.1f} s, {_megabytes(config):.0f} MB")
            for query in QUERIES:
                times = []
                for _ in range(5):
                    begin = time.perf_counter()
                    hits = search(store, query)
                    times.append(time.perf_counter() - begin)
                near = " near" if hits and hits[0].near else ""
                print(f"{query:24} {statistics.median(times) * 1000:7.1f} ms  {len(hits)} hits{near}")
        for query in WHOLE_PROCESS:
            print(f"cardscan search {query}: {_whole_process(config, query):.3f} s")


def _megabytes(config: Config) -> float:
    return sum(file.stat().st_size for file in config.home.glob("*.sqlite3")) / 1e6


def _whole_process(config: Config, query: str) -> float:
    """Median of five runs of the command, with the start of Python."""
    environment = os.environ | {"CARDSCAN_HOME": str(config.home)}
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "cardscan", "search", query, "--json"],
            env=environment,
            check=False,
            capture_output=True,
        )
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


if __name__ == "__main__":
    main()
