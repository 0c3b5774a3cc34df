"""Coding in several processes: the same outcomes in the same order, past articles that fail."""

from __future__ import annotations

import multiprocessing as mp
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import InputError, KhaldunError, UsageError
from khaldun.model import Article, Coding
from khaldun.running import Coder, Failed, Limits, chunks, code, plan
from khaldun.running.chunks import MOST_ARTICLES, MOST_CHARACTERS, MOST_ITEMS, Coded
from khaldun.running.plan import LITTLE
from khaldun.sources import Found
from running.coders import dying, found, fragile, refusing

PLAIN = [f"France refused for the {n}th time." for n in range(20)]


def outcomes(
    items: Sequence[Found],
    workers: int,
    limits: Limits | None = None,
    make: Callable[[], Coder] = fragile,
) -> list[Coded]:
    return [outcome for done in code(chunks(items), make, workers, limits) for outcome in done.outcomes]


def reasons(coded: Sequence[Coded]) -> dict[int, str]:
    return {n: outcome.reason for n, outcome in enumerate(coded) if isinstance(outcome, Failed)}


def test_the_number_of_workers_makes_no_difference() -> None:
    here = outcomes(found(*PLAIN), 0)
    assert [outcome.article.id for outcome in here if isinstance(outcome, Coding)] == [
        f"a{n}" for n in range(20)
    ]
    assert sum(len(outcome.events) for outcome in here if isinstance(outcome, Coding)) == 20
    assert outcomes(found(*PLAIN), 1) == here
    # Workers that are replaced after each chunk too.
    assert outcomes(found(*PLAIN), 2, Limits(articles=1)) == here


@pytest.mark.parametrize("workers", [0, 1])
def test_an_article_that_fails_is_named_and_the_others_are_coded(workers: int) -> None:
    coded = outcomes(found(*PLAIN[:3], "raise", *PLAIN[3:]), workers)
    assert list(reasons(coded)) == [3]
    assert reasons(coded)[3].startswith("coding failed: ValueError: cannot read 'raise' (coders.py, line ")
    assert len(coded) == 21


def test_an_article_that_kills_or_hangs_its_worker(tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    flag.touch()
    texts = [*PLAIN[:2], "die", *PLAIN[2:12], "hang", *PLAIN[12:], f"die once {flag}"]
    coded = outcomes(found(*texts), 2, Limits(seconds=3))
    assert reasons(coded) == {
        2: "coding failed: its process was ended by SIGKILL",
        13: "coding failed: no end within 3 s",
    }
    assert not flag.exists()  # its worker was killed, and it was coded by another


def test_a_coder_that_cannot_be_made() -> None:
    for workers in (0, 1):
        with pytest.raises(UsageError, match="no such spaCy pipeline"):
            outcomes(found(*PLAIN), workers, make=refusing)
    with pytest.raises(
        KhaldunError, match=r"could not load the coder: its process ended with status 3.*--workers"
    ):
        outcomes(found(*PLAIN), 2, make=dying)


def test_no_process_is_left_by_a_run_that_is_given_up() -> None:
    run = code(chunks(found(*PLAIN, "hang")), fragile, 2)
    next(run)
    assert mp.active_children()
    run.close()  # type: ignore[attr-defined]
    assert not mp.active_children()


_items = st.lists(
    st.one_of(
        st.builds(
            Found, st.just("x"), st.builds(Article, st.just("a"), st.integers(0, 30_000).map("x".__mul__))
        ),
        st.builds(InputError, st.just("x"), st.just("broken")),
    ),
    max_size=40,
)


@given(_items)
def test_chunks_hold_everything_in_order_and_are_bounded(items: list[Found | InputError]) -> None:
    cut = list(chunks(items))
    assert [item for chunk in cut for item in chunk.items] == items
    for chunk in cut:
        assert chunk.items
        assert len(chunk.items) <= MOST_ITEMS
        assert len(chunk.articles) <= MOST_ARTICLES
        assert len(chunk.articles) < 2 or sum(len(a.text) for a in chunk.articles) <= MOST_CHARACTERS


@given(_items, st.integers(0, 5))
def test_a_run_that_goes_on_after_any_chunk_cuts_the_same_chunks(
    items: list[Found | InputError], done: int
) -> None:
    cut = list(chunks(items))
    skipped = sum(len(chunk.items) for chunk in cut[:done])
    assert list(chunks(items[skipped:])) == cut[done:]


def test_little_input_needs_no_workers() -> None:
    little, much = found(*PLAIN), found(*["x" * 30_000] * (LITTLE // 30_000 + 2))
    number, work = plan(chunks(little), None)
    assert (number, [item for chunk in work for item in chunk.items]) == (0, little)
    number, work = plan(chunks(much), None)
    assert number >= 1
    assert [item for chunk in work for item in chunk.items] == much
    assert plan(chunks(much), None, live=True)[0] == 0
    assert plan(chunks(little), 3)[0] == 3
    assert plan(chunks(little), None, resumed=True)[0] == 1
