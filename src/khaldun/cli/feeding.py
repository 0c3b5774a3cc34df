"""What a run still has to code: past what an earlier, broken-off run has done, with a digest that tells both apart."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from khaldun.errors import InputError, UsageError
from khaldun.running import Chunk
from khaldun.sources import Found
from khaldun.store import Run


class Digest:
    """A hash of the inputs so far, chained input by input, so that it can be taken up from its text alone."""

    def __init__(self, value: str = "") -> None:
        self.value = value
        self.inputs = 0

    def add(self, item: Found | InputError) -> None:
        """Take in one more input."""
        said = repr((item.name, item.article)) if isinstance(item, Found) else repr(str(item))
        chained = hashlib.blake2b(f"{self.value}\0{said}".encode("utf-8", "replace"), digest_size=16)
        self.value = chained.hexdigest()
        self.inputs += 1


def add_all(digest: Digest, chunk: Chunk) -> None:
    """Take in a chunk."""
    for item in chunk.items:
        digest.add(item)


def skip(
    items: Iterator[Found | InputError], before: Run | None, name: str, problems: Callable[[InputError], None]
) -> Digest:
    """Read past the inputs that the earlier run has done; what could not be read among them goes to ``problems`` again.

    Raises ``UsageError`` where they are not what they were.
    """
    digest = Digest()
    if before is None:
        return digest
    while digest.inputs < before.inputs:
        item = next(items, None)
        if item is None:
            break
        digest.add(item)
        if isinstance(item, InputError):
            problems(item)
    if digest.value != before.digest:
        raise UsageError(
            f"{name}: the first {before.inputs:,} inputs are no longer what they were when this run was broken off; "
            "put them back, or start anew with --overwrite"
        )
    return digest
