"""The spaCy component: the coder's own events, in a pipeline of spaCy's."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from khaldun.component import EventCoder, make_event_coder
from khaldun.errors import UsageError
from khaldun.model import record
from khaldun.text.parse import DEFAULT_PIPELINE, make_paragraphs

if TYPE_CHECKING:
    from khaldun.coder import Coder

ROOT = Path(__file__).parents[1]
TEXT = "Iran refused to hold talks with Iraq in Vienna.\n\nThe U.S. may bomb rebels in Syria on Sunday."


@pytest.fixture(scope="module")
def plain() -> Any:
    nlp = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
    nlp.add_pipe("khaldun_paragraphs", before="parser")
    return nlp


@pytest.fixture(scope="module")
def nlp(plain: Any, coder: Coder) -> Any:
    component = plain.add_pipe("khaldun", config={"published": "2014-09-16"})
    assert isinstance(component, EventCoder)
    return plain


def records(coder: Coder, text: str, published: str | None = None) -> list[dict[str, Any]]:
    return [record(event) for event in coder.code(text, published)]


def component(nlp: Any, **config: Any) -> EventCoder:
    """A component of its own, beside the pipeline; it has the coder of the one within, which takes seconds to load."""
    made = nlp.create_pipe("khaldun", name="other", config=config)
    assert isinstance(made, EventCoder)
    made.__dict__["_coder"] = nlp.get_pipe("khaldun")._coder
    return made


def test_events_are_those_of_the_coder(nlp: Any, coder: Coder) -> None:
    expected = records(coder, TEXT, "2014-09-16")
    assert [(event["event_type"], event["status"]) for event in expected] == [
        ("REJECT", "actual"),
        ("ASSAULT", "hypothetical"),
    ]
    assert nlp(TEXT)._.khaldun_events == expected
    assert [doc._.khaldun_events for doc in nlp.pipe(["", TEXT])] == [[], expected]


def test_date_and_id_of_a_doc_come_before_the_options(nlp: Any) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.khaldun_published, doc._.khaldun_id = "2020-01-02", "mine"
    events = nlp(doc)._.khaldun_events
    assert [(event["article_id"], event["source"]["published"]) for event in events] == [
        ("mine", "2020-01-02")
    ] * 2


def test_spans(nlp: Any) -> None:
    doc = nlp(TEXT)
    first, second = doc._.khaldun_events
    words = {(span.text, span.label_) for span in doc.spans["khaldun"] if span.id_ == first["id"]}
    assert words == {("refused", "REJECT"), ("Iran", "ACTOR"), ("Iraq", "RECIPIENT"), ("Vienna", "PLACE")}
    assert [sentence._.khaldun_events for sentence in doc.sents if sentence.text.strip()] == [
        [first],
        [second],
    ]
    assert doc[0:1]._.khaldun_events == []


def test_docs_travel_with_their_events(nlp: Any) -> None:
    doc = nlp(TEXT)
    box = DocBin(store_user_data=True, docs=[doc])
    for copy in (
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        *DocBin().from_bytes(box.to_bytes()).get_docs(nlp.vocab),
    ):
        assert json.dumps(copy._.khaldun_events) == json.dumps(doc._.khaldun_events)
        assert [span.id_ for span in copy.spans["khaldun"]] == [span.id_ for span in doc.spans["khaldun"]]


def test_options(nlp: Any, tmp_path: Path) -> None:
    with nlp.select_pipes(disable="khaldun"):
        doc = nlp(TEXT)
    assert doc._.khaldun_events == []
    own = component(nlp, statuses=["actual"], spans_key=None)
    assert [event["event_type"] for event in own(doc.copy())._.khaldun_events] == ["REJECT"]
    assert "khaldun" not in own(doc.copy()).spans
    assert component(nlp, min_confidence=1.0)(doc.copy())._.khaldun_events == []
    assert component(nlp, spans_key="events")(doc.copy()).spans["events"]


def test_a_pipeline_keeps_the_component_on_disk(nlp: Any, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names[-1] == "khaldun"
    assert again.get_pipe_config("khaldun")["published"] == "2014-09-16"


def test_what_does_not_fit_is_said(nlp: Any) -> None:
    with pytest.raises(UsageError, match="the doc has no tags or no dependencies"):
        component(nlp)(nlp.make_doc("Iran refused."))
    with pytest.raises(UsageError, match="statuses real: no such status; valid are actual, historical"):
        component(nlp, statuses=["real"])
    with pytest.raises(UsageError, match="'2014': not a date"):
        component(nlp, published="2014")(nlp(TEXT))


def test_entry_points_name_the_factories() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {
        name: EntryPoint(name, value, "spacy_factories").load()
        for name, value in project["entry-points"]["spacy_factories"].items()
    }
    assert found == {"khaldun": make_event_coder, "khaldun_paragraphs": make_paragraphs}


def test_the_docs_name_every_option_and_attribute(nlp: Any) -> None:
    text = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    for name in nlp.get_factory_meta("khaldun").default_config:
        assert f"| `{name}` |" in text
    for name in re.findall(
        r"khaldun_\w+", (ROOT / "src" / "khaldun" / "component.py").read_text(encoding="utf-8")
    ):
        assert name in text


def test_the_example_of_the_docs_runs(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(import spacy.*?)```", text, re.S)
    assert example
    exec(example[1], {})
    assert capsys.readouterr().out == "REJECT IRN IRQ 2014-09-16\n"
