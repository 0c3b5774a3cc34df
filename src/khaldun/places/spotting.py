"""The names in a text that the gazetteer's index lists, whatever they stand for there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from khaldun.places.index import Index
from khaldun.places.keys import word_key
from khaldun.places.resolve import Toponym, contains
from khaldun.places.sources import CITY
from khaldun.places.usage import NONE
from khaldun.text.parse import Parse

_LONGEST = 5
"""Words in a name, hyphens not counted."""

ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "deir", "tal", "ain", "ayn", "umm", "abu")
)
_LISTED = 20
"""Tokens before a plural that its list may take."""
_SIDES = frozenset(("southern", "northern", "rural", "eastern", "western"))
_ACRONYM = 5
"""Letters: so short a word in capitals is an acronym (NATO), unless its surroundings are in capitals too."""


def spot(index: Index, parse: Parse) -> list[Toponym]:
    """The longest names of the index in the text, in order, without overlaps, each tied to what the text puts it in."""
    found = list(_toponyms(index, parse))
    units = list(_of_units(index, parse))
    if units:
        taken = {i for u in units for i in range(u.first, u.last + 1)}
        found = sorted(
            [*units, *(n for n in found if not taken & set(range(n.first, n.last + 1)))],
            key=lambda n: n.first,
        )
    _link(index, parse, found)
    _list(parse, found)
    return found


def _toponyms(index: Index, parse: Parse) -> Iterator[Toponym]:
    """The longest names of the index in the text, in order, without overlaps."""
    i, n = 0, len(parse)
    while i < n:
        name = _longest_at(index, parse, i) if _may_begin(parse, i) else None
        if name is not None and parse.lower[i] == "the":
            name = _without_article(index, parse, name)
        if name is None:
            i += 1
            continue
        yield name
        i = name.last + 1


def _without_article(index: Index, parse: Parse, name: Toponym) -> Toponym:
    """The name that follows "the" if it is longer ("the Guernsey County office"), or tells of a noun ("the Jordan resident")."""
    inner = _longest_at(index, parse, name.first + 1) if name.last > name.first else None
    told = parse.tag[name.last + 1 : name.last + 2] in (["NN"], ["NNS"])
    return inner if inner is not None and (inner.last > name.last or told) else name


def _longest_at(index: Index, parse: Parse, i: int) -> Toponym | None:
    word = parse.words[i]
    best = None
    if word in index.names and word.isupper():
        best = Toponym(i, i, word, index.names[word], NONE)
    if word.isupper() and len(word) <= _ACRONYM and (best is not None or not _in_capitals(parse, i)):
        return best
    first = word_key(word)
    longest = min(index.firsts.get(first, 0), _LONGEST)
    words, t = [first], i
    for following in _continuation(parse, i, longest):
        joined = " ".join(words)
        if joined in index.names and words[-1] != "s" and (t > i or word[:1].isupper()):
            best = Toponym(i, t, joined, index.names[joined], NONE)
        words.append(word_key(parse.words[following]) if following >= 0 else "")
        t = following
    return best


def _continuation(parse: Parse, i: int, longest: int) -> Iterator[int]:
    """The tokens that could continue a name of so many words, hyphens skipped; -1 ends."""
    end = parse.sentences[parse.sentence_of[i]][1]
    for _ in range(longest):
        i += 1
        if i < end and parse.words[i] == "-":
            i += 1
        if i >= end or not (parse.words[i][0].isalpha() or parse.lower[i] in ("'s", "’s")):
            break
        yield i
    if longest:
        yield -1


def _link(index: Index, parse: Parse, found: list[Toponym]) -> None:
    """Tie each name to the one after its comma, or in brackets, where that may contain it."""
    for name, after in itertools.pairwise(found):
        between = parse.lower[name.last + 1 : after.first]
        if between in ([","], ["("], ["in"], [",", "in"]):
            outer = [e for e in after.entries if index.kind[e] != CITY]
            inside = [o for o in outer if any(contains(index, o, e) for e in name.entries)]
            name.container = inside


def _list(parse: Parse, found: list[Toponym]) -> None:
    """Tie names of one list to each other."""
    for name, after in itertools.pairwise(found):
        if (
            parse.sentence_of[name.first] == parse.sentence_of[after.first]
            and set(parse.lower[name.last + 1 : after.first]) in _AND
        ):
            after.peers = name.peers = [*(name.peers or [name]), after]
            for peer in name.peers:
                peer.peers = name.peers


def _of_units(index: Index, parse: Parse) -> Iterator[Toponym]:
    """Names that a noun at the end of their list makes divisions: "Perry, Knox and Licking counties"."""
    for t, word in enumerate(parse.lower):
        if word not in _PLURALS:
            continue
        last = t - 1
        for i in range(t - 1, max(parse.sentences[parse.sentence_of[t]][0], t - _LISTED) - 1, -1):
            if parse.tag[i] in ("NNP", "NNPS"):
                continue
            name = _unit(index, parse, i + 1, last, _PLURALS[word])
            if name is not None:
                yield name
            if parse.lower[i] not in (",", "and", "&", "or"):
                break
            last = i - 1


def _unit(index: Index, parse: Parse, first: int, last: int, unit: str) -> Toponym | None:
    called = " ".join([*(word_key(parse.words[i]) for i in range(first, last + 1)), unit])
    return (
        Toponym(first, last, called, index.names[called], NONE)
        if first <= last and called in index.names
        else None
    )


_AND = ({","}, {"and"}, {",", "and"}, {"or"}, {",", "or"}, {"&"})
_PLURALS = {
    "counties": "county",
    "parishes": "parish",
    "districts": "district",
    "provinces": "province",
    "states": "state",
}


def _in_capitals(parse: Parse, i: int) -> bool:
    """Whether a word in capitals opens a dateline ("PARIS (AP)", "CAIRO, May 3") or stands in a headline in capitals."""
    if i == 0 or i == parse.sentences[parse.sentence_of[i]][0]:
        return True
    beside = [w for w in (*parse.words[i - 1 : i], *parse.words[i + 1 : i + 2]) if w.isalpha()]
    return bool(beside) and all(w.isupper() for w in beside)


def _may_begin(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    if not word[0].isupper():
        following = parse.words[i + 1 : i + 2]
        if parse.lower[i] in _SIDES:
            return bool(following) and following[0][0].isupper()
        return word in ARTICLES and following == ["-"]
    return parse.tag[i] in ("NNP", "NNPS", "JJ", "NN", "NNS", "FW", "DT", "RB") or len(word) > 3
