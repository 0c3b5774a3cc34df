"""The setting of an event: its date, its place, and who says so, each with what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from khaldun.events.deeds import Deed
from khaldun.events.history import HISTORY_AFTER as HISTORY_AFTER
from khaldun.events.history import History, attached
from khaldun.events.narration import Narration
from khaldun.events.syntax import Syntax
from khaldun.events.where import ALONE, LIMIT, Candidate, Whereabouts, head_of
from khaldun.model import Article, Attribution, Mention, Place, Precision, Quote, When

GENERATION = dt.timedelta(days=20 * 365)


@dataclass(frozen=True, slots=True)
class EventDate:
    """When: first and last day, how exact, and what that rests on."""

    date: dt.date | None
    date_end: dt.date | None
    precision: Precision | None
    basis: str
    historical: bool


class Setting:
    """Times, places and quotes of one article, asked by deed."""

    def __init__(
        self,
        article: Article,
        syntax: Syntax,
        times: Sequence[When],
        places: Sequence[Place],
        quotes: Sequence[Quote],
        dateline: Place | None = None,
    ) -> None:
        self._article = article
        self._syntax = syntax
        self._parse = syntax.parse
        self.times = self._by_sentence(times)
        self._history = History(syntax, self.times, article.published)
        self._narration = Narration(self._parse, self.times, self._history)
        self._where = Whereabouts(syntax, places)
        self._dateline = dateline
        self._quotes = sorted(quotes, key=lambda q: sum(c.end - c.start for c in q.content))

    def _by_sentence(self, found: Sequence[When]) -> dict[int, list[tuple[int, When]]]:
        table: dict[int, list[tuple[int, When]]] = {}
        for item in found:
            head = head_of(self._parse, item.start, item.end)
            table.setdefault(self._parse.sentence_of[head], []).append((head, item))
        return table

    def _chain(self, deed: Deed) -> set[int]:
        """The deed's own predicates, and for a noun the verb it stands under."""
        parse = self._parse
        chain = set(deed.spine) | {deed.trigger}
        if parse.pos[deed.trigger] not in ("VERB", "AUX"):
            verb = self._syntax.governing_verb(deed.trigger)
            if verb is not None and parse.dep[deed.trigger] in ("nsubj", "nsubjpass", "dobj", "attr", "pobj"):
                chain.add(verb)
        return chain

    def _attached(self, head: int, chain: set[int]) -> bool:
        """Whether the phrase headed by this token belongs to one of the predicates (and to none in between)."""
        return attached(self._parse, head, chain)

    # When ---------------------------------------------------------------------------------------------

    def date(self, deed: Deed) -> EventDate:
        """The date of a deed: from a time in its own clause, else the article's own."""
        chain = self._chain(deed)
        here = self.times.get(self._parse.sentence_of[deed.trigger], [])
        own = [(head, w) for head, w in here if w.type in ("DATE", "TIME") and self._attached(head, chain)]
        head, dated = next(((head, w) for head, w in own if w.date is not None), (None, None))
        published = self._article.published
        if dated is not None:
            return _dated(dated, self._history.is_past(dated, head))
        if own:
            return _dated(own[0][1], self._history.is_past(own[0][1]))
        around = self._history.around(deed.trigger)
        if isinstance(around, When):
            return _dated(around, True)
        if around is not None:
            return EventDate(None, None, None, f"text: {around}; no date follows from it", True)
        told = self._narration.time_of(self._parse.sentence_of[deed.trigger])
        if isinstance(told, When) and told.date is not None:
            return EventDate(told.date, told.date_end, told.precision, f"text before: {told.text}", True)
        if told is not None:
            words = told.text if isinstance(told, When) else told
            return EventDate(None, None, None, f"text before: {words}; no date follows from it", True)
        if published is None:
            return EventDate(None, None, None, "none: no publication date", False)
        return EventDate(published, None, "day", "publication date", False)

    @cached_property
    def is_long_ago(self) -> bool:
        """Whether the article sets out from a time a generation back and comes back to it: a piece of history."""
        published = self._article.published
        dated = [w for n in sorted(self.times) for _, w in self.times[n] if w.date is not None]
        if published is None or not dated:
            return False
        old = [w for w in dated if w.date is not None and published - w.date > GENERATION]
        return dated[0] in old and len(old) > 1

    def is_of_past(self, i: int) -> bool:
        """Whether the noun at token i has a past time of its own: "last year's invasion", "the 2003 war"."""
        parse = self._parse
        return parse.pos[i] == "NOUN" and any(
            parse.head[head] == i
            and parse.dep[head] in ("poss", "nummod", "compound")
            and self._history.is_past(w)
            for head, w in self.times.get(parse.sentence_of[i], [])
            if w.type == "DATE"
        )

    # Where --------------------------------------------------------------------------------------------

    def place(self, deed: Deed, parties: Sequence[Mention]) -> tuple[Place | None, str | None]:
        """Where it happened, or ``None`` and why; ``parties`` are its actors and recipients.

        A country or government that takes part is no place ("called on Ankara"), a town that suffers is. Without a place in the sentence it is the dateline's, if all parties are
        of its country.
        """
        candidates = self._where.candidates(frozenset(self._chain(deed)))
        here = [c for c in candidates if not any(_stands_for(c, m) for m in parties)]
        if not here:
            return self._of_dateline(parties)
        if here[0].cost <= LIMIT:
            return here[0].place, None
        alone = len({c.place.name for c in here}) == 1 and here[0].place.precision != "country"
        if alone and here[0].cost <= ALONE:
            return here[0].place, None
        number = (
            "several places in the sentence, none of them"
            if len(here) > 1
            else "the place in the sentence is not"
        )
        return None, f"{number} the event's own"

    def _of_dateline(self, parties: Sequence[Mention]) -> tuple[Place | None, str | None]:
        place = self._dateline
        if place is None:
            return None, "no place in the sentence"
        if any(m.code != place.country for m in parties if m.code is not None):
            return None, "no place in the sentence; the dateline's is not its parties' country"
        return place, None

    # According to whom --------------------------------------------------------------------------------

    def attribution(self, deed: Deed) -> Attribution | None:
        """Who says so: the innermost quote around the trigger whose cue is not the deed itself."""
        offset = self._parse.start[deed.trigger]
        for quote in self._quotes:
            if quote.cue_token in deed.used or quote.cue_token == deed.trigger:
                continue
            if any(c.start <= offset < c.end for c in quote.content):
                source = quote.source
                # An outlet is the medium of a report and no speaker; its words stand in both.
                speaker = source if source is not None and (source.known or quote.medium is None) else None
                return Attribution(speaker, quote.medium, quote.kind)
        return None


def _dated(when: When, historical: bool) -> EventDate:
    """The date that an expression gives, or none and why."""
    if when.date is None:
        return EventDate(None, None, None, f"text: {when.text}; {when.reason or 'not anchored'}", historical)
    return EventDate(when.date, when.date_end, when.precision, f"text: {when.text}", historical)


def _stands_for(candidate: Candidate, party: Mention) -> bool:
    """Whether a place's name is the party's own: its country's, or its government's by the name of its seat."""
    place = candidate.place
    same = (party.start, party.end) == (place.start, place.end)
    if place.precision == "country":
        return same or party.head == candidate.head
    return same and party.kind != "possession"
