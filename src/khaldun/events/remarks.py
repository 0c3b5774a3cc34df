"""Remarks: what is said of a kind of people at any time, and tells of no deed.

"Attacks on journalists {are} attacks on freedom", "most reporters {are killed} by gangsters": bare plurals and the simple
present. Nobody in such a sentence is anybody in particular.
"""

from __future__ import annotations

from khaldun.events.deeds import Deed
from khaldun.events.syntax import Syntax

_NUMBERS = frozenset({"number", "amount", "majority", "share", "percentage"})
_LOOSE = frozenset({"most", "many", "all", "some", "such"})


def is_remark(syntax: Syntax, deed: Deed) -> bool:
    """Whether a deed whose parties have no country is only a general remark."""
    parse = syntax.parse
    verb = deed.trigger if parse.pos[deed.trigger] in ("VERB", "AUX") else syntax.governing_verb(deed.trigger)
    if verb is None or not _is_of_any_time(syntax, verb):
        return False
    parties = [*deed.actors, *deed.recipients]
    return bool(parties) and all(_is_kind(syntax, t) for t in parties)


def _is_of_any_time(syntax: Syntax, verb: int) -> bool:
    """The simple present: "kill", "are killed", but not "have killed" or "are killing"."""
    parse = syntax.parse
    helpers = [c for c in parse.children[verb] if parse.dep[c] in ("aux", "auxpass")]
    if parse.tag[verb] in ("VBZ", "VBP"):
        return not helpers
    return (
        parse.tag[verb] == "VBN"
        and len(helpers) == 1
        and parse.dep[helpers[0]] == "auxpass"
        and parse.tag[helpers[0]] in ("VBZ", "VBP")
    )


def _is_counted(syntax: Syntax, noun: int) -> bool:
    """ "The number of workers that …"."""
    over = syntax.parse.head[syntax.parse.head[noun]]
    return syntax.parse.dep[noun] == "pobj" and syntax.parse.lemma[over] in _NUMBERS


def _is_kind(syntax: Syntax, noun: int) -> bool:
    """A bare plural: "journalists", "most journalists", but not "the journalists" or "ten journalists"."""
    parse = syntax.parse
    if parse.lemma[noun] in _NUMBERS:
        return True
    return parse.tag[noun] in ("NNS", "NNPS") and not any(
        parse.dep[c] == "nummod"
        or (parse.dep[c] == "relcl" and not _is_counted(syntax, noun))
        or (parse.dep[c] == "poss" and parse.lower[c] != "their")
        or (parse.dep[c] == "det" and parse.lower[c] not in _LOOSE)
        for c in parse.children[noun]
    )
