"""How fast stores are written and read: a file against a PostgreSQL server.

    python benchmarks/server.py postgresql://user@host/database [--articles 20000]

The example dispatches are coded once and written over and over; the store's schema on the server, ``khaldun_benchmark``, is removed at the end.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import khaldun
from khaldun.model import Coding
from khaldun.store import Address, Store, location, run_now
from khaldun.store.server import connected, drop

EXAMPLES = Path(__file__).parents[1] / "examples" / "dispatches"


def codings(some: list[Coding], articles: int) -> Iterator[Coding]:
    for n, coding in enumerate(islice(cycle(some), articles)):
        name = f"a{n}"
        events = tuple(replace(event, article_id=name) for event in coding.events)
        yield replace(coding, article=replace(coding.article, id=name), events=events)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--articles", type=int, default=20_000)
    given = parser.parse_args()
    server = location(f"{given.address}{'&' if '?' in given.address else '?'}schema=khaldun_benchmark")
    assert isinstance(server, Address), "an address begins with postgresql://"
    some = list(khaldun.Coder().pipe(khaldun.read(EXAMPLES)))
    run = run_now(version="-", pipeline="-", ontology="plover-2024", lexicon=None, options={})
    with tempfile.TemporaryDirectory() as folder:
        for where in (Path(folder) / "run.duckdb", server):
            started = time.perf_counter()
            with Store.resume(where, run, anew=True) as writer:
                for n, coding in enumerate(codings(some, given.articles), start=1):
                    writer.add(coding)
                    writer.mark(n, "")
            written = time.perf_counter()
            with Store(where) as store:
                opened, events = time.perf_counter(), len(store)
            print(
                f"{'server' if where is server else 'file'}: {given.articles:,} articles, {events:,} events: "
                f"written in {written - started:.1f} s, opened in {opened - written:.1f} s"
            )
    with connected(server) as connection:
        drop(connection, server.name)


if __name__ == "__main__":
    main()
