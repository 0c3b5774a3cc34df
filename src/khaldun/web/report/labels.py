"""Where names stand in a picture, so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterator

from khaldun.web.markup import Html, el

_LETTER, _LINE = 6.9, 14.0
"""Width of a letter and height of a line, in units of the picture."""

Box = tuple[float, float, float, float]


class Labels:
    """The places taken in a picture so wide. Marks take theirs first, by ``take``."""

    def __init__(self, wide: float) -> None:
        self._wide = wide
        self._taken: list[Box] = []

    def take(self, x: float, y: float, size: float) -> None:
        """Keep the place of a mark free of names."""
        self._taken.append((x - size, y - size, x + size, y + size))

    def put(self, name: str, x: float, y: float, size: float, always: bool = False) -> list[Html]:
        """A name beside the mark at a point; none where there is no room for it, unless it is ``always`` put."""
        long = len(name) * _LETTER
        options = list(self._around(x, y, size, long))
        free = [option for option in options if self._is_free(option[3])]
        if not free and not always:
            return []
        left, line, anchor, box = (free or options)[0]
        self._taken.append(box)
        return [el("text", name, x=f"{left:.1f}", y=f"{line:.1f}", text_anchor=anchor, class_="halo")]

    def _around(
        self, x: float, y: float, size: float, long: float
    ) -> Iterator[tuple[float, float, str, Box]]:
        """Right, left, above and below: where the text begins, its line, its anchor, the box it fills."""
        gap = size + 4
        sides = [
            (x + gap, y + 4, "start", x + gap), (x - gap, y + 4, "end", x - gap - long),
            (x, y - gap, "middle", x - long / 2), (x, y + gap + 9, "middle", x - long / 2),
        ]  # fmt: skip
        for at, line, anchor, left in sides:
            if left >= 0 and left + long <= self._wide:
                yield at, line, anchor, (left, line - _LINE + 3, left + long, line + 3)
        if long > self._wide or not any(left >= 0 and left + long <= self._wide for *_, left in sides):
            yield x, y - gap, "middle", (x - long / 2, y - gap - _LINE, x + long / 2, y - gap)

    def _is_free(self, box: Box) -> bool:
        west, north, east, south = box
        return not any(
            west < right and left < east and north < bottom and top < south
            for left, top, right, bottom in self._taken
        )
