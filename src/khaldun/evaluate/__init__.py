"""Score a coder against gold data: readers of gold files, measures, and the report.

``evaluate`` is the way in; ``FORMATS`` lists the gold files it knows.
"""

from khaldun.evaluate.protocols import CoderLike, Progress, RelatesLike, RelationLike
from khaldun.evaluate.report import FileReport, LabelScore, Report, Score
from khaldun.evaluate.run import FORMATS, evaluate

__all__ = [
    "FORMATS",
    "CoderLike",
    "FileReport",
    "LabelScore",
    "Progress",
    "RelatesLike",
    "RelationLike",
    "Report",
    "Score",
    "evaluate",
]
