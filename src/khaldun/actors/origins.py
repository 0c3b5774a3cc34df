"""Where somebody whom only the article names is from: "Ruth Amin, 31, from Swansea", "Ruth Amin, a Peruvian national"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from khaldun.actors.around import Around
from khaldun.actors.phrases import MODIFIERS, first_token
from khaldun.actors.words import words
from khaldun.text.parse import Parse

_ONCE = words("once")
"""Before "of" and a place: where somebody came from."""
_SIGNS = words("signs of origin")
"""Words of which one stands wherever somebody's origin is told."""
_COMING = frozenset(("be", "come", "hail"))
_PAPERS = words("papers")
_HOLDING = frozenset(("have", "hold"))
_CITIZENS = frozenset(("citizen", "national"))

_NEAR = 4
"""Steps from what tells somebody's origin up to the name."""


class Origins:
    """The countries that the persons of one article are from."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._parse = around.parse

    def of(self, surname: str) -> str | None:
        """The country (alpha-3) of those of a surname, told anywhere in the article; None where it tells none or several."""
        return self._by_surname.get(surname)

    @cached_property
    def _by_surname(self) -> dict[str, str | None]:
        parse = self._parse
        found: dict[str, str | None] = {}
        for i in (i for i, word in enumerate(parse.lower) if word in _SIGNS):
            for t in _above(parse, i):
                if parse.tag[t] == "NNP" and parse.dep[t] not in MODIFIERS and self._may_be_person(t):
                    code = self._told(t)
                    if code is not None:
                        known = found.setdefault(parse.words[t], code)
                        found[parse.words[t]] = code if known == code else None
        return found

    def _told(self, t: int) -> str | None:
        """The country that the person named at a token is told to come from, or to be a citizen of."""
        parse, around = self._parse, self._around
        codes = {p.code for o in origins(parse, t) for p in around.places_in(o)}
        codes = codes or {b.code for first, o in nationalities(parse, t) for b in around.bases(first, o)}
        return codes.pop() if len(codes) == 1 else None

    def _may_be_person(self, t: int) -> bool:
        """Whether a capitalised word is no known name, or a known surname, which others bear too."""
        match = self._around.match_of.get(t)
        return match is None or (
            match.first == match.last and all(s.entry.kind == "person" for s in match.senses)
        )


def _above(parse: Parse, t: int) -> Iterator[int]:
    """The words that a word hangs on, and those that they hang on."""
    for _ in range(_NEAR):
        if parse.head[t] == t:
            return
        t = parse.head[t]
        yield t


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
        if parse.lower[c] == "from" or (parse.lower[c] == "of" and parse.lower[c - 1] in _ONCE)
        for o in parse.children[c]
        if parse.dep[o] == "pobj"
    ]
