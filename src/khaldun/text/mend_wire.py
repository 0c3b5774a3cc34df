"""Mending what the parser gets wrong in headlines and wire leads; see ``mend`` for the rest and for the columns.

- "Activist sentenced to ten years": a headline's participle is taken for the past of a verb that wants an object, or hung
  below its noun, with no other verb in the sentence.
- "Ten died in an attack on a mosque, police and residents said": those who say it are taken for more objects.
- "They were booed by striking teachers": what the doers are at is taken for a deed done to them.
- "Two policemen were killed and six others wounded in a clash with rebels": what both happened in is hung to the second.
- "He took a parting shot at the mayor": the shot is taken for a participle.
- "President Kennedy talks with Chancellor Adenauer in Bonn": under a picture the name is taken for a part of the verb.
"""

from __future__ import annotations

from khaldun.text.trees import NOUNS, SUBJECTS, VERBS, Tree

# Deeds whose past form without an object is a passive.
_DONE_TO = frozenset(
    {"arrested", "detained", "jailed", "imprisoned", "sentenced", "charged", "indicted", "convicted", "acquitted", "released",
     "freed", "killed", "wounded", "injured", "shot", "stabbed", "kidnapped", "abducted", "executed", "beheaded", "hanged",
     "deported", "expelled", "suspended", "sacked", "ousted", "banned", "barred", "seized", "bombed", "attacked", "condemned",
     "fined", "impeached", "subpoenaed", "extradited", "assassinated", "evicted", "evacuated", "disqualified", "questioned"}
)  # fmt: skip
_WANTED = frozenset({"dobj", "dative", "ccomp", "xcomp", "attr", "acomp", "aux", "auxpass", "mark"})
_SAY = frozenset({"said", "say", "says", "reported"})
# What people are at who do something else: they may do it without an object.
_BUSY = frozenset(
    {"striking", "protesting", "rioting", "retreating", "visiting", "invading", "advancing", "departing", "returning", "warring",
     "fleeing", "marching", "withdrawing", "competing", "rampaging", "rebelling"}
)  # fmt: skip
_HURT = frozenset({"killed", "wounded", "injured", "hurt", "kidnapped", "abducted"})
_REST = frozenset({"others", "more", "another"})
# What people do under pictures, in words that are nouns too.
_SHOWN = frozenset({"talks", "visits", "greets", "addresses", "hosts", "walks", "arrives", "waves", "looks"})
_TAKEN = frozenset({"took", "take", "takes", "taking", "taken", "fired", "fire", "fires", "firing"})


def mend_wire(tree: Tree, v: int) -> bool:
    """Mend what is wrong around the verb ``v``; whether anything was."""
    return any(mended(tree, v) for mended in (_passive, _speakers, _busy, _shot, _shared, _pictured))


def _passive(tree: Tree, v: int) -> bool:
    """ "[Activist sentenced to ten years]"."""
    if tree.lower[v] not in _DONE_TO or tree.has(v, _WANTED) or _ends(tree, v):
        return False
    if any(tree.dep[c] == "conj" and tree.has(c, _WANTED) for c in tree.children[v]):
        return False  # "arrested and jailed ten"
    if tree.dep[v] == "ROOT" and tree.tag[v] in ("VBD", "VBN"):
        subject = next((c for c in tree.children[v] if tree.dep[c] == "nsubj"), None)
        if subject is None:
            return False
    elif tree.dep[v] == "acl" and tree.dep[tree.head[v]] == "ROOT" and tree.tag[tree.head[v]] in NOUNS:
        subject = tree.head[v]
        if any(
            tree.tag[i] in VERBS and i != v and tree.finite(i) is not None
            for i in range(tree.left_edge(subject), v)
        ):
            return False
        tree.hang(v, v, "ROOT")
        for c in [c for c in tree.children[subject] if c > v]:
            tree.hang(c, v, tree.dep[c])
    else:
        return False
    tree.hang(subject, v, "nsubjpass")
    tree.tag[v] = "VBN"
    return True


def _ends(tree: Tree, v: int) -> bool:
    """Whether the sentence of a verb ends as sentences do and headlines do not."""
    top = v
    while tree.head[top] != top:
        top = tree.head[top]
    return tree.lower[tree.right_edge(top)] in (".", "”", '"', "?", "!")


def _speakers(tree: Tree, v: int) -> bool:
    """ "… an attack on a mosque, [police and residents said]"."""
    if tree.lower[v] not in _SAY or tree.has(v, SUBJECTS) or v < 4 or tree.tag[v - 1] not in NOUNS:
        return False
    if tree.dep[v] not in ("ROOT", "parataxis", "ccomp"):
        return False
    first = v - 1
    while tree.dep[first] == "conj" and tree.lower[tree.left_edge(first) - 1] != ",":
        first = tree.head[first]
    comma = tree.left_edge(first) - 1
    if (
        tree.dep[first] not in ("conj", "appos")
        or comma < 1
        or tree.lower[comma] != ","
        or tree.is_above(first, v)
    ):
        return False
    if first == v - 1 or not tree.is_above(first, v - 1) or tree.tag[comma - 1] not in NOUNS:
        return False
    tree.hang(first, v, "nsubj")
    return True


def _busy(tree: Tree, v: int) -> bool:
    """ "They were booed by [striking teachers]"."""
    by = tree.head[v]
    if tree.lower[v] not in _BUSY or tree.dep[v] != "pcomp" or tree.lower[by] != "by" or by != v - 1:
        return False
    doers = next((c for c in tree.children[v] if tree.dep[c] == "dobj" and tree.tag[c] in NOUNS), None)
    if doers is None or tree.left_edge(doers) != v + 1:
        return False
    tree.hang(doers, by, "pobj")
    for c in [c for c in tree.children[v] if c != doers]:
        tree.hang(c, doers, tree.dep[c])
    tree.hang(v, doers, "amod")
    return True


def _shared(tree: Tree, v: int) -> bool:
    """ "[Two policemen were killed] and six others wounded [in a clash with rebels]"."""
    first, rest = tree.head[v], next((c for c in tree.children[v] if c < v and _is_rest(tree, c)), None)
    if tree.dep[v] == "acl" and _is_rest(tree, first):
        first, rest = tree.head[first], first
    elif tree.dep[v] not in ("conj", "ccomp", "advcl", "dep"):
        return False
    if rest is None or first > v or not {tree.lower[v], tree.lower[first]} <= _HURT:
        return False
    if not any(tree.dep[c] == "auxpass" for c in tree.children[first]):
        return False
    if any(c > v and tree.lower[c] == "in" for c in tree.children[first]):
        return False
    for c in tree.children[v]:
        if c > v and tree.dep[c] == "prep" and tree.lower[c] == "in":
            tree.hang(c, first, "prep")
            return True
    return False


def be_verb(tree: Tree, v: int) -> None:
    """ "[President Kennedy talks] with Chancellor Adenauer as he visits Bonn": the verb is taken for a noun."""
    clause = any(tree.dep[c] == "advcl" and tree.has(c, SUBJECTS) for c in tree.children[v])
    if (
        tree.lower[v] in _SHOWN
        and tree.dep[v] == "ROOT"
        and clause
        and not tree.has(v, frozenset({"det", "amod", "nummod"}))
    ):
        tree.tag[v] = "VBZ"


def _pictured(tree: Tree, v: int) -> bool:
    """ "[President Kennedy] talks with Chancellor Adenauer in Bonn"."""
    if tree.tag[v] != "VBZ" or tree.dep[v] != "ROOT" or tree.has(v, SUBJECTS):
        return False
    name = v - 1
    if name < 1 or tree.dep[name] != "compound" or tree.head[name] != v or tree.tag[name] != "NNP":
        return False
    parts = [c for c in tree.children[v] if c < name and tree.dep[c] == "compound"]
    if not parts and not tree.has(name, frozenset({"compound"})):
        return False
    tree.hang(name, v, "nsubj")
    for c in parts:
        tree.hang(c, name, "compound")
    return True


def _is_rest(tree: Tree, i: int) -> bool:
    return tree.lower[i] in _REST or tree.tag[i] == "CD"


def _shot(tree: Tree, v: int) -> bool:
    """ "He took [a parting shot] at the mayor"."""
    kind = v - 1
    if tree.lower[v] != "shot" or tree.dep[v] != "acl" or tree.head[v] != kind or tree.dep[kind] != "dobj":
        return False
    verb = tree.head[kind]
    if tree.lower[verb] not in _TAKEN:
        return False
    tree.hang(v, verb, "dobj")
    for c in [c for c in tree.children[kind] if c < kind]:
        tree.hang(c, v, tree.dep[c])
    tree.hang(kind, v, "compound")
    tree.tag[v] = "NN"
    return True
