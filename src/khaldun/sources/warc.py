"""Web archives (WARC 1.0 and 1.1, ISO 28500): the HTML pages among their responses."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO

from khaldun.errors import InputError
from khaldun.sources.encoding import MEGABYTE
from khaldun.sources.pages import LARGEST, read_page
from khaldun.sources.record import Raw

_LONGEST_HEADER = 1 << 16


def read_warc(stream: IO[bytes], id: str, name: str) -> Iterator[Raw | InputError]:
    """One record for each archived HTML page, streamed; its id is ``<file>#<address>``.

    Other records (requests, images, failed answers) are passed over. A page without an article is given as an error.
    """
    number = 0
    while (version := stream.readline(_LONGEST_HEADER)) != b"":
        if not version.strip():
            continue
        number += 1
        where = f"{name}, record {number}"
        if not version.startswith(b"WARC/"):
            raise InputError(where, "no WARC record begins here; the archive is damaged, fetch it again")
        fields = _fields(stream)
        length = _length(fields.get("content-length", ""), where)
        wanted = fields.get("warc-type") == "response" and length <= LARGEST
        if not wanted:
            _skip(stream, length)
            continue
        page = _page(stream.read(length))
        if page is not None:
            url = fields.get("warc-target-uri", "").strip("<>")
            yield _record(page, f"{id}#{url or number}", where, url)


def _fields(stream: IO[bytes]) -> dict[str, str]:
    """Header fields up to the blank line, names in small letters."""
    found: dict[str, str] = {}
    while line := stream.readline(_LONGEST_HEADER).strip():
        key, _, value = line.decode("utf-8", "replace").partition(":")
        found[key.strip().lower()] = value.strip()
    return found


def _length(value: str, name: str) -> int:
    if not value.isdigit():
        raise InputError(
            name, f"Content-Length {value!r} is no number; the archive is damaged, fetch it again"
        )
    return int(value)


def _skip(stream: IO[bytes], length: int) -> None:
    while length > 0 and (chunk := stream.read(min(length, MEGABYTE))):
        length -= len(chunk)


def _record(page: bytes, id: str, name: str, url: str) -> Raw | InputError:
    try:
        return read_page(page, id, name, url or None)
    except InputError as error:
        return error


def _page(response: bytes) -> bytes | None:
    """The HTML in an HTTP response, or None where it holds none."""
    stream = io.BytesIO(response)
    status = stream.readline(_LONGEST_HEADER).split(b" ")
    fields = _fields(stream)
    if status[1:2] != [b"200"] or "html" not in fields.get("content-type", "html"):
        return None
    body = stream.read()
    try:
        if fields.get("transfer-encoding", "").lower() == "chunked":
            body = _dechunked(body)
        if fields.get("content-encoding", "").lower() == "deflate":
            body = zlib.decompressobj(zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS).decompress(
                body, LARGEST
            )
        elif body.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as inner:
                body = inner.read(LARGEST)
    except (ValueError, OSError, EOFError, zlib.error):
        return None  # an answer that was cut off in transfer holds no whole page
    return body


def _dechunked(body: bytes) -> bytes:
    stream, parts = io.BytesIO(body), []
    while size := int(stream.readline(_LONGEST_HEADER).split(b";")[0], 16):
        parts.append(stream.read(size))
        stream.readline(4)
    return b"".join(parts)
