"""Every entry of the meeting files has an example, and codes it."""

from __future__ import annotations

import pytest

from khaldun.coder import Coder
from khaldun.errors import KnowledgeError
from khaldun.meetings.knowledge import Act, MeetingWords, load_words
from khaldun.model import Article
from meetings.reading import fault, read

WORDS = load_words()


@pytest.mark.parametrize("act", WORDS.acts, ids=lambda act: act.id)
def test_an_act_reads_its_examples(coder: Coder, act: Act) -> None:
    seen = set()
    for line in act.examples:
        marked = read(line)
        meetings = coder.code_article(Article("one", marked.text)).meetings
        rules = {rule for m in meetings for p in m.parties for rule in p.rules}
        seen |= rules
        assert fault(marked, meetings) is None, f"{line}: {fault(marked, meetings)}"
    assert act.id in seen, f"{act.id}: its examples are read by {sorted(seen)}"


@pytest.mark.parametrize("entry", WORDS.nouns.gatherings, ids=lambda entry: entry.id)
def test_a_noun_names_its_meeting(coder: Coder, entry: object) -> None:
    for line in entry.examples:  # type: ignore[attr-defined]
        text, noun = line.replace("[", "").replace("]", ""), line[line.index("[") + 1 : line.index("]")]
        meetings = coder.code_article(Article("one", text)).meetings
        assert [m.kind for m in meetings] == [entry.kind], line  # type: ignore[attr-defined]
        assert meetings[0].name.text.endswith(noun), line


@pytest.mark.parametrize("example", WORDS.agreements.examples, ids=lambda example: str(example["text"])[:40])
def test_what_is_agreed_is_read(coder: Coder, example: dict[str, str | list[str]]) -> None:
    meetings = coder.code_article(Article("one", str(example["text"]))).meetings
    assert [a.text for m in meetings for a in m.agreed] == example["agreed"]


def test_an_id_stands_once() -> None:
    act = WORDS.acts[0]
    with pytest.raises(KnowledgeError, match=rf"given twice: {act.id}; give each entry its own"):
        MeetingWords(WORDS.nouns, [act, act], WORDS.agreements)


def test_every_act_can_be_triggered() -> None:
    for act in WORDS.acts:
        words = act.verb | act.noun | act.adj | act.hyphen | act.around
        assert bool(words) != act.gathering, act.id
        assert act.affirmed or act.negated, act.id
