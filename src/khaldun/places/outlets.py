"""Which country an outlet writes for, as far as its address tells."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from khaldun.model import Article
from khaldun.places.sources import countries_by_letters


def outlet_country(article: Article) -> str | None:
    """The country (alpha-3) of the top-level domain of the article's address ("bbc.co.uk"); ``None`` where it has none."""
    try:
        host = urlsplit(article.url or "").hostname or ""
    except ValueError:  # "http://[": what is no address tells no country
        return None
    return _domains().get(host.rpartition(".")[2]) if "." in host else None


@cache
def _domains() -> dict[str, str]:
    # These letters are sold to everybody, or are no country's alpha-2.
    sold = {"co", "tv", "me", "fm", "am", "ai", "io", "ws", "cc", "to", "ly", "gg", "la"}
    found = {letters: code for letters, code in countries_by_letters().items() if letters not in sold}
    return {**found, "uk": "GBR"}
