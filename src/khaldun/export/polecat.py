"""POLECAT: the columns of its weekly files, tab-separated, one row an event, ``None`` for what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from khaldun.export.cells import listed
from khaldun.export.countries import country
from khaldun.export.setting import Setting
from khaldun.export.tabs import Row, TableWriter, tabbed
from khaldun.model import Event, Mention
from khaldun.ontology import QUADS

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip


def writer(file: IO[bytes], setting: Setting) -> TableWriter:
    """A writer of POLECAT's files."""
    return TableWriter(file, setting, COLUMNS, rows, tabbed("None"))


def rows(event: Event, setting: Setting) -> Iterator[Row]:
    """The one row of an event."""
    yield {
        "Event ID": event.id,
        "Event Date": event.date,
        "Event Type": event.event_type,
        "Event Mode": listed(event.modes),
        "Intensity": event.score,
        "Quad Code": QUADS[event.quad].upper(),
        "Contexts": listed(event.contexts),
        **_who("Actor", event.actors),
        **_who("Recipient", event.recipients),
        **_where(event),
        "Source": event.source.publication,
        "Publication Date": event.source.published,
        "Language": "English",
        "Version": f"khaldun {setting.version}",
    }


def _who(role: str, mentions: Sequence[Mention]) -> Row:
    """Lists of the same length and order, but for the sectors, which are those of all mentions together."""
    numbers = [found.cow if (found := country(mention.code)) else None for mention in mentions]
    return {
        f"{role} Name": _list(mention.name for mention in mentions),
        f"{role} Country": _list(mention.code for mention in mentions),
        f"{role} COW": _list(None if n is None else str(n) for n in numbers),
        f"Primary {role} Sector": _list(mention.sector for mention in mentions),
        f"{role} Sectors": listed(
            dict.fromkeys(sector for mention in mentions for sector in mention.sectors)
        ),
        f"{role} Name Raw": listed(mention.text for mention in mentions),
    }


def _list(items: Iterable[str | None]) -> str | None:
    """A list in one cell; unknown as a whole where every item is."""
    known = list(items)
    return listed(known) if any(item is not None for item in known) else None


def _where(event: Event) -> Row:
    place = event.place
    if place is None:
        return {}
    kinds = {"city": "City", "district": "District", "province": "Province"}
    own = {kinds[place.precision]: place.name} if place.precision in kinds else {}
    return {
        "Placename": place.name,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames_id,
        "Raw Placename": place.text,
        **own,
    }
