"""What the address of an article tells of the country that its outlet writes for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from khaldun.model import Article
from khaldun.places.sources import countries_by_letters, words

_WORDS = re.compile(r"[^\W\d]+(?:[_-][^\W\d]+)*")


@dataclass(frozen=True, slots=True)
class Outlet:
    """The country of an outlet (alpha-3), and whether the page stands among local news of an address of no country."""

    country: str | None = None
    local: bool = False


def outlet_of(article: Article) -> Outlet:
    """What the article's address tells: its top-level domain ("bbc.co.uk") and the parts of its path ("/news/local/…")."""
    try:
        address = urlsplit(article.url or "")
        host = address.hostname or ""
    except ValueError:  # "http://[": what is no address tells nothing
        return Outlet()
    if "." not in host:
        return Outlet()
    country = _domains().get(host.rpartition(".")[2])
    return Outlet(country, country is None and _is_local(address.path))


def _is_local(path: str) -> bool:
    parts = {word for part in path.lower().split("/") for word in (*_WORDS.findall(part),)}
    return bool(parts & _sections())


@cache
def _sections() -> frozenset[str]:
    return frozenset(words("home.yaml")["sections"])


@cache
def _domains() -> dict[str, str]:
    # These letters are sold to everybody, or are no country's alpha-2.
    sold = {"co", "tv", "me", "fm", "am", "ai", "io", "ws", "cc", "to", "ly", "gg", "la"}
    found = {letters: code for letters, code in countries_by_letters().items() if letters not in sold}
    return {**found, "uk": "GBR"}
