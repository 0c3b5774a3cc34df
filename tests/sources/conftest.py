"""Pages, feeds and small helpers that the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khaldun.errors import InputError
from khaldun.model import Article
from khaldun.sources import read

BODY = (
    "The water ministers of the two upland provinces met in Kasama on Tuesday and settled their quarrel over the dam.",
    "They agreed that the northern province would draw no more than a third of the river in the dry months of the year.",
    "Farmers who had blocked the road to the dam for eleven days went home after the two ministers had spoken to them.",
    "The police said that nobody had been arrested, and that the road was open again from five in the afternoon.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ministers settle dam quarrel | The Upland Post</title>
<meta property="og:title" content="Ministers settle dam quarrel"><meta property="og:site_name" content="The Upland Post">
<meta property="article:published_time" content="2014-09-16T08:00:00Z"><meta name="author" content="Ana Ruiz">
<link rel="canonical" href="https://upland.example/2014/09/16/dam"></head><body><nav><a href="/">Home</a><a href="/n">News</a></nav>
<article><h1>Ministers settle dam quarrel</h1>{"".join(f"<p>{p}</p>" for p in BODY)}</article>
<footer><p>© 2014 The Upland Post. All rights reserved.</p></footer></body></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Upland Post</title>
<item><guid>item-1</guid><link>https://upland.example/1</link><title>Dam &amp; road</title>
<pubDate>Tue, 16 Sep 2014 08:00:00 GMT</pubDate>
<description>&lt;p&gt;Farmers unblocked the road.&lt;/p&gt;&lt;p&gt;Police watched.&lt;/p&gt;</description></item>
<item><guid>item-2</guid><description>Police freed two men.</description></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Upland Post</title>
<entry><id>tag:1</id><title>Road open</title><updated>2014-09-17T01:00:00Z</updated>
<content type="html">&lt;p&gt;The road is open.&lt;/p&gt;</content><summary>Short.</summary></entry></feed>"""

Reader = Callable[..., tuple[list[Article], list[str]]]


@pytest.fixture
def reading() -> Reader:
    """Reads inputs to the end: the articles, and the messages of what could not be read."""

    def run(*inputs: str | Path, **options: Any) -> tuple[list[Article], list[str]]:
        problems: list[InputError] = []
        articles = list(read(inputs, problems=problems.append, **options))
        return articles, [str(problem) for problem in problems]

    return run
