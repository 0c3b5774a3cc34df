"""What the structure of a sentence says of its pronouns, before nearness is asked.

Whose list they stand in ("Erdoğan and his minister"), whose doing they belong to ("Turkey's right to protect its
citizens"), whom their clause asks or warns, which subject stands above them, and which names they cannot mean.
"""

from __future__ import annotations

from khaldun.actors.phrases import PROPER, SUBJECTS, conjuncts, objects
from khaldun.actors.words import words
from khaldun.text.parse import Parse

_UP = 8
"""Words that a pronoun may stand below the one whose subject or owner is asked for."""
_INSIDE = frozenset(
    ("prep", "pobj", "poss", "dobj", "attr", "conj", "compound", "pcomp", "agent", "dative", "xcomp")
)
"""How words hang together within one infinitive."""
_OWNED = frozenset(("prep", "pobj", "conj"))
_BELOW = _OWNED | {"dobj", "dative", "agent", "attr", "xcomp", "ccomp", "pcomp", "acl", "advcl"}
"""How words hang below what is owned, and below the verb of a subject."""
_ASKING = words("asking whether")
_WARNING = words("warning")
_RISKING = words("risking")
_PUNISHING = words("punishing")
_UNPROVOKING = words("unprovoking")
_CAUSES = frozenset(("after", "because"))
_FEARED = frozenset(("if", "unless", "until"))
_ON_WHOM = frozenset(("against", "at", "of", "on", "to"))
"""Before whom something falls on: sanctions on Chad, a raid against it, a blockade of it."""


class Binding:
    """Reads the structure around the pronouns of one article."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse

    def first_in_list(self, t: int) -> list[int]:
        """What stands first in the list that a pronoun's phrase goes on with, and whose that is.

        "Erdoğan and his foreign minister", "the regime and those who back it", "US policy and its support for rebels".
        """
        parse = self._parse
        node = t
        if parse.tag[t] == "PRP$":
            if any(parse.lower[c] == "own" for c in parse.children[parse.head[t]]):
                return []
            node = parse.head[t]
        elif parse.dep[t] in ("dobj", "pobj"):
            node = parse.head[t] if parse.dep[t] == "dobj" else parse.head[parse.head[t]]
            if parse.dep[node] not in ("acl", "relcl"):
                return []
            node = parse.head[node]
        else:
            return []
        if parse.dep[node] != "conj" and parse.tag[t] == "PRP$":
            return self._owner_of_first(node, t)
        if parse.dep[node] != "conj" or parse.pos[node] not in ("NOUN", "PROPN"):
            return []
        first = parse.head[node]
        if parse.pos[first] not in ("NOUN", "PROPN") or first > node:
            return []
        found = [first]
        found += [
            c for c in parse.children[first] if parse.dep[c] in ("poss", "compound", "nmod") and c < first
        ]
        return found

    def _owner_of_first(self, node: int, t: int) -> list[int]:
        """Whose the first of a list is, where the pronoun stands further down: {Chad}'s raid and the reaction to its threat."""
        parse = self._parse
        for _ in range(_UP):
            first = parse.head[node]
            if parse.dep[node] == "conj":
                nouns = parse.pos[node] == "NOUN" and parse.pos[first] == "NOUN"
                return [c for c in parse.children[first] if parse.dep[c] == "poss" and c < t] if nouns else []
            if parse.dep[node] not in ("prep", "pobj", "poss"):
                return []
            node = first
        return []

    def doing(self, t: int) -> list[int]:
        """Whose doing an infinitive with a possessive is: {Turkey}'s right to protect its citizens."""
        parse = self._parse
        if parse.tag[t] != "PRP$":
            return []
        node = t
        for _ in range(_UP):
            if parse.dep[node] == "acl" and self._is_infinitive(node):
                return [c for c in parse.children[parse.head[node]] if parse.dep[c] == "poss" and c < t]
            if parse.dep[node] not in _INSIDE:
                return []
            node = parse.head[node]
        return []

    def owner(self, t: int) -> list[int]:
        """The owner of the phrase that a possessive stands in: {Russia}'s use of its veto."""
        parse = self._parse
        if parse.tag[t] != "PRP$":
            return []
        node = parse.head[t]
        if parse.lower[node] == "own":
            return []  # left on their own
        found: list[int] = []
        for _ in range(3):
            if parse.dep[node] != "pobj" or parse.dep[parse.head[node]] != "prep":
                break
            node = parse.head[parse.head[node]]
            found += [c for c in parse.children[node] if parse.dep[c] == "poss" and c < t]
        return found

    def addressed(self, t: int) -> list[int]:
        """Whom a clause is put to that a pronoun is the subject of: asked {Russia} whether it could, warned {them} that they risked."""
        parse = self._parse
        if parse.dep[t] not in SUBJECTS:
            return []
        clause = parse.head[t]
        verb = parse.head[clause]
        if parse.dep[clause] not in ("ccomp", "advcl") or verb >= t:
            return []
        marks = {parse.lower[c] for c in parse.children[clause] if c < t}
        asked = parse.lemma[verb] in _ASKING and marks & {"whether", "if"}
        warned = parse.lemma[verb] in _WARNING and (parse.lemma[clause] in _RISKING or marks & {"if"})
        if not (asked or warned):
            return []
        return [c for c in parse.children[verb] if parse.dep[c] == "dobj" and c < t]

    def provoking(self, t: int) -> list[int]:
        """On whom something falls for what a pronoun does: sanctions on {Chad} after it broke the truce, or unless it yields."""
        parse = self._parse
        at = parse.head[t] if parse.tag[t] == "PRP$" else t
        clause = parse.head[at]
        verb = parse.head[clause]
        if parse.dep[at] != "nsubj" or parse.dep[clause] != "advcl" or verb >= t or parse.pos[verb] != "VERB":
            return []
        marks = {
            parse.lower[c] for c in parse.children[clause] if c < at and parse.dep[c] in ("mark", "prep")
        }
        feared = bool(marks & _FEARED) and parse.lower[t] in ("it", "they")
        punished = bool(marks & _CAUSES) and parse.lemma[verb] in _PUNISHING
        if not (feared or punished) or parse.lemma[clause] in _UNPROVOKING:
            return []
        found = [c for c in parse.children[verb] if parse.dep[c] == "dobj" and c < t]
        for head in (verb, *found):
            found += objects(parse, head, _ON_WHOM)
        return [c for c in found if c < t]

    def subjects(self, t: int, barred: frozenset[int] = frozenset()) -> frozenset[int]:
        """The subject that stands next above a pronoun, and its list: of its own verb, or of the clause that this one hangs on.

        A pronoun cannot mean those at ``barred``. An object and a subject look above their own clause.
        """
        parse, node, own = self._parse, t, self._parse.tag[t] == "PRP$"
        if parse.dep[t] in SUBJECTS and self._is_infinitive(parse.head[t]):
            return frozenset()  # "called for them to leave"
        for _ in range(_UP):
            if parse.pos[node] in ("VERB", "AUX"):
                found = [c for c in self._doers(node) if c < t] if own else []
                found = [c for c in found if c not in barred and not parse.left_edge(c) <= t <= c]
                if found:
                    return frozenset(m for c in found for m in conjuncts(parse, c))
                own = True
            if parse.head[node] == node:
                return frozenset()
            if parse.dep[node] in SUBJECTS:
                own = False
            node = parse.head[node]
        return frozenset()

    def _is_infinitive(self, verb: int) -> bool:
        parse = self._parse
        return any(parse.lower[c] == "to" and parse.dep[c] == "aux" for c in parse.children[verb])

    def _doers(self, verb: int) -> list[int]:
        """Subjects of a verb; where it has none, whom another one makes do it: to force {rebels} to leave."""
        parse = self._parse
        found = [c for c in parse.children[verb] if parse.dep[c] in SUBJECTS]
        if not found and parse.dep[verb] == "acl" and parse.tag[verb] == "VBG":
            return [parse.head[verb]]  # despite the Kurds saying that they
        if not found and parse.dep[verb] == "xcomp":
            found = [c for c in parse.children[parse.head[verb]] if parse.dep[c] == "dobj" and c < verb]
        return found

    def named_below(self, t: int) -> list[int]:
        """Names in the words that a pronoun stands above, which it therefore cannot mean: it fears a war with {Ankara}."""
        parse = self._parse
        if parse.tag[t] != "PRP$" and parse.dep[t] not in SUBJECTS:
            return []
        below = _OWNED if parse.tag[t] == "PRP$" else _BELOW
        found: list[int] = []
        nodes = [parse.head[t]]
        for node in nodes:
            for c in parse.children[node]:
                if c > t and parse.dep[c] in below:
                    nodes.append(c)
                    if parse.tag[c] in PROPER:
                        found.append(c)
        return found
