"""Actors: the knowledge, loaded once; Cast: the actors of one parsed article."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path

from khaldun.actors.around import Around
from khaldun.actors.compose import Referent
from khaldun.actors.descriptions import Descriptions
from khaldun.actors.discourse import Discourse
from khaldun.actors.entries import Entry, Sense
from khaldun.actors.gazetteer import Gazetteer, Match
from khaldun.actors.homes import Homes
from khaldun.actors.load import Knowledge, load_knowledge
from khaldun.actors.phrases import MODIFIERS, NOUNS, Agents, conjuncts, first_token, objects
from khaldun.actors.pronouns import Pronouns
from khaldun.actors.resolve import Resolver
from khaldun.actors.senses import Senses
from khaldun.actors.towns import TownOf
from khaldun.actors.towns import towns as find_towns
from khaldun.model import Mention
from khaldun.text.parse import Parse

_HEADS = NOUNS | {"PRP", "PRP$", "WP", "WP$", "WDT", "JJ", "CD", "DT", "VBN", "VBD", "NN"}
_OF = frozenset(("of", "by", "from"))


class Actors:
    """Who there is: countries, offices, persons, groups and classes of people, from YAML."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._gazetteer = Gazetteer(knowledge)
        self._agents = Agents(knowledge.lemmas)
        self._homes = Homes(knowledge.entries.values())

    @classmethod
    def load(cls, overlay: Path | None = None) -> Actors:
        """Read the built-in actor files, with a user's own laid over them.

        ``overlay`` is a YAML file or a folder of them, in the schema of ``docs/actors.md``. Raises
        ``ActorFileError``, naming file and key, where a record is wrong.
        """
        # Nothing made here is garbage; looking for some doubles the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return cls(load_knowledge(overlay))
        finally:
            if collecting:
                gc.enable()

    @property
    def knowledge(self) -> Knowledge:
        """The entries, names and lemmas read."""
        return self._knowledge

    def cast(
        self,
        parse: Parse,
        published: dt.date | None,
        towns: Mapping[tuple[int, int], str] | None = None,
        home: str | None = None,
        town_of: TownOf | None = None,
    ) -> Cast:
        """The actors of one article, with the offices they held on the day it was published.

        ``towns`` gives, by first and last token, the country (alpha-3) of names that here mean a town or state of it and
        not the country or capital that they are known as (Athens, Georgia). ``home`` is the country (alpha-3) of the dateline.
        ``town_of`` gives the country of a town by its name, for towns that the actors' own knowledge lacks.
        """
        matches = self._gazetteer.find(parse)
        if town_of is not None:
            known = {i: m for m in matches for i in range(m.first, m.last + 1)}
            matches = sorted([*matches, *find_towns(parse, known, town_of)], key=lambda m: m.first)
        if towns:
            peoples = {
                s.entry.id
                for m in matches
                for s in m.senses
                if s.use in ("adjective", "demonym") or m.blocked
            }
            matches = [
                _moved(m, towns[m.first, m.last])
                if (m.first, m.last) in towns and not _is_theirs(m, peoples)
                else m
                for m in matches
            ]
        senses = Senses(matches, self._knowledge, parse.text, published)
        around = Around(parse, matches, self._agents, senses, self._knowledge, published, home, self._homes)
        resolver = Resolver(around)
        discourse = Discourse(parse)
        resolver.pronouns = Pronouns(parse, discourse, resolver)
        resolver.descriptions = Descriptions(parse, discourse, self._knowledge.countries, around.scene.whole)
        return Cast(parse, resolver, discourse)


def _is_theirs(match: Match, peoples: Set[str]) -> bool:
    """Whether a name means the country of a people that the article tells of: Palestine, beside Palestinians."""
    return any(s.use == "name" and s.entry.id in peoples for s in match.senses)


def _moved(match: Match, code: str) -> Match:
    """A name taken for a town of this country."""
    town = Entry(f"cities:{code.lower()}", match.text, "city", code)
    return replace(match, senses=(Sense(town, "name"),))


class Cast:
    """The actors of one parsed article, read sentence by sentence as they are asked for."""

    def __init__(self, parse: Parse, resolver: Resolver, discourse: Discourse) -> None:
        self._parse = parse
        self._resolver = resolver
        self._discourse = discourse
        self._done = 0

    def at(self, token: int) -> Mention | None:
        """The actor named by the phrase, pronoun or adjective whose head is ``token``; ``None`` if it is none.

        A person or group that cannot be resolved is a mention without code and sector, with a reason.
        """
        referents = self._referents(token)
        return referents[0].mention if referents else None

    def also(self, token: int) -> list[Mention]:
        """All the actors a head stands for: Iranian and Syrian officials are two."""
        return [r.mention for r in self._referents(token)]

    def owner(self, token: int) -> Mention | None:
        """Whose thing it is that ``token`` heads: Iran's nuclear programme, positions of the rebels."""
        found = self.owners(token)
        return found[0] if found else None

    def owners(self, token: int) -> list[Mention]:
        """All whose thing it is: Iranian and Syrian airports have two owners."""
        self._advance(self._parse.sentence_of[token])
        return [replace(r.mention, kind="possession") for r in self._owning(token)]

    def inside(self, token: int) -> Mention | None:
        """The actor that the first part of a hyphenated word names: UN-sponsored, Saudi-led."""
        found = self._resolver.inside(token)
        return None if found is None else found.mention

    def mentions(self) -> list[Mention]:
        """Every actor of the article in text order, none within the words of another."""
        parse = self._parse
        self._advance(len(parse.sentences) - 1)
        found: list[Mention] = []
        for t in range(len(parse)):
            if parse.tag[t] in _HEADS:
                match = self._resolver.match_at(t)
                if match is None or match.head == t:
                    found.extend(r.mention for r in self._resolver.read(t))
        found.sort(key=lambda m: (m.start, -m.end))
        kept: list[Mention] = []
        end = -1
        for mention in found:
            same = kept and (kept[-1].start, kept[-1].end) == (mention.start, mention.end)
            if mention.start >= end or same:
                kept.append(mention)
                end = max(end, mention.end)
        return kept

    def _referents(self, token: int) -> list[Referent]:
        self._advance(self._parse.sentence_of[token])
        return self._resolver.read(token)

    def _advance(self, sentence: int) -> None:
        """Read up to the end of a sentence, so that what refers back finds what came before."""
        parse = self._parse
        while self._done <= sentence and self._done < len(parse.sentences):
            first, last = parse.sentences[self._done]
            self._done += 1
            for t in range(first, last):
                if parse.tag[t] not in _HEADS:
                    continue
                match = self._resolver.match_at(t)
                if match is None or match.head == t:
                    self._discourse.add(self._resolver.read(t))

    def _owning(self, token: int, depth: int = 0) -> list[Referent]:
        parse, resolver = self._parse, self._resolver
        for child in parse.children[token]:
            if parse.dep[child] == "poss":
                owners = resolver.read(child) or (self._owning(child, 1) if depth == 0 else [])
                if owners:
                    return owners
        before = self._before(token)
        if before:
            return before
        for inner in objects(parse, token, _OF):
            owners = resolver.read(inner) or (self._owning(inner, depth + 1) if depth < 2 else [])
            if owners:  # "a statement by France and Italy" is of both
                others = [r for other in conjuncts(parse, inner)[1:] for r in resolver.read(other)]
                return [*owners, *(r for r in others if r not in owners)]
        place = resolver.place(token)
        return [] if place is None else [place]

    def _before(self, token: int) -> list[Referent]:
        parse, resolver = self._parse, self._resolver
        top = parse.head[token] if parse.dep[token] in MODIFIERS else token
        fallback: list[Referent] = []
        for t in range(token - 1, first_token(parse, top) - 1, -1):
            match = resolver.match_at(t)
            if match is not None and (match.blocked or match.head != t):
                continue
            if parse.tag[t] not in _HEADS or parse.tag[t] in ("DT", "CD"):
                continue
            found = resolver.read(t)
            if any(r.identity.code for r in found):
                first = parse.head[t]  # "Russian and Iranian support"
                beside = (
                    resolver.read(first)
                    if parse.dep[t] == "conj" and parse.tag[t] == parse.tag[first]
                    else []
                )
                return [*(r for r in beside if r not in found and r.identity.code), *found]
            fallback = fallback or found
        return fallback
