"""How well articles are taken from web pages: khaldun's extraction beside trafilatura's own.

    python benchmarks/pages.py FOLDER [--worst N]

FOLDER is in the form of the article extraction benchmark, as ``khaldun evaluate FOLDER`` reads and scores it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from rich.console import Console
from trafilatura import bare_extraction

from khaldun.evaluate import FORMATS, Report
from khaldun.evaluate.gold import read
from khaldun.evaluate.pages import Extracted, khaldun, score_extractor
from khaldun.evaluate.protocols import silent


def trafilatura(page: bytes) -> Extracted:
    """The article by trafilatura's defaults."""
    found = bare_extraction(page, with_metadata=True, include_comments=False)
    return (
        Extracted(found.text or "", found.title or "", found.date or "") if found else Extracted("", "", "")
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    options.add_argument("--worst", type=int, default=0, help="pages to show")
    chosen = options.parse_args()
    gold = read(chosen.folder, FORMATS)
    console = Console(width=140, highlight=False)
    for extractor in (trafilatura, khaldun):
        begin = time.process_time()
        part = score_extractor(gold, extractor, silent)
        seconds = time.process_time() - begin
        console.print(f"{extractor.__name__}: {1000 * seconds / part.n:.0f} ms a page")
        console.print(Report((part,), chosen.worst))


if __name__ == "__main__":
    main()
