"""Decoded lines of a byte stream, one at a time, with a bound on their length."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from khaldun.errors import InputError
from khaldun.sources.encoding import MEGABYTE, decode, encoding_of, size

LONGEST = 50 * MEGABYTE
"""Bytes of one line."""


def lines(stream: IO[bytes], name: str) -> Iterator[str | InputError]:
    """The lines of a stream, ends kept; an ``InputError`` stands in for a line over ``LONGEST`` bytes.

    UTF-16 is known by its mark or its zero bytes; other streams are decoded line by line, so that one damaged line
    does not change how the others are read.
    """
    longest = LONGEST
    first = stream.readline(longest + 1)
    encoding = encoding_of(first)
    if encoding and encoding != "utf-8":
        yield from _wide_lines(stream, first, encoding, name)
        return
    number, line = 1, first.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            yield InputError(f"{name}, line {number}", f"longer than {size(longest)}; split the record")
        else:
            yield decode(line)
        number, line = number + 1, stream.readline(longest + 1)


def _wide_lines(stream: IO[bytes], first: bytes, encoding: str, name: str) -> Iterator[str | InputError]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    pending = decoder.decode(first).removeprefix("\ufeff")
    number, longest, skipping = 0, LONGEST, False
    while True:
        chunk = stream.read(MEGABYTE)
        pending += decoder.decode(chunk, not chunk)
        *whole, pending = pending.splitlines(keepends=True) or [""]
        if pending.endswith("\n") or not chunk:
            whole, pending = [*whole, pending], ""
        for line in filter(None, whole):
            number += 1
            if skipping or len(line) > longest:
                yield InputError(f"{name}, line {number}", f"longer than {size(longest)}; split the record")
            else:
                yield line
            skipping = False
        if len(pending) > longest:
            # Only that there is such a line is kept of it.
            pending, skipping = " ", True
        if not chunk:
            return
