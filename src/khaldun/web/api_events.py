"""REST routes on the run, its events and its articles."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from khaldun.errors import UsageError
from khaldun.model import record
from khaldun.store import Choice, View
from khaldun.web.api_asking import EventsAsked
from khaldun.web.api_problem import MISSING, REFUSED, ApiError, answer
from khaldun.web.api_shapes import ArticleRead, EventPage, Explained, RunRead
from khaldun.web.api_store import Shelf
from khaldun.why import facts, spans

_LONGEST = 500
EventId = Annotated[str, Path(max_length=_LONGEST, description="Id of an event, or the beginning of one.")]
ArticleId = Annotated[str, Path(max_length=_LONGEST, description="Id of an article, as its events name it.")]


def add(routes: APIRouter, shelf: Shelf) -> None:
    """Lay these routes over a store."""

    @routes.get(
        "/run", responses={200: {"model": RunRead}}, summary="How the store was made, and what it holds"
    )
    def run(view: View = Depends(shelf.view)) -> Response:
        days = view.days() or (None, None)
        told = asdict(shelf.run)
        body = {name: told[name] for name in ("version", "pipeline", "ontology", "lexicon", "options")}
        body |= {name: told[name] and told[name].replace(tzinfo=dt.UTC) for name in ("started", "finished")}
        return answer(
            body | {"sizes": view.sizes(), "first": days[0], "last": days[1], "statuses": view.statuses(Choice()), "set_aside": dict(view.reasons())}
        )  # fmt: skip

    @routes.get(
        "/events",
        responses={200: {"model": EventPage}, **REFUSED},
        summary="Events, filtered and page by page",
    )
    def events(asked: Annotated[EventsAsked, Query()], view: View = Depends(shelf.view)) -> Response:
        """Several values of one parameter: one of them is enough. Several parameters: all of them count."""
        choice = asked.choice(shelf.ontology)
        found = view.page(choice, asked.order, asked.descending, asked.offset, asked.limit)
        body = {"total": view.count(choice), "limit": asked.limit, "offset": asked.offset}
        return answer(body | {"events": [record(event) for event in found]})

    @routes.get(
        "/events/{event_id}",
        responses={200: {"model": Explained}, **MISSING, **REFUSED},
        summary="One event, and why it was coded so",
    )
    def event(event_id: EventId, view: View = Depends(shelf.view)) -> Response:
        """The beginning of an id is enough where no other begins so."""
        try:
            found = view.event(event_id)
        except UsageError as error:
            raise ApiError(
                404, str(error), event_id, "an id of this store", "/api/events lists the ids"
            ) from None
        why = [{"name": name, "value": value} for name, value in facts(found, shelf.ontology, shelf.lexicon)]
        return answer({"event": record(found), "why": why, "spans": spans(found)})

    @routes.get(
        "/articles/{article_id:path}",
        responses={200: {"model": ArticleRead}, **MISSING, **REFUSED},
        summary="One article with its events",
    )
    def article(article_id: ArticleId, view: View = Depends(shelf.view)) -> Response:
        """Offsets of the events count characters of the article's text, which is text and never markup."""
        try:
            found = view.article(article_id)
        except UsageError as error:
            raise ApiError(
                404, str(error), article_id, "an article_id of this store", "/api/events names the articles"
            ) from None
        return answer(
            {"article": record(found), "events": [record(one) for one in view.of_article(article_id)]}
        )
