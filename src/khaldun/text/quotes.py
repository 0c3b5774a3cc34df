"""Who says what: direct and indirect speech with source, cue and content.

Cues are verbs ("said", "denied"), nouns ("the claim that"), phrases ("according to"); what was said is the
clause, object or infinitive they govern, and the stretches in quotation marks beside them. A sentence
wholly in quotation marks belongs to whoever was quoted just before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from khaldun.model import Mention, Quote, Span, StatementKind
from khaldun.text.parse import Parse
from khaldun.text.quotation import Stretch, stretches
from khaldun.text.reporting import Reporting, reporting


class CastLike(Protocol):
    """Whoever knows which actor a token names."""

    def at(self, token: int) -> Mention | None:
        """The mention headed by a token, if it names an actor."""
        ...


Range = tuple[int, int]
"""First and last token, both inclusive."""

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_CLAUSES = frozenset(("ccomp", "parataxis"))
_LOOSE = frozenset(("relcl", "acl", "advcl", "ccomp", "parataxis", "conj"))
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
_DASHES = frozenset(("―", "—", "--", "–"))
_FENCES = frozenset((",", "-", "–", "—", "--", "”", "''", '"'))
_TRIMMED = frozenset((",", ";", ":", "-", "--", "–", "—", "that", "(", ")", "...", "…", "_", "―"))


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue found: its tokens, where its source is, what it governs."""

    token: int
    tokens: Range
    kind: StatementKind
    source: int
    content: tuple[Range, ...]
    addressee: int = -1
    beside: bool = False
    """Whether the content is only quotation marks near by, which another cue may have a better claim to."""


def find_quotes(parse: Parse, cast: CastLike) -> list[Quote]:
    """All statements of an article in text order.

    ``source`` has the words of the speaker and whatever ``cast`` knows of them; it is ``None`` where nobody
    is named. ``medium`` is the outlet that is the source or that was spoken to.
    """
    return _Finder(parse, cast, reporting()).quotes()


class _Finder:
    def __init__(self, parse: Parse, cast: CastLike, words: Reporting) -> None:
        self.parse, self.cast, self.words = parse, cast, words
        self.stretches = stretches(parse.text)
        self._quoted = self._tokens_in_marks()

    def quotes(self) -> list[Quote]:
        cues = [*self._cues(), *self._marked()]
        found = [self._quote(cue) for cue in cues if not (cue.beside and self._outdone(cue, cues))]
        return self._with_lone_speech(sorted(found, key=_position))

    def _outdone(self, cue: _Cue, cues: list[_Cue]) -> bool:
        """Whether another cue governs the same quotation, or stands nearer to it."""
        first, last = cue.content[0]

        def away(other: _Cue) -> int:
            return min(abs(other.token - first), abs(other.token - last))

        rivals = [c for c in cues if c is not cue and any(r[0] <= last and first <= r[1] for r in c.content)]
        return any(not c.beside or away(c) < away(cue) for c in rivals if not first <= c.token <= last)

    # Cues

    def _cues(self) -> list[_Cue]:
        parse, words = self.parse, self.words
        found = list[_Cue | None]()
        for i, lemma in enumerate(parse.lemma):
            if lemma in words.lemmas and parse.tag[i].startswith("VB"):
                found.append(self._verb(i, lemma))
            elif lemma in words.nouns and parse.pos[i] == "NOUN":
                found.append(self._noun(i, lemma))
            elif parse.lower[i] in ("according", "in"):
                found.append(self._phrase(i))
            elif lemma == "cite" or lemma == "quote":
                found.append(self._citing(i))
            elif parse.lower[i] in words.hearsay:
                found.append(self._hearsay(i))
        return [cue for cue in found if cue is not None]

    def _verb(self, i: int, lemma: str) -> _Cue | None:
        parse, verbs = self.parse, self.words.verbs
        if self._quoted[i] >= 0 and (lemma in self.words.cautious or self._speaks_of_self(i)):
            return None
        if lemma in ("cite", "quote") and parse.tag[i] == "VBG":
            return self._citing(i)
        children = parse.children[i]
        clauses = [c for c in children if parse.dep[c] in _CLAUSES and self._is_content(i, c)]
        clause = next((c for c in clauses if c > i), clauses[0] if clauses else -1)
        open_clause = next((c for c in children if parse.dep[c] == "xcomp" and self._infinitive(c)), -1)
        target = next((c for c in children if parse.dep[c] in ("dobj", "dative")), -1)
        if lemma in self.words.cautious and parse.dep[i] != "ROOT" and self._infinitive(i):
            return None
        if lemma in verbs["clause"] and clause >= 0:
            content = self._with_strayed_subject(target, clause, self._clause(i, clause))
            if content:
                return self._governing(i, verbs["clause"][lemma], content, target)
        if (
            lemma in verbs["order"]
            and clause < 0
            and open_clause >= 0
            and (target >= 0 or self._has_subject(open_clause))
        ):
            first = parse.left_edge(target) if target >= 0 else parse.left_edge(open_clause)
            return self._governing(i, verbs["order"][lemma], [(first, parse.right_edge(open_clause))])
        if lemma in verbs["order"] and clause >= 0 and self._infinitive(clause):
            return self._governing(i, verbs["order"][lemma], self._clause(i, clause))
        if lemma in verbs["infinitive"] and open_clause >= 0:
            return self._governing(i, verbs["infinitive"][lemma], [_subtree(parse, open_clause)])
        parenthesis = self._parenthesis(i, lemma)
        if parenthesis is not None:
            return parenthesis
        beside = (
            self._marks_beside(i) if lemma in verbs["clause"] and lemma not in self.words.cautious else []
        )
        if beside:
            cue = self._governing(i, verbs["clause"][lemma], beside, target)
            return cue and replace(cue, beside=True)
        if parse.tag[i] == "VB" and not any(parse.lemma[c] == "do" for c in children):
            return None
        return self._with_preposition(i, lemma, target) or self._with_object(i, lemma, target)

    def _speaks_of_self(self, i: int) -> bool:
        """ "I think" in somebody's speech is no statement of its own."""
        return any(
            self.parse.lower[c] in ("i", "we", "you")
            for c in self.parse.children[i]
            if self.parse.dep[c] == "nsubj"
        )

    def _with_preposition(self, i: int, lemma: str, target: int) -> _Cue | None:
        parse = self.parse
        for c in parse.children[i]:
            kind = self.words.prepositions.get(lemma, {}).get(parse.lower[c])
            if kind is None or parse.dep[c] not in ("prep", "prt", "dative", "agent"):
                continue
            if self._passive(i) and self._agent(i) < 0:
                return None
            if parse.dep[c] == "prt":
                return self._with_object(i, lemma, target, kind)
            inside = [g for g in parse.children[c] if parse.dep[g] in ("pobj", "pcomp")]
            if inside:
                first = parse.left_edge(target) if target >= 0 else parse.left_edge(inside[0])
                end = max(parse.right_edge(g) for g in (inside[0], *self._infinitives_after(i, c)))
                cue = self._governing(i, kind, [(first, end)])
                return cue and replace(cue, tokens=(cue.tokens[0], c) if target < 0 else cue.tokens)
        return None

    def _infinitives_after(self, i: int, c: int) -> Iterable[int]:
        """ "called on the rebels to leave": the infinitive hangs on the verb, or on the preposition's object."""
        return [
            g
            for g in self.parse.children[i]
            if g > c and self.parse.dep[g] in ("xcomp", "advcl") and self._infinitive(g)
        ]

    def _with_object(self, i: int, lemma: str, target: int, kind: StatementKind | None = None) -> _Cue | None:
        parse = self.parse
        kind = kind or self.words.verbs["object"].get(lemma)
        if kind is None:
            return None
        passive = self._passive(i)
        if target < 0 and passive:
            target = next((c for c in parse.children[i] if parse.dep[c] == "nsubjpass"), -1)
        if target < 0 or (passive and self._agent(i) < 0):
            return None
        content = [_subtree(parse, target)]
        more = [c for c in parse.children[i] if c > target > i and parse.dep[c] in ("oprd", "prep", "xcomp")]
        if more and parse.right_edge(target) + 1 == parse.left_edge(more[0]):
            content = [(content[0][0], parse.right_edge(more[-1]))]
        return self._governing(i, kind, [self._to_marks(i, content[0])])

    def _parenthesis(self, i: int, lemma: str) -> _Cue | None:
        """ "The bridge, he said, had fallen": a cue hung into, or behind, the clause that it reports."""
        parse, head = self.parse, self.parse.head[i]
        if lemma not in self.words.verbs["clause"] or lemma in self.words.cautious or head == i:
            return None
        if parse.dep[i] not in ("parataxis", "ccomp", "advcl", "dep") or parse.tag[head][:2] not in (
            "VB",
            "MD",
        ):
            return None
        subject = next((c for c in parse.children[i] if parse.dep[c] in _SUBJECTS), -1)
        if subject < 0 or any(parse.dep[c] == "mark" for c in parse.children[i]):
            return None
        # Only the cue and its subject are parenthetical; the parse may hang the clause's own parts on the cue.
        first, last = min(i, parse.left_edge(subject)), max(i, parse.right_edge(subject))
        if first == 0 or parse.lower[first - 1] not in _FENCES:
            return None
        whole = _subtree(parse, head)
        content = [*self._around(i, (whole[0], first - 1)), (last + 1, whole[1])]
        return self._governing(i, self.words.verbs["clause"][lemma], content)

    def _marks_beside(self, i: int) -> list[Range]:
        """Quoted stretches in the cue's sentence, or right after its colon, that no nearer cue takes."""
        parse = self.parse
        if self._quoted[i] >= 0:
            return []
        first, last = parse.sentences[parse.sentence_of[i]]
        first, _ = self._in_paragraph(i, (first, i - 1))
        _, last = self._in_paragraph(i, (i + 1, last - 1))
        numbers = sorted({self._quoted[t] for t in range(first, last + 1) if self._quoted[t] >= 0})
        if not numbers and parse.lower[last] == ":" and last + 1 < len(parse) and self._quoted[last + 1] >= 0:
            numbers = [self._quoted[last + 1]]
        found = [self._stretch_tokens(n) for n in numbers]
        return [r for r in found if r[1] - r[0] >= 2]

    def _noun(self, i: int, lemma: str) -> _Cue | None:
        parse = self.parse
        clause = next(
            (
                c
                for c in parse.children[i]
                if c > i and parse.dep[c] in ("acl", "ccomp", "relcl") and self._reports(c)
            ),
            -1,
        )
        if clause < 0:
            return None
        source = next((c for c in parse.children[i] if parse.dep[c] == "poss"), -1)
        if source < 0:
            source = self._agent(i, ("by", "from"))
        if source < 0:
            source = self._subject(parse.head[i]) if parse.dep[i] == "dobj" and parse.head[i] != i else -1
        if source < 0:
            return None
        return _Cue(i, (i, i), self.words.nouns[lemma], source, (_subtree(parse, clause),))

    def _reports(self, c: int) -> bool:
        parse = self.parse
        marks = [parse.lower[g] for g in parse.children[c] if parse.dep[g] == "mark"]
        return "that" in marks or (parse.dep[c] == "acl" and self._infinitive(c))

    def _phrase(self, i: int) -> _Cue | None:
        """ "according to X": the rest of the clause is what X says."""
        parse = self.parse
        length = next((len(p) for p in self.words.phrases if tuple(parse.lower[i : i + len(p)]) == p), 0)
        if not length or i + length >= len(parse):
            return None
        source = next(
            (
                c
                for t in range(i, i + length)
                for c in parse.children[t]
                if parse.dep[c] == "pobj" and c >= i + length
            ),
            -1,
        )
        if source < 0:
            return None
        first, last = i, max(i + length - 1, parse.right_edge(source))
        start, end = parse.sentences[parse.sentence_of[i]]
        governor = parse.head[i]
        while parse.tag[governor][:2] not in ("VB", "MD") and parse.head[governor] != governor:
            governor = parse.head[governor]
        if parse.tag[governor].startswith("VB") and parse.left_edge(governor) <= i <= parse.right_edge(
            governor
        ):
            start, end = parse.left_edge(governor), parse.right_edge(governor) + 1
        return _Cue(i, (i, i + length - 1), "claim", source, ((start, first - 1), (last + 1, end - 1)))

    def _citing(self, i: int) -> _Cue | None:
        """ "…, citing officials": the clause it hangs on is what they say."""
        parse = self.parse
        target = next((c for c in parse.children[i] if parse.dep[c] == "dobj"), -1)
        head = parse.head[i]
        if target < 0 or head == i or parse.tag[i] != "VBG":
            return None
        if parse.lemma[head] in self.words.lemmas:
            return None
        first, last = _subtree(parse, head)
        left, right = _subtree(parse, i)
        return _Cue(i, (i, i), "claim", target, ((first, left - 1), (right + 1, last)))

    def _hearsay(self, i: int) -> _Cue | None:
        parse, head = self.parse, self.parse.head[i]
        if not parse.tag[head].startswith("VB"):
            return None
        first, last = _subtree(parse, head)
        return _Cue(i, (i, i), "claim", -1, ((first, i - 1), (i + 1, last)))

    def _marked(self) -> list[_Cue]:
        """Speech set off by a mark alone: "EVANS: We must go." at a paragraph's start, "“We must go.” ― Ann Evans" at its end."""
        parse = self.parse
        found = list[_Cue]()
        for i in range(1, len(parse) - 1):
            word = parse.words[i]
            if word == ":" and parse.words[i - 1].isupper() and len(parse.words[i - 1]) > 2:
                first = self._name_before(i)
                if (
                    first == 0
                    or "\n" in parse.words[first - 1]
                    or self._quoted[first] != self._quoted[first - 1]
                ):
                    end = self._paragraph_end(i)
                    if end > i:
                        found.append(_Cue(i, (i, i), "claim", i - 1, ((i + 1, end),)))
            elif word in _DASHES and self._quoted[i - 1] >= 0 > self._quoted[i] and parse.tag[i + 1] == "NNP":
                head = i + 1
                while head + 1 < len(parse) and parse.tag[head + 1] == "NNP":
                    head += 1
                found.append(_Cue(i, (i, i), "claim", head, (self._stretch_tokens(self._quoted[i - 1]),)))
        return found

    def _name_before(self, i: int) -> int:
        first = i - 1
        while (
            first > 0 and self.parse.words[first - 1].isupper() and self.parse.words[first - 1].strip('."“')
        ):
            first -= 1
        return first

    def _paragraph_end(self, i: int) -> int:
        words = self.parse.words
        return next((t - 1 for t in range(i, len(words)) if "\n" in words[t]), len(words) - 1)

    # Parts of a cue

    def _governing(self, i: int, kind: StatementKind, content: list[Range], target: int = -1) -> _Cue | None:
        """The cue with its source; a participle or infinitive that nobody is the subject of is none."""
        parse = self.parse
        passive = self._passive(i)
        source = self._agent(i) if passive else self._subject(i)
        # "was told that": the hearer is the subject, and who told is unknown.
        if passive and source < 0 and parse.lemma[i] in ("tell", "inform", "assure", "remind", "ask"):
            return None
        if source < 0 and parse.tag[i] in ("VBG", "VB"):
            return None
        negated = any(parse.dep[c] == "neg" for c in parse.children[i])
        if negated and kind == "claim":
            kind = "denial"
        elif negated and kind == "denial":
            kind = "claim"
        return _Cue(i, self._cue_tokens(i), kind, source, tuple(content), target)

    def _cue_tokens(self, i: int) -> Range:
        parse, first = self.parse, i
        while (
            first > 0
            and parse.head[first - 1] == i
            and parse.dep[first - 1] in ("aux", "auxpass", "neg", "advmod")
        ):
            first -= 1
        return first, i

    def _passive(self, i: int) -> bool:
        parse = self.parse
        if parse.tag[i] != "VBN":
            return False
        return any(parse.dep[c] == "auxpass" for c in parse.children[i]) or parse.dep[i] == "acl"

    def _agent(self, i: int, words: tuple[str, ...] = ("by",)) -> int:
        parse = self.parse
        for c in parse.children[i]:
            if parse.dep[c] in ("agent", "prep") and parse.lower[c] in words:
                return next((g for g in parse.children[c] if parse.dep[g] == "pobj"), -1)
        return -1

    def _has_subject(self, i: int) -> bool:
        return any(self.parse.dep[c] in _SUBJECTS for c in self.parse.children[i])

    def _subject(self, i: int) -> int:
        """Who does the saying: the verb's subject, or that of the verb it shares one with; -1 if none."""
        parse = self.parse
        for _ in range(6):
            own = next((c for c in parse.children[i] if parse.dep[c] in _SUBJECTS), -1)
            if own >= 0:
                return self._antecedent(i, own)
            head, dep = parse.head[i], parse.dep[i]
            if head == i:
                return -1
            if dep in ("acl", "relcl") and parse.pos[head] in ("NOUN", "PROPN", "PRON"):
                return head
            if dep not in ("conj", "xcomp", "advcl", "pcomp", "aux", "ccomp", "prep", "acl", "dep"):
                return -1
            if dep == "ccomp" and not self._infinitive(i) and parse.tag[i] != "VBG":
                return -1
            i = head
        return -1

    def _antecedent(self, i: int, subject: int) -> int:
        parse = self.parse
        if parse.tag[subject] in ("WP", "WDT") or parse.lower[subject] == "that":
            clause = i
            while parse.dep[clause] in ("conj", "xcomp") and parse.head[clause] != clause:
                clause = parse.head[clause]
            if parse.dep[clause] == "relcl":
                return parse.head[clause]
        return subject

    def _infinitive(self, c: int) -> bool:
        parse = self.parse
        return any(parse.lower[g] == "to" and parse.dep[g] == "aux" for g in parse.children[c])

    def _is_content(self, i: int, c: int) -> bool:
        """A clause to the right, or to the left with the cue behind it ("…, he said")."""
        parse = self.parse
        if parse.dep[c] == "parataxis":
            return c > i and parse.lemma[i] in ("say", "add", "write", "state", "tell")
        return True

    def _clause(self, i: int, clause: int) -> list[Range]:
        """The clause a verb governs, on both sides of the cue where the parse put the cue inside it."""
        ranges = self._around(i, _subtree(self.parse, clause))
        if clause > i or any(self._quoted[t] >= 0 for r in ranges for t in r):
            return ranges
        return ranges + self._going_on(i, ranges)

    def _with_strayed_subject(self, target: int, clause: int, content: list[Range]) -> list[Range]:
        """Give a clause back the subject that the parse made the cue's object ("warned *the deal* would fail")."""
        if target < 0 or not content or self._has_subject(clause):
            return content
        first, last = _subtree(self.parse, target)
        if last + 1 != content[0][0] or self._infinitive(clause):
            return content
        return [(first, content[0][1]), *content[1:]]

    def _going_on(self, i: int, ranges: list[Range]) -> list[Range]:
        """What follows the cue after a comma and still belongs to the clause before it (", he said, until …")."""
        parse, end = self.parse, self.parse.right_edge(i)
        last = max(
            [
                i,
                *(r[1] for r in ranges),
                *(parse.right_edge(c) for c in parse.children[i] if parse.dep[c] in _SUBJECTS),
            ]
        )
        comma = next((t for t in range(last + 1, end) if parse.lower[t] == ","), -1)
        if comma < 0 or not (
            parse.lower[comma + 1] in _GOING_ON or parse.tag[comma + 1] in ("MD", "VBD", "VBZ")
        ):
            return []
        return [self._to_marks(i, self._in_paragraph(i, (comma + 1, end)))]

    def _around(self, i: int, whole: Range) -> list[Range]:
        """What a stretch of tokens holds beside the cue, within its paragraph, widened to whole quotations."""
        first, last = whole
        pieces = [(first, min(last, i - 1)), (max(first, i + 1), last)]
        near = [self._in_paragraph(i, r) for r in pieces if r[0] <= r[1]]
        ranges = [self._to_marks(i, r) for r in near if r[0] <= r[1]]
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

    def _to_marks(self, i: int, content: Range) -> Range:
        """Widen a range to the quotations it begins or ends in, as long as the cue stands outside them."""
        first, last = content
        for edge in content:
            number = self._quoted[edge]
            if number >= 0 and number != self._quoted[i]:
                tokens = self._stretch_tokens(number)
                first, last = min(first, tokens[0]), max(last, tokens[1])
        return first, last

    def _resumed(self, i: int, ranges: list[Range]) -> list[Range]:
        """A quotation taken up again after the cue (", he said, \"and …\""), or after the content and a colon."""
        parse, quoted = self.parse, self._quoted
        end = parse.sentences[parse.sentence_of[i]][1]
        last = max((r[1] for r in ranges), default=i)
        if last + 2 < len(parse) and parse.lower[last + 1] == ":" and quoted[last + 2] >= 0:
            return [self._stretch_tokens(quoted[last + 2])]
        if not ranges or quoted[i] >= 0 or not any(quoted[t] >= 0 for r in ranges for t in r):
            return []
        starts = [t for t in range(max(i, last) + 1, end) if quoted[t] >= 0 and quoted[t - 1] != quoted[t]]
        return [
            self._stretch_tokens(quoted[t])
            for t in starts[:1]
            if parse.lower[t - 1] in (",", ":")
            and not any(parse.tag[k].startswith("VB") for k in range(i + 1, t))
        ]

    # Quotation marks

    def _tokens_in_marks(self) -> list[int]:
        """For each token the number of the stretch it lies in, -1 outside."""
        parse, inside = self.parse, [-1] * len(self.parse)
        n, marks = 0, self.stretches
        for t, at in enumerate(parse.start):
            while n < len(marks) and marks[n].end <= at:
                n += 1
            if n == len(marks):
                break
            if marks[n].start <= at:
                inside[t] = n
        return inside

    def _stretch_tokens(self, number: int) -> Range:
        first = self._quoted.index(number)
        last = first
        while last + 1 < len(self._quoted) and self._quoted[last + 1] == number:
            last += 1
        return first, last

    # Quotes

    def _quote(self, cue: _Cue) -> Quote:
        parse = self.parse
        source_range = self._noun_phrase(cue.source) if cue.source >= 0 else None
        barred = [cue.tokens, *([source_range] if source_range else [])]
        content = [piece for r in cue.content for piece in _without(r, barred)]
        spans = tuple(s for r in content if (s := self._span(r)) is not None)
        direct = any(self._quoted[t] >= 0 for s in content for t in (s[0], min(s[0] + 1, s[1])))
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
        while last > head and parse.lower[last] in (",", "(", "-", "—", "–", "'s", "’s"):
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

    def _medium(self, cue: _Cue, source: Range | None) -> str | None:
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
        for stretch in self.stretches:
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


def _subtree(parse: Parse, i: int) -> Range:
    return parse.left_edge(i), parse.right_edge(i)


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
