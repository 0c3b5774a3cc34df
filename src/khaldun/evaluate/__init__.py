"""Score a coder against gold data: readers of gold files, measures, the report, and runs compared.

``evaluate`` is the way in; ``FORMATS`` lists the gold files it knows. ``make_run`` keeps what was found, ``compare``
holds one run against another, ``ablate`` several coders against each other.
"""

from khaldun.evaluate.ablation import Ablation, ReaderAlone
from khaldun.evaluate.compare import Comparison, compare
from khaldun.evaluate.measures import LabelScore, Score
from khaldun.evaluate.protocols import CoderLike, LocatesLike, Progress, RelatesLike, RelationLike
from khaldun.evaluate.report import FileReport, Report
from khaldun.evaluate.run import FORMATS, ablate, check_against, evaluate
from khaldun.evaluate.saved import Run, make_run, read_run

__all__ = [
    "FORMATS",
    "Ablation",
    "CoderLike",
    "Comparison",
    "FileReport",
    "LabelScore",
    "LocatesLike",
    "Progress",
    "ReaderAlone",
    "RelatesLike",
    "RelationLike",
    "Report",
    "Run",
    "Score",
    "ablate",
    "check_against",
    "compare",
    "evaluate",
    "make_run",
    "read_run",
]
