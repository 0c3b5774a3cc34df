"""ICEWS: the columns of its event files, tab-separated, one row a dyad, with CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from khaldun.export.cells import dyads, listed, row_number
from khaldun.export.countries import country
from khaldun.export.setting import Setting
from khaldun.export.tabs import Row, TableWriter, tabbed
from khaldun.model import Event, Mention

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def writer(file: IO[bytes], setting: Setting) -> TableWriter:
    """A writer of ICEWS's event files."""
    return TableWriter(file, setting, COLUMNS, rows, tabbed())


def rows(event: Event, setting: Setting) -> Iterator[Row]:
    """A row for each dyad of an event."""
    leaf = setting.ontology.leaves.get(event.cameo)
    shared = {
        "Event Date": event.date,
        "Event Text": leaf.label.capitalize() if leaf else None,
        "CAMEO Code": event.cameo,
        "Intensity": leaf.score if leaf else None,
        "Story ID": event.article_id,
        "Sentence Number": event.sentence + 1,
        "Publisher": event.source.publication,
        **_where(event),
    }
    for n, (actor, recipient) in enumerate(dyads(event)):
        yield {
            "Event ID": row_number(event, n),
            **shared,
            **_who("Source", actor, setting),
            **_who("Target", recipient, setting),
        }


def _who(role: str, mention: Mention | None, setting: Setting) -> Row:
    if mention is None:
        return {}
    known = setting.ontology.sectors
    names = [known[sector].name.capitalize() for sector in mention.sectors if sector in known]
    return {
        f"{role} Name": mention.name,
        f"{role} Sectors": listed(names, ","),
        f"{role} Country": _name(mention.code),
    }


def _name(code: str | None) -> str | None:
    found = country(code)
    return found.name if found else None


def _where(event: Event) -> Row:
    place = event.place
    if place is None:
        return {}
    kinds = {"city": "City", "district": "District", "province": "Province"}
    own = {kinds[place.precision]: place.name} if place.precision in kinds else {}
    return {"Country": _name(place.country), "Latitude": place.lat, "Longitude": place.lon, **own}
