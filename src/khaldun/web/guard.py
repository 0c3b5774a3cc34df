"""What stands before every request: who may ask, and what a browser may do with the answer."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qs, urlsplit

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MOST_BYTES = 2 << 20
"""Bytes of a request to the pages: an uploaded file of 1 MB and what a browser wraps it in."""
_COOKIE = "khaldun_token"
_HEADERS = {
    # Nothing from elsewhere can be loaded or asked, whatever a page holds.
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """Middleware. With a ``token`` only those who know it are let in, by ``?token=`` once and by cookie from then on.

    Without one only requests to this machine's own names are answered, so that no site in the same browser can reach
    the app under a name of its own (DNS rebinding); requests that another site sent are refused in both cases.
    """

    def __init__(self, app: App, token: str | None = None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        given = self._given(scope, headers)
        refusal = self._refusal(headers, given)
        if refusal:
            await _refuse(scope, send, refusal)
            return
        if _too_large(scope, headers):
            await _refuse(
                scope, send, f"Send at most {MOST_BYTES:,} bytes, and say how many (Content-Length)", 413
            )
            return
        cookie = None
        if self._token is not None and given == self._token and _COOKIE not in headers.get("cookie", ""):
            cookie = f"{_COOKIE}={given}; HttpOnly; SameSite=Strict; Path=/"
        await self._app(scope, receive, _adding(send, cookie))

    def _given(self, scope: Scope, headers: dict[str, str]) -> str | None:
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        if "token" in query:
            return str(query["token"][0])
        bearer = headers.get("authorization", "")
        if bearer.lower().startswith("bearer "):
            return bearer[7:].strip()
        jar: SimpleCookie = SimpleCookie(headers.get("cookie", ""))
        return jar[_COOKIE].value if _COOKIE in jar else None

    def _refusal(self, headers: dict[str, str], given: str | None) -> str | None:
        host = headers.get("host", "")
        if self._token is None and not is_loopback(urlsplit(f"//{host}").hostname or ""):
            return "This app answers on this machine only; open it as http://127.0.0.1"
        origin = headers.get("origin")
        if origin and origin != "null" and urlsplit(origin).netloc != host:
            return "Another site sent this request; open the app itself"
        if self._token is not None and not secrets.compare_digest(
            (given or "").encode(), self._token.encode()
        ):
            return "Open the address that 'khaldun open' printed: it holds the token"
        return None


def _too_large(scope: Scope, headers: dict[str, str]) -> bool:
    """Whether a request brings more than a file that is taken. REST routes see to their own, with answers of their own form."""
    if scope["type"] != "http" or str(scope.get("path", "")).startswith("/api"):
        return False
    length = headers.get("content-length", "0")
    return "transfer-encoding" in headers or not length.isdecimal() or int(length) > MOST_BYTES


def _adding(send: Send, cookie: str | None) -> Send:
    async def adding(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", []), *((k.encode(), v.encode()) for k, v in _HEADERS.items())]
            if cookie:
                headers.append((b"set-cookie", cookie.encode()))
            message = {**message, "headers": headers}
        await send(message)

    return adding


async def _refuse(scope: Scope, send: Send, why: str, status: int = 403) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4403, "reason": why})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why.encode()})
