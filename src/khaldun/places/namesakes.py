"""Towns and states called as a country or a capital elsewhere is: whoever is named by one is not that country's."""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.places.index import Index
from khaldun.places.resolve import Context, Toponym
from khaldun.places.sources import COUNTRY


def bearers(index: Index, found: Sequence[Toponym]) -> list[Toponym]:
    """The names that a country or a capital bears and a place of another country too ("Lebanon", "Athens")."""
    return [
        n
        for n in found
        if (states := _states(index, n)) and any(index.country[e] not in states for e in n.entries)
    ]


def namesakes(
    index: Index,
    found: Sequence[Toponym],
    kept: Sequence[Toponym],
    acting: Sequence[Toponym],
    context: Context,
) -> dict[tuple[int, int], str]:
    """The country (alpha-3) of each name, by its first and last token, that here means no country or capital of that name.

    One name has one meaning in an article: that of its uses as a place (``kept``), else that which the article's home or
    what is named around it gives to the office called by it (``acting``).
    """
    meant: dict[str, str] = {}
    for name in kept:
        meant.setdefault(name.key, index.country[name.chosen] or "")
    for name in acting:
        if name.container or index.country[name.chosen] == context.home:
            meant.setdefault(name.key, index.country[name.chosen] or "")
    return {
        (n.first, n.last): country
        for n in bearers(index, found)
        if (country := meant.get(n.key)) and country not in _states(index, n)
    }


def _states(index: Index, name: Toponym) -> set[str | None]:
    return {index.country[e] for e in name.entries if index.kind[e] == COUNTRY or index.capital[e]}
