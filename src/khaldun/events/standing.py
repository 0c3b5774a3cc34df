"""Standing: what is so all the time and tells of no deed.

Duties ("his job was to brief them"), habits denied ("did not often send troops"), deeds that are only weighed, as right or wrong, easy or
hard ("it is legal to {kill} them", "{bombing} hospitals is a crime"), only imagined ("dreamed of {storming} it"), or only guarded
against ("kept them safe from {attack}").
"""

from __future__ import annotations

from khaldun.events.syntax import Syntax

_DUTIES = frozenset({"job", "role", "duty", "task", "function", "remit", "responsibility"})
# What a verb makes of a deed that is its subject: "to kill them {amounts} to a crime".
_JUDGING = frozenset({"be", "amount", "constitute", "mean", "require", "violate", "equal", "remain", "seem"})
_WAYS = frozenset(
    {"way", "option", "choice", "alternative", "solution", "answer", "point", "problem", "question"}
)
_WEIGHTS = frozenset(
    {
        "legal", "illegal", "lawful", "unlawful", "legitimate", "illegitimate", "right", "wrong", "immoral", "moral",
        "acceptable", "unacceptable", "better", "best", "preferable", "worse", "necessary", "unnecessary", "justified",
        "easy", "easier", "hard", "harder", "difficult", "possible", "impossible", "useless", "pointless", "futile",
        "enough", "permissible", "forbidden", "criminal", "shameful", "unthinkable", "wise", "unwise", "foolish",
    }
)  # fmt: skip
_FAULTS = frozenset(
    {"mistake", "error", "crime", "folly", "madness", "sin", "blunder", "shame", "duty", "matter"}
)
_IMAGINING = frozenset(
    {"imagine", "dream", "fantasise", "fantasize", "envisage", "envision", "picture", "pretend"}
)
_MUSING = frozenset({"joke", "muse", "wonder"})
_GUARDING = frozenset(
    {"protect", "protection", "shield", "guard", "safe", "safety", "immune", "refuge", "shelter", "spare"}
)
_CAPABLE = frozenset({"capable", "incapable"})
_LETTING = frozenset({"allow", "enable", "permit", "empower", "authorise", "authorize", "entitle"})
_LAWS = frozenset(
    {
        "law",
        "bill",
        "act",
        "rule",
        "constitution",
        "treaty",
        "legislation",
        "decree",
        "provision",
        "article",
        "statute",
    }
)
_BARRING = frozenset(
    {"ban", "bar", "prohibit", "forbid", "deter", "dissuade", "discourage", "disqualify", "exempt"}
)
_ANYBODY = frozenset({"anyone", "anybody", "whoever", "those", "everyone", "everybody"})
_HABITS = frozenset({"often", "usually", "normally", "ordinarily", "always"})


def is_standing(syntax: Syntax, v: int) -> bool:
    """Whether the predicate at token v tells of no deed: only of a duty, a habit denied, or of what is thought of."""
    if syntax.parse.pos[v] not in ("VERB", "AUX"):
        return _is_guarded_against(syntax, v)
    told_apart = (_is_duty, _is_no_habit, _is_imagined, _is_weighed, _is_capacity, _is_barred, _is_anybodys)
    return any(no_deed(syntax, v) for no_deed in told_apart)


def _is_capacity(syntax: Syntax, v: int) -> bool:
    """ "Strong enough to invade", "too weak to invade", "capable of invading", "the law lets them deport refugees"."""
    parse = syntax.parse
    over = parse.head[v]
    if parse.dep[v] == "pcomp":
        return parse.lower[parse.head[over]] in _CAPABLE
    if parse.dep[v] not in ("xcomp", "ccomp", "advcl") or parse.tag[v] != "VB":
        return False
    if parse.lemma[over] in _LETTING:
        subject = syntax.child(over, "nsubj")
        return subject is not None and parse.lemma[subject] in _LAWS
    degree = parse.head[over] if parse.lower[over] == "enough" else over
    return parse.pos[degree] == "ADJ" and any(
        parse.dep[c] == "advmod" and parse.lower[c] in ("enough", "too") for c in parse.children[degree]
    )


def _is_barred(syntax: Syntax, v: int) -> bool:
    """ "Bans Iran from attacking Iraq"."""
    parse = syntax.parse
    prep = parse.head[v]
    return (
        parse.dep[v] == "pcomp" and parse.lower[prep] == "from" and parse.lemma[parse.head[prep]] in _BARRING
    )


def _is_anybodys(syntax: Syntax, v: int) -> bool:
    """ "Anyone who attacks us will be punished", "rebels who kill must be tried": whoever it may be."""
    parse = syntax.parse
    noun = parse.head[v]
    if parse.dep[v] != "relcl" or parse.tag[v] not in ("VBP", "VBZ"):
        return False
    if any(parse.dep[c] in ("aux", "auxpass") for c in parse.children[v]):
        return False
    if parse.lower[noun] in _ANYBODY:
        return True
    main = parse.head[noun]
    bare = parse.tag[noun] == "NNS" and not any(
        parse.dep[c] in ("det", "poss", "nummod", "amod") for c in parse.children[noun]
    )
    return (
        bare
        and parse.dep[noun].startswith("nsubj")
        and any(parse.tag[c] == "MD" for c in parse.children[main])
    )


def _is_imagined(syntax: Syntax, v: int) -> bool:
    """ "Imagined jets bombing the camp", "joked about arresting them"."""
    parse = syntax.parse
    over = parse.head[v]
    if parse.dep[v] == "pcomp":
        over = parse.head[over]
        return parse.lemma[over] in _IMAGINING or parse.lemma[over] in _MUSING
    return parse.dep[v] in ("ccomp", "xcomp") and parse.lemma[over] in _IMAGINING


def _is_guarded_against(syntax: Syntax, noun: int) -> bool:
    """A blow of nobody told that others are kept from: "protect civilians from attacks"."""
    parse = syntax.parse
    prep = parse.head[noun]
    if parse.dep[noun] not in ("pobj", "conj") or parse.lower[prep] not in ("from", "against"):
        return False
    if any(parse.dep[c] in ("poss", "nummod") or parse.lower[c] == "by" for c in parse.children[noun]):
        return False
    if any(
        parse.pos[c] == "PROPN" or (parse.tag[c] == "JJ" and parse.words[c][:1].isupper())
        for c in parse.children[noun]
    ):
        return False
    over = parse.head[prep]
    return parse.lemma[over] in _GUARDING or parse.lemma[parse.head[over]] in _GUARDING


def _is_weighed(syntax: Syntax, v: int) -> bool:
    """Whether an infinitive or gerund, done by nobody told, is only what somebody judges or defines."""
    parse = syntax.parse
    first = v
    while parse.dep[first] == "conj" and parse.pos[parse.head[first]] == "VERB":
        first = parse.head[first]
    if parse.tag[first] not in ("VB", "VBG") or syntax.child(first, "nsubj") is not None:
        return False
    over = parse.head[first]
    if parse.lemma[over] not in _JUDGING:
        weighed = parse.lower[over] in _WEIGHTS if parse.pos[over] == "ADJ" else parse.lemma[over] in _FAULTS
        return weighed and parse.dep[over] in ("acomp", "attr") and _is_it(syntax, parse.head[over])
    if parse.dep[first] == "csubj":
        return True
    if parse.lemma[over] != "be" or parse.dep[first] not in ("xcomp", "ccomp", "advcl"):
        return False
    told = syntax.child(over, "acomp")
    if told is not None:
        return parse.lower[told] in _WEIGHTS and _is_it(syntax, over)
    fault = syntax.child(over, "attr")
    if fault is not None and fault < first:
        return parse.lemma[fault] in _FAULTS and _is_it(syntax, over)
    subject = syntax.child(over, "nsubj")
    # Who says that the only way is to attack has it in mind.
    return subject is not None and parse.lemma[subject] in _WAYS and parse.dep[over] != "ccomp"


def _is_it(syntax: Syntax, verb: int) -> bool:
    """ "It is …"."""
    subject = syntax.child(verb, "nsubj")
    return subject is not None and syntax.parse.lower[subject] == "it"


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
