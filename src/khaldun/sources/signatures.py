"""MinHash signatures of articles in flat arrays, with the table that finds those like a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_BANDS = 48
_ROWS = 3
"""A pair of resemblance s meets in a band with probability 1 - (1 - s ** 3) ** 48: 0.87 at 0.35, 0.998 at 0.5."""
_WAYS = 2
_SEED = 20140916
_FIRST = 1 << 16
"""Articles that there is room for from the start: pages that nothing has touched take no memory."""
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_SHIFT = np.uint64(24)

Signature = npt.NDArray[np.uint16]


class Signatures:
    """A ring of the last ``most`` signatures (a power of two).

    An article takes 288 bytes of signature, 384 of the table and 20 of digest, size and day, beside its id. The table
    is filled at random, so that its first 25 MB are taken after some thousand articles and stay the same up to 65,536;
    then all doubles until there is room for ``most``. A cell of the table keeps the last two articles that fell into
    it, as places counted from one, 0 for none; what is pushed out of one of the 48 bands is still found by the others.
    """

    def __init__(self, most: int) -> None:
        if most < 1 or most & (most - 1):
            raise ValueError(f"most is {most}; give a power of two, like {1 << 18}")
        self._most = most
        self._next = 0
        self.ids: list[str] = []
        self._room(min(most, _FIRST))

    def sign(self, shingles: set[str]) -> Signature:
        """The MinHash signature of a set that is not empty: the low 16 bits of each of its values."""
        # Imported here, since only runs over many articles need it.
        from rensa import RMinHash

        sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
        sketch.update(shingles)
        return np.array(sketch.digest(), dtype=np.uint32).astype(np.uint16)

    def like(self, signature: Signature) -> Iterator[tuple[int, float]]:
        """Places of articles that share a band, with the estimated resemblance; the newest first."""
        met = np.unique(self._table[_EACH_BAND, self._cells(signature[None])[0]])
        met = met[met > 0] - 1
        if not met.size:
            return
        same = (self._signatures[met] == signature).mean(axis=1)
        newest_first = np.argsort(-((met - self._next) % len(self._signatures)), kind="stable")
        for n in newest_first:
            yield int(met[n]), float(same[n])

    def add(self, signature: Signature, digest: int, size: int, day: dt.date | None, id: str) -> None:
        """Remember an article; where ``most`` are remembered the oldest is forgotten."""
        if self._next == len(self._signatures) < self._most:
            self._grow()
        place = self._next % self._most
        self._signatures[place] = signature
        self.digests[place] = digest
        self.sizes[place] = size
        self.days[place] = day.toordinal() if day else 0
        self.ids[place : place + 1] = [id]
        cells = self._cells(signature[None])[0]
        self._table[_EACH_BAND, cells, 1] = self._table[_EACH_BAND, cells, 0]
        self._table[_EACH_BAND, cells, 0] = place + 1
        self._next += 1

    def _room(self, capacity: int) -> None:
        self._signatures = np.zeros((capacity, _BANDS * _ROWS), dtype=np.uint16)
        self._table = np.zeros((_BANDS, capacity, _WAYS), dtype=np.int32)
        self.digests = np.zeros(capacity, dtype=np.int64)
        self.sizes = np.zeros(capacity, dtype=np.int32)
        self.days = np.zeros(capacity, dtype=np.int32)

    def _grow(self) -> None:
        old = (self._signatures, self.digests, self.sizes, self.days)
        count = self._next
        self._room(min(2 * count, self._most))
        self._signatures[:count], self.digests[:count], self.sizes[:count], self.days[:count] = old
        places = np.arange(1, count + 1, dtype=np.int32)
        for band, cells in enumerate(self._cells(old[0]).T):
            newest = np.zeros(self._table.shape[1], dtype=np.int32)
            np.maximum.at(newest, cells, places)
            earlier = places[newest[cells] != places]
            np.maximum.at(self._table[band, :, 1], cells[earlier], earlier)
            self._table[band, :, 0] = newest

    def _cells(self, signatures: npt.NDArray[np.uint16]) -> npt.NDArray[np.int64]:
        """The cell of each band in the table, for (n, bands * rows) signatures as (n, bands)."""
        values = signatures.reshape(len(signatures), _BANDS, _ROWS).astype(np.uint64) + np.uint64(1)
        # Products wrap around, as a multiplicative hash wants; sums with the mixed value keep rows apart.
        mixed = (values * _MIX).sum(axis=2, dtype=np.uint64)
        mixed = (mixed ^ (mixed >> np.uint64(31))) * _MIX[0]
        cells: npt.NDArray[np.int64] = ((mixed >> _SHIFT) % np.uint64(self._table.shape[1])).astype(np.int64)
        return cells


_EACH_BAND = np.arange(_BANDS)
