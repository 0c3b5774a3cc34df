"""Nouns and verbs that a small parser takes for something else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khaldun.text.mistaken import put_right
from khaldun.text.parse import Parser


def test_freezes_are_a_noun(parser: Parser) -> None:
    parse = parser.parse("The United States announced asset freezes and travel bans against four generals.")
    freezes = parse.words.index("freezes")
    assert (parse.pos[freezes], parse.dep[freezes]) == ("NOUN", "dobj")
    assert parse.dep[freezes - 1] == "compound"


def test_an_offensive_is_a_noun(parser: Parser) -> None:
    parse = parser.parse("Chad launched a ground and air offensive to oust rebels from its border.")
    assert parse.pos[parse.words.index("offensive")] == "NOUN"


def test_the_one_and_not_the_other_did_it(parser: Parser) -> None:
    parse = parser.parse("Russia, not Turkey, bombed Aleppo.")
    verb = parse.words.index("bombed")
    assert parse.head[verb] == verb
    assert [parse.words[c] for c in parse.children[verb] if parse.dep[c] == "nsubj"] == ["Russia"]
    assert [parse.words[c] for c in parse.children[verb] if parse.dep[c] == "dobj"] == ["Aleppo"]


_TAGS = ["NN", "NNS", "NNP", "VBD", "VBN", "VBZ", "VB", "JJ", "IN", "RB", ","]
_DEPS = ["nsubj", "dobj", "acl", "ccomp", "appos", "conj", "neg", "npadvmod", "advmod", "punct"]
_WORDS = ["asset", "freezes", "not", ",", "offensive", "bombed", "x"]


@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 10))
    order = data.draw(st.permutations(range(size)))
    head = list(range(size))
    for k in range(1, size):
        head[order[k]] = order[data.draw(st.integers(0, k - 1))]
    words = data.draw(st.lists(st.sampled_from(_WORDS), min_size=size, max_size=size))
    tag = data.draw(st.lists(st.sampled_from(_TAGS), min_size=size, max_size=size))
    dep = ["ROOT" if head[i] == i else data.draw(st.sampled_from(_DEPS)) for i in range(size)]
    put_right(words, tag, dep, head)
    for i in range(size):
        seen = set()
        while head[i] != i:
            assert i not in seen
            seen.add(i)
            i = head[i]
