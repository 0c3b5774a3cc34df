"""Who says what: direct and indirect speech with source, cue and content.

Cues are verbs ("said", "denied"), nouns ("the claim that"), phrases ("according to"); what was said is the
clause, object or infinitive they govern, and the stretches in quotation marks beside them. A sentence
wholly in quotation marks belongs to whoever was quoted just before.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Protocol

from khaldun.model import Mention, Quote, Span
from khaldun.text.cues import Cue, CueFinder
from khaldun.text.extent import Marks
from khaldun.text.parse import Parse
from khaldun.text.quotation import Stretch
from khaldun.text.reporting import Reporting, reporting
from khaldun.text.roles import Range


class CastLike(Protocol):
    """Whoever knows which actor a token names."""

    def at(self, token: int) -> Mention | None:
        """The mention headed by a token, if it names an actor."""
        ...


_LOOSE = frozenset(("relcl", "acl", "advcl", "ccomp", "parataxis", "conj"))
_TRIMMED = frozenset((",", ";", ":", "-", "--", "–", "—", "that", "(", ")", "...", "…", "_", "―"))


def find_quotes(parse: Parse, cast: CastLike) -> list[Quote]:
    """All statements of an article in text order.

    ``source`` has the words of the speaker and whatever ``cast`` knows of them; it is ``None`` where nobody
    is named. ``medium`` is the outlet that is the source or that was spoken to.
    """
    return _Finder(parse, cast, reporting()).quotes()


class _Finder:
    """Turns the cues of one article into quotes."""

    def __init__(self, parse: Parse, cast: CastLike, words: Reporting) -> None:
        self.parse, self.cast, self.words = parse, cast, words
        self.marks = Marks(parse)

    def quotes(self) -> list[Quote]:
        """All quotes in text order."""
        cues = CueFinder(self.parse, self.words, self.marks).cues()
        found = [self._quote(cue) for cue in cues if not (cue.beside and self._outdone(cue, cues))]
        return self._with_lone_speech(sorted(found, key=_position))

    def _outdone(self, cue: Cue, cues: list[Cue]) -> bool:
        """Whether another cue governs the same quotation, or stands nearer to it."""
        first, last = cue.content[0]

        def away(other: Cue) -> int:
            return min(abs(other.token - first), abs(other.token - last))

        rivals = [c for c in cues if c is not cue and any(r[0] <= last and first <= r[1] for r in c.content)]
        return any(not c.beside or away(c) < away(cue) for c in rivals if not first <= c.token <= last)

    def _quote(self, cue: Cue) -> Quote:
        parse = self.parse
        source_range = self._noun_phrase(cue.source) if cue.source >= 0 else None
        barred = [cue.tokens, *([source_range] if source_range else [])]
        content = [piece for r in cue.content for piece in _without(r, barred)]
        spans = tuple(s for r in content if (s := self._span(r)) is not None)
        direct = any(self.marks.of[t] >= 0 for s in content for t in (s[0], min(s[0] + 1, s[1])))
        source = self._mention(cue.source, source_range) if source_range else None
        cue_span = Span(parse.span_text(*cue.tokens), parse.start[cue.tokens[0]], parse.end[cue.tokens[1]])
        return Quote(source, cue_span, spans, direct, cue.kind, self._medium(cue, source_range), cue.token)

    def _noun_phrase(self, head: int) -> Range:
        """The noun phrase of a source: its subtree up to a relative clause or a comma with no apposition."""
        parse = self.parse
        first, last = parse.left_edge(head), parse.right_edge(head)
        for c in parse.children[head]:
            edge = parse.left_edge(c)
            if (
                c > head
                and parse.dep[c] in _LOOSE
                and (parse.dep[c] != "conj" or parse.tag[c].startswith("VB"))
            ) and (
                parse.dep[c] not in ("relcl", "acl")
                or parse.lower[edge - 1]
                in (
                    ",",
                    "-",
                    "–",
                    "—",
                    "--",
                )
            ):
                last = min(last, edge - 1)
        first = next((t + 1 for t in range(head, first - 1, -1) if "\n" in parse.words[t]), first)
        while last > head and parse.lower[last] in (",", ":", "(", "-", "—", "–", "'s", "’s", "and", "but"):
            last -= 1
        while first < head and parse.lower[first] in (",", "”", '"', "''", "“"):
            first += 1
        return first, last

    def _mention(self, head: int, source: Range) -> Mention:
        parse = self.parse
        text, start, end = parse.span_text(*source), parse.start[source[0]], parse.end[source[1]]
        known = self.cast.at(head)
        if known is not None:
            return replace(known, text=text, start=start, end=end)
        reason = (
            "a news outlet"
            if self.words.is_outlet(parse, head, *source)
            else "the speaker is not a known actor"
        )
        return Mention(text, start, end, reason=reason, head=head, kind="description")

    def _medium(self, cue: Cue, source: Range | None) -> str | None:
        parse = self.parse
        if source and self.words.is_outlet(parse, cue.source, *source):
            return _bare(parse.span_text(*source))
        if cue.addressee >= 0:
            hearer = self._noun_phrase(cue.addressee)
            if self.words.is_outlet(parse, cue.addressee, *hearer):
                return _bare(parse.span_text(*hearer))
        return None

    def _span(self, tokens: Range) -> Span | None:
        parse = self.parse
        first, last = tokens
        while first <= last and (parse.lower[first] in _TRIMMED or parse.words[first].isspace()):
            first += 1
        while last >= first and (parse.lower[last] in _TRIMMED or parse.words[last].isspace()):
            last -= 1
        if first > last or not any(w[:1].isalnum() for w in parse.words[first : last + 1]):
            return None
        return Span(parse.span_text(first, last), parse.start[first], parse.end[last])

    def _with_lone_speech(self, quotes: list[Quote]) -> list[Quote]:
        """Add each quoted stretch that no cue has taken to the last quote before it, if that is close by."""
        found = list(quotes)
        for stretch in self.marks.stretches:
            if stretch.end - stretch.start < 20 or any(_takes(q, stretch) for q in found):
                continue
            previous = [
                n
                for n, q in enumerate(found)
                if q.content and q.source is not None and _position(q) < stretch.start
            ]
            if not previous or not self._lone(stretch):
                continue
            n = previous[-1]
            if self._sentences_of(stretch)[0] - self._sentence_at(_last(found[n])) > 1:
                continue
            span = Span(self.parse.text[stretch.start : stretch.end], stretch.start, stretch.end)
            if "\n\n" in self.parse.text[_last(found[n]) : stretch.start]:
                # A new paragraph is a statement of its own, by the same speaker.
                found.insert(n + 1, replace(found[n], cue=None, cue_token=-1, content=(span,), direct=True))
            else:
                found[n] = replace(found[n], content=(*found[n].content, span))
        return [q for q in found if q.content]

    def _lone(self, stretch: Stretch) -> bool:
        """Whether a stretch is all of its sentences, but for a word or so ("and") and marks."""
        first, last = self._sentences_of(stretch)
        a, b = self.parse.sentence_span(first)[0], self.parse.sentence_span(last)[1]
        outside = (
            self.parse.text[a : stretch.start].rsplit("\n\n")[-1]
            + self.parse.text[stretch.end : b].split("\n\n")[0]
        )
        return sum(c.isalnum() for c in outside) <= 3

    def _sentences_of(self, stretch: Stretch) -> Range:
        """Sentences of the first and last word inside; the marks themselves may fall to a neighbour."""
        inside = [k for k in range(stretch.start, stretch.end) if self.parse.text[k].isalnum()]
        if not inside:
            return self._sentence_at(stretch.start), self._sentence_at(stretch.start)
        return self._sentence_at(inside[0]), self._sentence_at(inside[-1])

    def _sentence_at(self, char: int) -> int:
        return self.parse.sentence_of[max(0, bisect_right(self.parse.start, char) - 1)]


def _without(content: Range, barred: list[Range]) -> list[Range]:
    """A range of tokens less others."""
    pieces = [content]
    for a, b in barred:
        pieces = [
            piece
            for first, last in pieces
            for piece in (
                ((first, min(last, a - 1)), (max(first, b + 1), last))
                if first <= b and a <= last
                else ((first, last),)
            )
            if piece[0] <= piece[1]
        ]
    return pieces


def _position(quote: Quote) -> int:
    return quote.cue.start if quote.cue else quote.content[0].start


def _last(quote: Quote) -> int:
    return max([s.end - 1 for s in quote.content] + ([quote.cue.end - 1] if quote.cue else []))


def _takes(quote: Quote, stretch: Stretch) -> bool:
    """Whether a quote with its cue outside a stretch holds words of it."""
    if quote.cue is not None and stretch.start <= quote.cue.start < stretch.end:
        return False
    return any(s.start < stretch.end and stretch.start < s.end for s in quote.content)


def _bare(name: str) -> str:
    """An outlet's name without its article."""
    return name[4:] if name[:4] in ("the ", "The ") else name
