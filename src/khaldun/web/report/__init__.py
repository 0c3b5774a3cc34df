"""``khaldun report``: a store as one HTML file that needs nothing else: no script, no request, to mail, print or publish."""

from __future__ import annotations

from pathlib import Path

from khaldun.store import Store
from khaldun.store.atomic import replacing
from khaldun.web.report.page import report

__all__ = ["report", "write_report"]


def write_report(store: Store, out: Path, title: str | None = None) -> int:
    """Write the report of a store to a file, which appears when all is done; gives its size in bytes.

    Raises ``StoreError`` where the file cannot be written.
    """
    content = report(store, title or f"Events of {store.path.stem}").encode("utf-8", "replace")
    with replacing(out) as partial:
        partial.write_bytes(content)
    return len(content)
