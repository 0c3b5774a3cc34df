"""Gold files: reading their lines and telling their formats apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from khaldun.errors import UsageError
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.model import Article, Coding

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of gold file: how its names begin, which keys every line has, and what a line is."""

    name: str
    keys: frozenset[str]
    what: str
    nested: frozenset[str] = frozenset()
    """Keys of each element of ``events``, where formats differ only there."""

    def fits(self, record: Record) -> bool:
        """Whether a line has this format's keys."""
        if not self.keys <= record.keys():
            return False
        return not self.nested or all(self.nested <= event.keys() for event in record["events"])


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file, read."""

    path: str
    format: Format
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be coded, with its date where the gold gives one."""

    text: str
    published: dt.date | None = None


def read(path: Path, formats: Sequence[Format]) -> Gold:
    """Read a gold file of JSON lines and find its format.

    The beginning of the file's name decides; otherwise the keys of its lines do. Raises ``UsageError`` where
    the file is missing, is not JSON lines, is empty, or has no known format.
    """
    records = tuple(_lines(path))
    if not records:
        raise UsageError(f"{path}: no lines; a gold file holds one JSON object a line")
    return Gold(str(path), _detect(path, records, formats), records)


def _lines(path: Path) -> Iterator[Record]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a file of JSON lines") from error
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise UsageError(
                f"{path}, line {number}: not a JSON object ({error}); a gold file holds one JSON object a line"
            ) from error
        yield record


def _detect(path: Path, records: Sequence[Record], formats: Sequence[Format]) -> Format:
    named = [f for f in formats if path.name.startswith(f.name)]
    for candidate in named or formats:
        if all(candidate.fits(record) for record in records):
            return candidate
    if named:
        raise UsageError(_lacking(path, records, named[0]))
    known = "; ".join(f"{f.name} ({f.what}: {', '.join(sorted(f.keys))})" for f in formats)
    found = ", ".join(sorted(records[0])) or "none"
    raise UsageError(f"{path}: unknown gold format (keys: {found}); known formats: {known}")


def _lacking(path: Path, records: Sequence[Record], form: Format) -> str:
    number = next(i for i, record in enumerate(records, start=1) if not form.fits(record))
    missing = sorted(form.keys - records[number - 1].keys()) or sorted(form.nested)
    return f"{path}, item {number}: a {form.name} line needs {', '.join(missing)}; add it or rename the file"


def code(texts: Sequence[Text], coder: CoderLike, name: str, progress: Progress) -> list[Coding]:
    """Code texts in order through the coder's ``pipe``, each as an article of its own."""
    articles = (
        Article(id=f"gold-{i}", text=item.text, published=item.published, published_basis="metadata")
        if item.published
        else Article(id=f"gold-{i}", text=item.text)
        for i, item in enumerate(texts)
    )
    codings = []
    for coding in coder.pipe(articles):
        codings.append(coding)
        progress(name, len(codings), len(texts))
    return codings


def day(value: str | None) -> dt.date | None:
    """A gold file's date, as 2014-09-15 or 20140915.

    ``None`` stays ``None``; six digits are ``None`` too, as they can be read with the day or the year first.

    Raises ``UsageError`` where it is no date.
    """
    if not value or (len(value) == 6 and value.isdigit()):
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"gold date {value!r}: not a date; write 2014-09-15 or 20140915") from error
