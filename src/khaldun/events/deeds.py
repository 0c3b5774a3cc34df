"""A deed: one reading of one predicate, before it becomes an event record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from khaldun.events.grounds import ground
from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed
from khaldun.model import Mention, Status

Stance = Literal["told", "refused", "ended", "awaited", "urged"]

VIOLENT = frozenset({"18", "19", "20"})
"""CAMEO roots of violence."""


class CastLike(Protocol):
    """The actors of one parsed article, asked by token."""

    def at(self, token: int) -> Mention | None:
        """The actor that the phrase headed by ``token`` names."""

    def also(self, token: int) -> list[Mention]:
        """All actors that it names: "Iranian and Syrian officials"."""

    def owners(self, token: int) -> list[Mention]:
        """All whose thing it is, where it is itself no actor: "American and French aircraft"."""
        ...

    def inside(self, token: int) -> Mention | None:
        """The actor that the first part of a hyphenated word names: "Saudi-led"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who did what to whom, in tokens of the parsed article.

    ``rules`` are the ids of the lexicon entries that made it, the outermost first; ``used`` are the
    predicates that it has taken in, which are no events of their own.
    """

    leaf: str
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    trigger: int
    rules: tuple[str, ...]
    status: Status
    reciprocal: bool = False
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    used: frozenset[int] = frozenset()
    spine: frozenset[int] = frozenset()
    """The predicates whose time and place are the deed's own: of "agreed to meet on Friday" only the first."""
    stance: Stance = "told"
    """"will not go" is refused, "should go" is urged; who says so makes something of it."""

    @property
    def root(self) -> str:
        """The CAMEO root of its leaf."""
        return self.leaf[:2]


_PEOPLE = frozenset({"agent", "pronoun", "named", "description"})
# Words of its own by which one of several people or things is apart from the first.
_OWN_WORDS = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod", "acl", "relcl", "prep"})
# Offices whose words are no mark of another country: "its president and foreign minister".
_TITLED = frozenset({"minister", "secretary", "chief"})
_OF_THE_STATE = frozenset({"MIL", "COP", "SPY", "GOV", "LEG", "JUD"})
_HOLDING = frozenset({"hold", "control", "occupy", "man"})
# Whose word is no politics by itself: those of whom papers tell in crime, business, sport and daily life.
_PRIVATE = frozenset({"CVL", "EDU", "BUS", "JRN", "MED", "AGR", "CRM", "UNK", "COP", "JUD"})


def in_politics(mention: Mention) -> bool:
    """Whether a mention is a state, a body or somebody in politics, and no mere thing of theirs."""
    known = mention.code not in (None, "MNC")
    return known and mention.sector not in _PRIVATE and mention.kind != "possession"


class Roles:
    """Which tokens stand for actors: asked of the cast once a token."""

    def __init__(
        self, cast: CastLike, places: Mapping[int, Mention] | None = None, syntax: Syntax | None = None
    ) -> None:
        """``places`` are towns and regions by head token, as the countries that they are part of."""
        self._cast = cast
        self._places = places or {}
        self._syntax = syntax
        self._known: dict[int, tuple[Mention, ...]] = {}

    def mentions(self, token: int) -> tuple[Mention, ...]:
        """Whom the phrase headed by ``token`` stands for: itself, or the owner of the thing it names."""
        if token not in self._known:
            self._known[token] = self._find(token)
        return self._known[token]

    def struck(self, token: int) -> bool:
        """Whether ``token`` is a place without a name whose country the text tells; it then stands for that country."""
        found = ground(self._syntax, self._places, token) if self._syntax is not None else None
        if found is not None:
            self._known[token] = (found,)
        return found is not None

    def apart(self, token: int, verb: int) -> tuple[Mention, ...]:
        """``mentions``, but of a place that the very verb tells to be held: its country, not who holds it."""
        held = self._syntax is not None and self._syntax.parse.head[verb] == token and self._is_held_by(verb)
        return self._unheld(token, self._cast.at(token)) if held else self.mentions(token)

    def _find(self, token: int) -> tuple[Mention, ...]:
        mention = self._cast.at(token)
        if (mention is None or mention.code is None) and self._is_listed(token):
            return ()
        bearer = self._bearer(token, mention)
        if bearer:
            return bearer
        if mention is not None and mention.known and mention.code is None:
            shared = self._shared(token, mention)
            if shared:
                return shared
        aboard = self._aboard(token) if mention is None or mention.code is None else ()
        if aboard:
            return aboard
        if mention is not None and mention.code is None and mention.kind == "agent":
            one = self._one_of(token)
            if one:
                return one
        if mention is not None and mention.known:
            return tuple(self._cast.also(token)) or (mention,)
        named = self._named_beside(token) or (self._explained(token) if mention is None else ())
        if named:
            return named
        if mention is not None and mention.kind in _PEOPLE:
            return (mention,)  # somebody unknown is not whoever stands behind them
        leader = self._cast.inside(token) if mention is None and self._leads(token) else None
        if leader is not None:
            return (leader,)
        holders = self._holders(token)
        if holders:
            return holders
        return self._unheld(token, mention)

    def _is_aged(self, token: int) -> bool:
        """Whether a name is that of somebody told with their age, who is nobody's: "Ana Torrel, 25, of Leeds"."""
        if self._syntax is None or self._syntax.parse.tag[token] != "NNP":
            return False
        parse = self._syntax.parse
        return any(parse.dep[c] == "appos" and parse.tag[c] == "CD" for c in parse.children[token])

    def _is_listed(self, token: int) -> bool:
        """Whether a noun only says what the names after it are, which the parser takes for its list: "its backers, {Chad} and {Mali}"."""
        if self._syntax is None or self._syntax.parse.tag[token] != "NNS":
            return False
        parse = self._syntax.parse
        if parse.lemma[token] not in listed("partners"):
            return False
        names = [c for c in parse.children[token] if parse.dep[c] == "conj" and parse.pos[c] == "PROPN"]
        apart = any(parse.dep[c] == "cc" for c in parse.children[token])
        if not names or apart or parse.words[names[0] - 1] != ",":
            return False
        return any(m.code for m in self._cast.also(names[0]))

    def _unheld(self, token: int, mention: Mention | None) -> tuple[Mention, ...]:
        if self._is_aged(token):
            return (mention,) if mention is not None else ()
        owners = tuple(m for m in self._cast.owners(token) if m.known)
        if owners:
            return owners
        located = self._located(token)
        if located is not None:
            return (located,)
        held = self._inside_held(token) or self._pocket(token)
        return held or ((mention,) if mention is not None else ())

    def _pocket(self, token: int) -> tuple[Mention, ...]:
        """Who holds what a noun is a piece of: "the last {pocket} of territory held by rebels"."""
        if self._syntax is None:
            return ()
        inside = self._syntax.prep(token, "of", deep=False)
        return next((held for t in inside if (held := self._holders(t) or self._inside_held(t))), ())

    def _inside_held(self, token: int) -> tuple[Mention, ...]:
        """Whose a place or thing is that is not named itself: "{rebel}-held villages", "{civilian} targets"."""
        if self._syntax is None:
            return ()
        parse = self._syntax.parse
        for c in parse.children[token]:
            if c < token and parse.lemma[c] in _HOLDING and parse.words[c - 1] == "-":
                held = self._cast.inside(c - 2)
            elif parse.lower[c] == "civilian" and parse.dep[c] in ("amod", "compound"):
                held = self._cast.inside(c)
            else:
                continue
            if held is not None and held.known and (held.code or parse.lower[c] != "civilian"):
                return (replace(held, kind="possession"),)
        return ()

    def _shared(self, token: int, mention: Mention) -> tuple[Mention, ...]:
        """The country that the first of several takes for all: "US jets and helicopters", "Kenya's army and police"."""
        if self._syntax is None or mention.kind != "agent":
            return ()
        parse = self._syntax.parse
        first = parse.head[token]
        own = _OWN_WORDS - {"amod", "compound"} if parse.lemma[token] in _TITLED else _OWN_WORDS
        if parse.dep[token] != "conj" or any(parse.dep[c] in own for c in parse.children[token]):
            return ()
        found: list[Mention] = []
        for m in self._cast.also(first):
            alike = m.sector == mention.sector or {m.sector, mention.sector} <= _OF_THE_STATE
            told = self._syntax.modifiers(first) or self._syntax.owner_child(first) is not None
            if m.code is None or m.kind != "agent" or not alike or not told:
                return ()
            name = f"{(m.name or '').rpartition(' ')[0]} {mention.name or mention.text}".strip()
            base = (m.id or "").rpartition("/")[0]
            id_ = f"{base}/{mention.text.lower()}" if base else None
            found.append(replace(mention, code=m.code, name=name, id=id_, reason=None))
        return tuple(found)

    def _holders(self, token: int) -> tuple[Mention, ...]:
        """Who holds a place or a thing: "41 positions held by rebels", "a post manned by the army"."""
        if self._syntax is None:
            return ()
        parse = self._syntax.parse
        for c in parse.children[token]:
            if self._is_held_by(c):
                held = [m for t in self._syntax.prep(c, "by") for m in self._cast.also(t) if m.known]
                if held:
                    return tuple(replace(m, kind="possession") for m in held)
        return ()

    def _leads(self, token: int) -> bool:
        """The "Saudi" of "Saudi-led"."""
        if self._syntax is None:
            return False
        lower = self._syntax.parse.lower
        return lower[token + 1 : token + 3] == ["-", "led"]

    def _is_held_by(self, verb: int) -> bool:
        parse = self._syntax.parse if self._syntax is not None else None
        return (
            parse is not None
            and parse.dep[verb] == "acl"
            and parse.lemma[verb] in _HOLDING
            and parse.tag[verb] in ("VBN", "VBD")
        )

    def _named_beside(self, token: int) -> tuple[Mention, ...]:
        """The name that explains a noun which is nobody by itself: "one of the sponsors, Turkey"."""
        if self._syntax is None:
            return ()
        parse = self._syntax.parse
        after = parse.tag[token + 1 : token + 2] == ["NNP"] and parse.lemma[token] in listed("partners")
        for c in [*parse.children[token], *([token + 1] if after else [])]:
            if parse.pos[c] == "PROPN" and (parse.dep[c] == "appos" or (after and c > token)):
                several = self._syntax.members(c) if parse.tag[token] == "NNS" else [c]
                found = tuple(m for t in several for m in self._named(t, token))
                if found:
                    return found
        return ()

    def _aboard(self, token: int) -> tuple[Mention, ...]:
        """Those whom a thing carries: "a bus carrying {Kenyan pilgrims}"."""
        if self._syntax is None or self._syntax.parse.lemma[token] not in listed("vehicles"):
            return ()
        parse = self._syntax.parse
        carrying = [c for c in parse.children[token] if parse.dep[c] == "acl" and parse.tag[c] == "VBG"]
        people = [t for c in carrying for o in self._syntax.object(c) for t in self._syntax.members(o)]
        return tuple(m for t in people for m in self._cast.also(t) if m.known)

    def _explained(self, token: int) -> tuple[Mention, ...]:
        """The name that a noun which is nobody by itself stands beside: "Malta, an {island} that hosts …"."""
        if self._syntax is None:
            return ()
        parse, name = self._syntax.parse, self._syntax.parse.head[token]
        beside = parse.dep[token] == "appos" and parse.tag[token] == "NN" and parse.tag[name] == "NNP"
        found = tuple(m for m in self._cast.also(name) if m.known) if beside else ()
        return found or self._one_of(token)

    def _bearer(self, token: int, mention: Mention | None) -> tuple[Mention, ...]:
        """Who is named before a word for them: "Rosa Ortiz, a {senator} who was shot", "Mr Diaz, a {lawyer} jailed in May"."""
        if self._syntax is None or mention is None or mention.kind != "agent" or mention.code is not None:
            return ()
        parse, name = self._syntax.parse, self._syntax.parse.head[token]
        if (
            parse.dep[token] != "appos"
            or parse.tag[token] != "NN"
            or parse.tag[name] != "NNP"
            or name > token
        ):
            return ()
        return tuple(m for m in self._cast.also(name) if m.known and m.kind == "named")

    def _one_of(self, token: int) -> tuple[Mention, ...]:
        """Who is one of those that a noun names, which does what they do: "Malta, one of the {islands} that host …"."""
        parse = self._syntax.parse if self._syntax is not None else None
        if parse is None or parse.dep[token] != "pobj" or parse.lower[parse.head[token]] != "of":
            return ()
        one = parse.head[parse.head[token]]
        named = (
            parse.lower[one] == "one" and parse.dep[one] == "appos" and parse.tag[parse.head[one]] == "NNP"
        )
        return tuple(m for m in self._cast.also(parse.head[one]) if m.known) if named else ()

    def _named(self, name: int, noun: int) -> list[Mention]:
        found = [m for m in self._cast.also(name) if m.known and m.kind == "named"]
        if found or self._syntax is None or self._syntax.parse.lemma[noun] not in listed("partners"):
            return found
        return [replace(self._places[name], kind="named")] if name in self._places else []  # "its ally Chad"

    def _located(self, token: int) -> Mention | None:
        """The country of a place, or of a thing that stands in one ("the town of Dhuluiya", "a camp near Goma")."""
        if token in self._places or self._syntax is None:
            return self._places.get(token)
        if self._syntax.parse.lemma[token].lower() in listed("gatherings"):
            return None
        for name in ("of", "in", "near", "at", "around", "inside", "within", "outside"):
            for t in self._syntax.prep(token, name, deep=False):
                if t in self._places:
                    return self._places[t]
                named = self._named_for(t) if name == "of" else None  # "the whole of the Darfur region"
                if named is not None:
                    return named
        return self._named_for(token)

    def _named_for(self, token: int) -> Mention | None:
        """The country of a place whose name stands before the noun: "Idlib province"."""
        if self._syntax is None:
            return None
        dep = self._syntax.parse.dep
        beside = [m for m in self._syntax.modifiers(token) if dep[m] != "npadvmod"]  # not "Jordan-based"
        return next((self._places[m] for m in beside if m in self._places), None)

    def is_known(self, token: int) -> bool:
        """Whether a known actor stands here."""
        return any(m.known for m in self.mentions(token))

    def is_political(self, token: int) -> bool:
        """Whether a state, a body or somebody in politics stands here, whose word is an event whomever it is meant for."""
        return any(map(in_politics, self.mentions(token)))

    def is_someone(self, token: int) -> bool:
        """Whether anybody stands here, known or not."""
        return bool(self.mentions(token))

    def countries(self, tokens: Sequence[int]) -> set[str]:
        """Codes of the actors that stand at these tokens."""
        return {m.code for t in tokens for m in self.mentions(t) if m.code is not None}
