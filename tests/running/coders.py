"""Coders for worker processes, which import them by name: some articles make them fail, die, hang or dawdle."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cli.conftest import StubCoder
from khaldun.errors import UsageError
from khaldun.model import Article, Coding
from khaldun.sources import Found


class Fragile(StubCoder):
    """Does what an article's text says: "raise", "die", "hang", "die once FILE" or "dawdle FILE"."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[Coding]:
        for article in articles:
            self._obey(article.text)
            yield self._code(article)

    def _obey(self, text: str) -> None:
        once = re.search(r"die once (\S+)", text)
        slowly = re.search(r"dawdle (\S+)", text)
        if once:
            if Path(once[1]).exists():
                Path(once[1]).unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        elif slowly:
            with Path(slowly[1]).open("a") as log:
                log.write("one\n")
            time.sleep(0.1)
        elif "raise" in text:
            raise ValueError(f"cannot read {text!r}")
        elif "die" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        elif "hang" in text:
            time.sleep(600)


def fragile(options: Any = None) -> Fragile:
    return Fragile()


def refusing() -> Fragile:
    raise UsageError("--pipeline none: no such spaCy pipeline")


def dying() -> Fragile:
    os._exit(3)


def found(*texts: str) -> list[Found]:
    """Articles with these texts."""
    return [Found(f"rows.csv, row {n}", Article(f"a{n}", text)) for n, text in enumerate(texts)]
