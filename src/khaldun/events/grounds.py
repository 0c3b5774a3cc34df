"""Grounds: a town, base or port that is struck and not named, as the country in which the text has it lie.

"Shells fell on Derna … and the army besieged {the city}": whose it is tells the place that was named last.
"""

from __future__ import annotations

from collections.abc import Mapping

from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed
from khaldun.model import Mention

_BACK = 3
"""Sentences that a place told as known ("the city") looks back for a name; "a bridge" looks back only one."""
_TOLD = frozenset({"the", "this", "that", "these", "those"})
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "compound", "agent"})


def ground(syntax: Syntax, places: Mapping[int, Mention], token: int) -> Mention | None:
    """The unnamed place at ``token`` under the code of the places around it; ``None`` where it is none or they tell nothing."""
    parse = syntax.parse
    if parse.pos[token] != "NOUN" or parse.lemma[token] not in listed("grounds"):
        return None
    if any(parse.dep[c] == "poss" or parse.lower[c] == "of" for c in parse.children[token]):
        return None
    here = parse.sentence_of[token]
    back = _BACK if any(parse.lower[c] in _TOLD for c in parse.children[token]) else 1
    for n in range(here, max(here - back, 0) - 1, -1):
        first, last = parse.sentences[n]
        named = [p for p in range(first, last) if p in places and p != token and _is_where(syntax, p)]
        before = [p for p in named if p < token]
        codes = {places[p].code for p in (before or named)}
        if len(codes) > 1:
            return None
        if codes:
            start, end = parse.left_edge(token), token
            code = codes.pop()
            return Mention(
                parse.span_text(start, end), parse.start[start], parse.end[end], places[(before or named)[-1]].name, code,
                id=f"country:{(code or '').lower()}/ground", head=token, kind="possession",
            )  # fmt: skip
    return None


def _is_where(syntax: Syntax, place: int) -> bool:
    """Whether a name tells where something is and not who does it or whence somebody comes."""
    parse = syntax.parse
    if parse.dep[place] in _ACTING:
        return False
    return parse.dep[place] != "pobj" or parse.lower[parse.head[place]] not in ("from", "by", "with", "to")
