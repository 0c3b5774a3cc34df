"""What the measures give, as JSON knows it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd


def simple(value: Any) -> Any:
    """A value as JSON knows it: no NaN, no pandas or numpy types, days as ISO text."""
    if isinstance(value, Mapping):
        return {
            " ".join(key) if isinstance(key, tuple) else str(key): simple(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset | np.ndarray):
        return [simple(inner) for inner in value]
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value
