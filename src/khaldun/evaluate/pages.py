"""Web pages: the words of the body, the title against the address, the date against the address."""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khaldun.errors import InputError, UsageError
from khaldun.evaluate.gold import Format, Gold
from khaldun.evaluate.measures import Row, measure
from khaldun.evaluate.outcomes import Outcome
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report

PAGES = Format("pages", frozenset({"page", "body", "url"}), "a folder of web pages with their article text")

GOOD = 0.9
"""F1 of body words from which a page counts as right."""
_SLUG = 4
"""Words from which the longest part of an address is taken for the title."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was taken from a page; empty where there was nothing. ``date`` is ISO text."""

    text: str
    title: str
    date: str


Extractor = Callable[[bytes], Extracted]


def khaldun(page: bytes) -> Extracted:
    """The article by this program's own extraction, in whatever language it is."""
    from khaldun.sources.pages import read_page
    from khaldun.text.clean import clean

    try:
        raw = read_page(page, "page", "page")
    except InputError:
        return Extracted("", "", "")
    # Not through extract(), which refuses the pages that are not in English; the rest of its work is the same.
    return Extracted(clean(raw.text, raw.title), raw.title or "", str(raw.day.date or ""))


def words(text: str) -> Counter[str]:
    """The bag of words of a text, in small letters."""
    return Counter(re.findall(r"\w+", text.lower().replace("’", "'")))


def overlap(truth: str, found: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over the two bags of words."""
    gold, got = words(truth), words(found)
    both = sum((gold & got).values())
    precision, recall = both / (sum(got.values()) or 1), both / (sum(gold.values()) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def slug(url: str) -> list[str]:
    """The words of an address's longest part, where it has at least four."""
    parts = [re.findall(r"[a-z]{2,}", part.lower()) for part in url.split("/")[3:]]
    longest = max(parts, key=len, default=[])
    return longest if len(longest) >= _SLUG else []


def score_pages(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Score this program's extraction; the coder has no part in it."""
    return score_extractor(gold, khaldun, progress)


def score_extractor(gold: Gold, extractor: Extractor, progress: Progress) -> FileReport:
    """Precision, recall and F1 of body words, each the mean over pages; titles and dates against the address.

    There is no gold for titles and dates: a title is held against the words of the address (share of them that are
    in it), a date against the day in the address, where there are any. Raises ``UsageError`` where a page
    cannot be read.
    """
    bodies, titles, dates = list[tuple[str, Row]](), list[tuple[str, Row]](), list[tuple[str, Row]]()
    outcomes: list[Outcome] = []
    for number, (id, record) in enumerate(zip(gold.ids, gold.records, strict=True), start=1):
        found = extractor(_page(Path(record["page"])))
        precision, recall, f1 = overlap(record["body"], found.text)
        bodies.append((id, (precision, recall, f1, 1)))
        if expected := slug(record["url"]):
            titles.append((id, (sum(word in words(found.title) for word in expected) / len(expected), 1)))
        if day := re.search(r"/(20\d\d)[/-](\d\d)[/-](\d\d)\b", record["url"]):
            dates.append((id, (found.date == "-".join(day.groups()), 1)))
        sizes = (
            f"{sum(words(record['body']).values())} words",
            f"{sum(words(found.text).values())} words, F1 {f1:.2f}",
        )
        outcomes.append(Outcome(id, *sizes, f1 >= GOOD, round(1 - f1, 6), text=record["url"]))
        progress(gold.path, number, len(gold.records))
    measures = (
        measure("body words, mean over pages", "mean f1", bodies),
        measure("words of the address in the title", "share", titles),
        measure("date of the address", "share", dates),
    )
    return file_report(
        gold, measures, outcomes, notes=(f"a page is right where the F1 of its body words is {GOOD} or more",)
    )


def _page(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else "it is no gzip file"
        raise UsageError(
            f"{path}: cannot be read ({said}); put each page into html/ as <page id>.html.gz"
        ) from error
