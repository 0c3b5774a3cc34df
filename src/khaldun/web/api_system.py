"""REST routes on the system behind the events: dyads, network, balance, meetings, exposure."""

from __future__ import annotations

from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Depends, Query, Response

from khaldun.relations.balance import balance as balance_of
from khaldun.relations.deeds import Choice, names, parties
from khaldun.relations.dyads import dyads as dyads_of
from khaldun.relations.exposure import exposure as exposure_of
from khaldun.relations.finding import find
from khaldun.relations.measures import measures
from khaldun.relations.meeting_facts import is_asked, row, seats
from khaldun.relations.meetings import meetings as meetings_of
from khaldun.relations.network import build, ties
from khaldun.relations.parties import name_of
from khaldun.relations.telling import stories
from khaldun.relations.values import simple
from khaldun.store import View
from khaldun.web.api_asking import DyadsAsked, ExposureAsked, MeetingsAsked, NetworkAsked, ordered
from khaldun.web.api_problem import REFUSED, ApiError, answer
from khaldun.web.api_shapes import BalanceRead, DyadPage, ExposureRead, MeetingPage, NetworkRead
from khaldun.web.api_store import Shelf

_LISTED = 12


def add(routes: APIRouter, shelf: Shelf) -> None:
    """Lay these routes over a store."""

    @routes.get(
        "/dyads",
        responses={200: {"model": DyadPage}, **REFUSED},
        summary="What passed between parties, period by period",
    )
    def dyads(asked: Annotated[DyadsAsked, Query()], view: View = Depends(shelf.view)) -> Response:
        """A deed is one type of act on one day; where two parties are named, periods without deeds stand too."""
        if asked.other and not asked.one:
            raise ApiError(
                400,
                "other: given without one",
                asked.other,
                "both, or one alone",
                "name the other party as one",
            )
        one, two = (party(view, words) if words else None for words in (asked.one, asked.other))
        choice = asked.choice(asked.since, asked.until)
        table = dyads_of(
            view, one, two, ordered=asked.ordered, period=asked.period, half_life=asked.half_life, least=asked.least,
            fill=two is not None, choice=choice,
        )  # fmt: skip
        known = names(view)
        page = table.iloc[asked.offset : asked.offset + asked.limit].copy()
        for side in ("actor", "recipient"):
            page[f"{side}_name"] = [name_of(key, known) for key in page[side]]
        told = {
            "one": one,
            "other": two,
            "period": asked.period,
            "ordered": asked.ordered,
            "half_life": asked.half_life,
            "least": asked.least,
        }
        return _page(asked, len(table), {"settings": told | _told(choice), "dyads": _rows(page)})

    @routes.get(
        "/network",
        responses={200: {"model": NetworkRead}, **REFUSED},
        summary="Who stands with and against whom, as of a day",
    )
    def network(asked: Annotated[NetworkAsked, Query()], view: View = Depends(shelf.view)) -> Response:
        """A tie's sign is 1 (cooperative), -1 (hostile) or 0 (neither)."""
        graph = build(view, asked.settings, asked.choice())
        edges, nodes = ties(graph), measures(graph)
        return answer(
            {"settings": simple(graph.graph), "parties_total": len(nodes), "ties_total": len(edges),
             "parties": _rows(nodes.head(asked.limit)), "ties": _rows(edges.head(asked.limit))}
        )  # fmt: skip

    @routes.get(
        "/balance",
        responses={200: {"model": BalanceRead}, **REFUSED},
        summary="Balanced and tense triads, and the best two blocs",
    )
    def balance(asked: Annotated[NetworkAsked, Query()], view: View = Depends(shelf.view)) -> Response:
        """The tense triads of one hostile pair are told in one sentence, the pair pulled hardest first."""
        choice = asked.choice()
        graph = build(view, asked.settings, choice)
        found, told = balance_of(graph), stories(view, graph, choice)
        index = found.frustration
        figures = {
            "parties": found.parties, "positive": found.positive, "negative": found.negative, "triads": found.triads,
            "balanced": found.balanced, "tense_triads": found.tense, "share": found.share, "by_kind": found.by_kind,
            "frustration": {"lower": index.lower, "upper": index.upper, "exact": index.exact},
        }  # fmt: skip
        tense = [
            {"text": s.text, "pair": s.pair, "friends": s.friends, "foes": s.foes, "triads": s.triads, "pull": s.pull, "event_ids": s.evidence}
            for s in told[: asked.limit]
        ]  # fmt: skip
        return answer(
            {"settings": simple(graph.graph), "figures": simple(figures), "blocs": simple(index.blocs),
             "frustrated": simple(index.frustrated), "tense_total": len(told), "tense": simple(tense)}
        )  # fmt: skip

    @routes.get(
        "/meetings",
        responses={200: {"model": MeetingPage}, **REFUSED},
        summary="Conferences, summits and talks: who was there and who was not",
    )
    def meetings(asked: Annotated[MeetingsAsked, Query()], view: View = Depends(shelf.view)) -> Response:
        """Joined across articles; every seat comes with the sentences that tell it."""
        ordered(asked.since, asked.until)
        key = party(view, asked.party) if asked.party else None
        days = Choice(since=asked.since, until=asked.until)
        found = [
            one for one in meetings_of(view, asked.window) if is_asked(one, key, tuple(asked.kind), days)
        ]
        page = list(enumerate(found, 1))[asked.offset : asked.offset + asked.limit]
        rows = [simple(row(n, one)) | {"parties": simple(seats(n, one))} for n, one in page]
        return _page(asked, len(found), {"meetings": rows})

    @routes.get(
        "/exposure",
        responses={200: {"model": ExposureRead}, **REFUSED},
        summary="How exposed each state is to each armed actor",
    )
    def exposure(asked: Annotated[ExposureAsked, Query()], view: View = Depends(shelf.view)) -> Response:
        """An act of force weighs whole at home, and less beyond a border and with every kilometre."""
        sources = list(dict.fromkeys(party(view, words) for words in asked.source)) or None
        law = {"exponent": asked.exponent, "scale_km": asked.scale_km, "border": asked.border}
        choice = asked.choice(asked.since, asked.until)
        table = exposure_of(view, sources, **law, choice=choice)
        shown = table.groupby("source", sort=False).head(asked.limit) if len(table) else table
        return answer({"settings": law | _told(choice), "exposure": _rows(shown)})


def party(view: View, words: str) -> str:
    """The key of the party that is meant. Raises ``ApiError`` with the most active ones where nobody is known so."""
    key = find(view, words)
    if key is None:
        known = names(view)
        active = ", ".join(f"{key} ({name_of(key, known)})" for key in parties(view)[:_LISTED])
        raise ApiError(
            400,
            f"party {words!r}: nobody is known by that name",
            words,
            f"the most active are {active or 'none'}",
            "/api/network lists all parties",
        )
    return key


def _rows(table: pd.DataFrame) -> Any:
    return simple(table.to_dict("records"))


def _told(choice: Choice) -> dict[str, Any]:
    return {
        "statuses": choice.statuses,
        "since": choice.since,
        "until": choice.until,
        "min_confidence": choice.min_confidence,
    }


def _page(asked: DyadsAsked | MeetingsAsked, total: int, body: dict[str, Any]) -> Response:
    return answer({"total": total, "limit": asked.limit, "offset": asked.offset, **body})
