"""``khaldun relate``: the relation between two given actors of a text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec

from khaldun.cli import options
from khaldun.cli.reading import make_coder
from khaldun.cli.terminal import complain
from khaldun.coder import Coder
from khaldun.model import record

_BATCH = 64


class _Request(msgspec.Struct):
    """What a line must hold; everything else on it is handed on as it is."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]


@click.command(short_help="Say what one given actor does to another.")
@click.argument("file", metavar="FILE.jsonl", type=click.Path(path_type=Path))
@options.reader
@options.model
@options.knowing
def relate(file: Path, **rest: Any) -> int:
    """Say what one given actor does to another, for each line {text, source: [start, end], target: [start, end]} of FILE.

    The same lines come out with event_type, cameo, quad, modes, status, confidence and rule. FILE may be "-".
    Every well-formed line gets an answer; one without any evidence says so in its rule.
    """
    try:
        opened: AbstractContextManager[BinaryIO] = (
            nullcontext(sys.stdin.buffer) if str(file) == "-" else file.open("rb")
        )
    except OSError as error:
        said = error.strerror or str(error)
        complain(f"{file}: {said}; name a readable file of JSON lines, or - for standard input")
        return 1
    with opened as stream:
        wrong = _relate_all(make_coder(rest), str(file), stream)
    sys.stdout.buffer.flush()
    return 1 if wrong else 0


def _relate_all(coder: Coder, name: str, stream: BinaryIO) -> int:
    """Answer every line; how many could not be read."""
    wrong = 0
    lines = enumerate(stream, 1)
    while batch := list(islice(lines, _BATCH)):
        read = list(_read(name, batch))
        wrong += sum(bool(line.strip()) for _, line in batch) - len(read)
        _answer(coder, read, sys.stdout.buffer)
    return wrong


def _read(name: str, batch: list[tuple[int, bytes]]) -> Iterator[tuple[dict[str, Any], _Request]]:
    for number, line in batch:
        if not line.strip():
            continue
        try:
            item = msgspec.json.decode(line, type=dict[str, Any])
            request = msgspec.convert(item, _Request)
            for role, (start, end) in (("source", request.source), ("target", request.target)):
                if not 0 <= start < end <= len(request.text):
                    raise ValueError(
                        f"{role} [{start}, {end}] does not lie in a text of {len(request.text)} characters"
                    )
        except (msgspec.MsgspecError, ValueError) as error:
            complain(
                f'{name}: line {number}: {error}; a line is {{"text": …, "source": [start, end], "target": [start, end]}}'
            )
            continue
        yield item, request


def _answer(coder: Coder, read: list[tuple[dict[str, Any], _Request]], out: BinaryIO) -> None:
    relations = coder.relate_many([(r.text, r.source, r.target) for _, r in read])
    for (item, _), relation in zip(read, relations, strict=True):
        out.write(msgspec.json.encode({**item, **record(relation)}) + b"\n")
