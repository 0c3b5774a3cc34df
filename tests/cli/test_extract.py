"""``khaldun extract``: the article in a page as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import Run

PAGE = """<html lang="en"><head><title>Talks end without result</title>
<meta property="article:published_time" content="2014-09-16T10:00:00Z"><meta name="author" content="Ann Writer">
<meta property="og:site_name" content="The Example"></head><body><nav>Home | News</nav><article><h1>Talks end without result</h1>
<p>Delegates from both countries left the conference hall late on Monday and gave no word to the press that waited.</p>
<p>The foreign minister had said in the morning that he expected a paper to be signed before the end of the week.</p>
<p>Neither side would say when the next round might be held, nor whether the mediators would come back for it.</p>
</article><footer>All rights</footer></body></html>"""


def test_keys(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    result = run("extract", path)
    assert result.exit_code == 0
    article = json.loads(result.stdout)
    assert list(article) == ["title", "text", "date", "author", "site"]
    assert article["title"] == "Talks end without result"
    assert article["date"] == "2014-09-16"
    assert "mediators would come back" in article["text"]
    assert article["author"] == "Ann Writer"
    assert article["site"] == "The Example"


def test_standard_input(run: Run) -> None:
    assert json.loads(run("extract", "-", input=PAGE).stdout)["date"] == "2014-09-16"


def test_errors(run: Run, tmp_path: Path) -> None:
    missing = run("extract", tmp_path / "none.html")
    assert missing.exit_code == 1
    assert "cannot be read (no such file or directory); give the name of a saved web page" in missing.stderr
    empty = tmp_path / "empty.html"
    empty.write_text("")
    result = run("extract", empty)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
