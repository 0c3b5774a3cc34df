"""Standing: what is so all the time and tells of no deed: duties ("his job was to brief them") and habits denied."""

from __future__ import annotations

from khaldun.events.syntax import Syntax

_DUTIES = frozenset({"job", "role", "duty", "task", "function", "remit", "responsibility"})
_HABITS = frozenset({"often", "usually", "normally", "ordinarily", "always"})


def is_standing(syntax: Syntax, v: int) -> bool:
    """Whether the verb at token v tells only a duty, or what is not done as a habit."""
    return _is_duty(syntax, v) or _is_no_habit(syntax, v)


def _is_duty(syntax: Syntax, v: int) -> bool:
    """ "His job is to brief them"."""
    parse = syntax.parse
    over = parse.head[v]
    if parse.dep[v] not in ("xcomp", "ccomp") or parse.tag[v] != "VB" or parse.lemma[over] != "be":
        return False
    subject = syntax.child(over, "nsubj")
    return subject is not None and parse.lemma[subject] in _DUTIES


def _is_no_habit(syntax: Syntax, v: int) -> bool:
    """ "Did not send troops very often"."""
    parse = syntax.parse
    own = parse.children[v]
    return any(parse.dep[c] == "neg" for c in own) and any(
        parse.dep[c] == "advmod" and parse.lower[c] in _HABITS for c in own
    )
