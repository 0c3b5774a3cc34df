"""Sections on the run itself: what it holds, its sources and days, how it was made."""

from __future__ import annotations

import json
from typing import Any

from khaldun.store import Choice, View
from khaldun.web.markup import Html, el, join
from khaldun.web.report.tables import grid

_SIZES = {
    "articles": "articles", "sentences": "sentences", "events": "events", "meetings": "meetings", "set_aside": "set aside",
    "problems": "not coded",
}  # fmt: skip
_MOST = 25
_PROBLEMS = 20


def in_words(view: View) -> str:
    """The run in one line."""
    sizes, days = view.sizes(), view.days()
    when = f" between {days[0]} and {days[1]}" if days else ""
    return f"{sizes['events']:,} events{when}, from {sizes['articles']:,} articles."


def holds(view: View) -> Html:
    """Counts, statuses, and what made no event, with reasons."""
    sizes = view.sizes()
    facts = el(
        "dl",
        *(el("div", el("dt", name), el("dd", f"{sizes[key]:,}")) for key, name in _SIZES.items()),
        class_="facts",
    )
    statuses = grid(["status", "events"], view.statuses(Choice()).items(), "Events by status")
    aside = view.reasons()
    parts = [facts, el("h3", "By status"), statuses]
    if aside:
        parts += [
            el("h3", "Sentences set aside, by reason"),
            grid(["reason", "sentences"], aside, "Sentences set aside"),
        ]
    problems = view.problems().limit(_PROBLEMS).fetchall()
    if problems:
        more = f" The first {_PROBLEMS} are listed." if sizes["problems"] > _PROBLEMS else ""
        parts += [
            el("h3", "Inputs that could not be coded"), el("p", f"{sizes['problems']:,} in all.{more}", class_="soft"),
            grid(["input", "reason"], (row[:2] for row in problems), "Inputs that could not be coded"),
        ]  # fmt: skip
    return join(parts)


def sources(view: View) -> Html:
    """Publications with their days, and how exactly and from what the days of events are known."""
    query = """SELECT a.publication, count(*) AS articles, sum(coalesce(e.events, 0))::BIGINT AS events,
            min(a.published) AS first, max(a.published) AS last
        FROM articles a LEFT JOIN (SELECT article_n, count(*) AS events FROM events GROUP BY article_n) e ON e.article_n = a.n
        GROUP BY a.publication ORDER BY events DESC, a.publication NULLS LAST"""
    rows = view.sql(query).fetchall()
    shown = [[name if name is not None else "unknown", *rest] for name, *rest in rows[:_MOST]]
    days = view.sql(
        """SELECT coalesce(date_precision, 'unknown') AS exact, split_part(date_basis, ':', 1) AS basis, count(*) AS n
        FROM events GROUP BY exact, basis ORDER BY n DESC, exact, basis LIMIT 25"""
    ).fetchall()
    more = [el("p", f"{len(rows) - _MOST} more publications.", class_="soft")] if len(rows) > _MOST else []
    return join([
        grid(["publication", "articles", "events", "first", "last"], shown, "Publications"), *more,
        el("h3", "Days of events"), grid(["exact to", "known from", "events"], days, "How days of events are known"),
    ])  # fmt: skip


def made(view: View) -> Html:
    """Versions and options, so that the run can be made again."""
    run = view.run()
    told: dict[str, Any] = {
        "khaldun": run.version, "parser": run.pipeline, "ontology": run.ontology, "lexicon": run.lexicon,
        "started": f"{run.started:%Y-%m-%d %H:%M} UTC",
        "finished": f"{run.finished:%Y-%m-%d %H:%M} UTC" if run.finished else "not yet: there is more to code",
        "inputs read": run.inputs, "inputs' digest": run.digest or None,
    }  # fmt: skip
    told |= {f"option {name}": _said(value) for name, value in run.options.items()}
    return grid(["what", "value"], told.items(), "Versions and options")


def _said(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
