"""Pairs: "A and B met C and D respectively" is A with C and B with D."""

from __future__ import annotations

from dataclasses import replace

from khaldun.events.deeds import Deed
from khaldun.text.parse import Parse


def paired(parse: Parse, deed: Deed) -> list[Deed]:
    """The deed itself, or one for each pair where "respectively" tells who did it to whom."""
    said = any(
        parse.lower[c] == "respectively"
        for t in (deed.trigger, *deed.spine, *deed.actors, *deed.recipients)
        for c in parse.children[t]
    )
    if not said or len(deed.actors) < 2 or len(deed.actors) != len(deed.recipients):
        return [deed]
    pairs = zip(sorted(deed.actors), sorted(deed.recipients), strict=True)
    return [replace(deed, actors=(a,), recipients=(r,)) for a, r in pairs]
