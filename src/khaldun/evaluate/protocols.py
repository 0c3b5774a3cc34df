"""What evaluation needs of a coder, so that any coder of the same shape can be scored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from khaldun.model import Article, Coding, Place

Progress = Callable[[str, int, int], None]
"""Called as ``progress(file name, items done, items in the file)``."""


class CoderLike(Protocol):
    """Codes articles in order; ``khaldun.Coder`` is one."""

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Coding]: ...


class RelationLike(Protocol):
    """The relation from a given source to a given target: a type (PLOVER 2024), its CAMEO leaf and quad class.

    ``confidence`` lies in 0 to 1; ``rule`` says what told it.
    """

    @property
    def event_type(self) -> str | None: ...

    @property
    def cameo(self) -> str | None: ...

    @property
    def quad(self) -> int | None: ...

    @property
    def confidence(self) -> float: ...

    @property
    def rule(self) -> str: ...


@runtime_checkable
class RelatesLike(Protocol):
    """A coder that also names the relation between two given actors.

    ``source`` and ``target`` are character offsets into ``text``, end exclusive.
    """

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int], /) -> RelationLike: ...


@runtime_checkable
class LocatesLike(Protocol):
    """A coder that also says where the deed of any verb happened: ``span`` and the places' offsets count in ``text``."""

    def where(self, text: str, span: tuple[int, int], /) -> Sequence[Place]: ...


def silent(name: str, done: int, total: int) -> None:
    """The progress of a caller who wants none."""
