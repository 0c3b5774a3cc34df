"""The REST route that codes a text. The coder is made when the first text comes, and reads one text at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response

from khaldun.model import Article, Coding, record
from khaldun.web.api_asking import CodeAsked
from khaldun.web.api_problem import MOST_BYTES, REFUSED, Problem, answer
from khaldun.web.api_shapes import Coded

Code = Callable[[Article], Coding]
CoderFactory = Callable[[], Code]
"""Makes what codes an article: ``lambda: khaldun.Coder().code_article``. Rooms of the web import no coder of their own."""

_LARGE: dict[int | str, dict[str, Any]] = {
    413: {"model": Problem, "description": f"A body of more than {MOST_BYTES} bytes."}
}


class _Late:
    """A coder that is made once, when it is first asked; parsers are not made for several threads."""

    def __init__(self, factory: CoderFactory) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._code: Code | None = None

    def __call__(self, article: Article) -> Coding:
        with self._lock:
            if self._code is None:
                self._code = self._factory()
            return self._code(article)


def add(routes: APIRouter, factory: CoderFactory) -> None:
    """Lay this route over a coder."""
    code_it = _Late(factory)

    @routes.post("/code", responses={200: {"model": Coded}, **REFUSED, **_LARGE}, summary="Code a text")
    def code(asked: Annotated[CodeAsked, Body()]) -> Response:
        """Nothing is kept of the text. Texts are coded one after the other; many are faster with `khaldun code`."""
        basis = "option" if asked.date else None
        article = Article("text", asked.text, published=asked.date, published_basis=basis)
        coding = code_it(article)
        layers = {name: record(getattr(coding, name)) for name in ("events", "meetings", "set_aside")}
        return answer({"text": coding.article.text, **layers})
