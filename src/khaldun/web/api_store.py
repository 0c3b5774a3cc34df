"""The store behind the REST routes: every request reads through a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from khaldun.lexicon.load import Lexicon, load
from khaldun.ontology import Ontology, load_ontology
from khaldun.store import Address, Store, View


class Shelf:
    """One store, open for reading. Raises ``StoreError`` where it cannot be opened."""

    def __init__(self, path: str | Path | Address) -> None:
        self._store = Store(path)
        self._lock = threading.Lock()
        self.run = self._store.run()
        self.ontology: Ontology = load_ontology(self.run.ontology)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon that rules are looked up in; loaded when a coding is first explained."""
        return load()

    def view(self) -> Iterator[View]:
        """A view for one request: a connection serves one thread at a time."""
        with self._lock:
            view = self._store.apart()
        try:
            yield view
        finally:
            view.close()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()
