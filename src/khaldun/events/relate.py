"""The relation between two given actors in a text: the deed that links them, or the nearest guess.

The same frames as everywhere; only whom the marked words name is given and not looked up.
"""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.events.build import Knowledge
from khaldun.events.deeds import CastLike, Deed, Roles
from khaldun.events.frames import FrameReader
from khaldun.events.status import StatusReader
from khaldun.events.syntax import Syntax
from khaldun.model import Mention, Relation
from khaldun.text.parse import Parse

_SOURCE, _TARGET = "source", "target"
_OWNING = frozenset({"poss", "amod", "compound", "nmod"})

# What is answered where no frame speaks at all: the most general of verbal conflict, news' most frequent kind.
_FALLBACK = "111"
_NO_FIT = 0.05


class PairCast:
    """A cast in which two stretches of text are given actors; everything else is as it was."""

    def __init__(
        self, parse: Parse, cast: CastLike, source: tuple[int, int], target: tuple[int, int]
    ) -> None:
        self._parse = parse
        self._cast = cast
        self._spans = {_SOURCE: self._tokens(*source), _TARGET: self._tokens(*target)}
        self._heads: dict[int, Mention] = {}
        for name, tokens in self._spans.items():
            for head in self._span_heads(tokens):
                self._heads[head] = Mention(
                    parse.span_text(tokens[0], tokens[-1]),
                    parse.start[tokens[0]],
                    parse.end[tokens[-1]],
                    name,
                    name,
                    id=name,
                    head=head,
                    kind="named",
                )

    def _tokens(self, start: int, end: int) -> list[int]:
        parse = self._parse
        return [i for i in range(len(parse)) if parse.start[i] < end and start < parse.end[i]]

    def _span_heads(self, tokens: Sequence[int]) -> list[int]:
        """Tokens of a span that hang on something outside it; where the span is a bare modifier, all its nouns."""
        parse, inside = self._parse, set(tokens)
        return [i for i in tokens if parse.head[i] not in inside or parse.head[i] == i]

    def at(self, token: int) -> Mention | None:
        """The given actor, or the one that the article's own cast knows."""
        return self._heads.get(token) or self._cast.at(token)

    def also(self, token: int) -> list[Mention]:
        """As ``at``, with every actor that the phrase stands for."""
        given = self._heads.get(token)
        return [given] if given is not None else list(self._cast.also(token))

    def owners(self, token: int) -> list[Mention]:
        """A given actor that owns the thing ("Iran's" in "Iran's programme"), else the cast's own answer."""
        parse = self._parse
        for c in parse.children[token]:
            if parse.dep[c] in _OWNING and c in self._heads:
                return [self._heads[c]]
            if parse.dep[c] in ("prep", *_OWNING):
                for g in parse.children[c]:
                    if g in self._heads:
                        return [self._heads[g]]
        return self._cast.owners(token)

    def inside(self, token: int) -> Mention | None:
        """A given actor that a hyphenated word names, else the cast's own answer."""
        return self._heads.get(token) or self._cast.inside(token)


def relate(
    knowledge: Knowledge, parse: Parse, cast: CastLike, source: tuple[int, int], target: tuple[int, int]
) -> Relation:
    """The relation from ``source`` to ``target`` (character spans of the parsed text); always answers."""
    syntax = Syntax(parse)
    roles = Roles(PairCast(parse, cast, source, target))
    frames = FrameReader(
        syntax,
        roles,
        StatusReader(syntax, knowledge.moods),
        knowledge.lexicon,
        knowledge.composition,
        knowledge.refinements,
    )
    deeds = [
        d
        for n in range(len(parse.sentences))
        for d in frames.sentence(n)
        if knowledge.ontology.is_event(d.leaf)
    ]
    ranked = sorted(((_fit(d, roles, parse, source, target), d) for d in deeds), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] <= 0:
        return _answer(knowledge, _FALLBACK, "actual", _NO_FIT, "none: no frame links or nears the two")
    fit, deed = ranked[0]
    return _answer(
        knowledge, _promised(knowledge, deed), deed.status, round(0.9 * fit, 2), " > ".join(deed.rules)
    )


def _promised(knowledge: Knowledge, deed: Deed) -> str:
    if deed.stance == "refused" and "03" <= deed.root <= "08":
        return knowledge.composition["refuse"].leaf(deed.leaf) or deed.leaf
    if deed.status == "future" and "04" <= deed.root <= "08":
        return knowledge.composition["agree"].leaf(deed.leaf) or deed.leaf
    return deed.leaf


def _fit(deed: Deed, roles: Roles, parse: Parse, source: tuple[int, int], target: tuple[int, int]) -> float:
    """How well a deed links the two, from 0 to 1: both in their roles, in a deed between equals, turned round, or one alone."""
    actors = {m.id for t in deed.actors for m in roles.mentions(t)}
    recipients = {m.id for t in deed.recipients for m in roles.mentions(t)}
    everyone = actors | recipients
    if _SOURCE in actors and _TARGET in recipients:
        return 1.0
    if deed.reciprocal and {_SOURCE, _TARGET} <= everyone:
        return 0.95
    offset = parse.start[deed.trigger]
    between = min(source[0], target[0]) <= offset <= max(source[1], target[1])
    near = 0.1 if between else 0.0
    if _SOURCE in actors and _TARGET not in actors:
        return 0.6 + near
    if _TARGET in recipients and _SOURCE not in recipients:
        return 0.5 + near
    if {_SOURCE, _TARGET} <= everyone:
        return 0.45 + near
    if _SOURCE in everyone or _TARGET in everyone:
        return 0.3 + near
    return 0.1 + near


def _answer(knowledge: Knowledge, leaf: str, status: str, fit: float, rule: str) -> Relation:
    coding = knowledge.ontology.coding(leaf)
    confidence = knowledge.confidence.of_relation("frames alone", fit)
    return Relation(coding.event_type, leaf, coding.quad, coding.modes, status, confidence, rule, fit)  # type: ignore[arg-type]
