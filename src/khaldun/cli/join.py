"""``khaldun join``: which reports in a store are of one event."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import Any

import click
import msgspec
from rich.table import Table
from rich.text import Text

from khaldun.cli.options import StoreAt
from khaldun.cli.terminal import plain, tables
from khaldun.errors import UsageError
from khaldun.model import record
from khaldun.store import Joined, Location, Store, View

_WIDEST = 200
"""Characters of a table's cell."""
_MANY = """
SELECT j.id, j.reports, j.coded_reports, j.articles, j.first_date, j.last_date, e.event_type, e.actor_names AS actors,
    e.recipient_names AS recipients, e.place_name AS place, e.text
FROM joined_events j JOIN flat_events e ON e.id = j.id
WHERE j.coded_reports > 1 ORDER BY j.reports DESC, j.first_date, j.id LIMIT ?
"""
_ONE = """
SELECT j.event_id AS id, e.article_id, e.date, e.event_type, e.text, j.with_id, j.score, j.reasons
FROM joined j JOIN flat_events e ON e.id = j.event_id
WHERE j.joined_n IN (SELECT joined_n FROM joined WHERE event_id = ?) ORDER BY e.date, j.event_n
"""
_COUNTS = """
SELECT coalesce(sum(reports), 0)::BIGINT AS reports, coalesce(sum(coded_reports), 0)::BIGINT AS coded_reports,
    count(*) AS events, count(*) FILTER (coded_reports > 1) AS events_of_several_reports
FROM joined_events
"""


@click.command(short_help="Join the reports of one event.")
@click.argument("store", type=StoreAt(), metavar="STORE")
@click.option(
    "--show", metavar="EVENT_ID", help="Show all reports of this one's event, with the reasons; join nothing."
)
@click.option(
    "--list",
    "listed",
    type=click.IntRange(0),
    default=10,
    metavar="N",
    help="List the N events of most reports.",
)
@click.option("--undo", is_flag=True, help="Take every report for an event of its own again.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
def join(store: Location, show: str | None, listed: int, undo: bool, as_json: bool) -> int:
    """Tell which events coded in STORE are reports of one event, and keep that in it, each with its reasons.

    No event is changed or taken out. Joining again replaces what was joined before.
    """
    if show is not None and undo:
        raise UsageError("--show: does not go with --undo; leave out one of them")
    if show is None:
        with Store.joining(store) as joining:
            joining.replace(() if undo else _joined(joining.view))
    with Store(store) as view:
        if show is not None:
            found = {"reports": _rows(view, _ONE, [view.event(show).id])}
            if not found["reports"]:
                raise UsageError(
                    f"--show {show}: nothing is joined in {store}; run 'khaldun join {store}' first"
                )
        else:
            found = _rows(view, _COUNTS, [])[0] | {"largest": _rows(view, _MANY, [listed])}
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(record_of(found)), indent=2))
    else:
        _print(found)
    return 0


def record_of(value: Any) -> Any:
    """Rows as JSON can hold them."""
    if isinstance(value, dict):
        return {name: record_of(item) for name, item in value.items()}
    return [record_of(item) for item in value] if isinstance(value, list) else record(value)


def _joined(view: View) -> Iterator[Joined]:
    from khaldun.joins import group, report_of

    for found in group(report_of(event, n) for n, event in view.by_date()):
        report, first, like, verdict = found.report, found.first, found.like, found.verdict
        yield Joined(
            report.n, report.id, first.n, first.id, like.id if like else None,
            round(verdict.score, 3) if verdict else None, verdict.reasons if verdict else None,
        )  # fmt: skip


def _rows(view: View, query: str, parameters: list[Any]) -> list[dict[str, Any]]:
    relation = view.sql(query, parameters)
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def _print(found: dict[str, Any]) -> None:
    console = tables()
    rows = found.get("largest", found.get("reports") if isinstance(found.get("reports"), list) else [])
    if "events" in found:
        console.print(
            f"{found['reports']:,} reports ({found['coded_reports']:,} coded, the others copies of their articles) of "
            f"{found['events']:,} events; {found['events_of_several_reports']:,} events have several coded reports"
        )
    if rows:
        table = Table(*rows[0], box=None, pad_edge=False)
        for row in rows:
            table.add_row(*(Text(plain(_cell(value))) for value in row.values()))
        console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = ", ".join(_cell(item) or "?" for item in value) if isinstance(value, list) else str(value)
    return shorten(text, _WIDEST, placeholder=" …")
