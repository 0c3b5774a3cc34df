"""How fast the app answers on a million events: python benchmarks/app.py [--events 1000000] [--store FILE.duckdb]

Makes a store of generated events (seeded, no text of anybody), then times what its pages ask: the first page with all
that stands on it, each filter, sorting, deep paging, the map and the timeline. Each is asked three times (a search by
words anew each time); the slowest counts. Then the same store is asked over HTTP, as khaldun open serves it, and reported on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import duckdb

from khaldun.store import Choice, Run, Store
from khaldun.web.report import write_report
from khaldun.web.sight import Sight

FIRST_PAGE_S, FILTER_S = 2.0, 0.5
_RUN = Run("bench", "none", "plover-2024", None, {}, dt.datetime(2024, 1, 1))

_CODES = "['USA','RUS','CHN','IRN','IRQ','SYR','TUR','FRA','GBR','DEU','ISR','SAU','EGY','IND','PAK','UKR','MLI','NGA','SDN','YEM']"
_TYPES = "['AGREE','CONSULT','SUPPORT','COOPERATE','AID','RETREAT','REQUEST','ACCUSE','REJECT','THREATEN','PROTEST','SANCTION','MOBILIZE','COERCE','ASSAULT']"
_WORDS = "['ceasefire','border','envoy','grain','strike','minister','convoy','harbour','sanctions','airport','talks','prisoners']"
_PLACES = 3_000


def fill(path: Path, events: int) -> None:
    """Write the store: twenty events an article, two mentions and one sentence an event."""
    with Store.create(path, _RUN):
        pass
    with duckdb.connect(str(path)) as connection:
        connection.execute("SELECT setseed(0.5)")
        connection.execute(
            f"""INSERT INTO articles BY NAME SELECT range AS n, 'article-' || range AS id, 'Report ' || range AS title,
                DATE '2004-01-01' + (range * 20 * 7300 // {events})::INT AS published, 'metadata' AS published_basis,
                'Paper ' || range % 40 AS publication, 'Generated.' AS text FROM range({max(1, events // 20)})"""
        )
        connection.execute(
            f"""INSERT INTO events BY NAME SELECT n, n // 20 AS article_n, md5(n::VARCHAR) AS id, 'article-' || n // 20 AS article_id,
                (n % 20)::INT AS sentence, DATE '2004-01-01' + (n * 7300 // {events})::INT AS date, 'day' AS date_precision,
                'publication' AS date_basis, {_TYPES}[1 + kind] AS event_type, [] AS modes, [] AS contexts,
                1 + kind * 4 // 15 AS quad, round(7.0 - kind, 1) AS score, '010' AS cameo,
                ['actual','actual','actual','actual','historical','future','hypothetical','negated'][1 + (h // 7) % 8] AS status,
                false AS reciprocal, spot AS place_text, 0 AS place_start, 1 AS place_end, spot AS place_name,
                {_CODES}[1 + (h // 11) % 20] AS place_country, (town * 37 % 1300) / 10.0 - 55 AS place_lat,
                (town * 91 % 3500) / 10.0 - 175 AS place_lon, [] AS place_alternatives, 'generated' AS rule,
                (30 + (h // 13) % 70) / 100.0 AS confidence, 'Paper ' || (n // 20) % 40 AS source_publication,
                'Report ' || n // 20 AS source_title
            FROM (SELECT *, 'Place ' || town AS spot FROM (SELECT range AS n, (hash(range) % 1000000007)::BIGINT AS h,
                (hash(range * 3) % 15)::INT AS kind, (hash(range * 5) % {_PLACES})::INT AS town FROM range({events})))"""
        )
        connection.execute(
            f"""INSERT INTO event_actors BY NAME SELECT n AS event_n, role, 0 AS position, code AS text, 0 AS start_char,
                3 AS end_char, code AS name, code, 'GOV' AS sector, ['GOV'] AS sectors, 'country:' || lower(code) AS id
            FROM (SELECT range AS n, role, {_CODES}[1 + (hash(range * salt) % 20)::INT] AS code
                FROM range({events}), (VALUES ('actor', 7), ('recipient', 17)) AS r(role, salt)) ORDER BY n, role"""
        )
        word = f"{_WORDS}[1 + (hash(range * {{}}) % 12)::INT]"
        connection.execute(
            f"""INSERT INTO evidence BY NAME SELECT range AS event_n, 0 AS position, 0 AS start_char, 100 AS end_char,
                0 AS trigger_start, 5 AS trigger_end, 0 AS sentence, 'Officials told the newspaper on Tuesday of the ' ||
                {word.format(19)} || ' and the ' || {word.format(23)} || ' near the ' || {word.format(29)} ||
                ' in the district ' || range % 997 || ', as witnesses said.' AS text FROM range({events})"""
        )


def first_page(view: Store, choice: Choice = Choice()) -> None:  # noqa: B008
    """What stands on the page of events when it opens."""
    view.count(choice)
    view.page(choice)
    view.tally_parties(Choice(), 200)
    view.days()


def cases(view: Store) -> dict[str, tuple[float, Callable[[], Any]]]:
    """What is timed, each with the seconds that it may take."""
    chosen = {
        "dates": Choice(begin=dt.date(2014, 1, 1), end=dt.date(2014, 12, 31)),
        "types": Choice(types=("ASSAULT", "AID")),
        "quads": Choice(quads=(4,)),
        "actors": Choice(parties=("IRN",)),
        "statuses": Choice(statuses=("future",)),
        "confidence": Choice(min_confidence=0.9),
        "text, two words": Choice(words="ceasefire grain"),
        "all together": Choice(begin=dt.date(2010, 1, 1), quads=(3, 4), parties=("IRN", "USA"), statuses=("actual",),
                               min_confidence=0.5, words="border"),
    }  # fmt: skip
    found: dict[str, tuple[float, Callable[[], Any]]] = {
        "first page": (FIRST_PAGE_S, lambda: first_page(view))
    }
    for name, choice in chosen.items():
        found[f"filter: {name}"] = FILTER_S, lambda c=choice: (view.count(c), view.page(c))  # type: ignore[misc]
    found["sort by confidence"] = FILTER_S, lambda: view.page(Choice(), "confidence")
    found["page 10,000"] = FILTER_S, lambda: view.page(Choice(), start=500_000)
    found["map, the world in clusters"] = FILTER_S, lambda: view.clusters(Choice(), *Sight(12, 0, 3.3).cell)
    near = Sight(34, 40, 60)
    found["map, clusters nearer"] = (
        FILTER_S,
        lambda: view.clusters(Choice(box=near.box((940, 574))), *near.cell),
    )
    found["timeline"] = FILTER_S, lambda: view.over_time(Choice(parties=("IRN",)))
    return found


def slowest(view: Store, ask: Callable[[], Any], times: int = 3) -> float:
    """Seconds of the slowest of some runs."""
    spent = []
    for _ in range(times):
        view._kept_words.clear()
        start = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - start)
    return max(spent)


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the app over a store, as long as the block runs."""
    command = [sys.executable, "-m", "khaldun", "open", str(path), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+?(?=/ )", process.stderr.readline())
        assert found, "khaldun open printed no address"
        try:
            yield found[0]
        finally:
            process.terminate()


ROUTES: dict[str, tuple[str, float | None]] = {
    "/api/events, first page": ("/api/events", FILTER_S),
    "/api/events, page 10,000": ("/api/events?offset=500000", FILTER_S),
    "/api/events, one type, one party, a year": ("/api/events?type=ASSAULT&party=IRN&from=2014-01-01&to=2014-12-31", FILTER_S),
    "/api/events, two words": ("/api/events?q=ceasefire%20grain", FILTER_S),
    "/api/export, 10,000 events as CSV": ("/api/export?format=csv&from=2014-01-01&to=2014-03-14", None),
    "/api/export, 10,000 events as JSON lines": ("/api/export?format=jsonl&from=2014-01-01&to=2014-03-14", None),
    "/api/export, 100,000 events as CSV": ("/api/export?format=csv&from=2014-01-01&to=2015-12-31", None),
}  # fmt: skip
"""What is asked over HTTP, and the seconds that it may take."""


def fetched(address: str) -> int:
    """The bytes of an answer, all of them read."""
    with urlopen(address) as answer:
        return sum(len(piece) for piece in iter(lambda: answer.read(1 << 16), b""))


def over_http(path: Path, times: int = 3) -> int:
    """Print how long each route took, the slowest of some times; how many took too long."""
    missed = 0
    with served(path) as address:
        fetched(f"{address}/api/run")  # the app is there
        for name, (route, limit) in ROUTES.items():
            spent, size = [], 0
            for _ in range(times):
                start = time.perf_counter()
                size = fetched(address + route)
                spent.append(time.perf_counter() - start)
            missed += limit is not None and max(spent) > limit
            print(f"| {name} ({size / 1e6:.2g} MB) | {max(spent):.2f} | {limit or ''} |", flush=True)
    return missed


def reported(path: Path) -> None:
    """Print how long the report takes."""
    with tempfile.TemporaryDirectory() as folder, Store(path) as store:
        start = time.perf_counter()
        size = write_report(store, Path(folder) / "report.html")
        print(f"| khaldun report ({size / 1e6:.2g} MB) | {time.perf_counter() - start:.1f} | |")


def main() -> int:
    """Print the table; 1 where a target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="keep the store here, or use the one that is here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "million.duckdb"
        if not path.exists():
            fill(path, options.events)
        missed = 0
        with Store(path) as view:
            print(f"{len(view):,} events\n\n| asked | seconds | at most |\n|---|---|---|")
            for name, (limit, ask) in cases(view).items():
                spent = slowest(view, ask)
                missed += spent > limit
                print(f"| {name} | {spent:.2f} | {limit:g} |", flush=True)
        missed += over_http(path)
        reported(path)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
