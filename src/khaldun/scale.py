"""Coding on many machines: Ray Data hands out input files, one loaded coder works for each actor, each file becomes a part.

A part is there or not, so that a run that was broken off codes only files without one. Nothing else in khaldun imports ray.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import re
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from khaldun.errors import InputError, KhaldunError, StoreError, UsageError
from khaldun.export.parquet import ParquetWriter
from khaldun.model import Coding, record
from khaldun.running import Coder, Failed, Limits, Pool, chunks
from khaldun.running.tally import Tally
from khaldun.sources import Found, Source
from khaldun.store import Run, differences
from khaldun.store.atomic import replacing

MANIFEST = "khaldun.json"
_KEY = b"khaldun.input"
_MOST_BLOCKS = 10_000
_SECONDS = 10.0
_NAMED = 20
"""Problems of one file that are named; its file of problems holds all."""


@dataclass(frozen=True, slots=True)
class How:
    """How to code a file; all three must be importable on every machine (picklable).

    ``read`` gives its articles, and errors in the place of what cannot be read; ``sure`` takes out events that are not wanted.
    """

    make_coder: Callable[[], Coder]
    read: Callable[[Source], Iterator[Found | InputError]]
    sure: Callable[[Coding], Coding]


@dataclass(slots=True)
class Part(Tally):
    """What came of a file; ``problems`` names the first of what was not read or coded, each with the reason."""

    name: str = ""
    problems: list[str] = field(default_factory=list)
    unread: int = 0


def part_of(out: Path, source: Source) -> Path:
    """The file of a source's part: named after it, and after where it lies, as two can share a name."""
    stem = re.sub(r"[^\w.-]+", "_", Path(source.id).stem)[:80]
    digest = hashlib.blake2b(os.fsencode(source.address or source.path or ""), digest_size=4).hexdigest()
    return out / f"part-{stem}-{digest}.parquet"


def begin(out: Path, run: Run, anew: bool = False) -> None:
    """Make the folder of a run, or see that the one there was made the same way; with ``anew`` its parts are removed.

    Which inputs it is given does not matter: new ones can be coded into it later. Raises ``UsageError`` where it was made another way or
    holds something else, ``StoreError`` where it cannot be written.
    """
    manifest = out / MANIFEST
    try:
        out.mkdir(exist_ok=True)
        if not manifest.exists() and any(out.iterdir()):
            raise UsageError(f"-o {out}: holds something else than a run; give a new folder")
        if anew:
            for path in (*out.glob("part-*.parquet"), *out.glob("part-*.jsonl"), manifest):
                path.unlink(missing_ok=True)
        if manifest.exists():
            _require_same(out, json.loads(manifest.read_text(encoding="utf-8")), run)
            return
    except OSError as error:
        said = error.strerror or str(error)
        raise StoreError(f"{out}: cannot be written ({said}); choose another folder with -o") from None
    with replacing(manifest) as partial:
        facts = {f.name: getattr(run, f.name) for f in fields(Run) if f.name in _TOLD}
        partial.write_text(json.dumps(record(facts) | {"started": run.started.isoformat()}, indent=2) + "\n")


_TOLD = ("version", "pipeline", "ontology", "lexicon", "options")


def _require_same(out: Path, facts: dict[str, Any], run: Run) -> None:
    before = Run(**{name: facts[name] for name in _TOLD}, started=dt.datetime.fromisoformat(facts["started"]))
    if unlike := differences(before, run):
        listed = "; ".join(
            f"{name} {a or 'none'} there, {b or 'none'} now" for name, (a, b) in unlike.items()
        )
        raise UsageError(
            f"{out}: holds a run made another way ({listed}); write to another folder with -o, or replace it with --overwrite"
        )


def is_done(out: Path, source: Source) -> bool:
    """Whether the source's part is there, made of a file of the same length."""
    path = part_of(out, source)
    if not path.exists():
        return False
    try:
        told = json.loads((pq.read_schema(path).metadata or {})[_KEY])
    except (OSError, pa.ArrowException, KeyError, ValueError):  # no part of ours: made again
        return False
    return bool(told == _told(source))


def _told(source: Source) -> dict[str, Any]:
    return {"id": source.id, "bytes": source.length}


def code(
    sources: Sequence[Source], out: Path, how: How, address: str | None = None, workers: int | None = None
) -> Iterator[Part]:
    """Code each source into its part under ``out``, on the cluster at ``address``, else on one started here; parts come as they are done.

    ``out`` and the sources must be reachable under the same names from every machine. Raises ``StoreError`` where a part cannot be
    written, and ``KhaldunError`` where there is no ray, no cluster, or no coder.
    """
    ray = _begin_ray(address, workers)
    try:
        cores = int(ray.cluster_resources().get("CPU", 1))
        size = max(1, min(len(sources), workers or cores))
        items = [{"source": source, "at": str(out)} for source in sources]
        data = ray.data.from_items(items, override_num_blocks=min(len(items), _MOST_BLOCKS))
        coded = data.map_batches(
            _Actor,
            fn_constructor_args=(how,),
            batch_size=1,
            num_cpus=1,
            compute=ray.data.ActorPoolStrategy(size=size),
        )
        for row in coded.iter_rows():
            told = json.loads(row["told"])
            if "error" in told:
                raise StoreError(told["error"])
            yield _part(told)
    except ray.exceptions.RayError as error:
        raise KhaldunError(
            f"--engine ray: the run ended ({_cause(error)}); the same command goes on with it"
        ) from None
    finally:
        ray.shutdown()


def _cause(error: Exception) -> str:
    """The line of a remote traceback that names the first error."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return next((line for line in lines if re.match(r"[A-Za-z_.]*(Error|Exception)\b", line)), lines[0])


def _begin_ray(address: str | None, workers: int | None) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # khaldun sends nothing to anybody
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
        import ray.data
        import ray.exceptions
    except ImportError:
        raise KhaldunError("--engine ray: needs ray; install it with pip install 'khaldun[ray]'") from None
    if address:
        _require_somebody(address)
    local: dict[str, Any] = {} if address else {"num_cpus": workers, "include_dashboard": False}
    try:
        ray.init(address=address or "local", log_to_driver=False, logging_level=logging.ERROR, **local)
    except (ConnectionError, RuntimeError, ValueError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise KhaldunError(
            f"--address {address}: no Ray cluster can be reached ({first}); give HOST:PORT of its head"
        ) from None
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    return ray


def _require_somebody(address: str) -> None:
    """Raise ``UsageError`` where nobody listens at HOST:PORT, since Ray would try for many minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), _SECONDS).close()
    except (OSError, ValueError, OverflowError) as error:
        raise UsageError(
            f"--address {address}: no Ray cluster can be reached there ({error}); give HOST:PORT of its head, "
            "as 'ray start --head' prints it"
        ) from None


def _told_of(part: Part) -> str:
    return json.dumps({f.name: getattr(part, f.name) for f in fields(Part)})


def _part(told: dict[str, Any]) -> Part:
    part = Part()
    for name, value in told.items():
        setattr(part, name, Counter(value) if isinstance(value, dict) else value)
    return part


class _Actor:
    """One of Ray's actors. Its coder lives in a process of its own, which can die or hang without ending the run."""

    def __init__(self, how: How) -> None:
        self._how = how
        self._pool = Pool(how.make_coder, 1, Limits()).__enter__()  # ends with the actor, which it watches

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        told = []
        for source, out in zip(batch["source"], batch["at"], strict=True):
            try:
                told.append(_told_of(code_part(source, Path(out), self._pool, self._how)))
            except KhaldunError as error:
                told.append(json.dumps({"error": str(error)}))
        return {"told": told}


def code_part(source: Source, out: Path, pool: Pool, how: How) -> Part:
    """Code one file into its part, with what was not coded beside it as JSON lines; the part comes last."""
    path, part = part_of(out, source), Part(name=source.name)
    problems: list[dict[str, Any]] = []
    repeats: list[dict[str, Any]] = []
    with replacing(path) as partial, partial.open("wb") as file:
        writer = ParquetWriter(file, {_KEY: json.dumps(_told(source)).encode()})
        try:
            for chunk, outcomes in pool.code(chunks(how.read(source))):
                left = iter(outcomes)
                for item in chunk.items:
                    if isinstance(item, InputError):
                        part.unread += 1
                        reason = str(item).removeprefix(f"{item.name}: ")
                        problems.append({"input": item.name, "reason": reason, "kind": "unread"})
                    elif item.repeats is not None:
                        part.repeat(item.repeats)
                        repeats.append(record(item.repeats))
                    elif isinstance(outcome := next(left), Failed):
                        part.quarantined += 1
                        problems.append(_quarantined(item, outcome))
                    else:
                        sure = how.sure(outcome)
                        part.add(sure)
                        writer.write(sure.events)
        finally:
            writer.finish()
        part.problems = [f"{row['input']}: {row['reason']}" for row in problems[:_NAMED]]
        _write_lines(path.with_suffix(".problems.jsonl"), problems)
        _write_lines(path.with_suffix(".duplicates.jsonl"), repeats)
    return part


def _quarantined(item: Found, failed: Failed) -> dict[str, Any]:
    article = item.article
    said = {"input": item.name, "reason": failed.reason, "kind": "quarantined", "article_id": article.id}
    return said | {"published": record(article.published), "text": article.text}


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    if not lines:
        path.unlink(missing_ok=True)
        return
    with replacing(path) as partial:
        partial.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="replace")


def without_inputs(run: Run) -> Run:
    """The manifest of a run into a folder, to which inputs can be added."""
    return replace(run, options={name: value for name, value in run.options.items() if name != "inputs"})
