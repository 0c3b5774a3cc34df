"""Past history: what a sentence tells of a time long before the article.

A clause is of the past if a time of its own says so, or the time of the clause that it hangs on or is joined to:
"in 2011, when a crowd {beat} a policeman", "the troops landed in 1978 and {killed} him". Ages ("the cold war") and spans
("five years after they {invaded}") date a clause as a year does; ``history.yaml`` lists them. Only clauses told in
the past are asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from khaldun.events.syntax import Syntax
from khaldun.model import When
from khaldun.text.parse import Parse
from khaldun.yaml_data import read_yaml

# Older than this before publication, a deed is told as past history and not as news of the day.
HISTORY_AFTER = dt.timedelta(days=183)

_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")
_MODIFYING = frozenset({"nummod", "compound", "amod", "nmod", "poss"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "conj", "ccomp", "xcomp", "pcomp"})
_BEFORE_VERB = frozenset({"csubj", "nsubj"})
"""Where a gerund stands that is its verb's subject: "{fighting} went on into 2015"."""
_PARTIES = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_HIGHEST = 6
"""So many clauses above a deed may lend it their time."""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of ``history.yaml``."""

    ages: tuple[str, ...]
    within: frozenset[str]
    bygone: tuple[str, ...]
    spans: frozenset[str]
    adverbs: frozenset[str]
    anew: frozenset[str]
    early: frozenset[str]
    stages: frozenset[str]
    until: frozenset[str]
    meanwhile: frozenset[str]
    ahead: frozenset[str]
    onward: frozenset[str]
    by: frozenset[str]
    upon: frozenset[str]


@cache
def words() -> Words:
    """The words of ``history.yaml``."""
    return msgspec.convert(read_yaml(files("khaldun") / "events" / "history.yaml"), Words)


def attached(parse: Parse, head: int, chain: set[int]) -> bool:
    """Whether the phrase headed by this token belongs to one of the predicates (and to none in between)."""
    below = head
    for _ in range(8):
        if head in chain:
            return True
        if parse.head[head] == head:
            return False
        if (
            parse.dep[head] == "prep"
            and parse.lower[head] == "of"
            and parse.head[head] not in chain
            and parse.pos[below] != "PROPN"
        ):
            return (
                False  # "the initiative of 2002" dates the initiative, "the siege of Homs in 2012" the siege
            )
        if (
            parse.dep[head] in _MODIFYING
            and parse.head[head] not in chain
            and parse.pos[parse.head[head]] != "VERB"
        ):
            return False  # "the 2015 deal" dates the deal
        below, head = head, parse.head[head]
        if parse.pos[head] in ("VERB", "AUX"):
            return head in chain or (
                parse.dep[head] in ("xcomp", "conj", "auxpass") and parse.head[head] in chain
            )
    return False


class History:
    """Which clauses of one article tell past history; ``times`` are those of each sentence with their head tokens."""

    def __init__(
        self, syntax: Syntax, times: Mapping[int, Sequence[tuple[int, When]]], published: dt.date | None
    ) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._times = times
        self._published = published
        self._words = words()

    def is_past(self, when: When, head: int | None = None) -> bool:
        """Whether a time lies so far back; without a day of publication, whether it gives a year that does not lie ahead.

        ``head`` is the token it hangs by: what has gone on since then goes on.
        """
        text = when.text.lower()
        over = self._parse.lower[self._parse.head[head]] if head is not None else ""
        if over == "since" or " past " in f" {text} ":
            return False  # "since 2011", "in the past year": up to this day
        if any(text.endswith(word) for word in self._words.bygone):
            return True
        last, published = when.date_end or when.date, self._published
        if last is None or when.date is None:
            return False
        if published is not None:
            # A month's name says no more than its number: told in October, April is half a year ago.
            counted = when.date if when.precision == "month" else last
            return counted < published - HISTORY_AFTER or (
                when.precision == "year" and last.year < published.year and _YEAR.search(text) is not None
            )
        if when.precision not in ("year", "decade") and not _YEAR.search(text):
            return False
        return over not in self._words.ahead

    def around(self, trigger: int) -> When | str | None:
        """The past time that the clauses around a deed lend it: an expression, the words of an age or span, or ``None``."""
        parse = self._parse
        v: int | None = trigger if self._is_verb(trigger) else self._syntax.governing_verb(trigger)
        if v is not None and self._is_told_past(v):
            adverb = self._bygone_by(v)
            if adverb is not None:
                return adverb
        for _ in range(_HIGHEST):
            if v is None or not self._is_told_past(v):
                return None
            own = self._times_of(v)
            if own:
                return own[0][1] if all(self.is_past(when, head) for head, when in own) else None
            other = (
                self._span_before(v)
                or self._span_since(v)
                or self._age_of(v)
                or self._time_beside(v)
                or self._time_of_event(v)
                or self._then(v)
            )
            if other is not None:
                return other
            gerund = parse.tag[v] == "VBG" and parse.dep[v] in _BEFORE_VERB
            if not (gerund or parse.dep[v] in _CLAUSES) or parse.head[v] == v:
                return None
            over = parse.head[v]
            if not self._is_verb(over):
                dated = self._antecedent_time(v, over)
                if dated is not None:
                    return dated if self.is_past(dated) else None
            v = over if self._is_verb(over) else self._syntax.governing_verb(over)
        return None

    def _is_verb(self, i: int) -> bool:
        return self._parse.pos[i] in ("VERB", "AUX")

    def _is_told_past(self, v: int) -> bool:
        """Whether no verb of the present, no perfect and no mood stands in the clause."""
        parse = self._parse
        finite = [v, *(c for c in parse.children[v] if parse.dep[c] in ("aux", "auxpass"))]
        return parse.tag[v] in ("VBD", "VBN", "VBG", "VB") and not any(
            parse.tag[t] in ("VBZ", "VBP", "MD") for t in finite
        )

    def _times_of(self, v: int) -> list[tuple[int, When]]:
        """The times of a clause, and of what it tells to be done for: "sent jets to help them in 2015"."""
        parse = self._parse
        here = [
            (head, w) for head, w in self._times.get(parse.sentence_of[v], []) if w.type in ("DATE", "TIME")
        ]
        own = [(head, w) for head, w in here if attached(parse, head, {v})]
        purposes = {
            c
            for c in parse.children[v]
            if parse.dep[c] in ("advcl", "xcomp") and parse.tag[c] == "VB" and self._is_infinitive(c)
        }
        return own or [(head, w) for head, w in here if attached(parse, head, purposes)]

    def _is_infinitive(self, v: int) -> bool:
        return any(
            self._parse.lower[c] == "to" for c in self._parse.children[v] if self._parse.dep[c] == "aux"
        )

    def _antecedent_time(self, v: int, noun: int) -> When | None:
        """The time that a clause tells more of: "in {2011}, when they beat him", "the raid in {2011} that killed him"."""
        parse = self._parse
        if parse.dep[v] in ("relcl", "acl") and parse.pos[noun] == "NOUN":
            own = next(
                (w for head, w in self._times.get(parse.sentence_of[v], []) if self._is_of_noun(head, noun)),
                None,
            )
            if own is not None and self.is_past(own):
                return own
        if not any(parse.lower[c] == "when" for c in parse.children[v]):
            return None
        here = self._times.get(parse.sentence_of[v], [])
        left = parse.left_edge(noun)
        return next((w for head, w in here if left <= head <= v and w.type == "DATE"), None)

    def _is_of_noun(self, head: int, noun: int) -> bool:
        """Whether a time hangs right on a noun: "the raid {in 2011}"."""
        parse = self._parse
        over = parse.head[head]
        return parse.dep[head] == "pobj" and parse.lower[over] in ("in", "on") and parse.head[over] == noun

    def _time_beside(self, v: int) -> When | None:
        """The past time of a clause of the same time: "when he flew there {last year}, they beat him"."""
        parse = self._parse
        for c in parse.children[v]:
            if parse.dep[c] == "prep" and parse.lower[c] in self._words.until:
                gerunds = [g for g in parse.children[c] if parse.dep[g] == "pcomp"]
                own = self._times_of(gerunds[0]) if gerunds else []
                if own and all(self.is_past(when, head) for head, when in own):
                    return own[0][1]  # "crossed the border before returning in 2015"
            if parse.dep[c] not in ("advcl", "ccomp", "parataxis") or not self._is_told_past(c):
                continue
            if (
                self._is_so_much(c)
                or self._is_listed(c, v)
                or (
                    parse.dep[c] == "advcl"
                    and any(parse.lower[g] in self._words.meanwhile for g in parse.children[c])
                )
            ):
                own = self._times_of(c)
                if own and all(self.is_past(when, head) for head, when in own):
                    return own[0][1]
        return None

    def _time_of_event(self, v: int) -> When | None:
        """The past year of an event that a clause is told by: "after the {2016} election"."""
        parse = self._parse
        for head, when in self._times.get(parse.sentence_of[v], []):
            noun = parse.head[head]
            prep = parse.head[noun]
            if (
                parse.dep[head] in _MODIFYING
                and parse.pos[noun] == "NOUN"
                and parse.dep[noun] == "pobj"
                and parse.lower[prep] in self._words.upon
                and parse.head[prep] == v
                and self.is_past(when)
            ):
                return when
        return None

    def _then(self, v: int) -> str | None:
        """ "then" of who held an office then: "the then minister"."""
        parse = self._parse
        for c in parse.children[v]:
            if parse.dep[c] not in _PARTIES:
                continue
            for t in range(parse.left_edge(c), c):
                if parse.lower[t] == "then" and (parse.lower[t + 1] == "-" or parse.pos[t + 1] in _NOUNS):
                    return parse.span_text(t, t + 1)
        return None

    def _is_listed(self, clause: int, v: int) -> bool:
        """Whether a semicolon joins two main clauses: "the town fell in 2015; they {jailed} its mayor"."""
        parse = self._parse
        return (
            parse.dep[clause] in ("ccomp", "parataxis")
            and parse.dep[v] == "ROOT"
            and ";" in parse.lower[clause + 1 : v]
        )

    def _is_so_much(self, clause: int) -> bool:
        """ "Last year he was {so} angry, he bombed them": the verb tells what came of it."""
        parse = self._parse
        return parse.dep[clause] == "ccomp" and any(
            parse.lower[g] == "so" and parse.dep[g] == "advmod"
            for c in parse.children[clause]
            if parse.dep[c] == "acomp"
            for g in parse.children[c]
        )

    def _bygone_by(self, v: int) -> str | None:
        """ "Once" in "countries that {once} armed them", "earlier in the war"."""
        parse = self._parse
        for c in parse.children[v]:
            if parse.dep[c] == "advmod" and parse.lower[c] in self._words.adverbs:
                if c + 1 == len(parse) or parse.lower[c + 1] not in self._words.anew:
                    return parse.lower[c]
            elif parse.dep[c] in ("advmod", "prep"):
                stage = self._stage_of(c)
                if stage is not None:
                    return stage
        return None

    def _stage_of(self, c: int) -> str | None:
        """ "Earlier in the war": the parser hangs either word on the other or both on the verb."""
        parse = self._parse
        prep = c if parse.dep[c] == "prep" else c + 1
        if prep >= len(parse) or parse.lower[prep] != "in" or parse.lower[prep - 1] not in self._words.early:
            return None
        for noun in parse.children[prep]:
            if parse.dep[noun] == "pobj" and parse.lemma[noun] in self._words.stages:
                return parse.span_text(prep - 1, noun)
        return None

    def _span_since(self, v: int) -> str | None:
        """ "Four years" in "it is four years since they invaded"."""
        parse = self._parse
        over = parse.head[v]
        if parse.dep[v] != "advcl" or not any(
            parse.lower[c] == "since" and parse.dep[c] == "mark" for c in parse.children[v]
        ):
            return None
        spans = [c for t in (over, v) for c in parse.children[t] if parse.dep[c] in ("attr", "npadvmod")]
        for c in spans:
            if parse.lemma[over] == "be" and parse.lemma[c] in self._words.spans:
                return f"{parse.span_text(parse.left_edge(c), c)} since"
        return None

    def _span_before(self, v: int) -> str | None:
        """ "Five years" in "five years after they invaded"."""
        parse = self._parse
        prep = parse.head[v]
        if parse.dep[v] == "pcomp" and parse.lower[prep] == "after":
            holder = prep  # "five years after invading"
        elif any(parse.lower[c] == "after" and parse.dep[c] == "mark" for c in parse.children[v]):
            holder = v
        else:
            return None
        for c in parse.children[holder]:
            if parse.dep[c] == "npadvmod" and parse.lemma[c] in self._words.spans:
                return f"{parse.span_text(parse.left_edge(c), c)} after"
        return None

    def _age_of(self, v: int) -> str | None:
        """The age in which a clause is told: "in the cold war"."""
        parse = self._parse
        for c in parse.children[v]:
            if parse.dep[c] != "prep" or parse.lower[c] not in self._words.within:
                continue
            for noun in (g for g in parse.children[c] if parse.dep[g] == "pobj"):
                phrase = " ".join(parse.lower[parse.left_edge(noun) : parse.right_edge(noun) + 1])
                if phrase in self._words.by:
                    return f"{parse.lower[c]} {phrase}"
                age = next((age for age in self._words.ages if _has(phrase.replace(" - ", "-"), age)), None)
                if age is not None:
                    return age
        return None


def _has(phrase: str, age: str) -> bool:
    return f" {age} " in f" {phrase} "
