"""Where events happened, over country shapes that the package carries: no tile and no address outside is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nicegui import ui

from khaldun.ontology import QUADS
from khaldun.relations.exposure import acts, armed, exposure
from khaldun.relations.parties import name_of
from khaldun.store import View
from khaldun.store.clusters import Box, Cluster
from khaldun.web.charts import SYMBOLS, chart
from khaldun.web.frame import Frame, counted, put, say
from khaldun.web.markup import Html, el, join
from khaldun.web.pages.events import listing
from khaldun.web.pages.map_chart import drawn, main_quad, options, placed, seen, told
from khaldun.web.pages.map_months import slider
from khaldun.web.sight import Sight, Size, most
from khaldun.web.state import Filters, one_of

_REGISTER = """
const {echarts} = await import("nicegui-echart");
if (!echarts.getMap("world")) echarts.registerMap("world", await (await fetch("/static/countries.json")).json());
const box = document.querySelector(".mapped").getBoundingClientRect();
return [box.width, box.height];"""
_LOOK = """
const chart = getElement({id}).chart, w = chart.getWidth(), h = chart.getHeight();
return [w, h, ...chart.convertFromPixel({{geoIndex: 0}}, [0, h]), ...chart.convertFromPixel({{geoIndex: 0}}, [w, 0])];"""
_KEYS = """(event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^(Arrow(Left|Right|Up|Down)|[-+=0])$/.test(event.key)) return;
  event.preventDefault();
  emit(event.key);
}"""
"""Keys that move the map do not move the page as well."""
_LISTED = 50
_NAMED = 40
_ROOM = 60.0
"""Pixels around what is to be seen at first."""


async def render(frame: Frame) -> None:
    """Fill the page."""
    colour = one_of(frame.own, "colour", ("quad", "score"), "quad")
    await slider(frame)
    with ui.element("div").classes("tools"):
        ui.select({"quad": "Colour by quad class", "score": "Colour by score"}, value=colour, label="Colours",
                  on_change=lambda event: frame.go(colour=event.value)).props("dense outlined")  # fmt: skip
        sources = await frame.desk.once("armed", lambda view: armed(acts(view)))
        reaches = {"": "Nobody's", **{key: frame.desk.called(key) for key in sources}}
        ui.select(reaches, value=one_of(frame.own, "reach", reaches, ""), label="Reach of force shown",
                  on_change=lambda event: frame.go(reach=event.value)).props("dense outlined")  # fmt: skip
    reached = await _reach(frame, sources)
    await Atlas(frame, colour).begin(reached)


class Atlas:
    """The map with the list of what it shows and the events of what is chosen; it changes in place as it is moved."""

    def __init__(self, frame: Frame, colour: str) -> None:
        self.frame, self.colour = frame, colour
        self.sight = Sight(0, 0, 1)
        self.size: Size = (1000.0, 560.0)
        self.clusters: list[Cluster] = []

    async def begin(self, reached: dict[str, float]) -> None:
        """Put the map there."""
        with ui.element("div").classes("atlas"):
            where = ui.element("div").classes("mapped")
            self._named = put(Html(""), "named")
        width, height = await ui.run_javascript(_REGISTER, timeout=20)
        self.size = (float(width), float(height))
        self.sight = Sight.read(self.frame.own.get("view", "")) or await self._first()
        await self._find()
        with where:
            self.chart = chart(self.frame, options(self.frame, self.sight, self._series(), self.colour, reached),
                               "Map of events; its clusters are listed beside it. Plus, minus and the arrow keys move it.", self._clicked, tall=True)  # fmt: skip
            self.chart.props("tabindex=0 role=application").on("chart:georoam", self._roamed, ["componentType"], throttle=0.25, leading_events=False)  # fmt: skip
            self.chart.on("keydown", lambda event: self._pressed(str(event.args)), js_handler=_KEYS)
            with ui.element("div").classes("zoom"):
                for sign, label, key in (
                    ("+", "Nearer", "+"),
                    ("−", "Farther", "-"),
                    ("⤢", "All events", "0"),
                ):
                    button = el("button", sign, type="button", class_="plain", aria_label=label, title=label)
                    put(button).on("click", lambda key=key: self._pressed(key))
        self._place = ui.element("div").props('id="chosen"')
        await self._chosen()

    async def _first(self) -> Sight:
        """Where nine in ten events are."""
        found = await self.frame.desk.ask(lambda view: view.clusters(self._choice(None), 1.0, 1.0))
        return Sight.of(most(found), self.size, _ROOM)

    def _choice(self, box: Box | None) -> Any:
        return replace(self.frame.filters.choice, at=None, box=box)

    async def _find(self) -> None:
        """Ask for the clusters that are to be seen, and name them beside the map."""
        choice, cell = self._choice(self.sight.box(self.size)), self.sight.cell
        self.clusters = await self.frame.desk.ask(lambda view: view.clusters(choice, *cell))
        self._named.set_content(_names(self.frame, self.clusters))

    def _series(self) -> list[dict[str, Any]]:
        return drawn(self.frame, self.clusters, self.colour, around(self.frame.filters))

    async def _show(self, geo: dict[str, Any] | None = None) -> None:
        """Draw the clusters anew, and keep what is seen in the address."""
        await self._find()
        self.chart.run_chart_method("setOption", {"series": self._series(), **({"geo": geo} if geo else {})})
        self.frame.own["view"] = str(self.sight)
        ui.navigate.history.replace(self.frame.link())

    async def _roamed(self) -> None:
        """Somebody moved the map: other clusters are to be seen."""
        width, height, west, south, east, north = await ui.run_javascript(
            _LOOK.format(id=self.chart.id), timeout=5
        )
        self.size = (width, height)
        self.sight = Sight.kept((south + north) / 2, (west + east) / 2, height / (north - south))
        await self._show()

    async def _pressed(self, key: str) -> None:
        """A key or a button moves the map."""
        step = min(self.size) / 4
        moves = {"ArrowLeft": (-step, 0.0), "ArrowRight": (step, 0.0), "ArrowUp": (0.0, step), "ArrowDown": (0.0, -step)}  # fmt: skip
        if key in moves:
            self.sight = self.sight.moved(*moves[key])
        elif key in ("+", "=", "-"):
            self.sight = self.sight.zoomed(0.6 if key == "-" else 1 / 0.6)
        elif key == "0":
            self.sight = await self._first()
        else:
            return
        await self._show(seen(self.sight))

    async def _clicked(self, event: Any) -> None:
        value = event.value
        if event.series_type == "scatter" and isinstance(value, list) and len(value) == 9:
            south, west, north, east, places = value[4:]
            await self._choose((south, west, north, east), int(places))

    async def _choose(self, box: Box | None, places: int) -> None:
        """List the events of a cluster, or of none."""
        filters = replace(self.frame.filters, at=box[:2] if box and places == 1 else None, box=box if places > 1 else None)  # fmt: skip
        await self.frame.go(filters, refill=False)
        await self._show()
        await self._chosen()
        # What was pressed may be gone by now, so that the page is asked for by the chart.
        self.chart.client.run_javascript(
            "document.querySelector('#chosen h2')?.scrollIntoView({block: 'nearest'})"
        )

    async def _nearer(self, box: Box) -> None:
        self.sight = Sight.of(box, self.size, _ROOM)
        await self._show(seen(self.sight))
        await ui.run_javascript("document.querySelector('.atlas').scrollIntoView({block: 'nearest'})")

    async def _chosen(self) -> None:
        """The events of the place or cluster that is chosen."""
        frame, box = self.frame, around(self.frame.filters)
        self._place.clear()
        with self._place:
            if box is None:
                say(await self._unplaced())
                return
            total = await frame.desk.ask(lambda view: view.count(frame.filters.choice))
            events = await frame.desk.ask(lambda view: view.page(frame.filters.choice, length=_LISTED))
            names = list(dict.fromkeys(e.place.name or e.place.text for e in events if e.place))
            where = ", ".join(names[:3]) + (" and near it" if len(names) > 3 else "")
            put(el("h2", f"{counted(total, 'event')} in {where or 'this place'}"))
            with ui.element("div").classes("tools"):
                if frame.filters.box:
                    ui.button("Zoom to it", on_click=lambda: self._nearer(box)).props("no-caps outline")
                ui.button("Choose none", on_click=lambda: self._choose(None, 0)).props("no-caps flat")
                put(el("p", el("a", "All of them as a table", href=frame.link("/events"))))
            first = f"The latest {len(events)}:" if total > len(events) else ""
            put(join([el("p", first, class_="soft"), listing(frame, events)]))

    async def _unplaced(self) -> str:
        """What to do, and what the map cannot show."""
        everything, there = self._choice(None), self._choice((-90.0, -180.0, 90.0, 180.0))
        total, located = await self.frame.desk.ask(lambda view: (view.count(everything), view.count(there)))
        hint = "Choose a cluster on the map, or in its list, to see its events. Its number and size tell how many there are."  # fmt: skip
        left = f" {total - located:,} of {counted(total, 'event')} tell no place that could be found, and are not on the map."  # fmt: skip
        return hint + (left if total > located else "")


def around(filters: Filters) -> Box | None:
    """The box that is chosen, that of one place having no size."""
    return filters.box or ((*filters.at, *filters.at) if filters.at else None)


def _names(frame: Frame, clusters: Sequence[Cluster]) -> Html:
    """The clusters that are to be seen, each leading to its events."""
    total = sum(cluster.events for cluster in clusters)
    if not clusters:
        return join(
            [el("h2", "To be seen"), el("p", "No event that fits has its place here.", class_="soft")]
        )
    items = []
    for cluster in clusters[:_NAMED]:
        one = cluster.places == 1
        filters = replace(
            frame.filters, at=cluster.box[:2] if one else None, box=None if one else cluster.box
        )
        quad = main_quad(cluster)
        mark = el("span", _MARKS[quad], class_=f"q{quad}", title=f"mostly {QUADS[quad]}")
        items.append(el("li", mark, " ", el("a", told(cluster), href=frame.link(filters=filters), data_go=True),
                        f"{', ' + name_of(cluster.country) if cluster.country and cluster.name != name_of(cluster.country) else ''} ",
                        el("strong", f"{cluster.events:,}"), el("span", f", mean score {cluster.score:+.1f}" + (f"; {placed(cluster)}" if cluster.rough else ""), class_="soft")))  # fmt: skip
    more = f", the first {_NAMED} of {len(clusters)}" if len(clusters) > _NAMED else ""
    title = f"{counted(total, 'event')} in {counted(len(clusters), 'cluster')}{more}"
    return join([el("h2", title), el("ul", join(items), class_="plain", tabindex=0, aria_label="Clusters on the map")])  # fmt: skip


_MARKS = dict(zip(SYMBOLS, "●■▲◆", strict=True))


async def _reach(frame: Frame, sources: Sequence[str]) -> dict[str, float]:
    """How much of the chosen actor's force reaches each state, as a part of the most exposed."""
    wanted = frame.own.get("reach")
    if wanted not in sources:
        return {}

    def found(view: View) -> dict[str, float]:
        table = exposure(view, [str(wanted)], choice=frame.filters.deeds)
        return {row.state: float(row.relative) for row in table.itertuples()}

    return await frame.desk.ask(found)
