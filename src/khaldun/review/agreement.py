"""How far reviewers agree beyond chance.

Cohen's kappa of two reviewers (Cohen 1960): (observed - expected) / (1 - expected) agreement, where expected is that of
two who give labels independently, each as often as they do. Krippendorff's alpha of any number (Krippendorff 2011,
"Computing Krippendorff's alpha-reliability", nominal data, missing judgements allowed): 1 - observed / expected
disagreement over the pairs of labels within and between items. Both are 1 where all agree and about 0 at chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations

Labels = Mapping[str, Mapping[str, Hashable]]
"""Labels by item and reviewer; an item that a reviewer has not judged lacks their name."""


def cohen_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Kappa of two reviewers' labels of the same items; ``None`` without items, or where both give one label only."""
    n = len(pairs)
    if not n:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    expected = sum(first[label] * second[label] for label in first) / n**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(labels: Labels) -> float | None:
    """Alpha of all reviewers; ``None`` where no item has two labels, or only one label is ever given."""
    units = [list(given.values()) for given in labels.values() if len(given) > 1]
    totals = Counter(label for unit in units for label in unit)
    n = totals.total()
    expected = n * n - sum(count * count for count in totals.values())
    if not expected:
        return None
    observed = 0.0
    for unit in units:
        counts = Counter(unit)
        observed += (len(unit) ** 2 - sum(c * c for c in counts.values())) / (len(unit) - 1)
    return 1 - (n - 1) * observed / expected


def between(labels: Labels) -> list[tuple[str, str, int, float, float | None]]:
    """For each two reviewers with items in common: their names, how many, the share they agree on, and kappa."""
    names = sorted({name for given in labels.values() for name in given})
    found = []
    for one, other in combinations(names, 2):
        pairs = [(given[one], given[other]) for given in labels.values() if one in given and other in given]
        if pairs:
            found.append(
                (one, other, len(pairs), sum(a == b for a, b in pairs) / len(pairs), cohen_kappa(pairs))
            )
    return found
