"""What would follow: structural balance of the network, and who would bear a coalition's burden, with the assumptions."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from khaldun.relations.balance import Balance, balance, sensitivity
from khaldun.relations.burden import ASSUMPTIONS, WHAT_IF, burden
from khaldun.relations.coalition import coalition
from khaldun.relations.coalition import sensitivity as at_other_tastes
from khaldun.relations.deeds import Choice
from khaldun.relations.exposure import acts, armed
from khaldun.relations.means import default_means
from khaldun.relations.network import Settings, build
from khaldun.store import View
from khaldun.web.frame import Frame, put, say
from khaldun.web.markup import el, join, table
from khaldun.web.state import number, one_of

_TASTES = (25, 50, 75)
_SPILLS = (50, 75, 100)


async def render(frame: Frame) -> None:
    """Fill the page."""
    if frame.filters.unheeded:
        say(f"Here the filters on {', '.join(frame.filters.unheeded)} do not count.", "warning")
    settings, choice = (
        Settings(as_of=frame.filters.until, window=number(frame.own, "window", 90, 1, 36_500)),
        frame.filters.deeds,
    )
    await _burden(frame, settings, choice)
    await _balance(frame, settings, choice)


async def _burden(frame: Frame, settings: Settings, choice: Choice) -> None:
    put(el("h2", "Burden of a coalition"))
    sources = await frame.desk.lately(("armed", choice), lambda view: _armed(view, choice))
    if not sources:
        say(
            "No armed actor has a located act of force in these days, so that nobody's burden can be reckoned."
        )
        return
    against = one_of(frame.own, "against", sources, sources[0])
    taste, spill = (
        number(frame.own, name, default, 1, most)
        for name, default, most in (("taste", 50, 99), ("spill", 100, 100))
    )
    with ui.element("div").classes("tools"):
        ui.select({key: frame.desk.called(key) for key in sources}, value=against, label="Coalition against",
                  on_change=lambda e: frame.go(against=e.value, member=None, times=None)).props("dense outlined").style("min-width: min(17rem, 100%)")  # fmt: skip
        for name, label, steps, value in (
            ("taste", "Stake of the most exposed", _TASTES, taste),
            ("spill", "Part that serves the others", _SPILLS, spill),
        ):
            ui.select({n: f"{n}%" for n in sorted({*steps, value})}, value=value, label=label,
                      on_change=lambda e, name=name: frame.go(**{name: e.value})).props("dense outlined").style("min-width: min(17rem, 100%)")  # fmt: skip

    def found(view: View) -> Any:
        graph = build(view, settings, choice)
        made = coalition(
            view, graph, against, taste=taste / 100, choice=choice.within(None, graph.graph["as_of"])
        )
        member = one_of(frame.own, "member", made.means, "")
        wishes = {member: f"{number(frame.own, 'times', 2, 2, 100)}x"} if member else {}
        steps = at_other_tastes(made, wishes, taste / 100, spill / 100) if wishes else None
        return made, burden(made.means, made.stakes, wishes, spill=spill / 100), member, steps

    asked = tuple(frame.own.get(name) for name in ("member", "times"))
    made, rows, member, steps = await frame.desk.lately(
        ("burden", settings, choice, against, taste, spill, asked), found
    )
    with ui.element("div").classes("tools"):
        options = {"": "nobody", **{key: frame.desk.called(key) for key in made.means}}
        ui.select(
            options,
            value=member,
            label="What if this member gave twice as much",
            on_change=lambda e: frame.go(member=e.value),
        ).props("dense outlined").style("min-width: min(20rem, 100%)")
    means = default_means()
    heads = ["member", f"means ({means.unit})", "stake", "gives", "of its means", "of the total"] + (
        ["gives then", "change"] if member else []
    )
    lines = (
        [frame.desk.called(row["member"]), f"{row['means']:,.4g}", f"{row['stake']:.2f}", f"{row['gift']:,.4g}", f"{row['of_means']:.1%}", f"{row['of_total']:.1%}"]
        + ([f"{row['gift_after']:,.4g}", f"{row['change']:+,.4g}"] if member else [])
        for row in rows.to_dict("records")
    )  # fmt: skip
    totals = (
        f"Total effort {rows.attrs['total']:,.4g}"
        + (f", then {rows.attrs['total_after']:,.4g}" if member else "")
        + "."
    )
    left = join(el("li", f"{frame.desk.called(key)}: {why}") for key, why in made.left_out.items())
    put(join([
        el("p", WHAT_IF, class_="warning"), table(heads, lines, "Burden by member"), el("p", totals),
        _steps(steps, "At other tastes") if steps is not None else "",
        el("details", el("summary", "What is assumed"), el("ul", join(el("li", line) for line in ASSUMPTIONS), el("li", f"Means: {means.source}"))),
        el("details", el("summary", f"Left out ({len(made.left_out)})"), el("ul", left)) if made.left_out else "",
    ]))  # fmt: skip


def _armed(view: View, choice: Choice) -> list[str]:
    """Armed actors with located acts of force, those with the most first."""
    found = acts(view, choice)
    counts = found["party"].value_counts()
    return sorted(armed(found), key=lambda key: (-int(counts[key]), key))


async def _balance(frame: Frame, settings: Settings, choice: Choice) -> None:
    def found(view: View) -> tuple[Balance, Any, Any]:
        graph = build(view, settings, choice)
        return balance(graph), sensitivity(view, settings, choice), graph.graph["as_of"]

    figures, steps, as_of = await frame.desk.lately(("balance", settings, choice), found)
    index = figures.frustration
    share = (
        "no triads"
        if figures.share is None
        else f"{figures.share:.0%} of {figures.triads} triads are balanced, {figures.tense} are tense"
    )
    least = f"{index.upper}" if index.exact else f"{index.lower} to {index.upper}"
    blocs = join(el("li", ", ".join(frame.desk.called(key) for key in bloc)) for bloc in index.blocs)
    against = join(
        el("li", f"{frame.desk.called(a)} and {frame.desk.called(b)}") for a, b in index.frustrated
    )
    put(join([
        el("h2", f"Structural balance as of {as_of}"),
        el("p", f"{figures.parties} parties, {figures.positive} cooperative and {figures.negative} hostile ties: {share}."),
        el("p", f"A split into two blocs leaves at least {least} ties against it. The best one found:"), el("ol", blocs),
        el("details", el("summary", "Ties against the split"), el("ul", against)) if index.frustrated else "",
        el("p", "Assumed: a friend's friend is a friend, a foe's foe a friend (Heider 1946; Cartwright and Harary 1956). How far the figures hang on the settings:", class_="soft"),
        _steps(steps, "At other windows and thresholds"),
    ]))  # fmt: skip


def _steps(steps: Any, caption: str) -> Any:
    rows = (
        [f"{value:.3g}" if isinstance(value, float) else str(value) for value in row]
        for row in steps.itertuples(index=False)
    )
    return el(
        "details",
        el("summary", caption),
        table([str(name).replace("_", " ") for name in steps.columns], rows, caption),
    )
