"""What was agreed or declared at a meeting, read off the sentences that tell of it or follow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khaldun.events.status import StatusReader
from khaldun.meetings.grammar import Grammar
from khaldun.meetings.knowledge import MeetingWords
from khaldun.meetings.told import Sighting
from khaldun.model import Agreed, Event, Evidence

_PARTICIPANTS = frozenset(
    {
        "participant",
        "delegate",
        "delegation",
        "attendee",
        "leader",
        "minister",
        "government",
        "side",
        "they",
        "country",
    }
)


class AgreedReader:
    """Reads what is agreed in the sentences of one article."""

    def __init__(
        self, words: MeetingWords, grammar: Grammar, status: StatusReader, events: Sequence[Event]
    ) -> None:
        self._verbs = words.agreements
        self._grammar = grammar
        self._parse = grammar.parse
        self._status = status
        self._events = events

    def in_sentence(
        self, n: int, here: Mapping[int, Sighting], follows: bool
    ) -> Iterator[tuple[int | None, Agreed]]:
        """Agreements told in sentence n with the token of their meeting (``None``: the one told of before).

        ``here`` are the sentence's own mentions of meetings; ``follows`` says that it comes soon after a meeting.
        """
        first, last = self._parse.sentences[n]
        end = -1
        for v in range(first, last):
            if self._parse.pos[v] != "VERB" or v <= end:
                continue
            if self._status.of(v) not in ("actual", "historical"):
                continue
            meeting = self._meeting(v, here)
            if meeting is not None or (follows and self._follows(v)):
                agreed = self._agreed(n, v)
                end = self._parse.right_edge(v)
                yield meeting, agreed

    def _meeting(self, v: int, here: Mapping[int, Sighting]) -> int | None:
        """The meeting of this sentence at which the verb agrees something, or that ends with it."""
        parse, verbs, grammar = self._parse, self._verbs, self._grammar
        lemma = parse.lemma[v]
        if lemma in verbs.pledging:
            above = parse.head[v]
            if parse.dep[v] == "conj" and above in here:
                return above  # "met in Lima and agreed to …"
            for name in ("at", "during", "in", "after"):
                for t in grammar.gatherings_in(grammar.syntax.prep(v, name, deep=False)):
                    if t in here:
                        return t
        subjects = [t for t in grammar.gatherings_in(grammar.slot("subj", v)) if t in here]
        if subjects and lemma in verbs.yielding | verbs.declaring and self._has_outcome(v):
            return subjects[0]
        return None

    def _has_outcome(self, v: int) -> bool:
        parse, grammar = self._parse, self._grammar
        objects = [
            *grammar.syntax.object(v),
            *(t for name in ("with", "in", "on", "to") for t in grammar.syntax.prep(v, name, False)),
        ]
        return any(parse.lemma[t].lower() in self._verbs.outcomes for t in objects)

    def _follows(self, v: int) -> bool:
        """Whether the sentence reports the text of a meeting, or what its participants agreed in one."""
        parse, grammar, verbs = self._parse, self._grammar, self._verbs
        lemma = parse.lemma[v]
        subjects = grammar.slot("subj", v)
        if lemma in verbs.declaring and any(
            parse.lemma[t].lower() in verbs.texts and self._is_joint(t) for t in subjects
        ):
            return True
        if lemma not in verbs.pledging:
            return False
        in_text = any(parse.lemma[t].lower() in verbs.texts for t in grammar.syntax.prep(v, "in", deep=False))
        people = [parse.lemma[t].lower() for t in subjects]
        return (
            bool(people) and all(p in _PARTICIPANTS for p in people) and (in_text or "participant" in people)
        )

    def _is_joint(self, t: int) -> bool:
        """Whether a statement is the meeting's own: "the final statement", "a joint communique", "their declaration"."""
        parse = self._parse
        if parse.lemma[t].lower() in ("communique", "communiqué", "declaration"):
            return True
        return any(
            parse.lower[c] in ("final", "joint", "concluding", "closing", "their", "common")
            for c in parse.children[t]
        )

    def _agreed(self, n: int, v: int) -> Agreed:
        parse = self._parse
        last = parse.right_edge(v)
        ends = [
            c
            for c in parse.children[v]
            if parse.dep[c] in ("conj", "cc") and c > v and parse.pos[c] in ("VERB", "AUX", "CCONJ")
        ]
        later = [c for c in ends if parse.pos[c] != "CCONJ"]
        if later and not any(parse.lemma[c] in self._verbs.pledging for c in later):
            last = min(parse.left_edge(c) for c in later) - 1
            while last > v and parse.lower[last] in ("and", "but", ",", "or"):
                last -= 1
        while last > v and parse.pos[last] == "PUNCT" and parse.words[last] not in ("”", '"', ")", "’"):
            last -= 1
        start, end = parse.start[v], parse.end[last]
        left, right = parse.sentence_span(n)
        evidence = Evidence(parse.text[left:right], left, right, (start, parse.end[v]), n)
        ids = tuple(e.id for e in self._events if start <= e.evidence.trigger[0] < end)
        return Agreed(parse.text[start:end], start, end, ids, evidence)
