from pathlib import Path

import pytest

from khaldun.reader import Reader

WEIGHTS = Path(__file__).parents[2] / "src" / "khaldun" / "reader" / "weights"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load()


@pytest.fixture(scope="session")
def weights() -> Path:
    return WEIGHTS
