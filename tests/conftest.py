"""What many tests share: the parser and the coder are loaded once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khaldun.text.parse import Parser

if TYPE_CHECKING:
    from khaldun.coder import Coder


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def coder() -> Coder:
    from khaldun.coder import Coder

    return Coder()
