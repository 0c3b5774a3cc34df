"""Writing events in any format, for tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

from khaldun.export.formats import formats
from khaldun.export.setting import Exporter, Setting
from khaldun.model import Event, Mention
from khaldun.ontology import load_ontology
from making import full

SETTING = Setting(load_ontology(), "0.1.0", dt.datetime(2024, 1, 2, 3, 4, 5))

IRAN = Mention("Tehran", 0, 6, "Government of Iran", "IRN", "GOV", ("GOV",), "country:irn/government")
IRAQ = Mention("Iraq", 10, 14, "Iraq", "IRQ", None, (), "country:irq")
UN = Mention("the U.N.", 20, 28, "United Nations", "UNO", "GOV", ("GOV",), "organisation:united-nations")
REBELS = Mention(
    "rebels", 30, 36, "rebel", None, "REB", ("REB",), "agent:rebel", "no country is named for 'rebel'"
)
CROWD = Mention("villagers", 40, 49, "villager", None, "CVL", ("CVL",), "agent:civilian")
NOBODY = Mention("they", 50, 54, reason="nobody to point to")


def exported(form: str, *some: Event, header: bool = False) -> tuple[bytes, Exporter]:
    """The bytes of these events, and the writer that wrote them."""
    file = io.BytesIO()
    writer = formats()[form].open(file, dataclasses.replace(SETTING, header=header))
    writer.write(some)
    writer.finish()
    return file.getvalue(), writer


def table(form: str, *some: Event) -> list[dict[str, str]]:
    """The rows of a tab-separated format, split by hand."""
    lines = exported(form, *some, header=True)[0].decode().removesuffix("\n").split("\n")
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


def meeting(*parties: Mention) -> Event:
    """A meeting of equals."""
    return full(
        event_type="CONSULT",
        modes=(),
        cameo="040",
        quad=1,
        score=2.5,
        actors=parties,
        recipients=(),
        reciprocal=True,
    )
