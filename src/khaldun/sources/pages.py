"""Web pages: the article in the page, by trafilatura. No link is followed and nothing is fetched."""

from __future__ import annotations

import logging
import re
from typing import Any

from khaldun.errors import InputError
from khaldun.model import Article
from khaldun.sources.dates import read_date
from khaldun.sources.encoding import MEGABYTE, bounded, decode, require_text, unzip
from khaldun.sources.record import Options, Raw, finish

LARGEST = 20 * MEGABYTE
"""Bytes of a page, unpacked; a longer one is no article."""
_WHOLE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_PROSE = 60
"""Characters from which a table's cell that ends a sentence is prose."""
_SITE_IN_TITLE = re.compile(r"\s+[|»–—·-]\s+(?=[^|»–—·]*$)")

# Without a handler of its own the library would print its warnings to standard error; what fails is raised here.
for _library in ("trafilatura", "htmldate"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def extract(data: bytes, name: str) -> Article:
    """The article in one HTML page (also gzipped): body text, title, date, author, site and address.

    ``name`` is its id and stands in messages. Raises ``InputError`` where the page is empty, binary, larger
    than 20 MB, not English or without an article.
    """
    return finish(read_page(data, name, name), Options())


def read_page(data: bytes, id: str, name: str, url: str | None = None) -> Raw:
    """The record in a page; ``url`` is its address where that is known from elsewhere."""
    data = bounded(unzip(data, name, LARGEST), name, LARGEST)
    require_text(data, name)
    page = decode(data, declared=True)
    if not _WHOLE.search(page[:20_000]):
        page = f"<html><body><article>{page}</article></body></html>"
    found = _extracted(page, name, url)
    if found is None or not (found.text or "").strip():
        raise InputError(
            name, "no article body found in the HTML; save the page of one article, or give its text"
        )
    return Raw(
        id=id,
        name=name,
        text=_without_rows(found.text),
        title=_title(found.title, found.sitename),
        day=read_date(found.date),
        basis="metadata",
        publication=found.sitename or found.hostname,
        url=found.url or url,
        author=found.author,
    )


def _extracted(page: str, name: str, url: str | None) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            page,
            url=url,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, AssertionError) as error:
        raise InputError(
            name, f"the HTML is too broken to read ({type(error).__name__}: {error}); give its text"
        ) from error


def _without_rows(text: str) -> str:
    """The text without the rows of tables, but with the prose that pages set in tables for layout."""
    return "\n".join(
        line for part in text.split("\n") for line in (_cells(part) if part.startswith("|") else [part])
    )


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in row.strip("| ").split("|")]
    return [
        "",
        *(cell for cell in cells if len(cell) >= _PROSE and cell.endswith((".", "?", "!", '"', "”"))),
        "",
    ]


def _title(title: str | None, site: str | None) -> str | None:
    """The title without the site's name at its end ("Talks resume | The Herald")."""
    if not title:
        return None
    cut = _SITE_IN_TITLE.search(title)
    if cut and site and title[cut.end() :].strip().casefold() in (site.casefold(), f"the {site.casefold()}"):
        return title[: cut.start()]
    return title
