"""Long runs: memory over time, two workers against one, and runs that are killed and go on.

    python benchmarks/running.py ARTICLES.jsonl [--articles N] [--workers 1 2] [--passages N] [--sentences N] [--kills N] [--folder FOLDER] [--json]

ARTICLES holds one JSON object a line with a ``text``, and perhaps a ``date``. N articles are made of
passages of four (or N) sentences of theirs, drawn by chance with a fixed seed, and written to FOLDER (a temporary one by default). Then
``khaldun code`` codes them with each number of workers, and once more with the last number, killed with SIGKILL at
random moments and started again. Every store must hold the same events, byte for byte as JSON lines.

Memory is sampled from /proc twice a second: of the main process, of the largest worker, and of all together as the system shares
it out (PSS). "First" is its peak while the first tenth of the articles was coded, "rest" its peak after that.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from khaldun.store import Store

_EVERY = 0.5
_SENTENCE = re.compile(r'(?<=[.!?])\s+(?=["“A-Z])')
_PAGE = os.sysconf("SC_PAGE_SIZE")


def build(
    source: Path,
    target: Path,
    articles: int,
    passages_each: int | None = None,
    sentences: int = 4,
    seed: int = 7,
) -> None:
    """Write ``articles`` articles of passages drawn from those of ``source``, each of ``passages_each`` or as long as one of them."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    cut = [_passages(row["text"], sentences) for row in rows]
    passages = [passage for parts in cut for passage in parts]
    chance = random.Random(seed)
    with target.open("w", encoding="utf-8") as out:
        for n in range(articles):
            k = chance.randrange(len(rows))
            text = "\n\n".join(chance.choices(passages, k=passages_each or len(cut[k])))
            row = {"id": f"made-{n:06}", "text": text, "date": rows[k].get("date")}
            out.write(json.dumps({name: value for name, value in row.items() if value}) + "\n")


def _passages(text: str, sentences: int) -> list[str]:
    parts = _SENTENCE.split(text)
    return [" ".join(parts[n : n + sentences]) for n in range(0, len(parts), sentences)]


@dataclass(slots=True)
class Memory:
    """Peaks in MB: [while the first tenth was coded, afterwards]."""

    main: list[float] = field(default_factory=lambda: [0.0, 0.0])
    worker: list[float] = field(default_factory=lambda: [0.0, 0.0])
    all: list[float] = field(default_factory=lambda: [0.0, 0.0])
    over_time: list[tuple[float, float, float]] = field(default_factory=list)
    """Seconds, MB of the main process, MB of the largest worker."""

    def sample(self, pid: int, seconds: float, late: bool) -> None:
        """Look at the process and its children."""
        children = [int(n) for n in _read(f"/proc/{pid}/task/{pid}/children").split()]
        for task in _tasks(pid):
            children += [int(n) for n in _read(f"/proc/{pid}/task/{task}/children").split()]
        children = sorted(set(children))
        main, workers = _resident(pid), [_resident(child) for child in children]
        shared_out = sum(_shared_out(one) for one in (pid, *children))
        for kept, now in (
            (self.main, main),
            (self.worker, max(workers, default=0.0)),
            (self.all, shared_out),
        ):
            kept[late] = max(kept[late], now)
        self.over_time.append((round(seconds, 1), round(main, 1), round(max(workers, default=0.0), 1)))


def _tasks(pid: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except OSError:
        return ""


def _resident(pid: int) -> float:
    parts = _read(f"/proc/{pid}/statm").split()
    return int(parts[1]) * _PAGE / 1e6 if parts else 0.0


def _shared_out(pid: int) -> float:
    found = [line for line in _read(f"/proc/{pid}/smaps_rollup").splitlines() if line.startswith("Pss:")]
    return int(found[0].split()[1]) / 1e3 if found else 0.0


def start(corpus: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """``khaldun code`` in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "khaldun",
        "code",
        str(corpus),
        "-o",
        str(out),
        "--workers",
        str(workers),
        "-q",
    ]
    return subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1"})


def watched(corpus: Path, out: Path, workers: int, first: float) -> tuple[float, float, Memory]:
    """Wall seconds, processor seconds and memory of one whole run; ``first`` seconds count as its first tenth."""
    begun, used = time.monotonic(), _used()
    process, memory = start(corpus, out, workers), Memory()
    while process.poll() is None:
        seconds = time.monotonic() - begun
        memory.sample(process.pid, seconds, late=seconds > first)
        time.sleep(_EVERY)
    if process.returncode != 0:
        raise SystemExit(f"khaldun code ended with status {process.returncode}")
    return time.monotonic() - begun, _used() - used, memory


def _used() -> float:
    """Processor seconds of all processes that were started here and have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def killed(corpus: Path, out: Path, workers: int, moments: Sequence[float]) -> list[int]:
    """Code, killed after each of ``moments`` seconds and started again; how many articles were safe after each kill."""
    safe = []
    for moment in moments:
        process = start(corpus, out, workers)
        try:
            process.wait(moment)
            raise SystemExit("a run ended before it was killed; give more articles, or fewer kills")
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        partial = out.with_name(out.name + ".partial")
        if partial.exists():
            with Store(partial) as store:
                safe.append(store.run().articles)
        else:
            safe.append(0)
    if start(corpus, out, workers).wait() != 0:
        raise SystemExit("the last run failed")
    return safe


def digest(out: Path) -> tuple[str, int]:
    """A hash of the events of a store as JSON lines, and how many there are."""
    found, events = hashlib.sha256(), 0
    with Store(out) as store:
        for record in store.records():
            found.update(msgspec.json.encode(record) + b"\n")
            events += 1
    return found.hexdigest()[:16], events


def measure(
    source: Path,
    folder: Path,
    articles: int,
    workers: Sequence[int],
    kills: int,
    passages: int | None = None,
    sentences: int = 4,
) -> dict[str, Any]:
    """All figures."""
    corpus = folder / "made.jsonl"
    build(source, corpus, articles, passages, sentences)
    runs: list[dict[str, Any]] = []
    seconds = 0.0
    for number in workers:
        out = folder / f"workers-{number}.duckdb"
        # Of the first run the speed is not known yet: about ten articles a second and worker.
        guess = (seconds or articles / 10 / number) / 10
        seconds, processor, memory = watched(corpus, out, number, guess)
        hashed, events = digest(out)
        facts = {
            "workers": number,
            "seconds": round(seconds, 1),
            "processor_seconds": round(processor, 1),
            "events": events,
            "digest": hashed,
        }
        runs.append(facts | {"store_mb": round(out.stat().st_size / 1e6, 1), "memory": asdict(memory)})
    report: dict[str, Any] = {
        "articles": articles,
        "corpus_mb": round(corpus.stat().st_size / 1e6, 1),
        "runs": runs,
    }
    if kills:
        chance = random.Random(11)
        moments = [round(chance.uniform(0.3, 1.2) * seconds / (kills + 1), 2) for _ in range(kills)]
        out = folder / "killed.duckdb"
        safe = killed(corpus, out, workers[-1], moments)
        report["killed"] = {"moments": moments, "articles_safe": safe, "digest": digest(out)[0]}
    return report


def show(report: dict[str, Any]) -> None:
    """The figures as lines for people."""
    print(f"{report['articles']:,} articles, {report['corpus_mb']} MB")
    first = report["runs"][0]
    for run in report["runs"]:
        memory = run["memory"]
        print(
            f"{run['workers']} workers: {run['seconds']:,.0f} s ({run['processor_seconds']:,.0f} s of processor), {report['articles'] / run['seconds']:.1f} articles/s "
            f"({first['seconds'] / run['seconds']:.2f} times the first), {run['events']:,} events, store {run['store_mb']} MB, "
            f"events {run['digest']}"
        )
        for name in ("main", "worker", "all"):
            print(f"  peak MB, {name}: first tenth {memory[name][0]:.0f}, rest {memory[name][1]:.0f}")
    if "killed" in report:
        told = report["killed"]
        print(
            f"killed after {told['moments']} s; articles safe then {told['articles_safe']}; events {told['digest']}"
        )
    found = {run["digest"] for run in report["runs"]} | {report.get("killed", first)["digest"]}
    print("all runs hold the same events" if len(found) == 1 else "RUNS DIFFER IN THEIR EVENTS")


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("articles_file", type=Path)
    options.add_argument("--articles", type=int, default=3_000)
    options.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options.add_argument(
        "--passages",
        type=int,
        help="passages an article (default: as long as a real one)",
    )
    options.add_argument("--sentences", type=int, default=4, help="sentences a passage")
    options.add_argument("--kills", type=int, default=5)
    options.add_argument("--folder", type=Path, help="an empty folder to keep corpus and stores in")
    options.add_argument("--json", action="store_true", help="print JSON, with memory over time")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        report = measure(
            chosen.articles_file,
            folder,
            chosen.articles,
            chosen.workers,
            chosen.kills,
            chosen.passages,
            chosen.sentences,
        )
    print(json.dumps(report)) if chosen.json else show(report)


if __name__ == "__main__":
    main()
