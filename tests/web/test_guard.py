"""The guard: this machine alone, or those who know the token."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from khaldun.web.guard import Guard, is_loopback


def ask(
    guard: Guard,
    host: str = "127.0.0.1:8377",
    query: str = "",
    kind: str = "http",
    path: str = "/",
    **headers: str,
) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request"}

    given = {"host": host, **headers}
    scope = {
        "type": kind,
        "path": path,
        "query_string": query.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()],
    }
    asyncio.run(guard(scope, receive, send))
    return sent


async def inner(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"in"})


def status(sent: list[dict[str, Any]]) -> int:
    return int(sent[0]["status"])


@pytest.mark.parametrize(("host", "inside"), [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("evil.example", False)])  # fmt: skip
def test_which_addresses_are_this_machine(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside


@pytest.mark.parametrize(("host", "code"), [("127.0.0.1:8377", 200), ("localhost:8377", 200), ("[::1]:8377", 200), ("evil.example", 403), ("", 403)])  # fmt: skip
def test_without_a_token_only_this_machines_names_are_answered(host: str, code: int) -> None:
    assert status(ask(Guard(inner), host)) == code


def test_a_request_that_another_site_sent_is_refused() -> None:
    assert status(ask(Guard(inner), origin="https://evil.example")) == 403
    assert status(ask(Guard(inner), origin="http://127.0.0.1:8377")) == 200


def test_a_token_is_needed_and_kept_as_a_cookie() -> None:
    guard = Guard(inner, "secret")
    assert status(ask(guard, "10.0.0.5:8377")) == 403
    assert status(ask(guard, "10.0.0.5:8377", "token=wrong")) == 403
    entered = ask(guard, "10.0.0.5:8377", "token=secret")
    assert status(entered) == 200
    cookie = dict(entered[0]["headers"])[b"set-cookie"]
    assert b"HttpOnly" in cookie
    assert b"SameSite=Strict" in cookie
    assert status(ask(guard, "10.0.0.5:8377", cookie="khaldun_token=secret")) == 200
    assert status(ask(guard, "10.0.0.5:8377", authorization="Bearer secret")) == 200


def test_sockets_are_guarded_too() -> None:
    closed = ask(Guard(inner, "secret"), "10.0.0.5:8377", kind="websocket")
    assert closed[0]["type"] == "websocket.close"


def test_answers_forbid_everything_from_elsewhere() -> None:
    headers = dict(ask(Guard(inner))[0]["headers"])
    assert b"default-src 'self'" in headers[b"content-security-policy"]
    assert headers[b"referrer-policy"] == b"no-referrer"


@pytest.mark.parametrize(
    ("path", "headers", "code"),
    [("/_nicegui/upload", {"content_length": "1100000"}, 200), ("/_nicegui/upload", {"content_length": "2097153"}, 413),
     ("/_nicegui/upload", {"content_length": "many"}, 413), ("/", {"transfer_encoding": "chunked"}, 413),
     ("/api/code", {"content_length": "9000000"}, 200)],
)  # fmt: skip
def test_what_is_too_large_never_reaches_the_pages(path: str, headers: dict[str, str], code: int) -> None:
    assert status(ask(Guard(inner), path=path, **headers)) == code
