from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khaldun.evaluate import FileReport, evaluate
from khaldun.model import Event

from .stubs import StubCoder, event, mention, write

TEXT = "Police detained the editor Amadou Ba in Dakar on Monday."
SPEECH = "Ghana hailed the vote as fair."


def _reading(roots: list[str], *entities: tuple[str, str, int]) -> dict[str, object]:
    return {
        "relevant": str(bool(roots)),
        "roots": [*roots, "", "", ""][:3],
        "entities": [list(e) for e in entities],
    }


DETAINED = _reading(
    ["4-17 Coerce"],
    ("Source-1", "Police", 0),
    ("Action-1", "detained", 7),
    ("Target-1", "the editor Amadou Ba", 16),
)
NOTHING = _reading([])
STATEMENT = _reading(["0-1 Make Public Statement"], ("Source-1", "Ghana", 0))


def _report(
    tmp_path: Path, items: list[tuple[str, list[dict[str, object]]]], events: dict[str, list[Event]]
) -> FileReport:
    rows = [{"id": str(i), "text": t, "coders": dict(enumerate(r))} for i, (t, r) in enumerate(items)]
    return evaluate([write(tmp_path / "event_cameo_annotators.jsonl", rows)], StubCoder(events)).files[0]


def _arrest(recipient: str) -> Event:
    return event(
        TEXT, "COERCE", "173", [mention(TEXT, "Police", "SEN", "COP")], [mention(TEXT, recipient, "SEN")]
    )


def test_relevance_follows_the_majority_and_ties_are_left_out(tmp_path: Path) -> None:
    items = [(TEXT, [DETAINED, DETAINED, NOTHING]), (SPEECH, [DETAINED, NOTHING])]
    score = _report(tmp_path, items, {TEXT: [_arrest("Amadou Ba")]}).score(
        "event or none, statements included"
    )
    assert (score.n, score.f1) == (1, 1.0)


def test_statements_are_events_only_where_they_are_included(tmp_path: Path) -> None:
    part = _report(tmp_path, [(SPEECH, [STATEMENT, STATEMENT, STATEMENT])], {})
    assert part.score("event or none, statements included").recall == 0.0
    assert part.score("event or none, statements left out").recall is None


def test_a_span_counts_when_half_its_words_are_covered(tmp_path: Path) -> None:
    items = [(TEXT, [DETAINED, NOTHING])]
    half = _report(tmp_path, items, {TEXT: [_arrest("Amadou Ba")]})
    assert (half.score("who, spans").f1, half.score("whom, spans").f1) == (1.0, 1.0)
    less = _report(tmp_path, items, {TEXT: [_arrest("Ba")]}).score("whom, spans")
    assert (less.precision, less.recall) == (1.0, 0.0)


def test_spans_are_averaged_over_those_who_found_it_relevant(tmp_path: Path) -> None:
    other = _reading(["4-17 Coerce"], ("Target-1", "Dakar", 40))
    score = _report(tmp_path, [(TEXT, [DETAINED, other])], {TEXT: [_arrest("Amadou Ba")]}).score(
        "whom, spans"
    )
    assert (score.precision, score.recall) == (0.5, 0.5)


def test_parties_of_an_event_among_equals_are_who_and_whom(tmp_path: Path) -> None:
    text = "Lomé and Accra began talks."
    reading = _reading(["1-4 Consult"], ("Source-1", "Lomé", 0), ("Target-1", "Accra", 9))
    talks = event(
        text, "CONSULT", "046", [mention(text, "Lomé", "TGO"), mention(text, "Accra", "GHA")], reciprocal=True
    )
    part = _report(tmp_path, [(text, [reading])], {text: [talks]})
    assert [part.score(f"{role}, spans").f1 for role in ("who", "whom", "who or whom")] == [1.0, 1.0, 1.0]


def test_people_mark_names_where_the_coder_reads_pronouns(tmp_path: Path) -> None:
    text = "Amadou Ba spoke before he was detained."
    editor = replace(mention(text, "Amadou Ba", "SEN"), id="name:amadou-ba", kind="named")
    he = replace(mention(text, "he", "SEN"), id="name:amadou-ba", kind="pronoun")
    reading = _reading(["4-17 Coerce"], ("Target-1", "Amadou Ba", 0))
    rows = [{"id": "0", "text": text, "coders": {"0": reading}}]
    coder = StubCoder({text: [event(text, "COERCE", "173", [], [he])]}, actors={text: (editor, he)})
    part = evaluate([write(tmp_path / "event_cameo_annotators.jsonl", rows)], coder).files[0]
    assert part.score("whom, spans").f1 == 1.0


def test_jaccard_of_roots_with_people_and_among_them(tmp_path: Path) -> None:
    both = _reading(["4-17 Coerce", "3-11 Disapprove", "0-1 Make Public Statement"])
    part = _report(tmp_path, [(TEXT, [DETAINED, both])], {TEXT: [_arrest("Amadou Ba")]})
    assert part.score("types, Jaccard with each person").value == pytest.approx(0.75)
    assert part.score("types, Jaccard among people").value == pytest.approx(0.5)


def test_an_item_is_right_where_its_relevance_is_and_ties_are_not_judged(tmp_path: Path) -> None:
    items = [
        (TEXT, [DETAINED, DETAINED, NOTHING]),
        (SPEECH, [DETAINED, NOTHING]),
        (f"{SPEECH} So.", [STATEMENT]),
    ]
    part = _report(tmp_path, items, {TEXT: [_arrest("Amadou Ba")]})
    assert [(o.gold, o.coded, o.right) for o in part.outcomes] == [
        ("event", "COERCE", True),
        ("tie", "none", None),
        ("event", "none", False),
    ]
    assert {(c.gold, c.predicted): c.count for c in part.confusions} == {
        ("event", "event"): 1,
        ("event", "none"): 1,
    }
