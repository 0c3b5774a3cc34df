"""Words that a small parser takes for another part of speech, put right once the tree is mended.

- "Announced asset freezes and travel bans": the deeds are taken for a verb, what they are done to for its subject.
- "Launched a ground {offensive}": taken for an adjective, though it is an object.
- "Russia, not Turkey, {bombed} Aleppo": the verb is taken for a participle that describes a name.

Works in place on the columns of one text, as ``mend.py`` does.
"""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.text.trees import Tree

# Plurals of deeds that look like verbs of the present, and what they are done to or with.
_DEEDS = frozenset(
    {
        "freezes",
        "bans",
        "strikes",
        "raids",
        "attacks",
        "cuts",
        "curbs",
        "blocks",
        "drills",
        "visits",
        "talks",
        "searches",
    }
)
_THINGS = frozenset({"asset", "travel", "air", "troop", "missile", "drone", "aid", "entry", "export", "import", "visa", "arms", "trade", "bomb", "rocket", "house"})  # fmt: skip
# Deeds that look like adjectives.
_ADJECTIVAL = frozenset({"offensive", "counteroffensive"})
_NOUN_PLACES = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})


def put_right(lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Put the tags and places of such words right; ``tag``, ``dep`` and ``head`` are changed in place."""
    tree = Tree(lower, tag, dep, head)
    for i in range(len(lower)):
        if lower[i] in _ADJECTIVAL and tag[i] == "JJ" and dep[i] in _NOUN_PLACES:
            tag[i] = "NN"
        elif lower[i] in _ADJECTIVAL and tag[i] == "JJ" and dep[i] == "amod" and head[i] == i - 1:
            _be_head(tree, i)
        elif lower[i] in _DEEDS and tag[i] == "VBZ":
            _be_object(tree, i)
        elif tag[i] in ("VBN", "VBD") and dep[i] == "acl":
            _be_verb(tree, i)


def _be_head(tree: Tree, i: int) -> None:
    """ "Launched a [ground offensive]", where the first word is taken for the object."""
    kind = i - 1
    verb = tree.head[kind]
    if verb == kind or tree.dep[kind] not in _NOUN_PLACES or tree.tag[kind] not in ("NN", "JJ"):
        return
    place = tree.dep[kind]
    tree.tag[i] = "NN"
    tree.hang(i, verb, place)
    for c in tree.children[kind].copy():
        tree.hang(c, i, tree.dep[c])
    tree.hang(kind, i, "compound")


def _be_object(tree: Tree, v: int) -> None:
    """ "Announced [asset freezes] and travel bans"."""
    thing, verb = v - 1, tree.head[v]
    if tree.dep[v] != "ccomp" or verb > thing or tree.lower[thing] not in _THINGS:
        return
    if tree.head[thing] != v or tree.dep[thing] not in ("nsubj", "nsubjpass"):
        return
    if tree.has(v, frozenset({"aux", "auxpass", "mark", "dobj", "ccomp", "xcomp"})) or tree.has(
        verb, frozenset({"dobj"})
    ):
        return
    tree.dep[thing] = "compound"
    tree.tag[v], tree.dep[v] = "NNS", "dobj"


def _be_verb(tree: Tree, v: int) -> None:
    """ "[Russia, not Turkey], bombed Aleppo"."""
    noun = tree.head[v]
    if tree.head[noun] != noun or tree.tag[noun] not in ("NNP", "NNPS") or tree.lower[v - 1] != ",":
        return
    denied = [c for c in tree.children[noun] if tree.dep[c] in ("appos", "conj") and noun < c < v]
    no = [c for c in range(noun + 1, v) if tree.lower[c] == "not" and tree.is_above(noun, c)]
    if len(denied) != 1 or len(no) != 1 or tree.has(v, frozenset({"agent", "aux", "auxpass"})):
        return
    tree.hang(no[0], denied[0], "neg")
    tree.hang(v, v, "ROOT")
    for c in [c for c in tree.children[noun] if c > v]:
        tree.hang(c, v, tree.dep[c])
    for c in tree.children[v]:
        if tree.dep[c] == "npadvmod" and c == v + 1 and tree.tag[c] in ("NNP", "NNPS"):
            tree.dep[c] = "dobj"
    tree.hang(noun, v, "nsubj")
    tree.tag[v] = "VBD"
