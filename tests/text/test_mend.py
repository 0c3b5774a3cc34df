"""Typical mistakes of a small parser, mended; whatever tree goes in, a tree comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.text.mend import mend
from khaldun.text.parse import Parser
from khaldun.text.trees import Tree

# sentence, verb, its subject once mended
CASES = [
    ("Peru objected to the Bolivian invasion and Chile had urged restraint.", "urged", "Chile"),
    ("Russian mercenaries have fought American troops and warplanes have collided.", "collided", "warplanes"),
    (
        "Up to ten Taliban fighters on motorbikes attempted to storm a US base near Kabul.",
        "attempted",
        "fighters",
    ),
    (
        "Families of two British men killed fighting Islamic State have condemned a report.",
        "condemned",
        "Families",
    ),
]


def test_what_is_refused_is_no_clause_of_the_time(parser: Parser) -> None:
    parse = parser.parse("Belgium refused for the third time to send its troops to Chad.")
    assert (parse.dep[7], parse.words[parse.head[7]]) == ("xcomp", "refused")


def test_a_deed_is_no_participle(parser: Parser) -> None:
    parse = parser.parse("Three farmers and a boy were killed in Turkish artillery shelling near Afrin.")
    deed = parse.words.index("shelling")
    assert parse.dep[deed] == "pobj"
    assert parse.words[parse.head[deed]] == "in"
    assert {"Turkish", "artillery"} <= {parse.words[c] for c in parse.children[deed]}


def test_a_title_belongs_to_the_owner_behind_it(parser: Parser) -> None:
    parse = parser.parse(
        "Imran Khan mocked the former prime minister Nawaz Sharif's call for a warm welcome."
    )
    call, title = parse.words.index("call"), parse.words.index("minister")
    assert parse.dep[call] == "dobj"
    assert parse.words[parse.head[title]] == "Sharif"


@pytest.mark.parametrize(("text", "verb", "subject"), CASES)
def test_a_clause_has_its_subject(parser: Parser, text: str, verb: str, subject: str) -> None:
    parse = parser.parse(text)
    v = parse.words.index(verb)
    assert [parse.words[c] for c in parse.children[v] if parse.dep[c] == "nsubj"] == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "He met ministers and soldiers in the town.",
        "The men and boys killed in the raid were farmers.",
        "Ten fighters hired to storm a base fled.",
        "France and Germany have condemned Iran.",
    ],
)
def test_a_right_tree_is_left_alone(parser: Parser, text: str) -> None:
    parse = parser.parse(text)
    heads = [token.head.i for token in parse.doc]
    assert parse.head == heads


_TAGS = st.sampled_from(
    ["NN", "NNS", "NNP", "VBD", "VBN", "VBZ", "MD", "TO", "VB", "IN", "CC", ",", "RB", "DT"]
)
_DEPS = st.sampled_from(
    [
        "nsubj",
        "dobj",
        "conj",
        "cc",
        "acl",
        "dep",
        "ccomp",
        "xcomp",
        "aux",
        "prep",
        "pobj",
        "relcl",
        "punct",
        "advcl",
    ]
)
_WORDS = st.sampled_from(["to", "attempted", "and", ",", "troops", "hit", "have", "killed", "fighters", "on"])


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[str], list[str], list[str], list[int]]:
    """Words, tags, labels and heads of a random tree."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    head = [0] * size
    for n, i in enumerate(order):
        head[i] = i if n == 0 else order[draw(st.integers(0, n - 1))]
    dep = [draw(_DEPS) for _ in range(size)]
    dep[order[0]] = "ROOT"
    return [draw(_WORDS) for _ in range(size)], [draw(_TAGS) for _ in range(size)], dep, head


@given(trees())
def test_a_tree_stays_a_tree(tree: tuple[list[str], list[str], list[str], list[int]]) -> None:
    lower, tag, dep, head = tree
    mend(lower, tag, dep, head)
    assert sum(h == i for i, h in enumerate(head)) == 1
    for i in range(len(head)):
        steps = 0
        while head[i] != i:
            i, steps = head[i], steps + 1
            assert steps <= len(head)


def test_nothing_is_hung_below_itself() -> None:
    tree = Tree(["a", "b", "c"], ["NN"] * 3, ["ROOT", "dobj", "dobj"], [0, 0, 1])
    tree.hang(0, 2, "conj")
    assert (tree.head, tree.dep) == ([0, 0, 1], ["ROOT", "dobj", "dobj"])
    tree.hang(2, 0, "conj")
    assert (tree.head, tree.children) == ([0, 0, 0], [[1, 2], [], []])


@pytest.mark.parametrize(
    ("text", "verb", "label", "word"),
    [
        ("Iran activist sentenced to 10 years in prison", "sentenced", "nsubjpass", "activist"),
        ("Kenya opposition leader arrested after rally ban", "arrested", "nsubjpass", "leader"),
        (
            "A bomber killed six in an attack on a mosque, police and residents said.",
            "said",
            "nsubj",
            "police",
        ),
        ("She took a parting shot at the mayor.", "took", "dobj", "shot"),
        (
            "President Emmanuel Macron talks with Chancellor Angela Merkel in Berlin.",
            "talks",
            "nsubj",
            "Macron",
        ),
        (
            "President Joe Biden talks with Speaker Mike Johnson (R) as he presents a plan.",
            "talks",
            "nsubj",
            "Biden",
        ),
    ],
)
def test_headlines_and_wire_leads_are_mended(
    parser: Parser, text: str, verb: str, label: str, word: str
) -> None:
    parse = parser.parse(text)
    v, w = parse.words.index(verb), parse.words.index(word)
    assert (parse.head[w], parse.dep[w]) == (v, label)


def test_doers_who_are_at_something_are_not_done_it_to(parser: Parser) -> None:
    parse = parser.parse("Ministers who backed the bill were booed by striking teachers in Paris.")
    doers = parse.words.index("teachers")
    assert (parse.words[parse.head[doers]], parse.dep[doers]) == ("by", "pobj")


def test_what_two_harms_happened_in_is_told_of_the_first(parser: Parser) -> None:
    parse = parser.parse("At least four policemen were killed and six others wounded in a clash with rebels.")
    assert parse.words[parse.head[parse.words.index("in")]] == "killed"


def test_what_two_harms_happened_in_is_told_of_the_first_however_the_second_hangs(parser: Parser) -> None:
    parse = parser.parse(
        "At least two guards were killed and seven others injured Monday in a clash with rebels in Anbar."
    )
    assert parse.words[parse.head[parse.words.index("in")]] == "killed"
