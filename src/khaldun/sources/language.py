"""Whether a text is English: by its small words first, by py3langid where those are rare."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SHORTEST = 200
"""Characters below which no language is judged."""
_SURE = 0.95
_SAMPLE = 3000
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the of and to in a that for on with as by at from was is are be has have had his her he she it its their they"
        " said not but this which who were will would been after an",
    )
)
_WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """The language code of a text that is clearly not English, else None.

    Where every sixth word or more is an English small word the text is English. py3langid decides about the rest,
    and only with a normalised probability above 0.95; texts under 200 characters pass.
    """
    sample = text[:_SAMPLE]
    if len(sample) < SHORTEST:
        return None
    words = _WORD.findall(sample.lower())
    if sum(word in _SMALL for word in words) * 6 >= len(words) > 0:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if language != "en" and probability > _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
