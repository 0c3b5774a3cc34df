"""Loading the lexicon: what is wrong is named with file and entry, and the most exact sense comes first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khaldun.errors import KnowledgeError
from khaldun.lexicon.load import Lexicon, load

BOMB = "- {id: bomb.v, verb: bomb, cameo: '195', examples: ['[France] bombed {Mali}.']}\n"
Load = Callable[..., Lexicon]


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Load a lexicon of one file of verbs, and of the word classes "arms" and "camps"."""

    def made(verbs: str, nouns: str = "", classes: str = "arms: [gun, tank]\ncamps: [camp]\n") -> Lexicon:
        for folder, text in (("verbs", verbs), ("nouns", nouns), ("phrases", "")):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "force.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "classes.yaml").write_text(classes, encoding="utf-8")
        return load(tmp_path)

    return made


def test_an_entry_is_found_by_its_lemma_and_kind(loaded: Load) -> None:
    lexicon = loaded(BOMB)
    (entry,) = lexicon.senses("verb", "bomb")
    assert lexicon.by_id["bomb.v"] is entry
    assert (entry.file, entry.cameo, entry.actor, entry.recipient) == (
        "verbs/force.yaml",
        "195",
        ("subj",),
        ("obj",),
    )
    assert lexicon.senses("noun", "bomb") == []
    assert lexicon.senses("verb", "praise") == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        # an unknown key
        (
            "- {id: a.v, verb: a, cameo: '190', exmaples: [x]}",
            "lexicon/verbs/force.yaml: a.v: .*exmaples.*docs/lexicon.md",
        ),
        # a missing id
        ("- {verb: a, cameo: '190', examples: [x]}", "lexicon/verbs/force.yaml: entry 1: .*`id`"),
        # a value of the wrong kind, as of a leaf that is not text
        ("- {id: a.v, verb: a, cameo: 190, examples: [x]}", r"lexicon/verbs/force.yaml: a.v: .*\$\.cameo"),
        ("- {id: a.v, verb: a, operator: dance, examples: [x]}", "lexicon/verbs/force.yaml: a.v: .*'dance'"),
        # no example
        (
            "- {id: a.v, verb: a, cameo: '190', examples: []}",
            "lexicon/verbs/force.yaml: a.v: has no example; write",
        ),
        ("- {id: a.v, verb: a, cameo: '190'}", "lexicon/verbs/force.yaml: a.v: .*`examples`"),
        # an unknown word class
        (
            "- {id: a.v, verb: a, cameo: '190', object: ['@ships'], examples: [x]}",
            "lexicon/verbs/force.yaml: a.v: no word class @ships; classes.yaml has arms, camps",
        ),
        # nothing to code, no word, two words
        (
            "- {id: a.v, verb: a, examples: [x]}",
            "lexicon/verbs/force.yaml: a.v: codes nothing; give it a cameo leaf",
        ),
        (
            "- {id: a.v, cameo: '190', examples: [x]}",
            "lexicon/verbs/force.yaml: a.v: wants exactly one .* has none",
        ),
        (
            "- {id: a.v, verb: a, noun: a, cameo: '190', examples: [x]}",
            "lexicon/verbs/force.yaml: a.v: wants exactly one of verb, noun, adj; has verb, noun",
        ),
        # no record at all
        ("- bomb", "lexicon/verbs/force.yaml: entry 1: "),
        ("- {id: a.v", "lexicon/verbs/force.yaml, line .*: not YAML"),
    ],
)
def test_what_is_wrong_is_named(loaded: Load, entry: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message) as caught:
        loaded(entry)
    assert "\n" not in str(caught.value)


def test_an_id_stands_once_in_all_files(loaded: Load) -> None:
    again = BOMB.replace("verb: bomb", "noun: bomb")
    with pytest.raises(
        KnowledgeError,
        match=r"lexicon/nouns/force.yaml: id bomb.v stands already in verbs/force.yaml; rename one",
    ):
        loaded(BOMB, again)


def test_the_second_wrong_entry_is_named_by_its_own_id(loaded: Load) -> None:
    with pytest.raises(KnowledgeError, match=r"b\.v: has no example"):
        loaded(BOMB + "- {id: b.v, verb: b, cameo: '190', examples: []}")


def test_word_classes_are_resolved(loaded: Load) -> None:
    (entry,) = loaded(
        "- {id: a.v, verb: a, cameo: '190', object: ['@arms', '@camps', ship], examples: [x]}"
    ).entries
    assert entry.object == {"gun", "tank", "camp", "ship"}


def test_any_demands_some_word_and_nothing_demands_none(loaded: Load) -> None:
    (some, none) = loaded("- {id: a.v, verb: a, cameo: '190', object: any, examples: [x]}\n" + BOMB).entries
    assert some.object == frozenset()
    assert none.object is None
    assert some.demands == none.demands + 1


def test_the_most_exact_sense_comes_first_and_file_order_decides_ties(loaded: Load) -> None:
    lexicon = loaded(
        "- {id: plain.v, verb: strike, cameo: '190', examples: [x]}\n"
        "- {id: again.v, verb: strike, cameo: '190', examples: [x]}\n"
        "- {id: with.v, verb: strike, cameo: '190', prep: {with: '@arms'}, examples: [x]}\n"
        "- {id: both.v, verb: strike, cameo: '190', prep: {with: '@arms'}, object: camp, examples: [x]}\n"
    )
    assert [entry.id for entry in lexicon.senses("verb", "strike")] == [
        "both.v",
        "with.v",
        "plain.v",
        "again.v",
    ]


def test_an_entry_may_have_several_lemmas(loaded: Load) -> None:
    lexicon = loaded("- {id: a.v, verb: [hit, strike], cameo: '190', examples: [x]}")
    assert lexicon.senses("verb", "hit") == lexicon.senses("verb", "strike") == lexicon.entries


def test_the_built_in_lexicon_loads() -> None:
    lexicon = load()
    assert len(lexicon.entries) > 1000
    assert len(lexicon.by_id) == len(lexicon.entries)
    assert all(entry.examples for entry in lexicon.entries)
