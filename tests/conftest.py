"""What many tests share: the parser and the coder are loaded once a session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from khaldun.text.parse import Parser

if TYPE_CHECKING:
    from khaldun.coder import Coder


# How long an example takes says more about the machine than about the law that it tests.
settings.register_profile("khaldun", deadline=None)
settings.load_profile("khaldun")


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def coder() -> Coder:
    from khaldun.coder import Coder

    return Coder()


@pytest.fixture(scope="session")
def example_store(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example dispatches, coded into a store."""
    from khaldun.sources import read
    from khaldun.store import Store
    from making import RUN

    path = tmp_path_factory.mktemp("examples") / "demo.duckdb"
    with Store.create(path, RUN) as writer:
        for coding in coder.pipe(read(Path(__file__).parents[1] / "examples" / "dispatches")):
            writer.add(coding)
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address, with password, of a database on a PostgreSQL server that is started for the tests.

    Where PostgreSQL is not installed what needs it is skipped, but for a machine that checks changes (KHALDUN_CI is set).
    """
    from server import MISSING, programs, running

    if programs() is None:
        assert "KHALDUN_CI" not in os.environ, MISSING
        pytest.skip(MISSING)
    # Not pytest's own folder: only its owner may enter that, and the server runs as another user.
    with TemporaryDirectory(prefix="khaldun-server-") as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder)) as address:
            yield address
