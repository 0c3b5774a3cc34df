"""What pandas, polars and others read back: types, nulls, days, and any words."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pandas
import polars
import pytest

from export.exporting import IRAN, IRAQ, exported
from khaldun.export.formats import WRITERS
from khaldun.model import Evidence, Mention, Source
from khaldun.store.flat import COLUMNS
from making import bare, full

DOCS = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
ODD = 'Zoë "Tiger"\tسلام\r\n=1;2, “x”\u2028№'
"""Quotes, tab, line ends, comma, semicolon, letters outside Latin."""
FLAT = "Zoë 'Tiger' سلام =1;2, “x” №"
"""The same as a tab-separated cell."""

KNOWN = replace(
    full(
        "bb22",
        date_end=None,
        actors=(Mention("a", 0, 1, ODD, "IRN"),),
        recipients=(IRAQ,),
        place=replace(full().place, lat=-33.5, lon=-70.25),  # type: ignore[type-var]
        evidence=Evidence(ODD, 0, 9, (0, 1)),
        source=Source("https://example.org/1", ODD, ODD, dt.date(2014, 9, 16)),
    )
)
EVENTS = (KNOWN, bare("aa11", actors=(IRAN,), recipients=()))


def written(form: str, header: bool = False) -> io.BytesIO:
    return io.BytesIO(exported(form, *EVENTS, header=header)[0])


def test_csv() -> None:
    frame = pandas.read_csv(written("csv"), dtype={"cameo": str}, parse_dates=["date", "published"])
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["text"]) == [ODD, EVENTS[1].evidence.text]
    assert frame["title"][0] == ODD
    assert frame["date"][0] == pandas.Timestamp(2014, 9, 15)
    assert frame["date"].isna().tolist() == [False, True]
    assert frame["place_lon"].dtype == float
    assert frame["place_lon"][0] == -70.25
    assert frame["score"].tolist() == [-1.5, -5.0]
    assert frame["cameo"].tolist() == ["1212", "140"]
    other = polars.read_csv(written("csv"), try_parse_dates=True, schema_overrides={"cameo": polars.String})
    assert other["text"].to_list() == [ODD, EVENTS[1].evidence.text]
    assert other["date"].to_list() == [dt.date(2014, 9, 15), None]
    assert other["reciprocal"].dtype == polars.Boolean


def test_parquet() -> None:
    frame = polars.read_parquet(written("parquet"))
    assert frame.columns == list(COLUMNS)
    assert frame["actor_names"].to_list() == [[ODD], ["Government of Iran"]]
    assert frame["date"].to_list() == [dt.date(2014, 9, 15), None]
    assert frame["quad"].dtype == polars.Int8
    assert frame["place_geonames_id"].to_list() == [2988507, None]
    titles = pandas.read_parquet(written("parquet"))["title"]
    assert titles[0] == ODD
    assert titles.isna().tolist() == [False, True]


@pytest.mark.parametrize("quoting", [{}, {"quoting": 3}])
def test_polecat(quoting: dict[str, Any]) -> None:
    frame = pandas.read_csv(written("polecat"), sep="\t", parse_dates=["Event Date"], **quoting)
    assert frame.shape == (2, 40)
    assert frame["Actor Name"][0] == FLAT.replace(";", ",")
    assert frame["Source"][0] == FLAT
    assert frame["Actor COW"].tolist() == [630, 630]
    assert frame["Longitude"][0] == -70.25
    assert frame["Event Date"].isna().tolist() == [False, True]
    assert frame["Recipient Name"].isna().tolist() == [False, True]
    other = polars.read_csv(written("polecat"), separator="\t", null_values="None", try_parse_dates=True)
    assert other["Event Date"].to_list() == [dt.date(2014, 9, 15), None]
    assert other["Source"].to_list() == [FLAT, None]
    assert other["Intensity"].to_list() == [-1.5, -5.0]


@pytest.mark.parametrize("quoting", [{}, {"quoting": 3}])
def test_icews(quoting: dict[str, Any]) -> None:
    frame = pandas.read_csv(written("icews"), sep="\t", dtype={"CAMEO Code": str}, **quoting)
    assert frame["Source Name"].tolist() == [FLAT, "Government of Iran"]
    assert frame["Event ID"].dtype == "int64"
    assert frame["Target Name"].isna().tolist() == [False, True]
    assert frame["CAMEO Code"].tolist() == ["1212", "140"]
    assert frame["Latitude"][0] == -33.5
    other = polars.read_csv(written("icews"), separator="\t", try_parse_dates=True)
    assert other["Event Date"].to_list() == [dt.date(2014, 9, 15), None]
    assert other["Event ID"].dtype == polars.Int64


def test_gdelt() -> None:
    bare_rows = pandas.read_csv(written("gdelt"), sep="\t", header=None, quoting=3)
    assert bare_rows.shape == (2, 61)
    frame = pandas.read_csv(written("gdelt", header=True), sep="\t")
    assert frame["GLOBALEVENTID"].dtype == "int64"
    assert frame["Actor1Name"][0] == FLAT.upper()
    assert frame["SQLDATE"][0] == 20140915
    assert frame["ActionGeo_Long"][0] == -70.25
    assert frame["Actor2Code"].isna().tolist() == [False, True]
    other = polars.read_csv(written("gdelt", header=True), separator="\t", infer_schema=False)
    assert other["EventCode"].to_list() == ["1212", "140"]
    assert other["AvgTone"].to_list() == [None, None]


def test_acled() -> None:
    fight = replace(KNOWN, event_type="ASSAULT", modes=())
    content = exported("acled", fight, EVENTS[1])[0]
    frame = pandas.read_csv(io.BytesIO(content), parse_dates=["event_date"])
    assert frame["notes"].tolist() == [ODD, EVENTS[1].evidence.text]
    assert frame["fatalities"].isna().all()
    assert frame["longitude"][0] == -70.25
    other = polars.read_csv(content, try_parse_dates=True)
    assert other["event_date"].to_list() == [dt.date(2014, 9, 15), None]
    assert other["actor1"].to_list() == [ODD, "Government of Iran"]


def test_json_keeps_any_words() -> None:
    assert json.loads(exported("plover", KNOWN)[0])["cite_info"]["title"] == ODD
    assert json.loads(exported("geojson", KNOWN)[0])["features"][0]["properties"]["text"] == ODD
    named = [
        json.loads(line)["properties"].get("name")
        for line in exported("followthemoney", KNOWN)[0].splitlines()
    ]
    assert [ODD] in named


@pytest.mark.parametrize("name", [name for name in WRITERS if name not in ("geojson", "followthemoney")])
def test_the_lines_of_the_docs_load_what_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = re.search(rf"^### {name}\n.*?^Python: `(.*?)`", DOCS, re.S | re.M)
    assert line
    path = re.search(r"'(out\.[\w.]+)'", line[1])
    assert path
    events = [replace(event, event_type="ASSAULT") for event in EVENTS]
    (tmp_path / path[1]).write_bytes(exported(name, *events)[0])
    monkeypatch.chdir(tmp_path)
    # The two formats left out need geopandas and followthemoney, which are no dependencies.
    loaded = eval(line[1], {"pandas": pandas, "polars": polars, "networkx": networkx})
    assert len(loaded) == 2
