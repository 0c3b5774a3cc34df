"""Repeated articles: copies and light edits are told, other reports of the same story are not."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.model import Article, Repeat
from khaldun.sources.duplicates import Duplicates, Limits, without_repeats
from khaldun.sources.signatures import Signatures

from .conftest import BODY

WORDS = [
    a + b
    for a in ("ka", "lo", "mi", "nu", "pe", "ra", "si", "to")
    for b in ("dan", "fer", "gul", "hin", "jos")
]
DAY = dt.date(2014, 9, 16)


def prose(seed: int, sentences: int = 12) -> list[str]:
    """Sentences of ten made-up words each."""
    rng = random.Random(seed)
    return [" ".join(rng.choices(WORDS, k=10)).capitalize() + "." for _ in range(sentences)]


def article(id: str, *sentences: str, published: dt.date | None = DAY) -> Article:
    return Article(id, " ".join(sentences), published=published)


def told(*articles: Article) -> tuple[list[str], list[Repeat]]:
    repeats: list[Repeat] = []
    return [a.id for a in without_repeats(articles, repeats.append)], repeats


def test_the_same_words_are_exact_whatever_their_quotes_and_lines() -> None:
    first = article("a", 'He said: "We leave."', *BODY)
    second = replace(
        first,
        id="b",
        text=first.text.replace('"', "”").replace(" ", "\n"),
        title="New",
        url="https://b.example",
    )
    coded, (repeat,) = told(first, second)
    assert coded == ["a"]
    assert repeat == Repeat("b", "New", "https://b.example", None, DAY, "a", 1.0, "exact")


@pytest.mark.parametrize(
    "edited",
    [
        lambda s: s[:7],
        lambda s: [*s, *prose(99, 3)],
        lambda s: [*prose(99, 2), *s],
        lambda s: [s[0].replace("an", "na"), *s[1:-1]],
        lambda s: [s[n] for n in (2, 0, 1, *range(3, 12))],
    ],
    ids=["tail cut", "paragraph added", "another lead", "typing errors", "paragraphs moved"],
)  # fmt: skip
def test_light_edits_are_near(edited: object) -> None:
    sentences = prose(1)
    coded, repeats = told(article("a", *sentences), article("b", *edited(sentences)))  # type: ignore[operator]
    assert coded == ["a"]
    assert [(r.repeats, r.reason) for r in repeats] == [("a", "near")]
    assert 0.7 <= repeats[0].similarity <= 1.0


def test_another_report_of_the_story_is_none() -> None:
    shared, own, other = prose(1, 5), prose(2, 7), prose(3, 7)
    assert told(article("a", *shared, *own), article("b", *other, *shared))[1] == []


def test_an_update_that_is_mostly_new_is_coded() -> None:
    first = prose(1, 6)
    assert told(article("a", *first), article("b", *first, *prose(2, 8)))[0] == ["a", "b"]


def test_a_near_copy_much_later_is_another_article_but_a_reprint_is_not() -> None:
    sentences, later = prose(1), DAY + dt.timedelta(40)
    yearly = article("b", *sentences[:-2], *prose(5, 2), published=later)
    reprint = article("c", *sentences, published=later)
    coded, repeats = told(article("a", *sentences), yearly, reprint)
    assert coded == ["a", "b"]
    assert [r.article_id for r in repeats] == ["c"]


def test_short_texts_repeat_only_the_same_words_of_the_same_day() -> None:
    line = "Three killed in Kabul blast."
    coded, repeats = told(
        article("a", line),
        article("b", line, published=DAY + dt.timedelta(1)),
        article("c", "Four killed in Kabul blast."),
        article("d", line),
        article("e", line, published=None),
    )
    assert coded == ["a", "b", "c", "e"]
    assert [(r.article_id, r.repeats) for r in repeats] == [("d", "a")]


def test_the_oldest_are_forgotten_and_memory_stays() -> None:
    seen = Duplicates(Limits(remembered=4))
    for n in range(9):
        assert seen.repeat(article(f"a{n}", *prose(n))) is None
    assert seen.repeat(article("again", *prose(8))) is not None
    assert seen.repeat(article("forgotten", *prose(0))) is None
    assert len(seen._seen.ids) == 4


def test_all_are_found_again_after_the_table_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.sources.signatures._FIRST", 8)
    seen = Duplicates(Limits(remembered=64))
    for n in range(64):
        assert seen.repeat(article(f"a{n}", *prose(n))) is None
    found = [seen.repeat(article(f"b{n}", *prose(n))) for n in range(64)]
    assert [f and f.repeats for f in found] == [f"a{n}" for n in range(64)]


def test_room_is_taken_once_and_then_doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.sources.signatures._FIRST", 8)
    seen = Signatures(16)
    rooms = []
    for n in range(40):
        seen.add(seen.sign({f"shingle {n}"}), n, 1, None, f"a{n}")
        rooms.append(seen._table.nbytes)
    assert rooms[0] == 48 * 8 * 2 * 4
    assert rooms == [rooms[0]] * 8 + [2 * rooms[0]] * 32
    assert len(seen.ids) == 16


def test_a_table_has_a_size_that_it_can_double() -> None:
    with pytest.raises(ValueError, match="most is 100; give a power of two, like 262144"):
        Signatures(100)


texts = st.lists(st.sampled_from(WORDS[:6]), max_size=70).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(texts, st.sampled_from([None, DAY, DAY + dt.timedelta(30)])), max_size=12))
def test_every_article_is_coded_or_repeats_one_that_is(some: list[tuple[str, dt.date | None]]) -> None:
    articles = [Article(str(n), text, published=day) for n, (text, day) in enumerate(some)]
    coded, repeats = told(*articles)
    assert sorted([*coded, *(r.article_id for r in repeats)], key=int) == [a.id for a in articles]
    assert all(r.repeats in coded and int(r.repeats) < int(r.article_id) for r in repeats)
    assert (coded, repeats) == told(*articles)
    # Once more from the start: nothing new is coded but what is forgotten or too far off in time.
    exact = {r.article_id for r in told(*articles, *(replace(a, id=f"1000{a.id}") for a in articles))[1]}
    assert {f"1000{id}" for id in coded} <= exact
