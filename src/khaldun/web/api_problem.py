"""What the REST routes say when they cannot answer: one form for all, and the route that gives it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, MutableMapping
from typing import Any

import msgspec
from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field

from khaldun.errors import KhaldunError

MOST_BYTES = 1 << 20
"""Bytes of a request's body that are read; more is refused before it is taken in."""

_LONGEST = 200
"""Characters of a refused value that are told back."""

_BOUNDS = {
    "gt": "more than", "ge": "at least", "lt": "less than", "le": "at most", "min_length": "length at least",
    "max_length": "length at most",
}  # fmt: skip

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Problem(BaseModel):
    """Why a request has no answer."""

    error: str = Field(
        description="What was wrong, in one line.", examples=["type 'WAR': no event type of this store"]
    )
    value: str | None = Field(None, description="The value that was refused, cut where it is long.", examples=["WAR"])  # fmt: skip
    valid: str | None = Field(None, description="What would be valid.", examples=["ACCUSE, AGREE, AID, …"])
    next: str = Field(description="What to do.", examples=["see /api/docs"])


class ApiError(HTTPException):
    """A request that is refused: its status, and the fields of ``Problem``."""

    def __init__(
        self,
        status: int,
        error: str,
        value: Any = None,
        valid: str | None = None,
        then: str = "see /api/docs",
    ) -> None:
        super().__init__(status, error)
        shown = None if value is None else _short(value)
        self.problem = {"error": _short(error, 4 * _LONGEST), "value": shown, "valid": valid, "next": then}


class Route(APIRoute):
    """A route whose errors all have the form of ``Problem``, and whose bodies have a largest size."""

    def get_route_handler(self) -> Handler:
        """The handler of the route, guarded."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await inner(_limited(request))
            except ApiError as error:
                return refusal(error)
            except RequestValidationError as error:
                return refusal(_of_validation(error))
            except KhaldunError as error:
                return refusal(ApiError(400, str(error)))

        return handler


def answer(body: Any) -> Response:
    """A body as JSON; what is no number becomes null."""
    return Response(msgspec.json.encode(body), media_type="application/json")


def refusal(error: ApiError) -> Response:
    """The answer to a request that is refused."""
    return Response(
        msgspec.json.encode(error.problem), error.status_code, error.headers, media_type="application/json"
    )


def _of_validation(error: RequestValidationError) -> ApiError:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    given = first.get("input")
    value = given if isinstance(given, str | int | float | bool) else None
    more = len(error.errors()) - 1
    told = f"{where}: {first['msg']}" + (f"; and {more} more" if more else "")
    if first["type"] == "extra_forbidden":
        told = f"{where}: no such parameter"
    return ApiError(422, told, value, _valid(first), "see /api/docs for every parameter and its bounds")


def _valid(error: MutableMapping[str, Any]) -> str | None:
    """What the checker would have taken, where it says so."""
    told = error.get("ctx") or {}
    bounds = [f"{words} {told[name]}" for name, words in _BOUNDS.items() if name in told]
    words = told.get("expected") or ", ".join(bounds)
    return str(words) if words else None


def _short(value: Any, longest: int = _LONGEST) -> str:
    """A value as text that any encoding holds, cut where it is long."""
    text = str(value).encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _limited(request: Request) -> Request:
    """The request without its token, with a body that stops where it grows too large."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > MOST_BYTES:
        raise _too_large(declared)
    taken = 0

    async def receive() -> MutableMapping[str, Any]:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise _too_large(f"more than {MOST_BYTES}")
        return message

    return Request({**request.scope, "query_string": _without_token(request.scope["query_string"])}, receive)


def _without_token(query: bytes) -> bytes:
    """The query without the token, which the guard has read; to routes it would be a parameter that is unknown."""
    return b"&".join(part for part in query.split(b"&") if part.partition(b"=")[0] != b"token")


def _too_large(given: str) -> ApiError:
    return ApiError(
        413, "the body is too large", f"{given} bytes", f"up to {MOST_BYTES} bytes",
        "send fewer articles at once, or code a file with 'khaldun code'",
    )  # fmt: skip


REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "A value that this store or this version does not know."},
    422: {"model": Problem, "description": "A parameter that is unknown, of a wrong form, or out of bounds."},
}
"""What any route may answer besides."""
MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "There is none of that id."}}  # fmt: skip
