"""Files that the app hands out: exports of what is shown, and review's labels. Nothing is written beside the store."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, cast

import msgspec
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import StreamingResponse

from khaldun.export.formats import formats, write
from khaldun.model import Event
from khaldun.review.gold import event_records, labelled_pairs
from khaldun.store import Choice, View
from khaldun.web.desk import Desk
from khaldun.web.state import read

_IN_MEMORY = 8 << 20
_PIECE = 1 << 16


def router(desk: Desk) -> APIRouter:
    """The routes of downloads."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/export/{name}")
    async def export(name: str, request: Request) -> StreamingResponse:
        form = formats().get(name)
        if form is None:
            raise HTTPException(404, f"format {name!r}: valid are {', '.join(formats())}")
        filters = read(request.query_params.multi_items(), desk.ontology.types)
        if filters.wrong:
            raise HTTPException(400, "; ".join(filters.wrong))
        file = await desk.ask(
            written, form.name, filters.choice, False
        )  # each report, as the page shows them
        return _attachment(file, f"{desk.name}{form.suffix}")

    @routes.get("/review/{name}.jsonl")
    async def review(name: str) -> StreamingResponse:
        if name not in _REVIEW:
            raise HTTPException(404, f"{name}: valid are {', '.join(_REVIEW)}")
        file = await desk.ask(_REVIEW[name], desk)
        return _attachment(file, f"{desk.name}.{name}.jsonl")

    return routes


def written(view: View, name: str, choice: Choice, joined: bool | None = None) -> IO[bytes]:
    """The chosen events in a format, as a temporary file at its beginning; ``joined`` as for ``export.formats.write``.

    GDELT's own files have no line of names; what somebody takes from a page has one.
    """
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115
    write(view, name, file, choice, header=name == "gdelt", joined=joined)
    file.seek(0)
    return file


def _lines(records: Iterable[Any]) -> IO[bytes]:
    return io.BytesIO(b"".join(msgspec.json.encode(record) + b"\n" for record in records))


def _around(view: View, desk: Desk) -> list[Event]:
    """Every event of the articles that somebody reviewed in: a sentence is gold when all its events are decided."""
    articles = sorted({anchor[0] for _, anchor, _ in desk.log.standing()})
    return [event for article in articles for event in view.of_article(article)]


def _records(view: View, desk: Desk) -> IO[bytes]:
    events = _around(view, desk)
    return _lines(event_records(events, desk.log.of(events)))


def _labels(view: View, desk: Desk) -> IO[bytes]:
    events = _around(view, desk)
    return _lines(labelled_pairs(events, desk.log.of(events)))


def _decisions(view: View, desk: Desk) -> IO[bytes]:
    return _lines(desk.log.standing().values())


_REVIEW: dict[str, Callable[[View, Desk], IO[bytes]]] = {
    "event_records": _records, "labels": _labels, "decisions": _decisions,
}  # fmt: skip
"""What review gives out, by the name of the file."""


def _attachment(file: IO[bytes], name: str) -> StreamingResponse:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    headers = {"content-disposition": f'attachment; filename="{plain}"'}
    return StreamingResponse(pieces(file), media_type="application/octet-stream", headers=headers)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A file's content piece by piece; it is closed at the end."""
    with file:
        while piece := file.read(_PIECE):
            yield piece
