"""Which meaning a name has here: by its place in the phrase, the rest of the article, and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from khaldun.actors.entries import Entry, Sense
from khaldun.actors.gazetteer import Match
from khaldun.actors.load import Knowledge
from khaldun.actors.phrases import NOUNS, SUBJECTS
from khaldun.actors.words import words
from khaldun.text.parse import Parse

FIRST_NAMES = words("first names")
"""Names of places that people also bear before a surname."""
_PEOPLE = words("acting words")


class Senses:
    """Chooses among the meanings of the names of one article."""

    first_names = FIRST_NAMES

    def __init__(
        self, matches: Sequence[Match], knowledge: Knowledge, text: str, published: dt.date | None
    ) -> None:
        self._support = knowledge.support
        self._surnames = knowledge.surnames
        self._offices = knowledge.offices
        self._text = text
        self._published = published
        # Entries named in full (more than one word) vouch for their short and ambiguous names.
        self._in_full = {
            s.entry.id
            for m in matches
            if m.last > m.first and len(m.senses) == 1
            for s in m.senses
            if s.use == "name"
        }
        self._countries_named = {
            s.entry.code for m in matches if not m.blocked for s in m.senses if s.entry.kind == "country"
        }
        self._chosen: dict[tuple[str, bool, bool, bool], Sense | None] = {}

    def choose(self, parse: Parse, match: Match, modifier: bool) -> Sense | None:
        """The meaning of a match, as a modifier or a head of its own; ``None`` where it is no known name here."""
        noun = parse.tag[match.head] in ("NNS", "NNPS") or (
            match.first > 0 and parse.lower[match.first - 1] in ("a", "an")
        )
        slot = len(match.senses) == 1 and _acts(parse, match)
        key = (match.text, modifier, noun, slot)
        if key not in self._chosen:
            self._chosen[key] = self._choose(match, modifier, noun, slot)
        return self._chosen[key]

    def _choose(self, match: Match, modifier: bool, noun: bool, slot: bool) -> Sense | None:
        vouched = [s for s in match.senses if slot or s.use != "ambiguous" or self._vouched(s.entry)]
        if len(vouched) < 2:
            return vouched[0] if vouched else None
        if any(s.use == "capital" for s in vouched):
            # A capital acts for its government; as a mere city it only tells the country, which is the same.
            vouched = [s for s in vouched if s.entry.kind != "city"]
        supported = [s for s in vouched if s.use == "ambiguous"]
        if supported:
            return supported[0]
        if modifier:
            order = ("adjective", "name", "capital", "demonym")
        elif noun:
            order = ("demonym", "name", "capital", "adjective")
        else:
            order = ("name", "capital", "demonym", "adjective")
        best = min(order.index(s.use) for s in vouched)
        same = [s for s in vouched if order.index(s.use) == best]
        return self._likeliest(same)

    def titled(self, surname: str, code: str | None, title: str, former: bool) -> Entry | None:
        """The one person of a surname whom a title fits: President Carter, the French minister Dupont.

        ``code`` is the country named before the title, if one is; ``None`` where nobody or several fit.
        """
        day = self._published.isoformat() if self._published is not None else None
        found = []
        for entry in self._surnames.get(surname, ()):
            roles = [r for r in entry.roles if r.office and (r.office in title or title in r.office)]
            if day is not None:
                roles = [r for r in roles if (r.start <= day if former else r.holds(day))]
            if code is not None:
                roles = [r for r in roles if r.code == code]
            if roles:
                found.append(entry)
        return found[0] if len(found) == 1 else None

    def holder(self, code: str | None, office: str) -> Entry | None:
        """The one person who holds an office of a country on the day: the president; ``None`` where none or several do."""
        if self._published is None:
            return None
        day = self._published.isoformat()
        held = self._offices.get((code or "", office.replace(" ", "-")), [])
        found = [entry for role, entry in held if role.holds(day)]
        return found[0] if len(found) == 1 else None

    def serves(self, entry: Entry) -> bool:
        """Whether a person whom the article names in full is in office on its day."""
        day = self._published.isoformat() if self._published is not None else None
        return entry.id in self._in_full and day is not None and any(role.holds(day) for role in entry.roles)

    def _likeliest(self, senses: list[Sense]) -> Sense:
        if len(senses) == 1:
            return senses[0]
        full = [s for s in senses if s.entry.id in self._in_full]
        return max(full or senses, key=lambda sense: self._standing(sense.entry))

    def _at_home(self, entry: Entry) -> bool:
        """Whether the article names the country that a person in office has: which King Abdullah it is."""
        return entry.kind == "person" and entry.on(self._published)[0] in self._countries_named

    def _standing(self, entry: Entry) -> tuple[int, int, str]:
        """In office on the day first, then of a country that the article names, then by how late the office began; cities last."""
        if entry.kind == "city":
            return -1, 0, ""
        if entry.kind != "person":
            return 2, 0, ""
        day = self._published.isoformat() if self._published is not None else "9999"
        holds = any(role.holds(day) for role in entry.roles)
        return (
            int(holds),
            int(holds and self._at_home(entry)),
            max((role.start for role in entry.roles if role.start <= day), default=""),
        )

    def _vouched(self, entry: Entry) -> bool:
        if entry.id in self._in_full:
            return True
        if entry.kind in ("group", "organisation", "seat") and entry.code in self._countries_named:
            return True
        return any(word in self._text for word in self._support.get(entry.id, ()))


def _acts(parse: Parse, match: Match) -> bool:
    """Whether an acronym stands where only an actor can: IS said, IS fighters."""
    t = match.head
    if not match.text.isupper() or not match.text.isalpha():
        return False
    if t + 1 < len(parse) and parse.lemma[t + 1].lower() in _PEOPLE:
        # The parser may take the IS of "IS fighters" for a verb.
        return True
    if parse.tag[t] not in NOUNS:
        return False
    if parse.dep[t] in SUBJECTS:
        return parse.lemma[parse.head[t]] != "be"
    return parse.dep[t] in ("compound", "nmod", "poss") and parse.lemma[parse.head[t]] in _PEOPLE
