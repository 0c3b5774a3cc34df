"""The REST route for files of events in other tools' formats."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from khaldun.export.formats import WRITERS, formats
from khaldun.store import View
from khaldun.web.api_asking import ExportAsked
from khaldun.web.api_problem import REFUSED, ApiError
from khaldun.web.api_store import Shelf
from khaldun.web.downloads import pieces, written

_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, as an attachment.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def add(routes: APIRouter, shelf: Shelf) -> None:
    """Lay this route over a store."""

    @routes.get(
        "/export",
        response_class=StreamingResponse,
        responses={**_FILE, **REFUSED},
        summary="A file of events in another tool's format",
    )
    def export(asked: Annotated[ExportAsked, Query()], view: View = Depends(shelf.view)) -> StreamingResponse:
        form = formats().get(asked.format.lower())
        if form is None:
            raise ApiError(
                400,
                f"format {asked.format!r}: no such format",
                asked.format,
                ", ".join(WRITERS),
                "docs/exports.md says what each carries",
            )
        # Written first and sent then: what fails on the way is an error and no half file.
        choice = asked.choice(shelf.ontology)
        if not choice.statuses and len(form.statuses) == 1:  # what the format's users expect
            choice = replace(choice, statuses=form.statuses)
        file = written(view, form.name, choice)
        headers = {"content-disposition": f'attachment; filename="events{form.suffix}"'}
        return StreamingResponse(pieces(file), media_type="application/octet-stream", headers=headers)

    export.__doc__ = f"Formats: {', '.join(WRITERS)}. Cells that a spreadsheet would take for formulas are made harmless in CSV."
