"""Who does what in a parsed clause, as far as reported speech needs it: subjects, agents, infinitives."""

from __future__ import annotations

from khaldun.text.parse import Parse

Range = tuple[int, int]
"""First and last token, both inclusive."""

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))


def subtree(parse: Parse, i: int) -> Range:
    """First and last token of what hangs on a token."""
    return parse.left_edge(i), parse.right_edge(i)


def passive(parse: Parse, i: int) -> bool:
    """Whether a verb is passive, or a participle after its noun ("the man accused of")."""
    if parse.tag[i] != "VBN":
        return False
    return any(parse.dep[c] == "auxpass" for c in parse.children[i]) or parse.dep[i] == "acl"


def agent(parse: Parse, i: int, words: tuple[str, ...] = ("by",)) -> int:
    """The head of the by-phrase of a verb or noun, -1 if none."""
    for c in parse.children[i]:
        if parse.dep[c] in ("agent", "prep") and parse.lower[c] in words:
            return next((g for g in parse.children[c] if parse.dep[g] == "pobj"), -1)
    return -1


def has_subject(parse: Parse, i: int) -> bool:
    """Whether a verb has a subject of its own."""
    return any(parse.dep[c] in SUBJECTS for c in parse.children[i])


def subject(parse: Parse, i: int) -> int:
    """Who does the saying: the verb's subject, or that of the verb it shares one with; -1 if none."""
    for _ in range(6):
        own = next((c for c in parse.children[i] if parse.dep[c] in SUBJECTS), -1)
        if own >= 0:
            return antecedent(parse, i, own)
        head, dep = parse.head[i], parse.dep[i]
        if head == i:
            return -1
        if dep in ("acl", "relcl") and parse.pos[head] in ("NOUN", "PROPN", "PRON"):
            return head
        if dep not in ("conj", "xcomp", "advcl", "pcomp", "aux", "ccomp", "prep", "acl", "dep"):
            return -1
        if dep == "ccomp" and not infinitive(parse, i) and parse.tag[i] != "VBG":
            return -1
        i = head
    return -1


def antecedent(parse: Parse, i: int, pronoun: int) -> int:
    """What a relative pronoun stands for; any other subject stands for itself."""
    if parse.tag[pronoun] in ("WP", "WDT") or parse.lower[pronoun] == "that":
        clause = i
        while parse.dep[clause] in ("conj", "xcomp") and parse.head[clause] != clause:
            clause = parse.head[clause]
        if parse.dep[clause] == "relcl":
            return parse.head[clause]
    return pronoun


def infinitive(parse: Parse, c: int) -> bool:
    """Whether a verb follows "to"."""
    return any(parse.lower[g] == "to" and parse.dep[g] == "aux" for g in parse.children[c])
