"""The report put together: its sections in order, in one page with its style inside."""

from __future__ import annotations

from importlib.resources import files

from khaldun.relations.deeds import Choice as Deeds
from khaldun.relations.deeds import names
from khaldun.relations.network import Settings, build
from khaldun.store import View
from khaldun.web.markup import Html, el, join
from khaldun.web.report import charts, events, places, run, system
from khaldun.web.report.reach import reach_of

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""A browser fetches nothing for this page, whatever stands in it."""


def report(view: View, title: str) -> str:
    """The page. Everything that comes from the store or as the title is text in it, never markup."""
    known = names(view)
    reach = reach_of(view)
    until = reach.last if reach else None
    settings = Settings(as_of=until, window=max(90, reach.days)) if reach else Settings()
    graph = build(view, settings, Deeds())
    sections = [
        ("holds", "What the run holds", run.holds(view)),
        ("time", "Events over time", charts.over_time(view, reach)),
        ("types", "Events by type", charts.by_type(view)),
        ("map", "Where", places.where(view)),
        ("network", "Who stands with and against whom", system.network(graph)),
        ("dyads", "Strongest dyads and their change", system.strongest(view, known, reach)),
        ("tense", "Tense triads", system.tense(view, graph)),
        ("meetings", "Meetings: who was there, who was not", system.meetings(view)),
        ("events", "Main events with their sentences", events.main(view)),
        ("sources", "Sources and dates", run.sources(view)),
        ("made", "How it was made", run.made(view)),
    ]
    body = join(
        el("section", el("h2", heading, id=f"h-{key}"), content, id=key, aria_labelledby=f"h-{key}")
        for key, heading, content in sections
    )
    links = el("ul", *(el("li", el("a", heading, href=f"#{key}")) for key, heading, _ in sections))
    style = (files("khaldun.web") / "static" / "report.css").read_text(encoding="utf-8")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="generator", content=f"khaldun {view.run().version}"),
        el("title", title),
        el("style", Html(style)),
    )
    top = el(
        "header",
        el("h1", title),
        el("p", run.in_words(view), class_="soft"),
        el("nav", links, aria_label="Sections"),
    )
    below = el(
        "footer",
        el("p", "Coded by khaldun from news text: every figure rests on sentences of the articles named here, as they tell it. "
           "Coding by program errs; look at the sentence before you rest on an event.", class_="soft"),
    )  # fmt: skip
    page = el("html", head, el("body", top, el("main", body), below), lang="en")
    return f"<!doctype html>\n{page}\n"
