"""The same event twice: coded reports of one event, in one article or many, joined with reasons. See ``docs/joins.md``."""

from khaldun.joins.grouping import Grouped, group
from khaldun.joins.report import Report, report_of
from khaldun.joins.weights import Verdict, Weights, load_weights

__all__ = ["Grouped", "Report", "Verdict", "Weights", "group", "load_weights", "report_of"]
