"""The REST routes over the example dispatches: what each gives, and what is said to those who ask wrongly."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request as UrlRequest
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient

from khaldun.export.formats import WRITERS
from khaldun.model import record
from khaldun.store import Choice, Store
from khaldun.web.api import create_api
from khaldun.web.api_problem import MOST_BYTES
from making import RUN, coding, full

if TYPE_CHECKING:
    from khaldun.coder import Coder

    from .conftest import App

HERE = "http://127.0.0.1"


@pytest.fixture(scope="module")
def client(example_store: Path, coder: Coder) -> Iterator[TestClient]:
    with TestClient(
        create_api(example_store, lambda: coder.code_article), base_url=HERE, raise_server_exceptions=False
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def store(example_store: Path) -> Iterator[Store]:
    with Store(example_store) as opened:
        yield opened


def get(client: TestClient, path: str, **asked: Any) -> Any:
    found = client.get(f"/api/{path}", params=asked)
    assert found.status_code == 200, found.text
    return found.json()


def test_the_run(client: TestClient, store: Store) -> None:
    found = get(client, "run")
    assert found["ontology"] == "plover-2024"
    assert found["sizes"]["events"] == len(store)
    assert sum(found["statuses"].values()) == len(store)
    assert found["first"] <= found["last"]


def test_all_events_page_by_page(client: TestClient, store: Store) -> None:
    rows: list[Any] = []
    while True:
        page = get(client, "events", order="coded", descending=False, limit=70, offset=len(rows))
        assert page["total"] == len(store)
        rows += page["events"]
        if len(page["events"]) < 70:
            break
    assert rows == [record(event) for event in store]


@pytest.mark.parametrize(
    ("asked", "choice"),
    [
        ({"type": ["assault", "AID"]}, Choice(types=("ASSAULT", "AID"))),
        ({"actor": "irn", "min_confidence": 0.5}, Choice(actors=("IRN",), min_confidence=0.5)),
        ({"recipient": "group:islamic-state"}, Choice(recipients=("group:islamic-state",))),
        ({"party": "REB"}, Choice(parties=("REB",))),
        ({"status": ["future", "negated"]}, Choice(statuses=("future", "negated"))),
        ({"place_country": "IRQ", "quad": 4}, Choice(place_countries=("IRQ",), quads=(4,))),
        ({"q": "air strikes"}, Choice(words="air strikes")),
        ({"q": "100%_'\x00"}, Choice(words="100%_'\x00")),
    ],
)
def test_filters(client: TestClient, store: Store, asked: dict[str, Any], choice: Choice) -> None:
    found = get(client, "events", order="coded", descending=False, limit=500, **asked)
    assert [row["id"] for row in found["events"]] == [event.id for event in store.chosen(choice)]


def test_days_are_filters_too(client: TestClient) -> None:
    found = get(client, "events", **{"from": "2014-09-10", "to": "2014-09-15", "limit": 500})
    assert 0 < found["total"] < get(client, "events")["total"]
    assert all(
        row["date"] <= "2014-09-15" and (row["date_end"] or row["date"]) >= "2014-09-10"
        for row in found["events"]
    )


def test_one_event_is_explained(client: TestClient, store: Store) -> None:
    event = next(iter(store))
    found = get(client, f"events/{event.id}")
    assert found["event"] == record(event)
    assert found["spans"]["trigger"] == [list(event.evidence.trigger)]
    told = {step["name"]: step["value"] for step in found["why"]}
    assert told["event"] == event.id
    assert event.cameo in told["leaf"]
    assert get(client, f"events/{event.id[:12]}")["event"]["id"] == event.id


def test_one_article_with_its_events(client: TestClient, store: Store) -> None:
    event = next(iter(store))
    found = get(client, f"articles/{event.article_id}")
    assert found["article"]["id"] == event.article_id
    seen = found["events"][0]["evidence"]
    assert found["article"]["text"][seen["start"] : seen["end"]] == seen["text"]


def test_ids_with_slashes_and_markup(tmp_path: Path) -> None:
    path = tmp_path / "odd.duckdb"
    odd = "folder/<b>a b</b>.txt"
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("a1", article_id=odd), article_id=odd))
    with TestClient(create_api(path), base_url=HERE) as client:
        assert get(client, "articles/folder/%3Cb%3Ea b%3C%2Fb%3E.txt")["article"]["id"] == odd
        assert client.post("/api/code", json={"text": "x"}).status_code == 404


def test_dyads(client: TestClient) -> None:
    found = get(client, "dyads", one="Iran", other="IRQ")
    assert found["settings"]["one"] == "IRN"
    assert ("IRN", "IRQ") in {(row["actor"], row["recipient"]) for row in found["dyads"]}
    assert {row["actor_name"] for row in found["dyads"]} <= {"Iran", "Iraq"}
    page = get(client, "dyads", limit=3, offset=2, period="week", ordered=False)
    assert len(page["dyads"]) == 3
    assert page["total"] > 5


def test_network_and_balance(client: TestClient) -> None:
    found = get(client, "network", limit=10)
    assert found["ties_total"] > len(found["ties"]) == 10
    assert {tie["sign"] for tie in found["ties"]} <= {1, -1, 0}
    assert all(
        get(client, f"events/{key}")["event"]["id"] == key
        for tie in found["ties"][:2]
        for key in tie["event_ids"]
    )
    told = get(client, "balance")
    assert told["figures"]["tense_triads"] == sum(len(one["triads"]) for one in told["tense"])
    assert any("yet refuse to work together" in one["text"] for one in told["tense"])


def test_meetings(client: TestClient) -> None:
    found = get(client, "meetings")
    assert found["total"] == len(found["meetings"]) > 0
    paris = next(one for one in found["meetings"] if one["place"] == "Paris")
    assert "IRN" in paris["absentees"]
    assert all(seat["evidence"][0]["text"] for seat in paris["parties"])
    missed = get(client, "meetings", party="Iran")
    assert 0 < missed["total"] < found["total"]


def test_exposure(client: TestClient) -> None:
    found = get(client, "exposure", source="group:islamic-state", limit=5)["exposure"]
    assert found[0]["state"] in ("IRQ", "SYR")
    assert [row["exposure"] for row in found] == sorted((row["exposure"] for row in found), reverse=True)


@pytest.mark.parametrize("name", WRITERS)
def test_every_export(client: TestClient, name: str) -> None:
    found = client.get("/api/export", params={"format": name, "type": "ASSAULT"})
    assert found.status_code == 200
    assert len(found.content) > 100
    assert found.headers["content-disposition"].startswith('attachment; filename="events.')


def test_an_export_has_the_events_of_its_filters(client: TestClient, store: Store) -> None:
    text = client.get("/api/export", params={"format": "csv", "type": "ASSAULT"}).text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [event.id for event in store.chosen(Choice(types=("ASSAULT",)))]
    facts = client.get("/api/export", params={"format": "plover"}).text.splitlines()
    assert len(facts) == store.count(Choice(statuses=("actual",)))


def test_a_text_is_coded(client: TestClient, coder: Coder) -> None:
    text = "Iranian troops attacked Iraq on Monday."
    found = client.post("/api/code", json={"text": text, "date": "2014-09-16"}).json()
    assert found["events"][0]["date"] == "2014-09-15"
    assert [event["id"] for event in found["events"]] == [e.id for e in coder.code(text, "2014-09-16")]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("events?type=WAR", 400, ("WAR", "ASSAULT", "khaldun ref")),
        ("events?from=2014-09-20&to=2014-09-10", 400, ("2014-09-20", "swap")),
        ("events?status=real", 422, ("real", "historical")),
        ("events?limit=501", 422, ("501", "at most 500")),
        ("events?offset=-1", 422, ("-1", "at least 0")),
        ("events?from=1410825600", 422, ("1410825600", "YYYY-MM-DD")),
        ("events?from=2014-02-30", 422, ("2014-02-30",)),
        ("events?from=0001-01-01", 422, ("1700",)),
        ("events?min_confidence=nan", 422, ("nan",)),
        ("events?typ=ASSAULT", 422, ("typ", "no such parameter")),
        ("events/nothing", 404, ("nothing", "/api/events")),
        ("articles/nothing", 404, ("nothing", "/api/events")),
        ("dyads?one=Atlantis", 400, ("Atlantis", "United States")),
        ("dyads?other=USA", 400, ("USA", "one")),
        ("dyads?half_life=0", 422, ("0",)),
        ("network?threshold=2", 422, ("2", "at most 1")),
        ("exposure?source=Atlantis", 400, ("Atlantis",)),
        ("export?format=stata", 400, ("stata", "polecat")),
        ("export", 422, ("format",)),
        ("nowhere", 404, ("/api/nowhere", "/api/events")),
    ],
)
def test_refusals_say_value_what_is_valid_and_the_next_step(
    client: TestClient, path: str, status: int, said: tuple[str, ...]
) -> None:
    found = client.get(f"/api/{path}")
    assert found.status_code == status
    problem = found.json()
    assert set(problem) == {"error", "value", "valid", "next"}
    assert problem["next"]
    assert all(words in found.text for words in said), found.text


def test_other_verbs_are_told_which_serve(client: TestClient) -> None:
    found = client.delete("/api/events")
    assert (found.status_code, found.headers["allow"]) == (405, "GET")
    assert found.json()["value"] == "DELETE"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 422),
        (b'{"text": ""}', 422),
        (b'{"text": "\\ud800"}', 422),
        (b'{"text": "x", "when": 1}', 422),
        (json.dumps({"text": "x" * 200_001}).encode(), 422),
        (json.dumps({"text": "x" * MOST_BYTES}).encode(), 413),
    ],
)
def test_bodies_that_are_refused(client: TestClient, body: bytes, status: int) -> None:
    found = client.post("/api/code", content=body, headers={"content-type": "application/json"})
    assert found.status_code == status
    assert set(found.json()) == {"error", "value", "valid", "next"}
    assert len(found.content) < 2_000


def test_a_body_without_a_length_is_limited_as_it_comes(client: TestClient) -> None:
    found = client.post("/api/code", content=iter([b" " * (1 << 19)] * 4))
    assert found.status_code == 413


def test_many_may_ask_at_once(client: TestClient) -> None:
    paths = ["events?q=talks", "network", "events?q=strikes", "balance", "export?format=csv", "run"] * 3
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda path: client.get(f"/api/{path}"), paths))
    assert {one.status_code for one in found} == {200}
    assert [one.content for one in found[:6]] == [one.content for one in found[6:12]]


def test_the_coder_is_made_once_and_late(example_store: Path) -> None:
    made: list[int] = []

    def factory() -> Any:
        made.append(1)
        return lambda article: coding(text=article.text)

    with TestClient(create_api(example_store, factory), base_url=HERE) as client:
        assert made == []
        for _ in range(3):
            assert client.post("/api/code", json={"text": "x"}).json()["text"] == "x"
    assert made == [1]


def test_elsewhere_needs_the_token(example_store: Path) -> None:
    with TestClient(create_api(example_store, token="secret"), base_url="http://news.example") as client:
        assert client.get("/api/run").status_code == 403
        assert client.get("/api/run", headers={"authorization": "Bearer wrong"}).status_code == 403
        assert client.get("/api/run", headers={"authorization": "Bearer secret"}).status_code == 200
        assert client.get("/api/events?limit=1&token=wrong").status_code == 403
        assert client.get("/api/events?limit=1&token=secret").json()["limit"] == 1
    with TestClient(create_api(example_store), base_url="http://news.example") as client:
        assert client.get("/api/run").status_code == 403


def test_the_app_answers_beside_its_pages(app: App) -> None:
    with urlopen(f"{app.address}/api/run", timeout=30) as found:
        assert json.load(found)["sizes"]["articles"] > 20
    body = json.dumps({"text": "Iranian troops attacked Iraq on Monday.", "date": "2014-09-16"}).encode()
    asked = UrlRequest(f"{app.address}/api/code", body, {"content-type": "application/json"})
    with urlopen(asked, timeout=60) as found:
        assert json.load(found)["events"][0]["event_type"] == "ASSAULT"
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{app.address}/api/events?type=WAR", timeout=30)
    assert json.load(refused.value)["value"] == "WAR"
    with urlopen(f"{app.address}/api/articles/evil", timeout=30) as found:
        assert found.headers["content-type"] == "application/json"
    assert not app.outside.exists()


def test_the_page_tells_every_route_and_needs_nothing_from_elsewhere(client: TestClient) -> None:
    schema = get(client, "openapi.json")
    found = client.get("/api/docs")
    assert found.headers["content-type"].startswith("text/html")
    for path, verbs in schema["paths"].items():
        assert path in found.text
        for told in verbs.values():
            assert told["summary"]
            for one in told.get("parameters", []):
                assert one["description"], (path, one["name"])
    for word in ("http://", "https://", "src=", "<script", "@import", "url("):
        assert word not in found.text
    examples = re.findall(r'<a href="([^"]+)"><code>/api/', found.text)
    assert len(examples) == 8
    for example in examples:
        assert client.get(f"/api/{unescape(example)}").status_code == 200, example


def test_the_documentation_names_every_route_and_parameter(client: TestClient) -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    for path, verbs in get(client, "openapi.json")["paths"].items():
        for told in verbs.values():
            assert f"`{path}`" in text or f"`POST {path}`" in text, path
            for one in told.get("parameters", []):
                assert f"`{one['name']}`" in text, (path, one["name"])
