"""Cues of reported speech: the verbs, nouns, phrases and marks that say that somebody says something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from khaldun.model import StatementKind
from khaldun.text.dateline import at as dateline_at
from khaldun.text.dateline import large_towns
from khaldun.text.extent import Extent, Marks
from khaldun.text.parse import Parse
from khaldun.text.reporting import Reporting
from khaldun.text.roles import SUBJECTS, Range, agent, has_subject, infinitive, passive, subject, subtree

_CLAUSES = frozenset(("ccomp", "parataxis"))
_DASHES = frozenset(("―", "—", "--", "–"))
_FENCES = frozenset((",", "-", "–", "—", "--", "”", "''", '"'))


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: its tokens, where its source is, what it governs."""

    token: int
    tokens: Range
    kind: StatementKind
    source: int
    content: tuple[Range, ...]
    addressee: int = -1
    beside: bool = False
    """Whether the content is only quotation marks near by, which another cue may have a better claim to."""


@dataclass(frozen=True, slots=True)
class _Complements:
    """What a verb governs: a clause, an open infinitive, an object; -1 where it has none."""

    clause: int
    infinitive: int
    target: int


class CueFinder:
    """Finds the cues of one article."""

    def __init__(self, parse: Parse, words: Reporting, marks: Marks) -> None:
        self.parse, self.words, self.marks = parse, words, marks
        self.extent = Extent(parse, marks)

    def cues(self) -> list[Cue]:
        """All cues, rivals among them: several may bring in the same quotation."""
        parse, words = self.parse, self.words
        found = list[Cue | None]()
        for i, lemma in enumerate(parse.lemma):
            if self.marks.of[i] >= 0:
                # What a quoted person reports of others is part of his own statement.
                continue
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
        return [*(cue for cue in found if cue is not None), *self._marked()]

    def _verb(self, i: int, lemma: str) -> Cue | None:
        """A verb's forms in order of trust; the first that fits decides."""
        if lemma in ("cite", "quote") and self.parse.tag[i] == "VBG":
            return self._citing(i)
        if lemma in self.words.cautious and self.parse.dep[i] != "ROOT" and infinitive(self.parse, i):
            return None
        complements = self._complements(i)
        for form in (self._with_clause, self._with_order, self._with_infinitive):
            cue = form(i, lemma, complements)
            if cue is not None:
                return cue
        return self._parenthesis(i, lemma) or self._with_words(i, lemma, complements.target)

    def _complements(self, i: int) -> _Complements:
        parse, children = self.parse, self.parse.children[i]
        clauses = [c for c in children if parse.dep[c] in _CLAUSES and self._is_content(i, c)]
        return _Complements(
            clause=next((c for c in clauses if c > i), clauses[0] if clauses else -1),
            infinitive=next((c for c in children if parse.dep[c] == "xcomp" and infinitive(parse, c)), -1),
            target=next((c for c in children if parse.dep[c] in ("dobj", "dative")), -1),
        )

    def _with_clause(self, i: int, lemma: str, has: _Complements) -> Cue | None:
        kind = self.words.verbs["clause"].get(lemma)
        if kind is None or has.clause < 0:
            return None
        content = self.extent.with_strayed_subject(has.target, has.clause, self.extent.clause(i, has.clause))
        return self._governing(i, kind, content, has.target) if content else None

    def _with_order(self, i: int, lemma: str, has: _Complements) -> Cue | None:
        parse, kind = self.parse, self.words.verbs["order"].get(lemma)
        if kind is None:
            return None
        if has.clause >= 0 and infinitive(parse, has.clause):
            return self._governing(i, kind, self.extent.clause(i, has.clause))
        if (
            has.clause >= 0
            or has.infinitive < 0
            or (has.target < 0 and not has_subject(parse, has.infinitive))
        ):
            return None
        first = parse.left_edge(has.target if has.target >= 0 else has.infinitive)
        return self._governing(i, kind, [(first, parse.right_edge(has.infinitive))])

    def _with_infinitive(self, i: int, lemma: str, has: _Complements) -> Cue | None:
        kind = self.words.verbs["infinitive"].get(lemma)
        if kind is None or has.infinitive < 0:
            return None
        return self._governing(i, kind, [subtree(self.parse, has.infinitive)])

    def _with_words(self, i: int, lemma: str, target: int) -> Cue | None:
        """An object, a prepositional object or quotation marks near by; of what has only been willed ("to deny it") none."""
        parse, verbs = self.parse, self.words.verbs
        said = parse.tag[i] != "VB"
        if said and "demand" in self.words.prepositions.get(lemma, {}).values():
            # "called for talks as \"the only way\"": the marks hold but a part of what is called for.
            demanded = self._with_preposition(i, lemma, target)
            if demanded is not None:
                return demanded
        if target >= 0 and lemma in verbs["object"] and self.marks.of[parse.left_edge(target)] < 0:
            return self._with_object(i, lemma, target) if said else None
        speaks = lemma in verbs["clause"] and lemma not in self.words.cautious and not infinitive(parse, i)
        beside = self.extent.marks_beside(i) if speaks else []
        if beside:
            cue = self._governing(i, verbs["clause"][lemma], beside, target)
            return cue and replace(cue, beside=True)
        if not said and not any(parse.lemma[c] == "do" for c in parse.children[i]):
            return None
        return self._with_preposition(i, lemma, target) or self._with_object(i, lemma, target)

    def _with_preposition(self, i: int, lemma: str, target: int) -> Cue | None:
        parse = self.parse
        for c in parse.children[i]:
            kind = self.words.prepositions.get(lemma, {}).get(parse.lower[c])
            if kind is None or parse.dep[c] not in ("prep", "prt", "dative", "agent"):
                continue
            if passive(self.parse, i) and agent(self.parse, i) < 0:
                return None
            if parse.dep[c] == "prt":
                return self._with_object(i, lemma, target, kind)
            inside = [g for g in parse.children[c] if parse.dep[g] in ("pobj", "pcomp")]
            if inside:
                first = parse.left_edge(target) if target >= 0 else parse.left_edge(inside[0])
                end = max(parse.right_edge(g) for g in (inside[0], *self._infinitives_after(i, c)))
                cue = self._governing(i, kind, [(first, end)])
                return cue and replace(cue, tokens=(cue.tokens[0], c) if target < 0 and c > i else cue.tokens)
        return None

    def _infinitives_after(self, i: int, c: int) -> Iterable[int]:
        """ "called on the rebels to leave": the infinitive hangs on the verb, or on the preposition's object."""
        return [
            g
            for g in self.parse.children[i]
            if g > c and self.parse.dep[g] in ("xcomp", "advcl") and infinitive(self.parse, g)
        ]

    def _with_object(self, i: int, lemma: str, target: int, kind: StatementKind | None = None) -> Cue | None:
        parse = self.parse
        kind = kind or self.words.verbs["object"].get(lemma)
        if kind is None:
            return None
        is_passive = passive(self.parse, i)
        if target < 0 and is_passive:
            target = next((c for c in parse.children[i] if parse.dep[c] == "nsubjpass"), -1)
        if target < 0 or parse.tag[target] == "WP" or (is_passive and agent(self.parse, i) < 0):
            return None
        content = [subtree(parse, target)]
        more = [c for c in parse.children[i] if c > target > i and parse.dep[c] in ("oprd", "prep", "xcomp")]
        if more and parse.right_edge(target) + 1 == parse.left_edge(more[0]):
            content = [(content[0][0], parse.right_edge(more[-1]))]
        return self._governing(i, kind, [self.extent.to_marks(i, content[0])])

    def _parenthesis(self, i: int, lemma: str) -> Cue | None:
        """ "The bridge, he said, had fallen": a cue hung into, or behind, the clause that it reports."""
        parse, head = self.parse, self.parse.head[i]
        if lemma not in self.words.verbs["clause"] or lemma in self.words.cautious or head == i:
            return None
        if parse.dep[i] not in ("parataxis", "ccomp", "advcl", "dep") or parse.tag[head][:2] not in (
            "VB",
            "MD",
        ):
            return None
        subject = next((c for c in parse.children[i] if parse.dep[c] in SUBJECTS), -1)
        if subject < 0 or any(parse.dep[c] == "mark" for c in parse.children[i]):
            return None
        # Only the cue and its subject are parenthetical; the parse may hang the clause's own parts on the cue.
        first, last = min(i, parse.left_edge(subject)), max(i, parse.right_edge(subject))
        if first == 0 or parse.lower[first - 1] not in _FENCES:
            return None
        whole = subtree(parse, head)
        content = [*self.extent.around(i, (whole[0], first - 1)), (last + 1, whole[1])]
        return self._governing(i, self.words.verbs["clause"][lemma], content)

    def _noun(self, i: int, lemma: str) -> Cue | None:
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
            source = agent(self.parse, i, ("by", "from"))
        if source < 0:
            source = (
                subject(self.parse, parse.head[i]) if parse.dep[i] == "dobj" and parse.head[i] != i else -1
            )
        if source < 0:
            return None
        return Cue(i, (i, i), self.words.nouns[lemma], source, (subtree(parse, clause),))

    def _reports(self, c: int) -> bool:
        parse = self.parse
        marks = [parse.lower[g] for g in parse.children[c] if parse.dep[g] == "mark"]
        return "that" in marks or (parse.dep[c] == "acl" and infinitive(self.parse, c))

    def _phrase(self, i: int) -> Cue | None:
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
        return Cue(i, (i, i + length - 1), "claim", source, ((start, first - 1), (last + 1, end - 1)))

    def _citing(self, i: int) -> Cue | None:
        """ "…, citing officials": the clause it hangs on is what they say."""
        parse = self.parse
        target = next((c for c in parse.children[i] if parse.dep[c] == "dobj"), -1)
        head = parse.head[i]
        if target < 0 or head == i or parse.tag[i] != "VBG":
            return None
        if parse.lemma[head] in self.words.lemmas:
            return None
        first, last = subtree(parse, head)
        left, right = subtree(parse, i)
        return Cue(i, (i, i), "claim", target, ((first, left - 1), (right + 1, last)))

    def _hearsay(self, i: int) -> Cue | None:
        parse, head = self.parse, self.parse.head[i]
        if not parse.tag[head].startswith("VB"):
            return None
        first, last = subtree(parse, head)
        return Cue(i, (i, i), "claim", -1, ((first, i - 1), (i + 1, last)))

    def _is_dateline(self, first: int, colon: int) -> bool:
        """Whether a town stands before the colon ("LAHORE: The …"), not somebody who speaks."""
        found = dateline_at(self.parse.text, self.parse.start[first])
        if found is None or found.end < self.parse.end[colon]:
            return False
        place = (found.place or "").casefold()
        return "," in place or place in large_towns()

    def _marked(self) -> list[Cue]:
        """Speech set off by a mark alone: "EVANS: We must go." at a paragraph's start, "“We must go.” ― Ann Evans" at its end."""
        parse = self.parse
        found = list[Cue]()
        for i in range(1, len(parse) - 1):
            word = parse.words[i]
            if word == ":" and parse.words[i - 1].isupper() and len(parse.words[i - 1]) > 2:
                first = self._name_before(i)
                if (
                    first == 0
                    or "\n" in parse.words[first - 1]
                    or self.marks.of[first] != self.marks.of[first - 1]
                ) and not self._is_dateline(first, i):
                    end = self.extent.paragraph_end(i)
                    if end > i:
                        found.append(Cue(i, (i, i), "claim", i - 1, ((i + 1, end),)))
            elif (
                word in _DASHES and self.marks.of[i - 1] >= 0 > self.marks.of[i] and parse.tag[i + 1] == "NNP"
            ):
                head = i + 1
                while head + 1 < len(parse) and parse.tag[head + 1] == "NNP":
                    head += 1
                found.append(Cue(i, (i, i), "claim", head, (self.marks.tokens(self.marks.of[i - 1]),)))
        return found

    def _name_before(self, i: int) -> int:
        first = i - 1
        while (
            first > 0 and self.parse.words[first - 1].isupper() and self.parse.words[first - 1].strip('."“')
        ):
            first -= 1
        return first

    def _governing(self, i: int, kind: StatementKind, content: list[Range], target: int = -1) -> Cue | None:
        """The cue with its source; a participle or infinitive that nobody is the subject of is none."""
        parse = self.parse
        is_passive = passive(self.parse, i)
        source = agent(self.parse, i) if is_passive else subject(self.parse, i)
        # "was told that": the hearer is the subject, and who told is unknown.
        if is_passive and source < 0 and parse.lemma[i] in ("tell", "inform", "assure", "remind", "ask"):
            return None
        if source < 0 and parse.tag[i] in ("VBG", "VB"):
            return None
        negated = any(parse.dep[c] == "neg" for c in parse.children[i])
        if negated and kind == "claim":
            kind = "denial"
        elif negated and kind == "denial":
            kind = "claim"
        return Cue(i, self._cue_tokens(i), kind, source, tuple(content), target)

    def _cue_tokens(self, i: int) -> Range:
        parse, first = self.parse, i
        while (
            first > 0
            and parse.head[first - 1] == i
            and parse.dep[first - 1] in ("aux", "auxpass", "neg", "advmod")
        ):
            first -= 1
        return first, i

    def _is_content(self, i: int, c: int) -> bool:
        """A clause to the right, or to the left with the cue behind it ("…, he said")."""
        parse = self.parse
        if parse.dep[c] == "parataxis":
            return c > i and parse.lemma[i] in ("say", "add", "write", "state", "tell")
        return True
