"""What the ontology holds: event types, modes, contexts, sectors and CAMEO's leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Mode:
    """A manner of an event type. ``score`` is ``None`` where it is the type's own."""

    id: str
    event_type: str
    definition: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 types. ``quad`` is 1 to 4 (see ``QUADS``), ``score`` runs from -10 (conflict) to 10."""

    id: str
    name: str
    quad: int
    score: float
    recipient_needed: bool
    definition: str
    borderline: tuple[str, ...] = ()
    modes: dict[str, Mode] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What an event is about. ``cues`` are lemmas, or phrases of lemmas, in lower case."""

    id: str
    definition: str
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """What an actor is. ``priority`` counts from 0; of several sectors the lowest is the primary one."""

    id: str
    name: str
    definition: str
    priority: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A CAMEO code. ``parent`` is ``None`` at a root; ``score`` is its root's (Goldstein's scale, -10 to 10)."""

    id: str
    label: str
    parent: str | None
    score: float

    @property
    def root(self) -> str:
        """The two-digit code at the top."""
        return self.id[:2]


@dataclass(frozen=True, slots=True)
class LeafCoding:
    """What a CAMEO leaf is in PLOVER: ``score`` is the modes' where they have one, else the type's."""

    event_type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    score: float


@dataclass(frozen=True, slots=True)
class Closest:
    """The way from a type, or a type and mode, to CAMEO: by context in this order, else ``leaf``."""

    leaf: str
    contexts: dict[str, str] = field(default_factory=dict)

    def pick(self, contexts: frozenset[str]) -> str:
        """The leaf of the first context listed here that the event has."""
        return next((leaf for context, leaf in self.contexts.items() if context in contexts), self.leaf)
