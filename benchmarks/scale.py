"""What 100 million articles cost, from rates measured here.

    python benchmarks/scale.py ARTICLES.jsonl [--articles 240] [--files 6] [--workers 2] [--millions 100] [--price 0.04]

The articles are cut into Parquet files and coded by ``khaldun code --workers N`` into a store and by ``--engine ray --workers N`` into
parts. Processor time is that of the local run and its workers, loading included; that of Ray's processes is not told to their starter.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def cut(articles: Path, count: int, files: int, folder: Path) -> int:
    """Write the articles, over and over, into so many files; how many characters they hold."""
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    some = [
        {"id": f"a{n}", "text": row["text"], "date": row.get("date")}
        for n, row in enumerate(islice(cycle(rows), count))
    ]
    folder.mkdir()
    for n in range(files):
        pq.write_table(pa.Table.from_pylist(some[n::files]), folder / f"articles-{n:04}.parquet")
    return sum(len(row["text"]) for row in some)


def run(*arguments: object) -> tuple[float, float]:
    """Wall and processor seconds of a command."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "khaldun", "code", *map(str, arguments), "--keep-duplicates", "-q"]
    subprocess.run(command, check=True, env=os.environ | {"OMP_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--files", type=int, default=6)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--millions", type=float, default=100)
    parser.add_argument("--price", type=float, default=0.04, help="of a core for an hour")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        characters = cut(given.file, given.articles, given.files, folder / "in")
        wall, used = run(folder / "in", "-o", folder / "run.duckdb", "--workers", given.workers)
        store = (folder / "run.duckdb").stat().st_size
        ray, _ = run(folder / "in", "-o", folder / "out", "--workers", given.workers, "--engine", "ray")
        parts = list((folder / "out").glob("*.parquet"))
        size = sum(path.stat().st_size for path in parts)
        events = sum(pq.read_metadata(path).num_rows for path in parts)
    each, n = used / given.articles, given.millions * 1e6
    print(f"{given.articles:,} articles of {characters / given.articles:,.0f} characters, {events:,} events")
    print(
        f"local: {wall:.0f} s, {used:.0f} s of processor time, {each:.3f} s an article; store {store / 1e6:.1f} MB"
    )
    print(f"ray: {ray:.0f} s; parts {size / 1e6:.1f} MB, {size / given.articles:,.0f} bytes an article")
    print(
        f"{given.millions:,.0f} million: {each * n / 3600:,.0f} core hours, "
        f"{each * n / 3600 * given.price:,.0f} at {given.price} an hour; {events / given.articles * n / 1e6:,.0f} million events, "
        f"{size / given.articles * n / 1e9:,.0f} GB of parts"
    )


if __name__ == "__main__":
    main()
