"""The ontology: event types, modes, contexts, sectors and CAMEO's leaves, read from YAML.

The deed is decided at the depth of CAMEO's leaves; type, modes and contexts follow by a mapping table that has a version.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from khaldun.errors import UsageError
from khaldun.ontology import load
from khaldun.ontology.cues import Cues
from khaldun.ontology.model import (
    QUADS,
    Closest,
    Context,
    EventType,
    Leaf,
    LeafCoding,
    Mode,
    Sector,
)

__all__ = [
    "QUADS", "Context", "EventType", "Leaf", "LeafCoding", "Mode", "Ontology", "Sector", "load_ontology",
]  # fmt: skip

DEFAULT_VERSION = "plover-2024"


class Ontology:
    """One version of the ontology. Make it with ``load_ontology``.

    ``modes`` holds, by name, every mode of that name: ``assist`` is one of REQUEST and one of REJECT.
    """

    def __init__(
        self,
        version: str,
        types: dict[str, EventType],
        contexts: dict[str, Context],
        sectors: dict[str, Sector],
        leaves: dict[str, Leaf],
        mapping: load.Mapping,
        back: dict[str, tuple[Closest, dict[str, Closest]]],
    ) -> None:
        self.version = version
        self.types = types
        self.contexts = contexts
        self.sectors = sectors
        self.leaves = leaves
        self.modes = _modes_by_name(types)
        self.dropped = frozenset(mapping.dropped)
        """CAMEO roots below which nothing is an event."""
        self._back = back
        self._cues = Cues(contexts.values())
        self._codings = {code: self._coding(line) for code, line in mapping.leaves.items()}

    def coding(self, cameo: str) -> LeafCoding:
        """What a CAMEO leaf is in PLOVER; a root ("19") stands for its general leaf ("190").

        Raises ``UsageError`` for a code that is none, or one that is no event (roots 01 and 02).
        """
        found = self._codings.get(cameo) or self._codings.get(cameo + "0")
        if found is not None:
            return found
        if cameo[:2] in self.dropped and cameo in self.leaves:
            raise UsageError(
                f"CAMEO {cameo}: no event in {self.version}; statements and appeals are left out"
            )
        raise UsageError(f"CAMEO {cameo}: no such code; 'khaldun ref' lists them, as text with leading zeros")

    def is_event(self, cameo: str) -> bool:
        """Whether ``coding`` has an answer."""
        return cameo in self._codings or cameo + "0" in self._codings

    def score(self, event_type: str, modes: Sequence[str]) -> float:
        """Intensity from -10 to 10: the score farthest from zero among the modes, else the type's own.

        A mode without a score of its own counts with its type's; one that the type does not have counts for nothing.
        """
        kind = self.event_type(event_type)
        own = [kind.modes[mode].score for mode in modes if mode in kind.modes]
        scores = [kind.score if score is None else score for score in own]
        return max(scores, key=abs, default=kind.score)

    def event_type(self, name: str) -> EventType:
        """The type of that name. Raises ``UsageError`` where there is none."""
        if name not in self.types:
            raise UsageError(f"event type {name}: no such type; valid are {', '.join(self.types)}")
        return self.types[name]

    def cameo_of(self, event_type: str, modes: Sequence[str], contexts: Sequence[str]) -> str:
        """The closest CAMEO leaf of a type with modes and contexts. Raises ``UsageError`` for an unknown type."""
        own, by_mode = self._back[self.event_type(event_type).id]
        line = next((by_mode[mode] for mode in modes if mode in by_mode), own)
        return line.pick(frozenset(contexts))

    def contexts_of(self, lemmas: Iterable[str]) -> list[str]:
        """The contexts whose cues stand among the lemmas of a sentence (in order), in the ontology's order."""
        return self._cues.find(lemmas)

    def primary_sector(self, sectors: Iterable[str]) -> str | None:
        """Of several sectors the one of highest priority; ``None`` of none."""
        known = [sector for sector in sectors if sector in self.sectors]
        return min(known, key=lambda sector: self.sectors[sector].priority, default=None)

    def _coding(self, line: load.Mapped) -> LeafCoding:
        kind = self.event_type(line.type)
        return LeafCoding(
            kind.id, tuple(line.modes), tuple(line.contexts), kind.quad, self.score(kind.id, line.modes)
        )


def _modes_by_name(types: dict[str, EventType]) -> dict[str, tuple[Mode, ...]]:
    found: dict[str, list[Mode]] = defaultdict(list)
    for kind in types.values():
        for mode in kind.modes.values():
            found[mode.id].append(mode)
    return {name: tuple(modes) for name, modes in found.items()}


@lru_cache(maxsize=4)
def load_ontology(version: str = DEFAULT_VERSION) -> Ontology:
    """The program's own ontology with the mapping table of that version, read once.

    Raises ``UsageError`` for a version that is not there, ``KnowledgeError`` where a file is wrong.
    """
    if version not in load.VERSIONS:
        raise UsageError(f"ontology {version}: no such version; valid are {', '.join(load.VERSIONS)}")
    root = load.folder()
    return Ontology(
        version,
        load.read_types(root),
        load.read_contexts(root),
        load.read_sectors(root),
        load.read_leaves(root),
        load.read_mapping(root, version),
        load.read_back(root),
    )
