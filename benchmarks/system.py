"""How long dyads, network, balance, exposure and the join of reports take on a made-up store of many events, and how much memory.

    python benchmarks/system.py [--events 1000000] [--actors 10000]

Each measure runs in a process of its own, so that its peak of memory is its own. Actors are drawn with a long tail
(a few are in most events, as in the news), the first 200 of them states, the others armed groups; a tenth of the
events are between equals, a fifth have a second recipient, over five years. The figures in benchmarks/README.md come
from here.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from khaldun.joins import group, report_of
from khaldun.relations import balance, dyads, exposure, measures, network
from khaldun.relations.world import states
from khaldun.store import Store, run_now

_TYPES = "[('AGREE', 1, 2.5), ('CONSULT', 1, 2.5), ('SUPPORT', 1, 5.0), ('AID', 2, 10.0), ('ACCUSE', 3, -2.0), ('REJECT', 3, -2.0), ('THREATEN', 3, -3.5), ('ASSAULT', 4, -9.0)]"


def make(path: Path, events: int, actors: int) -> None:
    """A store with so many events among so many actors, always the same."""
    with Store.create(
        path, run_now(version="0", pipeline="none", ontology="plover-2024", lexicon=None, options={})
    ):
        pass
    codes = sorted(code for code in states())[:200]
    with duckdb.connect(str(path)) as made:
        made.execute("SET enable_progress_bar = false")
        made.execute("SELECT setseed(0.5)")
        made.execute(f"""CREATE TEMP TABLE drawn AS SELECT n, random() AS t, random() AS d, floor(pow({actors}, random()))::INT AS a,
                floor(pow({actors}, random()))::INT AS b, floor(pow({actors}, random()))::INT AS c, random() AS second,
                {_TYPES}[1 + floor(random() * 8)::INT] AS kind, random() AS lat, random() AS lon FROM range({events}) r(n)""")
        made.execute("""INSERT INTO events BY NAME SELECT n, n // 10 AS article_n, printf('%016x', n) AS id, 'a' || (n // 10) AS article_id,
                (n % 10)::INT AS sentence, DATE '2010-01-01' + (d * 1826)::INT AS date, 'day' AS date_precision, 'made' AS date_basis,
                kind[1] AS event_type, []::VARCHAR[] AS modes, []::VARCHAR[] AS contexts, kind[2]::TINYINT AS quad, kind[3]::DOUBLE AS score,
                '010' AS cameo, CASE WHEN t < 0.9 THEN 'actual' WHEN t < 0.95 THEN 'hypothetical' ELSE 'negated' END AS status,
                t < 0.1 AS reciprocal, 'p' AS place_text, 0 AS place_start, 1 AS place_end, 'p' AS place_name,
                floor(lat * 120)::DOUBLE - 50 AS place_lat, floor(lon * 360)::DOUBLE - 180 AS place_lon, []::VARCHAR[] AS place_alternatives, 'r' AS rule, 0.5 AS confidence FROM drawn""")
        made.execute("""CREATE TEMP TABLE who AS
                SELECT n AS event_n, 'actor' AS role, 0 AS position, a AS k FROM drawn
                UNION ALL SELECT n, CASE WHEN t < 0.1 THEN 'actor' ELSE 'recipient' END, 1, b FROM drawn
                UNION ALL SELECT n, CASE WHEN t < 0.1 THEN 'actor' ELSE 'recipient' END, 2, c FROM drawn WHERE second < 0.2""")
        made.execute(
            """INSERT INTO event_actors BY NAME SELECT event_n, role, position, 'x' AS text, 0 AS start_char, 1 AS end_char,
                CASE WHEN k <= 200 THEN ?[k] ELSE 'Group ' || k END AS name, CASE WHEN k <= 200 THEN ?[k] ELSE 'IMG' END AS code,
                CASE WHEN k <= 200 THEN 'GOV' ELSE 'REB' END AS sector, []::VARCHAR[] AS sectors,
                CASE WHEN k <= 200 THEN 'country:' || lower(?[k]) ELSE 'group:g' || k END AS id FROM who""",
            [codes] * 3,
        )
        made.execute("""INSERT INTO evidence BY NAME SELECT n AS event_n, 0 AS position,
                'Party ' || a || ' did something to party ' || b || CASE WHEN second < 0.05 THEN ' and its ally' ELSE '' END
                || ' on the day, officials said.' AS text,
                0 AS start_char, 60 AS end_char, 10 AS trigger_start, 13 AS trigger_end, (n % 10)::INT AS sentence FROM drawn""")


def _dyads(store: Store) -> str:
    table = dyads.dyads(store, period="month")
    return f"{len(table):,} rows"


def _network(store: Store) -> str:
    graph = network.build(store, network.Settings(window=5 * 366))
    return f"{len(graph):,} parties, {graph.number_of_edges():,} ties"


def _measures(store: Store) -> str:
    graph = network.build(store, network.Settings(window=365, min_events=2))
    return f"{len(measures.measures(graph)):,} parties"


def _balance(store: Store) -> str:
    found = balance.balance(network.build(store, network.Settings(window=365, min_events=2)))
    index = found.frustration
    return f"{found.triads:,} triads, index {index.lower:,} to {index.upper:,}"


def _exposure(store: Store) -> str:
    return f"{len(exposure.exposure(store, ['group:g201', 'group:g202'])):,} rows"


def _join(store: Store) -> str:
    """What ``khaldun join`` tells of a store, without writing it down."""
    begun = sum(found.like is None for found in group(report_of(event, n) for n, event in store.by_date()))
    return f"{begun:,} events"


MEASURES: dict[str, Callable[[Store], str]] = {
    "dyads by month": _dyads,
    "network of five years": _network,
    "network of a year, with measures": _measures,
    "balance of a year": _balance,
    "exposure to two": _exposure,
    "join of reports": _join,
}


def _timed(path: Path, name: str, answers: Any) -> None:
    began, worked = time.perf_counter(), time.process_time()
    with Store(path) as store:
        said = MEASURES[name](store)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    answers.put((name, time.perf_counter() - began, time.process_time() - worked, peak, said))


def main() -> None:
    """Make the store, time each measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--only", choices=MEASURES, action="append")
    options = parser.parse_args()
    fresh = mp.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.duckdb"
        make(path, options.events, options.actors)
        for name in options.only or MEASURES:
            answers = fresh.Queue()
            process = fresh.Process(target=_timed, args=(path, name, answers))
            process.start()
            process.join()
            if process.exitcode:
                raise SystemExit(f"{name}: failed")
            _, seconds, worked, peak, said = answers.get()
            print(f"| {name} | {seconds:.1f} s | {worked:.1f} s | {peak:.1f} GiB | {said} |", flush=True)


if __name__ == "__main__":
    main()
