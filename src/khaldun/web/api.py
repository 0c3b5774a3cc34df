"""The REST routes under ``/api``: the place where they are gathered, included by ``khaldun.web.app``."""

from __future__ import annotations

from fastapi import APIRouter

from khaldun.web.desk import Desk


def router(desk: Desk) -> APIRouter:
    """The routes over one store; ``desk.ask`` puts questions to it."""
    del desk
    return APIRouter(prefix="/api")
