"""RSS and Atom feeds: one record an entry."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from khaldun.errors import InputError
from khaldun.sources.dates import Day
from khaldun.sources.encoding import MEGABYTE, bounded, require_text, unzip
from khaldun.sources.markup import text_of
from khaldun.sources.record import Raw

LARGEST = 50 * MEGABYTE
"""Bytes of a feed, unpacked."""


def read_feed(data: bytes, id: str, name: str) -> Iterator[Raw]:
    """The entries of a feed, in its order; ids are ``<feed>#<guid>``.

    An entry's text is its full content where it carries that, else its summary. Raises ``InputError`` where the
    file is no feed or holds no entry. No address in it is opened.
    """
    data = bounded(unzip(data, name, LARGEST), name, LARGEST)
    require_text(data, name)
    import feedparser

    # Given a stream, feedparser never takes the content for an address or a file name.
    feed = feedparser.parse(io.BytesIO(data))
    if not feed.entries or not feed.get("version"):
        raise InputError(name, _why_empty(feed))
    for number, entry in enumerate(feed.entries, start=1):
        guid = entry.get("id") or entry.get("link") or str(number)
        yield Raw(
            id=f"{id}#{guid}",
            name=f"{name}, entry {number}",
            text=_text(entry),
            title=entry.get("title"),
            day=_day(entry),
            basis="metadata",
            publication=(entry.get("source") or {}).get("title") or feed.feed.get("title"),
            url=_address(entry.get("link")),
            author=entry.get("author"),
        )


def _why_empty(feed: Any) -> str:
    if feed.get("version"):
        return "the feed holds no entry; fetch it again when it does"
    fault = feed.get("bozo_exception")
    detail = f" ({' '.join(str(fault).split())})" if fault else ""
    return f"not an RSS or Atom feed{detail}; give a feed, an HTML page or text"


def _address(link: str | None) -> str | None:
    """The link where it is one; a guid that stands in for it is not."""
    return link if link and link.startswith(("http://", "https://")) else None


def _text(entry: Any) -> str:
    parts = [part.get("value", "") for part in entry.get("content") or ()]
    return text_of(max([*parts, entry.get("summary") or ""], key=len))


def _day(entry: Any) -> Day:
    """The day of publication, in UTC as feedparser gives it."""
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    if stamp:
        return Day(dt.date(*stamp[:3]))
    written = entry.get("published") or entry.get("updated")
    return Day(None, f"{str(written)[:40]!r} is no date") if written else Day(None)
