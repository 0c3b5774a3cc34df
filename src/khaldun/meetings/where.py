"""When and where a meeting was, as one sentence tells it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence

from khaldun.events.deeds import Deed
from khaldun.events.setting import EventDate, Setting
from khaldun.model import Place
from khaldun.text.parse import Parse

_AT = frozenset({"in", "at", "near", "outside", "to", "from", "into"})
_PLAINLY_AT = frozenset({"in", "at", "near", "outside"})
_WITHIN = frozenset({"compound", "nmod", "amod", "appos", "conj", "npadvmod", "poss"})
_TOPIC = frozenset(
    {"on", "about", "over", "against", "for", "with", "of", "between", "after", "before", "since", "from"}
)
_ORDER = ("country", "region", "province", "district", "city")


class Where:
    """Places and times of one article, asked by the words that tell of a meeting."""

    def __init__(self, parse: Parse, setting: Setting, places: Sequence[Place]) -> None:
        self._parse = parse
        self._setting = setting
        self._places: dict[int, list[tuple[int, Place]]] = defaultdict(list)
        for place in places:
            head = self._head(place)
            self._places[parse.sentence_of[head]].append((head, place))

    def _head(self, place: Place) -> int:
        parse = self._parse
        first = max(0, bisect_right(parse.start, place.start) - 1)
        last = max(first, bisect_right(parse.start, place.end - 1) - 1)
        for i in range(first, last + 1):
            if not first <= parse.head[i] <= last or parse.head[i] == i:
                return i
        return last

    def date(self, tokens: Sequence[int]) -> EventDate:
        """The date of what these tokens tell; the first is the meeting itself."""
        spine = {*tokens, *(self._parse.head[t] for t in tokens if self._is_when(t))}
        deed = Deed("040", (), (), tokens[0], (), "actual", spine=frozenset(spine))
        return self._setting.date(deed)

    def _is_when(self, v: int) -> bool:
        """Whether verb v tells what happens at the time it stands behind: "on Friday, when Iran hosts a summit"."""
        parse = self._parse
        return parse.dep[v] == "relcl" and any(parse.lower[c] == "when" for c in parse.children[v])

    def place(self, tokens: Collection[int], taken: Collection[tuple[int, int]]) -> Place | None:
        """The most exact place that is said of one of these tokens; ``taken`` are the spans of the parties."""
        found = [
            place
            for head, place in self._places.get(self._parse.sentence_of[min(tokens)], ())
            if (place.start, place.end) not in taken
            and (
                self._is_said_of(head, tokens, place.precision == "country")
                or self._is_relative(head, tokens)
            )
        ]
        return max(
            found, key=lambda p: _ORDER.index(p.precision) if p.precision in _ORDER else -1, default=None
        )

    def _is_relative(self, head: int, tokens: Collection[int]) -> bool:
        """Whether a relative clause behind the place tells it: "Paris, where thirty countries met"."""
        parse = self._parse
        return any(
            parse.dep[t] == "relcl"
            and parse.head[t] == head
            and any(parse.lower[c] == "where" for c in parse.children[t])
            for t in tokens
        )

    def _is_said_of(self, head: int, tokens: Collection[int], country: bool) -> bool:
        """Whether the place stands right at one of the tokens ("the Geneva talks") or behind an "in" or "at" of it.

        A country right at a noun is what the meeting is about, or whose it is: "a Syria conference".
        """
        parse = self._parse
        i, at = head, ""
        for _ in range(12):
            above = parse.head[i]
            dep = parse.dep[i]
            if above == i:
                return False
            if dep == "prep" or dep == "agent":
                at = at or parse.lower[i]
                if (
                    at == "of"
                    and parse.lower[i] == "of"
                    and parse.pos[above] == "NOUN"
                    and above not in tokens
                ):
                    at = ""  # "in the city of Lima"
                elif at not in _AT or (
                    parse.lower[i] != at and parse.lower[i] in _TOPIC and above not in tokens
                ):
                    return False
                if above in tokens:
                    return at in _PLAINLY_AT or (at in _AT and parse.pos[above] == "VERB" and at != "from")
                if parse.pos[above] in ("VERB", "AUX"):
                    return False
            elif above in tokens:
                return bool(
                    at in _PLAINLY_AT
                    or (not at and not country and dep in ("compound", "nmod", "amod", "poss"))
                )
            elif (not at and dep not in _WITHIN and dep != "pobj") or parse.pos[above] in ("VERB", "AUX"):
                return False
            if at and parse.dep[above] == "appos":
                return False  # "the king of Jordan, an ally in the Middle East"
            i = above
        return False
