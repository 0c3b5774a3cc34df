"""Frames, reader, both: several ways of telling a relation, scored side by side on the same items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from khaldun.evaluate import tables
from khaldun.evaluate.compare import Comparison, Difference, compare
from khaldun.evaluate.report import Report
from khaldun.evaluate.saved import make_run
from khaldun.model import Article, Coding, Relation, Status
from khaldun.ontology import DEFAULT_VERSION, Ontology, load_ontology

if TYPE_CHECKING:
    from khaldun.reader import Reader


class ReaderAlone:
    """The learned reader without frames: it tells relations, and codes no events in articles.

    ``ontology`` is the version of the table from CAMEO to PLOVER.
    """

    def __init__(self, ontology: str = DEFAULT_VERSION) -> None:
        self._version = ontology

    @cached_property
    def _ontology(self) -> Ontology:
        return load_ontology(self._version)

    @cached_property
    def _reader(self) -> Reader:
        from khaldun.reader import Reader

        return Reader.load(self._ontology)

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Coding]:
        """Each article without any layer."""
        for article in articles:
            yield Coding(article, (), (), (), (), (), ())

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int], /) -> Relation:
        """The reader's likeliest leaf for the pair; its confidence is the probability of that leaf's type."""
        from khaldun.reader import PairRequest

        (reading,) = self._reader.read([PairRequest(text, source, target)])
        return Relation(
            reading.event_type,
            reading.leaf,
            self._ontology.coding(reading.leaf).quad,
            reading.modes,
            cast(Status, reading.status),
            round(reading.types[reading.event_type], 2),
            "model:reader",
        )


@dataclass(frozen=True, slots=True)
class Ablation:
    """A report for each way of telling relations, by name, on the same files; the last is held against each other one."""

    reports: Mapping[str, Report]

    def differences(self) -> dict[str, Comparison]:
        """The last report against each other one, by the other's name: paired differences, items mended and broken."""
        runs = {name: make_run(report, "", {}) for name, report in self.reports.items()}
        *others, last = runs
        return {name: compare(runs[name], runs[last], name) for name in others}

    def record(self) -> dict[str, Any]:
        """As plain dicts and lists, for JSON."""
        return {
            "ablation": {name: report.record() for name, report in self.reports.items()},
            "against": {name: found.record() for name, found in self.differences().items()},
        }

    def to_json(self) -> str:
        """As indented JSON text."""
        return tables.indented(self.record())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.table()
        for name, found in self.differences().items():
            for part in found.files:
                yield f"{part.path}: {len(part.mended)} mended, {len(part.broken)} broken against {name} alone"

    def table(self) -> Table:
        """For each measure a row for each way, then how far the last is above each other one, all with 95% intervals."""
        *others, last = self.reports
        table = tables.rows_of_files("measure", "n", "way", "value", "95% interval", title="Ablation")
        gains = self._gains()
        for number, part in enumerate(self.reports[last].files):
            tables.head_row(table, part.path)
            for score in part.scores:
                heads = iter((score.measure, str(score.n)))
                for name, report in self.reports.items():
                    found = report.files[number].score(score.measure)
                    interval = tables.interval(found.low, found.high)
                    table.add_row(
                        next(heads, ""), next(heads, ""), name, tables.figure(found.value), interval
                    )
                for name in others:
                    gain = gains[name, number, score.measure]
                    table.add_row(
                        "", "", f"{last} − {name}", *tables.difference(gain.difference, gain.low, gain.high)
                    )
        return table

    def _gains(self) -> dict[tuple[str, int, str], Difference]:
        return {
            (name, number, row.measure): row
            for name, found in self.differences().items()
            for number, part in enumerate(found.files)
            for row in part.differences
            if row.figure in ("F1", "value")
        }
