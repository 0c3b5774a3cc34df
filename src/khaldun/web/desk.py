"""What all pages share: the store behind one thread, the ontology, and the tools that the command line hands in."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from khaldun.lexicon.load import Lexicon, load
from khaldun.model import Article, Coding
from khaldun.ontology import Ontology, load_ontology
from khaldun.relations.deeds import names
from khaldun.relations.parties import name_of
from khaldun.review import Log
from khaldun.store import Choice, Location, Store, View, label_of

P = ParamSpec("P")
T = TypeVar("T")

_PARTIES = 300
"""Actors that the filters offer."""
_LATELY = 24
"""Answers that took long and are kept."""
_SOURCES = 500
"""Publications that they offer."""

_BODIES = {
    "IMG": "Armed groups across borders", "IGO": "Organisations of states", "NGO": "Non-governmental organisations",
    "ISM": "Movements across borders", "MNC": "Companies across borders",
}  # fmt: skip
"""Codes that are no country's and no one body's, in words."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the app can do besides reading its store; the command line wires it, as pages import no coder.

    ``code`` codes one article's text; ``read`` makes articles of an uploaded file from its name and bytes.
    Both raise ``KhaldunError`` where they cannot.
    """

    code: Callable[[str, dt.date | None], Coding]
    read: Callable[[str, bytes], Sequence[Article]]


class Desk:
    """One store, open. A connection serves one thread at a time, so that all questions go through ``ask``.

    A store on a server is copied once; ``path`` is the file that is read, ``name`` what the store is called.
    """

    def __init__(self, store: Location, tools: Tools) -> None:
        self._view = Store(store)
        self.path: Path = self._view.path
        self.name, self.shown = label_of(store), store.name if isinstance(store, Path) else str(store)
        self.tools = tools
        self._thread = ThreadPoolExecutor(1, "store")
        self._worker = ThreadPoolExecutor(1, "coder")
        self.run = self._view.run()
        self.ontology: Ontology = load_ontology(self.run.ontology)
        self.days = self._view.days()
        self.sizes = self._view.sizes()
        self._known = names(self._view)
        found = self._view.tally_parties(Choice(), _PARTIES)
        self.parties = {key: f"{self.actor(key, name)} · {n:,}" for key, name, n in found}
        """The actors that filters offer: key to a name with the number of events, the most active first."""
        sources = self._view.tally(Choice(), "publication", _SOURCES)
        self.sources = [str(name) for name, _ in sources if name is not None]
        """The publications of the store, those with the most events first."""
        self._kept: dict[str, object] = {}
        self._lately: dict[Hashable, object] = {}
        self.log = Log.beside(store)

    async def ask(self, question: Callable[Concatenate[View, P], T], /, *args: P.args, **more: P.kwargs) -> T:
        """Put a question to the store without holding up other pages."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: question(self._view, *args, **more))

    async def once(self, name: str, question: Callable[[View], T]) -> T:
        """Put a question whose answer never changes, as the store does not; it is kept under its name."""
        if name not in self._kept:
            self._kept[name] = await self.ask(question)
        return self._kept[name]  # type: ignore[return-value]

    async def lately(self, name: Hashable, question: Callable[[View], T]) -> T:
        """Put a question that takes long; the latest answers are kept under their names, which hold all that the answer hangs on."""
        if name not in self._lately:
            while len(self._lately) >= _LATELY:
                del self._lately[next(iter(self._lately))]
            self._lately[name] = await self.ask(question)
        return self._lately[name]  # type: ignore[return-value]

    async def work(self, task: Callable[[], T]) -> T:
        """Do something long that needs no store: coding a text."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, task)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon that rules are looked up in."""
        return load()

    def called(self, key: str) -> str:
        """A party's name."""
        return name_of(key, self._known)

    def actor(self, key: str, name: str) -> str:
        """What people call the holder of a code, an id or a sector."""
        if ":" in key:
            return name
        if key in self.ontology.sectors:
            return f"{self.ontology.sectors[key].name} ({key})"
        return f"{_BODIES.get(key) or name_of(key)} ({key})"

    def close(self) -> None:
        """Let go of the store and the threads."""
        self._thread.shutdown(wait=True)
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._view.close()
