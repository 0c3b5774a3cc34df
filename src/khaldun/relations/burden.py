"""Who bears the burden: a coalition's effort as a public good that each member provides for itself (a what-if).

Olson and Zeckhauser (1966) read an alliance so; the equilibrium is that of Bergstrom, Blume and Varian (1986). Member
i has means m, gives g and keeps m - g; of what the others give, the part ``spill`` serves it too. With the tastes
(1 - a) ln(m - g) + a ln(g + spill * others), where a is its stake, it gives until a / (g + spill * others) =
(1 - a) / (m - g), or nothing where its stake is not worth the first unit. With spill 1 the good is purely public, as in
those papers; below 1 a part of each effort serves the giver alone (joint products: Sandler and Murdoch 1990). Each
gift falls with the total G, so there is one equilibrium; it is found without iteration, since the total at which each
stops giving orders the members.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from khaldun.errors import UsageError

WHAT_IF = (
    "This is a what-if: what follows from the assumptions, no forecast and no finding about these states."
)
ASSUMPTIONS = (
    "The effort against the actor is one public good: what a member gives serves it whole, and the others by the part "
    "that spills over (1: all of it).",
    "Each member weighs what it keeps against the effort that serves it, (1 - stake) ln(kept) + stake ln(effort), and "
    "nothing else: no side payments, no pressure.",
    "A stake is taste times the member's exposure to the actor relative to the most exposed state.",
    "Means are all that a member could give, in one unit for all; efforts of equal cost count the same.",
    "Each takes the others' efforts as given (Nash). A member whose effort is raised is held there, the rest answer.",
)


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """What each member gives, by key, and the total. ``fixed`` are efforts set from outside."""

    gifts: dict[str, float]
    total: float
    fixed: dict[str, float]
    spill: float = 1.0


def equilibrium(
    means: Mapping[str, float],
    stakes: Mapping[str, float],
    fixed: Mapping[str, float] | None = None,
    spill: float = 1.0,
) -> Equilibrium:
    """The Nash equilibrium of private provision, exactly.

    ``means``: above 0, in one unit; ``stakes``: from 0 to below 1, for each of them; ``fixed``: efforts of members
    that do not choose, each from 0 to its means; ``spill``: above 0, at most 1. Raises ``UsageError`` where a number is outside its range.
    """
    fixed = dict(fixed or {})
    _check(means, stakes, fixed, spill)
    free = [key for key in means if key not in fixed and stakes[key] > 0]
    # A giver gives level - rate * G; it stops where G reaches level / rate. 1 - (1 - stake) * spill, without cancelling:
    own = {key: (1 - spill) + stakes[key] * spill for key in free}
    level = {key: stakes[key] * means[key] / own[key] for key in free}
    rate = {key: (1 - stakes[key]) * spill / own[key] for key in free}
    levels, rates = sum(fixed.values()), 1.0
    total = levels
    for key in sorted(free, key=lambda key: (-level[key] / rate[key], key)):
        if level[key] / rate[key] <= total:
            break
        levels += level[key]
        rates += rate[key]
        total = levels / rates
    gifts = dict.fromkeys(means, 0.0) | fixed
    gifts |= {key: max(0.0, level[key] - rate[key] * total) for key in free}
    return Equilibrium(gifts, total, fixed, spill)


def _check(
    means: Mapping[str, float], stakes: Mapping[str, float], fixed: Mapping[str, float], spill: float
) -> None:
    if not 0 < spill <= 1:
        raise UsageError(f"spill {spill:g}: give a part above 0 and at most 1")
    for key, value in means.items():
        if not 0 < value < float("inf"):
            raise UsageError(f"means of {key}: {value:g}; give a number above 0")
        if not 0 <= stakes[key] < 1:
            raise UsageError(f"stake of {key}: {stakes[key]:g}; give a number from 0 to below 1")
    for key, value in fixed.items():
        if key not in means:
            raise UsageError(f"{key}: not a member; the members are {', '.join(means)}")
        if not 0 <= value <= means[key]:
            raise UsageError(f"effort of {key}: {value:g}; it lies outside 0 and its means, {means[key]:g}")


def first_order(
    means: Mapping[str, float], stakes: Mapping[str, float], found: Equilibrium
) -> dict[str, float]:
    """How far each free member is from its best answer, as a part of the marginal value: 0 at the best.

    For a member that gives, its marginal gain over its marginal loss, less 1; for one that gives nothing, the same
    where it is above 0 (it would rather give).
    """
    gaps = {}
    for key, gift in found.gifts.items():
        if key in found.fixed:
            continue
        kept = means[key] - gift
        served = gift + found.spill * (found.total - gift)
        gap = stakes[key] * kept / ((1 - stakes[key]) * served) - 1 if served > 0 else 0.0
        gaps[key] = gap if gift > 0 else max(0.0, gap)
    return gaps


def raised(before: Equilibrium, means: Mapping[str, float], wishes: Mapping[str, str]) -> dict[str, float]:
    """The efforts that wishes like ``2x`` (times), ``+5`` (more) or ``12`` (so much) come to, by member.

    Raises ``UsageError`` for a wish that cannot be read, is no raise of a member, or goes beyond its means.
    """
    efforts = {}
    for key, wish in wishes.items():
        if key not in means:
            raise UsageError(f"{key}: not a member; the members are {', '.join(means)}")
        gift = before.gifts[key]
        try:
            effort = (
                gift * float(wish[:-1])
                if wish.endswith("x")
                else gift + float(wish[1:])
                if wish.startswith("+")
                else float(wish)
            )
        except ValueError:
            raise UsageError(
                f"{key}={wish}: give a number of times (2x), an addition (+5) or an effort (12)"
            ) from None
        if wish.endswith("x") and gift == 0:
            raise UsageError(
                f"{key}={wish}: it gives nothing at the equilibrium; give an addition, as {key}=+5"
            )
        if not 0 <= effort <= means[key]:
            raise UsageError(
                f"{key}={wish}: an effort of {effort:g}; it lies outside 0 and its means, {means[key]:g}"
            )
        efforts[key] = effort
    return efforts


def burden(
    means: Mapping[str, float],
    stakes: Mapping[str, float],
    wishes: Mapping[str, str] | None = None,
    *,
    spill: float = 1.0,
) -> pd.DataFrame:
    """The members' burdens, the largest first, and what they do when some raise their effort.

    Columns: ``member``, ``means``, ``stake``, ``gift``, ``of_means`` (its part of the means), ``of_total``, ``gap``
    (``first_order``); with ``wishes`` also ``raised`` (whether it is held), ``gift_after``, ``change``, ``gap_after``.
    The totals stand in the table's ``attrs``: ``total`` and ``total_after``.
    """
    before = equilibrium(means, stakes, spill=spill)
    gaps = first_order(means, stakes, before)
    rows = [
        (
            key,
            means[key],
            stakes[key],
            gift,
            gift / means[key],
            gift / before.total if before.total else 0.0,
            gaps[key],
        )
        for key, gift in before.gifts.items()
    ]
    table = pd.DataFrame(rows, columns=["member", "means", "stake", "gift", "of_means", "of_total", "gap"])
    table.attrs["total"] = before.total
    if wishes:
        after = equilibrium(means, stakes, raised(before, means, wishes), spill)
        gaps = first_order(means, stakes, after)
        table["raised"] = [key in after.fixed for key in table["member"]]
        table["gift_after"] = [after.gifts[key] for key in table["member"]]
        table["change"] = table["gift_after"] - table["gift"]
        table["gap_after"] = [gaps.get(key) for key in table["member"]]
        table.attrs["total_after"] = after.total
    return table.sort_values(["gift", "member"], ascending=[False, True], ignore_index=True)
