"""Which format a source is in, and the one table of readers."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import fields
from pathlib import PurePath
from typing import IO, Literal

import msgspec

from khaldun.errors import InputError
from khaldun.sources.archives import members
from khaldun.sources.databases import read_export, sniff_export
from khaldun.sources.encoding import bounded, decode, require_text
from khaldun.sources.feeds import LARGEST as LARGEST_FEED
from khaldun.sources.feeds import read_feed
from khaldun.sources.inputs import Source, opened, unpacked, unreadable
from khaldun.sources.pages import LARGEST, read_page
from khaldun.sources.record import Columns, Options, Raw
from khaldun.sources.tables import LARGEST_JSON, Records, read_csv, read_json, read_json_lines, read_parquet
from khaldun.sources.warc import read_warc

Format = Literal[
    "text", "page", "feed", "jsonl", "json", "csv", "tsv", "parquet", "warc", "zip", "nexis", "factiva"
]

EXTENSIONS: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".parquet": "parquet", ".pq": "parquet", ".warc": "warc", ".zip": "zip",
}  # fmt: skip
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def format_of(source: Source, head: bytes, columns: Columns) -> Format:
    """The format, by extension (before ``.gz``), corrected by the first bytes.

    Raises ``InputError`` for a file found in a folder whose extension is none that is read.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not _office(head):
        return "zip"
    suffixes = [suffix.lower() for suffix in PurePath(source.path or source.name).suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    named = EXTENSIONS.get(suffixes[-1]) if suffixes and source.path else None
    if named is None and suffixes and source.listed and re.fullmatch(r"\.[a-z][a-z0-9]{0,9}", suffixes[-1]):
        require_text(head, source.name)
        known = " ".join(EXTENSIONS)
        raise InputError(
            source.name,
            f"{suffixes[-1]} is no format that is read; valid: {known}; name the file itself to read it as text",
        )
    return _corrected(named, decode(head), columns)


def _corrected(named: Format | None, head: str, columns: Columns) -> Format:
    """The extension's format, but for contents that are plainly another: pages saved as .txt or .xml, lines as .json."""
    seen = sniff(head, columns)
    if (
        named is None
        or (named in ("text", "feed") and seen in ("page", "feed"))
        or (named == "text" and seen in ("nexis", "factiva"))
        or (named == "json" and seen == "jsonl")
    ):
        return seen
    return named


def sniff(head: str, columns: Columns) -> Format:
    """The format of data without a telling name, by how it begins."""
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("WARC/"):
        return "warc"
    if start.startswith("<"):
        return "feed" if _FEED.search(start[:2000]) else "page" if _HTML.search(start[:4000]) else "text"
    if start.startswith("{"):
        return (
            "jsonl"
            if _is_object(start.split("\n", 1)[0]) or not start[1:].lstrip().startswith('"')
            else "json"
        )
    if re.match(r"\[\s*\{", start):
        return "json"
    return _sniff_table(start.split("\n", 1)[0].rstrip("\r"), columns) or sniff_export(start) or "text"


def _office(head: bytes) -> bool:
    """Whether a ZIP archive is an office document: its first file's name tells."""
    return head[30:].startswith(
        (b"[Content_Types].xml", b"_rels/", b"mimetype", b"word/", b"xl/", b"docProps/")
    )


def _is_object(line: str) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False


def _sniff_table(header: str, columns: Columns) -> Format | None:
    """A header line: short cells, among them the text column and another one that is read."""
    names = {getattr(columns, f.name) for f in fields(Columns)}
    for delimiter in "\t,;|":
        cells = [cell.strip(' "') for cell in header.split(delimiter)]
        if columns.text in cells and len(names.intersection(cells)) > 1:
            return "tsv" if delimiter == "\t" else "csv"
    return None


def records(source: Source, options: Options) -> Records:
    """The records of one source, and an error in the place of each that cannot be read.

    Raises ``InputError`` where nothing of it can be read.
    """
    with opened(source) as (head, stream):
        form = format_of(source, head, options.columns)
        if form == "zip":
            yield from _archived(source, options)
        elif form == "parquet" and source.path:
            yield from read_parquet(source.path, source.id, source.name, options)
        else:
            yield from _checked(form, head, stream, source, options)


def _checked(form: Format, head: bytes, stream: IO[bytes], source: Source, options: Options) -> Records:
    if form != "warc":  # an archive holds images, and packed pages, beside its text
        require_text(head, source.name)
    yield from _streamed(form, stream, source, options)


def _archived(source: Source, options: Options) -> Records:
    """The records of every file in a ZIP archive."""
    if source.path is None:
        raise InputError(source.name, "a ZIP archive, which cannot be read from a stream; give the file")
    for member in members(source.path, source.id, source.name):
        if isinstance(member, InputError):
            yield member
            continue
        inner, packed = member
        try:
            head, stream = unpacked(packed, inner.name)
            form = format_of(inner, head, options.columns)
            if form in ("zip", "parquet"):
                raise InputError(
                    inner.name, f"{form} data in an archive, which is read from a file alone; unpack it first"
                )
            yield from _checked(form, head, stream, inner, options)
        except InputError as error:
            yield error
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            yield InputError(inner.name, unreadable(error))


def _streamed(form: Format, stream: IO[bytes], source: Source, options: Options) -> Records:
    match form:
        case "jsonl":
            yield from read_json_lines(stream, source.id, source.name, options)
        case "csv" | "tsv":
            yield from read_csv(stream, source.id, source.name, options, tabs=form == "tsv")
        case "warc":
            yield from read_warc(stream, source.id, source.name)
        case "nexis" | "factiva":
            yield from read_export(stream, source.id, source.name, form)
        case "json":
            yield from read_json(_whole(stream, source, LARGEST_JSON), source.id, source.name, options)
        case "feed":
            yield from read_feed(_whole(stream, source, LARGEST_FEED), source.id, source.name)
        case "page":
            yield read_page(_whole(stream, source, LARGEST), source.id, source.name)
        case _:
            yield Raw(source.id, source.name, decode(_whole(stream, source, LARGEST)))


def _whole(stream: IO[bytes], source: Source, limit: int) -> bytes:
    return bounded(stream.read(limit + 1), source.name, limit)
