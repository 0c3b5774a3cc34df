"""How well articles are taken from web pages: khaldun's extraction beside trafilatura's own.

Run ``python benchmarks/pages.py FOLDER`` with a folder in the form of the article extraction benchmark:
``ground-truth.json`` ({page id: {articleBody, url}}) and ``html/<page id>.html.gz``. Body: precision, recall and F1 of
the bag of words, averaged over pages. The folder holds no titles and dates, so a title is held against the words
of the address (share of the slug's words that are in it) and a date against the day in the address, where there are any.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from trafilatura import bare_extraction

from khaldun.errors import InputError
from khaldun.sources.pages import read_page
from khaldun.text.clean import clean


@dataclass(frozen=True, slots=True)
class Found:
    text: str
    title: str
    date: str


def khaldun(page: bytes) -> Found:
    try:
        raw = read_page(page, "page", "page")
    except InputError:
        return Found("", "", "")
    # Not through extract(), which refuses the pages that are not in English; the rest of its work is the same.
    return Found(clean(raw.text, raw.title), raw.title or "", str(raw.day.date or ""))


def trafilatura(page: bytes) -> Found:
    found = bare_extraction(page, with_metadata=True, include_comments=False)
    return Found(found.text or "", found.title or "", found.date or "") if found else Found("", "", "")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower().replace("’", "'")))


def score(truth: str, found: str) -> tuple[float, float, float]:
    """Precision, recall and F1 over words."""
    gold, got = words(truth), words(found)
    both = sum((gold & got).values())
    precision, recall = both / (sum(got.values()) or 1), both / (sum(gold.values()) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def slug(url: str) -> list[str]:
    """The words of an address's longest part, where it has at least four."""
    parts = [re.findall(r"[a-z]{2,}", part.lower()) for part in url.split("/")[3:]]
    longest = max(parts, key=len, default=[])
    return longest if len(longest) >= 4 else []


def measure(folder: Path, extractor: Callable[[bytes], Found]) -> Iterator[str]:
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    bodies, titles, dates, wrong = [], [], [], []
    began = time.perf_counter()
    for key, page in truth.items():
        found = extractor(gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()))
        bodies.append(score(page["articleBody"], found.text))
        if expected := slug(page["url"]):
            titles.append(sum(word in words(found.title) for word in expected) / len(expected))
        if day := re.search(r"/(20\d\d)[/-](\d\d)[/-](\d\d)\b", page["url"]):
            dates.append(found.date == "-".join(day.groups()))
        wrong.append((bodies[-1][2], key))
    seconds = time.perf_counter() - began
    precision, recall, f1 = (sum(column) / len(bodies) for column in zip(*bodies, strict=True))
    yield f"{extractor.__name__}: {len(bodies)} pages, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
    yield f"  title {sum(titles) / len(titles):.3f} (n={len(titles)}), date {sum(dates) / len(dates):.3f} (n={len(dates)})"
    yield f"  {1000 * seconds / len(bodies):.0f} ms a page; worst: " + ", ".join(
        f"{k[:12]} {v:.2f}" for v, k in sorted(wrong)[:6]
    )


def main() -> None:
    for extractor in (trafilatura, khaldun):
        for line in measure(Path(sys.argv[1]), extractor):
            print(line)


if __name__ == "__main__":
    main()
