"""Conditions: clauses whose deed is only supposed, asked or awaited, by the words that open them.

"If they bomb it", "in case they bomb it", "had they bombed it", "were they to bomb it"; "did they bomb it?"; and what
"when" puts ahead: "what will happen when they leave".
"""

from __future__ import annotations

from collections.abc import Collection

from khaldun.events.syntax import Syntax

_CLAUSES = frozenset({"acl", "relcl", "ccomp", "advcl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INVERTED = frozenset({"had", "were", "should"})
_ASKING = frozenset({"did", "do", "does", "have", "has", "had", "is", "are", "was", "were", "will", "would", "could", "can", "should"})  # fmt: skip
_ASKED_FOR = frozenset({"who", "whom", "whose", "what", "which", "when", "where", "why", "how"})
_FUTURE = frozenset({"will", "'ll", "shall", "wo"})
_INSTANTS = frozenset({"moment", "minute", "instant", "second", "day", "time"})
_WAITING = frozenset({"when", "once", "before", "after", "until"})


class Conditions:
    """The conditional, asked and awaited clauses of one article; ``openers`` are words such as "if"."""

    def __init__(self, syntax: Syntax, openers: Collection[str]) -> None:
        self._parse = syntax.parse
        self._openers = openers

    def is_conditional(self, clause: int) -> bool:
        """Whether a clause is told under a condition: "if", "unless", "in case", or by inversion ("had they …")."""
        parse = self._parse
        if self._is_case(clause) or self._is_inverted(clause):
            return True
        return any(
            parse.dep[c] in ("mark", "advmod")
            and (
                (
                    parse.lower[c] in self._openers
                    and (parse.lower[c] != "until" or parse.tag[clause] != "VBD")
                )
                or (parse.lower[c] == "as" and c > 0 and parse.lower[c - 1] == "long")
            )
            for c in parse.children[clause]
        )

    def _is_case(self, clause: int) -> bool:
        """ "in case they raided the house", however the parser hangs it."""
        parse = self._parse
        head = parse.head[clause]
        if (
            parse.dep[clause] in _CLAUSES
            and head > 0
            and parse.lower[head] == "case"
            and parse.lower[head - 1] == "in"
        ):
            return True
        return any(
            parse.dep[c] == "prep"
            and parse.lower[c] == "in"
            and c + 1 < len(parse)
            and parse.lower[c + 1] == "case"
            and parse.head[c + 1] == c
            for c in parse.children[clause]
            if c < clause
        ) and not any(parse.lower[c] == "of" for c in range(clause) if parse.lower[c - 1] == "case")

    def _is_inverted(self, clause: int) -> bool:
        """ "had they attacked", "were they to attack": an auxiliary before the subject of a clause that hangs on another."""
        parse = self._parse
        if parse.dep[clause] not in ("advcl", "ccomp"):
            return False
        subject = next((c for c in parse.children[clause] if parse.dep[c] in _SUBJECTS), None)
        first = parse.left_edge(clause)
        return (
            subject is not None
            and first < subject
            and parse.head[first] == clause
            and parse.lower[first] in _INVERTED
            and parse.pos[first] == "AUX"
        )

    def is_asked(self, v: int) -> bool:
        """Whether a question leaves open that it was done: "did they attack?", but not "why did they attack?"."""
        parse = self._parse
        first, last = parse.sentences[parse.sentence_of[v]]
        if parse.dep[v] != "ROOT" or "?" not in parse.lower[max(first, last - 2) : last]:
            return False
        subject = next((c for c in parse.children[v] if parse.dep[c] in _SUBJECTS), None)
        auxiliary = next((c for c in parse.children[v] if parse.dep[c] in ("aux", "auxpass")), None)
        if subject is None or auxiliary is None or auxiliary > subject:
            return False
        return parse.lower[auxiliary] in _ASKING and not any(
            parse.lower[t] in _ASKED_FOR for t in range(parse.left_edge(v), auxiliary)
        )

    def is_awaited(self, v: int) -> bool:
        """Whether a clause of time puts ahead what its present tells: "will decide when they leave"."""
        parse = self._parse
        head = parse.head[v]
        finite = [v, *(c for c in parse.children[v] if parse.dep[c] in ("aux", "auxpass"))]
        if not any(parse.tag[t] in ("VBP", "VBZ") for t in finite):
            return False
        if parse.dep[v] == "relcl" and parse.lower[head] in _INSTANTS and parse.dep[head] == "npadvmod":
            head = parse.head[head]  # "the moment they leave, it will fall"
        elif parse.dep[v] != "advcl" or not any(
            parse.lower[c] in _WAITING and c < v for c in parse.children[v]
        ):
            return False
        return any(parse.dep[c] == "aux" and parse.lower[c] in _FUTURE for c in parse.children[head])
