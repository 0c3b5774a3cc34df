"""Doubts: clauses and nouns that what stands above them denies, doubts or makes sure.

"Rejected claims that they {bombed} it", "ruled out the war {spreading}", "to ensure that they {leave}", "it is likely that they
{left}", "the veto of an {inquiry}", "barely a word of {protest}"; and what "since" puts behind us: "has threatened them since
{invading}".
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

import msgspec

from khaldun.events.syntax import Syntax
from khaldun.model import Status
from khaldun.yaml_data import read_yaml


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of ``doubts.yaml``."""

    claims: frozenset[str]
    rejecting: frozenset[str]
    feared: frozenset[str]
    ensuring: frozenset[str]
    likely: frozenset[str]
    excluding: frozenset[str]
    troubles: frozenset[str]
    vetoes: frozenset[str]
    traces: frozenset[str]
    scant: frozenset[str]
    behind: frozenset[str]


@cache
def load_doubts() -> Words:
    """The words of ``doubts.yaml``."""
    return msgspec.convert(read_yaml(files("khaldun") / "events" / "doubts.yaml"), Words)


class Doubts:
    """What doubts the predicates of one article; ``status`` tells of any other predicate."""

    def __init__(self, syntax: Syntax, words: Words, status: Callable[[int], Status]) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._words = words
        self._status = status

    def of_clause(self, v: int) -> Status | None:
        """What stands above makes of the verb at token v; ``None`` where it leaves it as it is."""
        dep = self._parse.dep[v]
        if dep == "acl":
            return self._of_content(v)
        if dep == "ccomp":
            return self._of_complement(v)
        if dep == "pcomp":
            return self._under_preposition(v)
        if dep in ("csubj", "csubjpass") and self._parse.tag[v] == "VBG":
            above = self._status(self._parse.head[v])
            return None if above == "negated" else above  # "carrying it out should be discussed"
        return None

    def of_noun(self, noun: int) -> Status | None:
        """What the noun that an event noun hangs on makes of it: "veto of an inquiry", "no word of protest"."""
        parse, words = self._parse, self._words
        prep = parse.head[noun]
        over = parse.head[prep]
        if parse.dep[noun] != "pobj" or parse.dep[prep] != "prep":
            return None
        if parse.lemma[over].lower() in words.vetoes and parse.lower[prep] in ("of", "on"):
            return "negated"
        if parse.lemma[over].lower() in words.traces and parse.lower[prep] == "of":
            scant = any(parse.lower[c] in words.scant for c in parse.children[over])
            return "negated" if scant else None
        return None

    def _of_content(self, v: int) -> Status | None:
        """A clause that tells what a noun holds: "the claim that …", "no trouble …ing"."""
        parse, words = self._parse, self._words
        noun = parse.head[v]
        verb = parse.head[noun]
        that = any(parse.dep[c] == "mark" and parse.lower[c] == "that" for c in parse.children[v])
        if that and parse.lemma[noun] in words.feared:
            return "hypothetical"
        object_ = parse.dep[noun] in ("dobj", "nsubjpass") and parse.pos[verb] == "VERB"
        if that and object_ and parse.lemma[noun] in words.claims and parse.lemma[verb] in words.rejecting:
            return "negated"
        if parse.tag[v] == "VBG" and object_ and self._phrase(verb) in words.excluding:
            return "negated"
        if parse.tag[v] == "VBG" and object_ and parse.lemma[noun] in words.troubles:
            above = self._status(verb)
            modal = any(parse.tag[c] == "MD" for c in parse.children[verb])
            return ("hypothetical" if modal else "actual") if above == "negated" else above  # "no trouble"
        return None

    def _of_complement(self, v: int) -> Status | None:
        parse, words = self._parse, self._words
        over = parse.head[v]
        if parse.lemma[over] in words.ensuring:
            above = self._status(over)
            return None if above in ("actual", "negated") else above
        told = self._syntax.child(over, "acomp")
        if parse.lemma[over] == "be" and told is not None and parse.lower[told] in words.likely:
            return "hypothetical"
        return None

    def _under_preposition(self, v: int) -> Status | None:
        """ "since invading", "without their agreeing"."""
        parse = self._parse
        prep = parse.head[v]
        word = parse.lower[prep]
        if word in self._words.behind:
            return "actual"
        verb = parse.head[prep]
        if word == "without" and parse.pos[verb] in ("VERB", "AUX") and self._status(verb) != "actual":
            return "hypothetical"
        return None

    def _phrase(self, v: int) -> str:
        """ "rule out"."""
        parse = self._parse
        return " ".join(
            [parse.lemma[v], *(parse.lower[c] for c in parse.children[v] if parse.dep[c] == "prt")]
        )
