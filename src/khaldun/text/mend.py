"""Mending what a small parser gets wrong in the same way again and again, before anybody reads the tree.

Eight mistakes (those of headlines and wire leads are in ``mend_wire``), each told by signs that a right tree does not show:

- "They fought the army and warplanes have hit the town": the subject of the second clause is taken for one more
  object of the first. A finite verb without a subject stands right behind it.
- "Families of men killed in the raid have condemned it": a participle is taken for the main verb, and the main verb,
  with an auxiliary of its own, has no subject.
- "Ten fighters on motorbikes attempted to storm a base": a past form is taken for a participle, and the sentence has
  a noun at its root.
- "Attacks by rebels, gangs and thieves killed ten", "its talks with President Ali Abdullah Saleh lasted an hour": a
  verb gets two subjects, of which the second stands right behind a comma or a preposition that has nothing else.
- "France as well as Germany has protested": the second is taken for another subject or for the object of "as".
- "Ten were killed in Turkish artillery shelling": the deed's noun is taken for a participle, its modifier for the object of
  the preposition.
- "They mocked the prime minister Nouri al-Maliki's plan": the owner's title is taken for the verb's object.
- "They refused for the third time to send troops": what is refused is taken for the time's clause.

Works in place on the columns of one text: tags are Penn Treebank, labels spaCy's English (ClearNLP), ``head[i]`` the
index of token i's head (itself at a root).
"""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.text.mend_wire import be_verb, mend_wire
from khaldun.text.trees import AUXILIARIES, NOUNS, SUBJECTS, VERBS, Tree

_CLAUSES = frozenset({"advcl", "ccomp", "conj", "dep", "parataxis", "relcl", "acl"})

# Past forms that want an infinitive and are never passive with one ("fighters attempted to storm", unlike "men hired to").
_ATTEMPTS = frozenset(
    {"attempted", "tried", "managed", "refused", "vowed", "agreed", "declined", "threatened", "began", "begun", "continued",
     "sought", "promised", "pledged", "decided", "failed", "hoped", "intended", "struggled", "opted"}
)  # fmt: skip

# Deeds whose nouns look like participles.
_DEEDS = frozenset({"shelling", "bombing", "shooting", "stabbing", "rioting", "looting", "firing"})


def mend(lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Mend the tree of one text; ``tag``, ``dep`` and ``head`` are changed in place."""
    tree = Tree(lower, tag, dep, head)
    for i in range(2, len(lower)):
        if lower[i] == "as" and lower[i - 1] == "well" and lower[i - 2] == "as":
            _coordinate(tree, i)
    for v in range(len(lower)):
        if lower[v] == "time" and dep[v] == "pobj":
            _free_time(tree, v)
        if dep[v] == "appos":
            _give_title(tree, v)
        if tag[v] == "NNS":
            be_verb(tree, v)
        if tag[v] not in VERBS or _be_noun(tree, v) or mend_wire(tree, v):
            continue
        if tree.has(v, SUBJECTS):
            _give_back(tree, v)
        else:
            _take_subject(tree, v) or _take_over(tree, v) or _take_root(tree, v)


def _coordinate(tree: Tree, conjunction: int) -> None:
    """ "[France as well as Germany] has protested"."""
    first = tree.head[conjunction]
    if tree.tag[first] not in NOUNS or first > conjunction:
        return
    beside = [
        c for c in tree.children[tree.head[first]] if c > conjunction and tree.dep[c] == tree.dep[first]
    ]
    for c in [*tree.children[conjunction], *beside]:
        if c > conjunction and tree.tag[c] in NOUNS and tree.left_edge(c) == conjunction + 1:
            tree.hang(c, first, "conj")
            return


def _be_noun(tree: Tree, v: int) -> bool:
    """ "Ten were killed in [Turkish artillery shelling]"."""
    noun = v - 1
    if tree.lower[v] not in _DEEDS or noun < 0 or tree.dep[noun] != "pobj" or tree.tag[noun] not in NOUNS:
        return False
    preposition = tree.head[noun]
    if (
        tree.dep[v] not in ("advcl", "acl", "pcomp")
        or tree.has(v, frozenset({"dobj", "mark", *SUBJECTS}))
        or tree.lower[preposition] not in ("in", "by", "during", "from", "after", "amid", "under")
        or tree.is_above(v, preposition)
    ):
        return False
    tree.hang(v, preposition, "pobj")
    for c in tree.children[noun].copy():
        if c < noun:
            tree.hang(c, v, tree.dep[c])
    tree.hang(noun, v, "compound")
    tree.tag[v] = "NN"
    return True


def _free_time(tree: Tree, time: int) -> None:
    """ "They [refused] for the third time [to send] troops"."""
    preposition = tree.head[time]
    verb = tree.head[preposition]
    if tree.lower[preposition] != "for" or tree.lower[verb] not in _ATTEMPTS:
        return
    for c in tree.children[time].copy():
        infinitive = any(tree.dep[x] == "aux" and tree.lower[x] == "to" for x in tree.children[c])
        if tree.dep[c] in ("relcl", "acl") and tree.tag[c] == "VB" and infinitive:
            tree.hang(c, verb, "xcomp")


def _give_title(tree: Tree, thing: int) -> None:
    """ "They mocked [the prime minister Nouri al-Maliki's] plan"."""
    title = tree.head[thing]
    if tree.tag[title] != "NN" or title > thing:
        return
    owner = next((c for c in tree.children[thing] if tree.dep[c] == "poss"), None)
    if owner is None or tree.tag[owner] != "NNP" or tree.left_edge(owner) != title + 1:
        return
    root = tree.head[title] == title
    tree.hang(thing, thing if root else tree.head[title], tree.dep[title])
    for c in tree.children[title].copy():
        if c < title:
            tree.hang(c, owner, tree.dep[c])
    tree.hang(title, owner, "compound")


def _give_back(tree: Tree, v: int) -> None:
    """ "Attacks by [rebels, gangs and thieves] killed ten"."""
    subjects = [c for c in tree.children[v] if c < v and tree.dep[c] in ("nsubj", "nsubjpass")]
    if len(subjects) != 2 or any(tree.tag[c] not in NOUNS for c in subjects):
        return
    first, second = subjects
    before = tree.left_edge(second) - 1
    if before <= first:
        return
    if tree.tag[before] == "IN" and not tree.children[before] and tree.is_above(first, before):
        tree.hang(second, before, "pobj")
    elif tree.lower[before] == "," and tree.has(second, frozenset({"cc"})):
        item = before - 1
        if tree.tag[item] in NOUNS and tree.is_above(first, item):
            tree.hang(second, item, "conj")


def _take_subject(tree: Tree, v: int) -> bool:
    """ "They fought the army and [warplanes have hit the town]"."""
    first = tree.finite(v)
    if first is None or tree.dep[v] not in _CLAUSES | {"ROOT"}:
        return False
    noun = first - 1
    while noun >= 0 and tree.tag[noun] == "RB" and tree.is_above(v, noun):
        noun -= 1
    if noun < 0 or tree.tag[noun] not in NOUNS or tree.dep[noun] != "conj":
        return False
    other = tree.head[noun]
    verb = tree.verb_above(noun)
    plain = first == v
    if tree.tag[other] not in NOUNS or verb is None or verb > noun or other > noun:
        return False
    if plain and not tree.has(v, frozenset({"dobj", "ccomp"})):
        return False  # "the men and boys killed": a participle as well as a past
    if tree.dep[other] in SUBJECTS or not any(tree.dep[c] == "cc" for c in tree.children[other]):
        return False
    if tree.is_above(noun, v):
        tree.hang(v, verb, "conj")
    if tree.is_above(v, other) and not _sink(tree, v, verb):
        return False
    passive = tree.has(v, frozenset({"auxpass"}))
    tree.hang(noun, v, "nsubjpass" if passive else "nsubj")
    return True


def _sink(tree: Tree, v: int, verb: int) -> bool:
    """Put the first clause above the second, where the parser has it the other way round."""
    if tree.head[verb] != v or tree.dep[verb] != "ccomp":
        return False
    top, label = tree.head[v], tree.dep[v]
    tree.hang(verb, verb if top == v else top, label)
    tree.hang(v, verb, "conj")
    return True


def _take_over(tree: Tree, v: int) -> bool:
    """ "[Families of men killed in the raid] have condemned it"."""
    was = tree.head[v]
    first = tree.finite(v)
    if (
        tree.dep[v] not in ("dep", "ccomp", "parataxis", "advcl")
        or first is None
        or first == v
        or not (was < first)
        or tree.tag[was] not in ("VBD", "VBN")
        or tree.has(was, frozenset({"aux", "auxpass", "dobj", "cc", "mark"}))
        or tree.has(v, frozenset({"mark", "cc"}))
        or tree.lower[first - 1] in (",", "and", "but", "or", ":", ";", "“", '"', "–", "-")
    ):
        return False
    subject = next((c for c in tree.children[was] if tree.dep[c] == "nsubj"), None)
    if subject is None or tree.tag[subject] not in NOUNS or subject > was:
        return False
    named = (t for t in range(was - 1, subject, -1) if tree.tag[t] in NOUNS and tree.is_above(subject, t))
    nearest = next(named, subject)
    root, label = tree.head[was], tree.dep[was]
    tree.hang(v, v if root == was else root, label)
    tree.hang(subject, v, "nsubjpass" if tree.has(v, frozenset({"auxpass"})) else "nsubj")
    for c in [c for c in tree.children[was] if c > v or tree.dep[c] == "punct"]:
        tree.hang(c, v, tree.dep[c])
    tree.hang(was, nearest, "acl")
    tree.tag[was] = "VBN"
    return True


def _take_root(tree: Tree, v: int) -> bool:
    """ "[Ten fighters on motorbikes] attempted to storm a base"."""
    if (
        tree.dep[v] != "acl"
        or tree.lower[v] not in _ATTEMPTS
        or tree.has(v, frozenset({"agent", *AUXILIARIES}))
    ):
        return False
    if not any(
        tree.dep[c] == "xcomp" and any(tree.lower[g] == "to" for g in tree.children[c])
        for c in tree.children[v]
    ):
        return False
    noun = tree.head[v]
    while tree.dep[noun] in ("pobj", "prep", "conj", "appos") and tree.head[noun] != noun:
        noun = tree.head[noun]
    if tree.head[noun] != noun or tree.tag[noun] not in NOUNS:
        return False
    tree.hang(v, v, "ROOT")
    for c in [
        c for c in tree.children[noun] if c > v or (tree.dep[c] in ("prep", "punct", "npadvmod") and c < noun)
    ]:
        tree.hang(c, v, tree.dep[c])
    tree.hang(noun, v, "nsubj")
    tree.tag[v] = "VBD"
    return True
