"""Gold files: reading their items and telling their formats apart."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from khaldun.errors import UsageError
from khaldun.evaluate.outcomes import item_ids
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.toponyms import read_toponyms
from khaldun.model import Article, Coding

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of gold file: how its names begin, which keys every line has, and what a line is."""

    name: str
    keys: frozenset[str]
    what: str
    nested: frozenset[str] = frozenset()
    """Keys that each element of the list ``within`` has."""
    within: str = "events"

    def fits(self, record: Record) -> bool:
        """Whether a line has this format's keys."""
        if not self.keys <= record.keys():
            return False
        members = record[self.within] if self.nested else []
        return isinstance(members, list) and all(
            isinstance(member, dict) and self.nested <= member.keys() for member in members
        )


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold file, read; ``digest`` is the SHA-256 of its bytes (of a folder of pages, of its list of truths)."""

    path: str
    format: Format
    records: tuple[Record, ...]
    digest: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """An id for each record: its own ``id`` where all have one and no two the same, else its number from 1."""
        return item_ids(self.records)


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be coded, with its date and address where the gold gives them."""

    text: str
    published: dt.date | None = None
    url: str | None = None


def read(path: Path, formats: Sequence[Format]) -> Gold:
    """Read a gold file (JSON lines, XML of toponyms, or a folder of pages) and find its format.

    The beginning of the file's name decides; otherwise the keys of its items do. Raises ``UsageError`` where
    the file is missing, is not in its form, is empty, or has no known format.
    """
    data = _bytes(path)
    if path.is_dir():
        records = tuple(_pages(path, data))
    elif path.suffix.lower() == ".xml":
        records = tuple(read_toponyms(str(path), data))
    else:
        records = tuple(_lines(path, data))
    if not records:
        raise UsageError(f"{path}: no lines; a gold file holds one JSON object a line")
    return Gold(str(path), _detect(path, records, formats), records, hashlib.sha256(data).hexdigest())


TRUTHS = "ground-truth.json"
"""What a folder of pages holds beside ``html/``: {page id: {articleBody, url}}."""


def _bytes(path: Path) -> bytes:
    try:
        return (path / TRUTHS if path.is_dir() else path).read_bytes()
    except OSError as error:
        if path.is_dir():
            raise UsageError(
                f"{path}: a folder without {TRUTHS}; give gold files, or a folder of pages with {TRUTHS} and html/"
            ) from error
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a file of JSON lines") from error


def _pages(path: Path, data: bytes) -> Iterator[Record]:
    try:
        truths = msgspec.json.decode(data, type=dict[str, dict[str, Any]])
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{path / TRUTHS}: not an object of pages ({error}); write {{page id: {{articleBody, url}}}}"
        ) from error
    for key, truth in truths.items():
        yield {
            "id": key,
            "page": str(path / "html" / f"{key}.html.gz"),
            "body": truth.get("articleBody", ""),
            "url": truth.get("url", ""),
        }


def _lines(path: Path, data: bytes) -> Iterator[Record]:
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
    missing = ", ".join(sorted(form.keys - records[number - 1].keys()))
    if not missing:
        missing = f"{', '.join(sorted(form.nested))} in each of its {form.within}"
    return f"{path}, item {number}: a {form.name} line needs {missing}; add it or rename the file"


def code(texts: Sequence[Text], coder: CoderLike, name: str, progress: Progress) -> list[Coding]:
    """Code texts in order through the coder's ``pipe``, each as an article of its own."""
    articles = (
        Article(
            id=f"gold-{i}",
            text=item.text,
            published=item.published,
            published_basis="metadata" if item.published else None,
            url=item.url,
        )
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
