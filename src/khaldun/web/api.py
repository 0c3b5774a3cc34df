"""The REST routes under ``/api``: the same data as the pages, for programs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match

from khaldun.web import api_code, api_events, api_export, api_system
from khaldun.web.api_code import CoderFactory
from khaldun.web.api_page import page
from khaldun.web.api_problem import ApiError, Route, answer, refusal
from khaldun.web.api_store import Shelf
from khaldun.web.guard import Guard

_ABOUT = (
    "Political events of one store: who did what to whom, when, where, according to whom. Everything is read from the store; "
    "nothing here changes it. Every answer is JSON but files of /api/export; every refusal says the value, what would be "
    "valid and the next step."
)
_VERBS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


def router(store_path: str | Path, coder_factory: CoderFactory | None = None) -> APIRouter:
    """The routes over the store at a path; without ``coder_factory`` there is none that codes.

    The store stays open until the app that includes them ends. Raises ``StoreError`` where it cannot be opened.
    """
    shelf = Shelf(store_path)

    @asynccontextmanager
    async def open_until_the_end(app: Any) -> AsyncIterator[None]:
        yield
        shelf.close()

    routes = APIRouter(prefix="/api", route_class=Route, lifespan=open_until_the_end)
    for part in (api_events, api_system, api_export):
        part.add(routes, shelf)
    if coder_factory is not None:
        api_code.add(routes, coder_factory)
    _describe(routes, shelf)
    return routes


def create_api(
    store_path: str | Path, coder_factory: CoderFactory | None = None, token: str | None = None
) -> FastAPI:
    """An app of these routes alone, without pages: ``uvicorn.run(create_api("run.duckdb"))``.

    Without a ``token`` only this machine is answered; give one where it is bound elsewhere (see ``guard.Guard``).
    """
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(router(store_path, coder_factory))
    app.add_exception_handler(HTTPException, _elsewhere)
    app.add_middleware(Guard, token=token)
    return app


async def _elsewhere(request: Request, error: Exception) -> Response:
    """What is said of paths outside these routes (one with a line break reaches none)."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    return refusal(
        ApiError(status, str(getattr(error, "detail", error)), request.url.path, "/api/docs lists the routes")
    )


def _describe(routes: APIRouter, shelf: Shelf) -> None:
    """Add the OpenAPI schema and its page, and what answers where there is no route."""
    told: list[BaseRoute] = list(routes.routes)
    schema = get_openapi(title="khaldun", version=shelf.run.version, description=_ABOUT, routes=told)

    @routes.get("/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        return answer(schema)

    @routes.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(page(schema))

    @routes.api_route("/{rest:path}", methods=_VERBS, include_in_schema=False)
    async def nothing(request: Request) -> Response:
        reached = [route for route in told if route.matches(request.scope)[0] != Match.NONE]
        if not reached:
            return refusal(
                ApiError(404, "no such route", request.url.path, ", ".join(schema["paths"]), "see /api/docs")
            )
        allowed = ", ".join(
            sorted({verb for route in reached for verb in getattr(route, "methods", None) or ()})
        )
        error = ApiError(
            405, f"{request.method}: not answered here", request.method, allowed, "see /api/docs"
        )
        error.headers = {"allow": allowed}
        return refusal(error)
