"""GraphML: who acts on whom, as a signed, weighted, directed graph between actor codes, an edge a quad class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import IO

from khaldun.export.cells import dyads
from khaldun.export.countries import country
from khaldun.export.setting import Setting
from khaldun.model import Event
from khaldun.ontology import QUADS

NO_DYAD = "no actor and recipient with a code"


class GraphMLWriter:
    """Adds events up and writes the graph at the end; what it holds grows with the number of dyads, not of events."""

    def __init__(self, file: IO[bytes], setting: Setting) -> None:
        self._file = file
        self._events: Counter[tuple[str, str, int]] = Counter()
        self._scores: defaultdict[tuple[str, str, int], float] = defaultdict(float)
        self.left_out: Counter[str] = Counter()

    def write(self, events: Iterable[Event]) -> None:
        """Count each event once for every pair of codes between which it runs."""
        for event in events:
            pairs = {(a.code, r.code) for a, r in dyads(event) if a and r and a.code and r.code}
            if not pairs:
                self.left_out[NO_DYAD] += 1
            for actor, recipient in pairs:
                key = (str(actor), str(recipient), event.quad)
                self._events[key] += 1
                self._scores[key] += event.score

    def finish(self) -> None:
        """Write the graph, nodes and edges in the order of their codes."""
        import networkx as nx

        graph = nx.MultiDiGraph()
        for code in sorted({code for key in self._events for code in key[:2]}):
            found = country(code)
            graph.add_node(_xml(code), **({"name": found.name} if found else {}))
        for actor, recipient, quad in sorted(self._events):
            events, score = self._events[actor, recipient, quad], self._scores[actor, recipient, quad]
            graph.add_edge(
                _xml(actor),
                _xml(recipient),
                key=str(quad),
                quad=quad,
                quad_class=QUADS[quad],
                sign=1 if quad in (1, 2) else -1,
                events=events,
                score=round(score / events, 6),
                weight=events if quad in (1, 2) else -events,
            )
        nx.write_graphml(graph, self._file)


def _xml(text: str) -> str:
    """The text without characters that XML 1.0 has no place for."""
    return "".join(
        c if c in "\t\n\r" or " " <= c < "\ud800" or "\ue000" <= c < "\ufffe" or c > "\uffff" else "\ufffd"
        for c in text
    )
