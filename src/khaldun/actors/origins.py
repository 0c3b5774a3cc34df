"""Where somebody whom only the article names is from: "Ruth Amin, 31, from Swansea", "Ruth Amin, a Peruvian national"."""

from __future__ import annotations

from collections.abc import Iterator

from khaldun.actors.phrases import first_token
from khaldun.actors.words import words
from khaldun.text.parse import Parse

ONCE = words("once")
"""Before "of" and a place: where somebody came from."""
SIGNS = words("signs of origin")
"""Words of which one stands wherever somebody's origin is told."""
_COMING = frozenset(("be", "come", "hail"))
_PAPERS = words("papers")
_HOLDING = frozenset(("have", "hold"))
_CITIZENS = frozenset(("citizen", "national"))


def origins(parse: Parse, name: int) -> list[int]:
    """The heads of the places that words after a name tell somebody to come from."""
    found = _sources(parse, name)
    for c in _after(parse, name):
        dep = parse.dep[c]
        if dep == "appos" or (dep == "relcl" and parse.lemma[c] in _COMING):
            found += _sources(parse, c)
        elif dep == "relcl" and parse.lemma[c] == "flee":
            found += [o for o in parse.children[c] if parse.dep[o] == "dobj"]
        elif dep == "conj":
            both = [b for b in parse.children[c] if parse.dep[b] == "appos" and parse.lower[b] == "both"]
            found += [o for b in both for o in _sources(parse, b)]
    return found


def nationalities(parse: Parse, name: int) -> list[tuple[int, int]]:
    """First token and head of the phrases that tell of what country somebody is a citizen."""
    found = []
    for c in _after(parse, name):
        if parse.dep[c] == "appos" and parse.lemma[c] in _CITIZENS:
            found.append(c)
        elif parse.dep[c] == "relcl":
            told = {"be": _CITIZENS} | dict.fromkeys(_HOLDING, _PAPERS)
            nouns = told.get(parse.lemma[c], frozenset())
            found += [
                o for o in parse.children[c] if parse.dep[o] in ("attr", "dobj") and parse.lemma[o] in nouns
            ]
    return [(first_token(parse, o), o) for o in found]


def _after(parse: Parse, name: int) -> Iterator[int]:
    """What hangs on a name after it, and on an age between: Ruth Amin, 31, a Peruvian national."""
    for c in parse.children[name]:
        if c > name:
            yield c
            if parse.dep[c] == "appos" and parse.tag[c] == "CD":
                yield from (i for i in parse.children[c] if i > c)


def _sources(parse: Parse, head: int) -> list[int]:
    """Objects of "from", and of "of" after "formerly", on a word."""
    return [
        o
        for c in parse.children[head]
        if c > head and parse.dep[c] == "prep"
        if parse.lower[c] == "from" or (parse.lower[c] == "of" and parse.lower[c - 1] in ONCE)
        for o in parse.children[c]
        if parse.dep[o] == "pobj"
    ]
