"""Reading labelled pairs: JSON lines in three forms, and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from khaldun.errors import InputError, UsageError

LABEL_KEYS = ("event_type", "type", "label", "root")
"""Keys that may hold a pair's label, the first that is there counts."""

FORM = (
    '{"text": …, "source": [start, end], "target": [start, end], "event_type": …} '
    'or {"marked": "<s>…</s> … <t>…</t>", "event_type": …}'
)

_MARK = re.compile(r"<(/?)([st])>")

Span = tuple[int, int]
Problems = Callable[[InputError], None]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, a source and a target in it (character spans, end exclusive), and the label of the two."""

    text: str
    source: Span
    target: Span
    label: str


def read_labels(path: Path, problems: Problems, valid: Collection[str] | None = None) -> list[Labelled]:
    """The labelled pairs of a file: JSON lines, or CSV where its name ends so. ``valid`` are the labels that may stand.

    A line that is wrong goes to ``problems`` with its number and is left out. Raises ``UsageError`` where the file
    cannot be read, or no line of it is right.
    """
    try:
        data = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); give a file of labelled pairs"
        ) from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    lines = _rows(data) if path.suffix.lower() == ".csv" else _lines(data)
    found: list[Labelled] = []
    for number, line in lines:
        try:
            found += [_valid(pair, valid) for pair in _pairs(line() if callable(line) else line)]
        except ValueError as error:
            problems(InputError(str(path), f"line {number}: {error}"))
    if not found:
        raise UsageError(f"{path}: no labelled pair; a line is {FORM}")
    return found


def _valid(pair: Labelled, valid: Collection[str] | None) -> Labelled:
    if valid is not None and pair.label not in valid:
        raise ValueError(
            f"label {pair.label!r} is no type of your ontology; valid are {', '.join(valid)}; "
            "mend the label, or add the type"
        )
    return pair


def _lines(data: str) -> Iterator[tuple[int, Callable[[], Mapping[str, Any]]]]:
    for number, line in enumerate(data.split("\n"), 1):
        if line.strip():
            yield number, lambda line=line: _object(line)  # type: ignore[misc]


def _object(line: str) -> Mapping[str, Any]:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise ValueError(f"{error}; a line is {FORM}") from None


def _rows(data: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(data, newline=""))
    for row in reader:
        yield reader.line_num, {key: value for key, value in row.items() if key and value}


def _pairs(line: Mapping[str, Any]) -> list[Labelled]:
    """The pairs of one line. Raises ``ValueError`` where it is wrong."""
    if "marked" in line:
        return [marked(str(line["marked"]), _label(line))]
    if not isinstance(line.get("text"), str):
        raise ValueError(f"no text; a line is {FORM}")
    if "pairs" in line:
        return [_pair(line["text"], pair) for pair in line["pairs"]]
    return [_pair(line["text"], line)]


def _pair(text: str, pair: Mapping[str, Any]) -> Labelled:
    return Labelled(text, _span(text, pair, "source"), _span(text, pair, "target"), _label(pair))


def _label(pair: Mapping[str, Any]) -> str:
    for key in LABEL_KEYS:
        if isinstance(pair.get(key), str) and pair[key].strip():
            return str(pair[key]).strip()
    raise ValueError(f"no label; give one as {', '.join(LABEL_KEYS)}")


def _span(text: str, pair: Mapping[str, Any], role: str) -> Span:
    """A span given as [start, end], or as words that the text holds once."""
    given = pair.get(role)
    if isinstance(given, str):
        if text.count(given) != 1:
            raise ValueError(
                f"{role} {given!r} stands {text.count(given)} times in the text; give its span as [start, end]"
            )
        return text.index(given), text.index(given) + len(given)
    try:
        start, end = msgspec.convert(given, tuple[int, int])
    except msgspec.ValidationError:
        raise ValueError(f"{role} {given!r} is no span; give [start, end], counted in characters") from None
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"{role} [{start}, {end}] does not lie in the text; give 0 <= start < end <= {len(text)}"
        )
    return start, end


def marked(sentence: str, label: str) -> Labelled:
    """A pair whose actors are marked in the sentence: ``<s>source</s>`` and ``<t>target</t>``.

    Raises ``ValueError`` where one of the two is not there.
    """
    pieces: list[str] = []
    ends: dict[tuple[str, str], int] = {}
    last = size = 0
    for mark in _MARK.finditer(sentence):
        pieces.append(sentence[last : mark.start()])
        size += mark.start() - last
        last = mark.end()
        ends[mark.group(2), mark.group(1)] = size
    text = "".join([*pieces, sentence[last:]])
    spans = []
    for role, name in (("s", "source"), ("t", "target")):
        start, end = ends.get((role, "")), ends.get((role, "/"))
        if start is None or end is None or not start < end:
            raise ValueError(f"no {name} is marked in {sentence[:60]!r}; write <{role}>the {name}</{role}>")
        spans.append((start, end))
    return Labelled(text, spans[0], spans[1], label)
