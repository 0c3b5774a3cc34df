from __future__ import annotations

from pathlib import Path

import pytest

from khaldun.evaluate import evaluate
from khaldun.evaluate.quotes import attributed, matched
from khaldun.model import Mention, Quote, Span

from .stubs import LayersCoder, write

TEXT = "The dam, said Abiy, is ours. The talks failed, Cairo said."
BRAT = "\n".join(
    [
        "T1\tSource 14 18\tAbiy",
        "T2\tContent 0 7;20 27\tThe dam is ours",
        "T3\tContent 29 45\tThe talks failed",
        "T4\tSource 47 52\tCairo",
        "T5\tSource 0 3\tThe",
        "T6\tAttribution 9 13\tsaid",
        "T7\tAttribution 53 57\tsaid",
        "E1\tAttribution:T6 Source:T1 Content:T2",
        "E2\tAttribution:T7 Content:T3 Source:T4",
    ]
)


def _quote(source: tuple[int, int] | None, *content: tuple[int, int]) -> Quote:
    who = None if source is None else Mention(TEXT[slice(*source)], *source)
    return Quote(who, None, tuple(Span(TEXT[a:b], a, b) for a, b in content), False, "claim")


def test_only_spans_of_attributions_are_read_and_may_be_broken() -> None:
    assert attributed(BRAT, "Source") == [((14, 18),), ((47, 52),)]
    assert attributed(BRAT, "Content") == [((0, 7), (20, 27)), ((29, 45),)]


def test_a_span_counts_when_it_shares_half_of_the_longer_one() -> None:
    gold = [((0, 10),), ((20, 30),)]
    assert matched([((0, 5),)], gold) == {0: 0}
    assert matched([((0, 4),)], gold) == {}
    assert matched([((0, 10), (15, 26))], gold) == {}
    assert matched([((0, 10),), ((0, 9),)], gold) == {0: 0}


def test_sources_and_contents(tmp_path: Path) -> None:
    # Abiy and half of what he says; the talks without their source.
    quotes = [_quote((14, 18), (0, 7)), _quote(None, (29, 45)), _quote((29, 34), (53, 57))]
    path = write(tmp_path / "quotes.jsonl", [{"id": "a", "text": TEXT, "brat": BRAT}])
    part = evaluate([path], LayersCoder(quotes={TEXT: quotes})).files[0]
    sources, contents = part.score("source spans"), part.score("content spans")
    assert (sources.precision, sources.recall, sources.f1) == (0.5, 0.5, 0.5)
    assert (contents.precision, contents.recall) == (pytest.approx(2 / 3, abs=1e-6), 1.0)
    assert [(o.id, o.coded) for o in part.outcomes if not o.right] == [
        ("a source 47-52", "none"),
        ("a source +29-34", "29-34"),
        ("a content +53-57", "53-57"),
    ]
