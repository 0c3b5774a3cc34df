"""``khaldun system meetings``: conferences, summits and talks, who was there and who was not."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import click
import pandas as pd

from khaldun.cli.system import asking
from khaldun.cli.system.showing import Answer, Part, show, showing
from khaldun.model import record
from khaldun.relations.deeds import Choice
from khaldun.relations.exposure import exposure, relative
from khaldun.relations.meeting_facts import ROLES, is_asked, row, said, seats
from khaldun.relations.meeting_picture import draw_meetings
from khaldun.relations.meetings import KINDS, Joined, Seat, stakes
from khaldun.relations.meetings import meetings as meetings_of
from khaldun.relations.network import Settings, build
from khaldun.store import Location, Store, View

_SHOWN = {"n": "no", "kind": "kind", "date": "date", "place": "place", "hosts": "hosts", "attenders": "attenders", "absent": "absent", "agreed_words": "agreed", "reports": "reports"}  # fmt: skip
_SEATS = {"n": "no", "role": "role", "parties": "parties", "manner": "manner", "says": "sentence"}  # fmt: skip
_STAKES = {"n": "no", "name": "party", "absence": "told absent", "why": "stake"}
_WIDE = 90


@click.command(short_help="Conferences, summits and talks: who was there and who was not.")
@asking.store
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; again for more. By default all but plain meetings of two.")  # fmt: skip
@click.option("--party", metavar="PARTY", help="Only meetings at which this party was, or was missed.")
@click.option("--window", type=click.IntRange(0), default=2, show_default=True, metavar="DAYS", help="How far apart the days of two reports of one meeting may lie.")  # fmt: skip
@click.option("--stakes/--no-stakes", "with_stakes", default=True, show_default=True, help="Name the interested absentees: a stake in the subject, and no seat.")  # fmt: skip
@click.option("--least-exposure", type=click.FloatRange(0, 1), default=0.3, show_default=True, metavar="X", help="Exposure, as part of the most exposed state's, that is a stake.")  # fmt: skip
@click.option("--top", type=click.IntRange(1), default=30, show_default=True, metavar="N", help="Rows shown of each table.")  # fmt: skip
@asking.days
@showing()
def meetings(store: Location, form: str, out: Path | None, sentences: int, **options: Any) -> int:
    """The meetings that STORE tells of, joined across articles, with the sentences that say who was there and who was not."""
    with Store(store) as view:
        key = asking.find_party(view, options["party"]) if options["party"] else None
        asked = Choice(since=options["since"], until=options["until"])
        chosen = [
            j for j in meetings_of(view, options["window"]) if is_asked(j, key, options["kinds"], asked)
        ]
        numbered = list(enumerate(chosen, 1))
        top = options["top"]
        parts = {
            "meetings": Part("Meetings", _table(numbered), _SHOWN, top, None),
        }
        if sentences:
            parts["told"] = Part("Who says so", _told(numbered, sentences), _SEATS, 4 * top, None)
        if options["with_stakes"]:
            parts["stakes"] = Part(
                "Interested absentees: a stake and no seat",
                _stakes(view, numbered, options["least_exposure"]),
                _STAKES,
                top,
            )
        told = {name: options[name] for name in ("party", "window", "least_exposure", "since", "until")} | {"kind": list(options["kinds"])}  # fmt: skip
        lines = [] if chosen else ["No meeting: nothing was told that fits."]
        facts = {
            "parties": [seat for n, joined in numbered for seat in seats(n, joined)],
            "records": [record(m) for _, joined in numbered for m in joined.records],
        }
        answer = Answer(
            "meetings", "Meetings", told, lines, parts, draw_meetings(chosen), facts, size=(12, 9)
        )
        show(view, answer, form, out, sentences)
    return 0


def _table(numbered: list[tuple[int, Joined]]) -> pd.DataFrame:
    return pd.DataFrame([row(n, joined) for n, joined in numbered], columns=[
        "n", "kind", "name", "status", "date", "date_end", "date_basis", "place", "country", "hosts", "attenders", "absentees",
        "absent", "subjects", "agreed", "agreed_words", "reports", "articles", "meeting_ids", "event_ids",
    ])  # fmt: skip


def _told(numbered: list[tuple[int, Joined]], sentences: int) -> pd.DataFrame:
    """The parties of which the same sentences tell the same, with these sentences."""
    together: dict[tuple[int, str, str | None, str], list[str]] = defaultdict(list)
    for n, joined in numbered:
        for seat in joined.seats(*ROLES):
            manner = said(seat) if seat.role == "absentee" else None
            together[n, seat.role, manner, " / ".join(_sentences(seat)[:sentences])].append(seat.name)
    rows = [(n, role, ", ".join(names), manner, says) for (n, role, manner, says), names in together.items()]
    return pd.DataFrame(rows, columns=list(_SEATS))


def _sentences(seat: Seat) -> list[str]:
    return list(dict.fromkeys(" ".join(e.text.split()) for _, one in seat.told for e in one.evidence))


def _stakes(view: View, numbered: list[tuple[int, Joined]], least: float) -> pd.DataFrame:
    """The interested absentees of meetings with a subject, by the network of the store's last day and its exposures."""
    network = build(view, Settings())
    exposed = relative(exposure(view))
    rows = [
        {
            "n": n,
            "actor": stake.actor,
            "name": stake.name,
            "absence": stake.absence,
            "why": "; ".join(reason.text for reason in stake.reasons),
            "reasons": [{"kind": r.kind, "about": r.about, "text": r.text} for r in stake.reasons],
            "event_ids": list(dict.fromkeys(key for r in stake.reasons for key in r.event_ids)),
        }
        for n, joined in numbered
        if joined.keys("subject")
        for stake in stakes(joined, network, exposed, least)
    ]
    return pd.DataFrame(rows, columns=["n", "actor", "name", "absence", "why", "reasons", "event_ids"])
