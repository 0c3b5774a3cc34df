"""From bytes to text, and what bytes are no text."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib

from khaldun.errors import InputError

MEGABYTE = 1 << 20

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF document", "convert it to text first (pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive or office document", "unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"\x89PNG", "a PNG image", "give the text, not its picture"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text, not its picture"),
    (b"GIF8", "a GIF image", "give the text, not its picture"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"SQLite format 3", "an SQLite database", "export its table to CSV"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_SAMPLE = 1 << 16
"""Bytes by which data is judged."""


def size(count: int) -> str:
    """A number of bytes in words."""
    return f"{count // MEGABYTE} MB" if count >= MEGABYTE else f"{count} bytes"


def utf16_by_zeros(data: bytes) -> str | None:
    """The UTF-16 form of ASCII-like text without a mark: every second byte is zero."""
    sample = data[:4096]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.3:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None


def encoding_of(data: bytes) -> str | None:
    """The encoding that a byte-order mark or the pattern of zero bytes tells, or None."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    return marked or utf16_by_zeros(data)


def decode(data: bytes, *, declared: bool = False) -> str:
    """Text from bytes: by mark, else UTF-8, else (with ``declared``) as an HTML page declares, else Windows-1252.

    Never raises; bytes without a meaning become U+FFFD.
    """
    name = encoding_of(data)
    if name:
        return data.decode(name, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        meta = _META.search(data[:8192]) if declared else None
        return data.decode(_known(meta[1].decode("ascii")) if meta else _legacy(data), "replace")


def _legacy(data: bytes) -> str:
    """UTF-8 for text with a few damaged bytes, Windows-1252 for text that was never UTF-8."""
    damaged = data.decode("utf-8", "replace").count("\ufffd")
    whole = sum(byte >= 0xC2 for byte in data)
    return "utf-8" if damaged * 10 < whole else "cp1252"


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return "cp1252"
    return "cp1252" if found in ("iso8859-1", "ascii", "utf-8") else found


def require_text(data: bytes, name: str) -> None:
    """Raise ``InputError`` where ``data`` is empty or no text."""
    if not data.strip():
        raise InputError(name, "the file is empty; give a file with text")
    for mark, what, step in _MAGIC:
        if data.startswith(mark):
            raise InputError(name, f"{what}, not text; {step}")
    sample = data[:_SAMPLE]
    if encoding_of(data):
        sample = decode(sample[: len(sample) // 4 * 4]).encode("utf-8", "replace")
    zeros = sample.count(0)
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1a\x1b" for byte in sample)
    if zeros or controls > len(sample) * 0.01:
        raise InputError(
            name,
            f"binary data ({controls} control bytes in the first {len(sample)}), not text; give text, HTML or a table",
        )


def unzip(data: bytes, name: str, limit: int) -> bytes:
    """The content of gzip data, at most ``limit`` bytes of it; other data as it is."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return bounded(stream.read(limit + 1), name, limit)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(name, f"the gzip data is damaged ({error}); fetch or pack the file again") from error


def bounded(data: bytes, name: str, limit: int) -> bytes:
    """``data``, or ``InputError`` where it holds more than ``limit`` bytes."""
    if len(data) > limit:
        raise InputError(
            name,
            f"more than {size(limit)} in one document; split it, or give its articles as JSON lines",
        )
    return data
