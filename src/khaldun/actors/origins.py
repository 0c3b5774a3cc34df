"""Where somebody whom only the article names comes from: "Ruth Amin, 31, from Swansea"."""

from __future__ import annotations

from khaldun.text.parse import Parse

ONCE = frozenset(("formerly", "originally"))
"""Before "of" and a place: where somebody came from."""
_COMING = frozenset(("be", "come", "hail"))


def origins(parse: Parse, name: int) -> list[int]:
    """The heads of the places that words after a name tell somebody to come from."""
    found = _sources(parse, name)
    for c in parse.children[name]:
        if c < name:
            continue
        if parse.dep[c] == "appos" and (parse.tag[c] == "CD" or parse.lower[c] == "both"):
            found += _sources(parse, c)
        elif parse.dep[c] == "relcl" and parse.lemma[c] in _COMING:
            found += _sources(parse, c)
        elif parse.dep[c] == "conj":
            both = [b for b in parse.children[c] if parse.dep[b] == "appos" and parse.lower[b] == "both"]
            found += [o for b in both for o in _sources(parse, b)]
    return found


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
