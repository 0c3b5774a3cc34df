"""How far a statement reaches: the clause a cue governs, its quotation marks, its paragraph."""

from __future__ import annotations

from khaldun.text.parse import Parse
from khaldun.text.quotation import Stretch, stretches
from khaldun.text.roles import SUBJECTS, Range, has_subject, infinitive, subtree

_GOING_ON = frozenset(
    [
        "and",
        "but",
        "or",
        "until",
        "because",
        "though",
        "although",
        "as",
        "when",
        "if",
        "while",
        "since",
        "so",
        "where",
        "unless",
        "after",
        "before",
    ]
)


class Marks:
    """The quoted stretches of a parsed text; ``of`` has each token's stretch, -1 outside."""

    def __init__(self, parse: Parse) -> None:
        self.stretches: list[Stretch] = stretches(parse.text)
        self.of = [-1] * len(parse)
        self._tokens: dict[int, Range] = {}
        n, marks = 0, self.stretches
        for t, at in enumerate(parse.start):
            while n < len(marks) and marks[n].end <= at:
                n += 1
            if n == len(marks):
                break
            if marks[n].start <= at:
                self.of[t] = n
                self._tokens[n] = (self._tokens.get(n, (t, t))[0], t)

    def tokens(self, number: int) -> Range:
        """First and last token of a stretch."""
        return self._tokens[number]


class Extent:
    """Works out what a cue brings in, as ranges of tokens."""

    def __init__(self, parse: Parse, marks: Marks) -> None:
        self.parse, self.marks = parse, marks

    def clause(self, i: int, clause: int) -> list[Range]:
        """The clause a verb governs, on both sides of the cue where the parse put the cue inside it."""
        ranges = self.around(i, subtree(self.parse, clause))
        if clause > i:
            return self._begun(i) + ranges
        if any(self.marks.of[t] >= 0 for r in ranges for t in r):
            return ranges
        return ranges + self._going_on(i, ranges)

    def _begun(self, i: int) -> list[Range]:
        """A quotation that began before the cue and its subject ("“We go,” he said, “and you stay”")."""
        parse = self.parse
        first = min([i, *(parse.left_edge(c) for c in parse.children[i] if parse.dep[c] in SUBJECTS)])
        number = self.marks.of[first - 1] if first > 1 else -1
        if number < 0 or number == self.marks.of[i] or parse.lower[first - 2] not in (",", "?", "!"):
            return []
        return [self.marks.tokens(number)]

    def with_strayed_subject(self, target: int, clause: int, content: list[Range]) -> list[Range]:
        """Give a clause back the subject that the parse made the cue's object ("warned *the deal* would fail")."""
        if target < 0 or not content or has_subject(self.parse, clause):
            return content
        first, last = subtree(self.parse, target)
        if last + 1 != content[0][0] or infinitive(self.parse, clause):
            return content
        return [(first, content[0][1]), *content[1:]]

    def _going_on(self, i: int, ranges: list[Range]) -> list[Range]:
        """What follows the cue after a comma and still belongs to the clause before it (", he said, until …")."""
        parse, end = self.parse, self.parse.right_edge(i)
        last = max(
            [
                i,
                *(r[1] for r in ranges),
                *(parse.right_edge(c) for c in parse.children[i] if parse.dep[c] in SUBJECTS),
            ]
        )
        comma = next((t for t in range(last + 1, end) if parse.lower[t] == ","), -1)
        if comma < 0 or not (
            parse.lower[comma + 1] in _GOING_ON or parse.tag[comma + 1] in ("MD", "VBD", "VBZ")
        ):
            return []
        return [self.to_marks(i, self._in_paragraph(i, (comma + 1, end)))]

    def around(self, i: int, whole: Range) -> list[Range]:
        """What a stretch of tokens holds beside the cue, within its paragraph, widened to whole quotations."""
        first, last = whole
        pieces = [(first, min(last, i - 1)), (max(first, i + 1), last)]
        near = [self._in_paragraph(i, r) for r in pieces if r[0] <= r[1]]
        ranges = [self.to_marks(i, r) for r in near if r[0] <= r[1]]
        return ranges + self._resumed(i, ranges)

    def _in_paragraph(self, i: int, content: Range) -> Range:
        """The part of a range in the cue's own paragraph."""
        first, last = content
        words = self.parse.words
        if last < i:
            first = next((t + 1 for t in range(i, first - 1, -1) if "\n\n" in words[t]), first)
        else:
            last = next((t - 1 for t in range(i, last + 1) if "\n\n" in words[t]), last)
        return first, last

    def to_marks(self, i: int, content: Range) -> Range:
        """Widen a range to the quotations it begins or ends in, as long as the cue stands outside them."""
        first, last = content
        for edge in content:
            number = self.marks.of[edge]
            if number >= 0 and number != self.marks.of[i]:
                tokens = self.marks.tokens(number)
                first, last = min(first, tokens[0]), max(last, tokens[1])
        return first, last

    def _resumed(self, i: int, ranges: list[Range]) -> list[Range]:
        """A quotation taken up again after the cue (", he said, \"and …\""), or after the content and a colon."""
        parse, quoted = self.parse, self.marks.of
        end = parse.sentences[parse.sentence_of[i]][1]
        last = max((r[1] for r in ranges), default=i)
        if last + 2 < len(parse) and parse.lower[last + 1] == ":" and quoted[last + 2] >= 0:
            return [self.marks.tokens(quoted[last + 2])]
        if not ranges or quoted[i] >= 0 or not any(quoted[t] >= 0 for r in ranges for t in r):
            return []
        starts = [t for t in range(max(i, last) + 1, end) if quoted[t] >= 0 and quoted[t - 1] != quoted[t]]
        return [
            self.marks.tokens(quoted[t])
            for t in starts[:1]
            if parse.lower[t - 1] in (",", ":")
            and not any(parse.tag[k].startswith("VB") for k in range(i + 1, t))
        ]

    def marks_beside(self, i: int) -> list[Range]:
        """Quoted stretches in the cue's sentence, or right after its colon, that no nearer cue takes."""
        parse = self.parse
        if self.marks.of[i] >= 0:
            return []
        first, last = parse.sentences[parse.sentence_of[i]]
        first, _ = self._in_paragraph(i, (first, i - 1))
        _, last = self._in_paragraph(i, (i + 1, last - 1))
        numbers = sorted({self.marks.of[t] for t in range(first, last + 1) if self.marks.of[t] >= 0})
        if (
            not numbers
            and parse.lower[last] == ":"
            and last + 1 < len(parse)
            and self.marks.of[last + 1] >= 0
        ):
            numbers = [self.marks.of[last + 1]]
        found = [self.marks.tokens(n) for n in numbers]
        return [r for r in found if r[1] - r[0] >= 2]

    def paragraph_end(self, i: int) -> int:
        words = self.parse.words
        return next((t - 1 for t in range(i, len(words)) if "\n" in words[t]), len(words) - 1)
