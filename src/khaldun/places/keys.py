"""The form of names in the index, so that spellings of one name meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile(r"[\s\-–]+|(?=['’]s\b)")
_DROPPED = str.maketrans("", "", "'’‘`ʻʿʾ.,")


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The form of one word in keys: lower case, without accents, apostrophes or stops."""
    plain = unicodedata.normalize("NFKD", word.translate(_DROPPED))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def key(name: str) -> str:
    """The form of a name in the index; a short name in capitals ("US", "U.S.", "LA") stays as it is."""
    if name.isupper() and len(name) <= 5 and " " not in name:
        return name
    return " ".join(k for w in _BREAKS.split(name) if (k := word_key(w)))
