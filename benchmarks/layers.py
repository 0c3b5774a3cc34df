"""Times, places and quotes alone: what each costs after the parse, and how it scores without the rest of the coder.

    python benchmarks/layers.py GOLD… [--worst N]

GOLD are files of times, places or quotes, read and scored as by ``khaldun evaluate``. Here places are resolved without
the countries of an article's actors, and quotes without knowing who is an actor.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from khaldun.evaluate import evaluate
from khaldun.model import Article, Coding, Mention
from khaldun.places import Gazetteer
from khaldun.text.parse import Parser
from khaldun.text.quotes import find_quotes
from khaldun.times import find_times

T = TypeVar("T")


class Nobody:
    """A cast that knows no actor."""

    def at(self, token: int) -> Mention | None:
        """Nobody."""
        return None


class Layers:
    """Finds three layers and nothing else, and keeps the seconds of processor time that each took."""

    def __init__(self) -> None:
        self._parser, self._gazetteer = Parser(), Gazetteer.load()
        self.spent: dict[str, float] = {}
        self.sentences = 0

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Coding]:
        """Each article with its places, times and quotes."""
        for article in articles:
            parse = self._parser.parse(article.text)
            spans = tuple(parse.sentence_span(n) for n in range(len(parse.sentences)))
            times = self._timed("times", find_times, parse, article.published)
            places = self._timed("places", self._gazetteer.find, parse)
            quotes = self._timed("quotes", find_quotes, parse, Nobody())
            self.sentences += len(spans)
            yield Coding(article, spans, (), places, times, quotes, ())

    def _timed(self, name: str, find: Callable[..., Iterable[T]], *given: object) -> tuple[T, ...]:
        begin = time.process_time()
        found = tuple(find(*given))
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - begin
        return found


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("gold", type=Path, nargs="+")
    options.add_argument("--worst", type=int, default=0, help="items that are wrong, of each file")
    chosen = options.parse_args()
    layers = Layers()
    Console(width=140, highlight=False).print(evaluate(chosen.gold, layers, worst=chosen.worst))
    for name, seconds in layers.spent.items():
        print(f"{name}: {1000 * seconds / layers.sentences:.3f} ms a sentence over {layers.sentences}")


if __name__ == "__main__":
    main()
