"""Packed data that unpacks to far more than text does: told while it is read, before it costs memory or hours."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO

from khaldun.errors import InputError
from khaldun.sources.encoding import MEGABYTE

RATIO = 200
"""Unpacked bytes for one packed byte; text and pages come to 3 to 30, zeros to a thousand."""
SMALL = 8 * MEGABYTE
"""Unpacked bytes up to which no ratio is too high."""


def too_tight(unpacked: int, packed: int) -> bool:
    """Whether so many packed bytes hold more than text can."""
    return unpacked > SMALL and unpacked > RATIO * max(1, packed)


class Watched(io.RawIOBase):
    """An unpacked stream that raises ``InputError`` once it has given far more than was packed.

    ``packed`` tells how many packed bytes have been read so far.
    """

    def __init__(self, stream: IO[bytes], packed: Callable[[], int], name: str) -> None:
        self._stream, self._packed, self._name = stream, packed, name
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        if too_tight(self._given, self._packed()):
            raise InputError(
                self._name,
                f"{self._packed():,} packed bytes unpack to {self._given:,} and more, as in an archive bomb; leave it out",
            )
        return len(data)
