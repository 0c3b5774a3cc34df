"""Where what an article tells of happens: by the places of a sentence, of those before it, of the whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from khaldun.actors.compose import Identity
from khaldun.actors.entries import Entry
from khaldun.actors.gazetteer import Match
from khaldun.actors.phrases import SUBJECTS
from khaldun.actors.words import words
from khaldun.text.parse import Parse

Land = tuple[Match, Identity]
"""A name of a country or of a place in one, with whose it is."""

_PARTS = words("parts of places")
_TALKS = words("talking places")
_MEETING = words("meeting")
_HELP = words("helping")
_LEAVING = words("leaving")
_ENOUGH = 3
"""Names of places from which a text tells where all of it happens."""
_MOST = 0.85
"""Share of those places among a few countries from which it tells where a people of these countries is at home."""
_LEAD = 2
"""Sentences at the start, a dateline's own among them, that say where a report is at home."""
_BACK = 5
"""Sentences that one without a place looks back for its own."""


class Scene:
    """The countries in which the places of an article lie."""

    def __init__(
        self,
        parse: Parse,
        lands: Sequence[Land],
        located: Callable[[int], bool],
        countries: Mapping[str, Entry],
        home: str | None = None,
    ) -> None:
        """``lands`` are in text order; ``located`` says whether the name headed by a token follows "in", "near".

        ``home`` is the country (alpha-3) in which the article was written, by its dateline.
        """
        self._home = countries.get(home or "")
        self._parse = parse
        self.lands = lands
        self._located = located
        self._countries = countries

    @cached_property
    def whole(self) -> Entry | None:
        """The country in which the text's places lie: at least two thirds of those that it names."""
        return self._foremost(self._places, 2 / 3)

    @cached_property
    def subject(self) -> Entry | None:
        """The same, where no other country is named more often in any manner."""
        most = self._foremost(self._named, 0.0)
        return self.whole if self.whole is not None and most is self.whole else None

    @property
    def counts(self) -> Mapping[str, int]:
        """How often the text names each country or a place in it."""
        return self._named

    def names(self, code: str) -> bool:
        """Whether the text names a country or a place in it."""
        return self._named[code] > 0

    def home(self, t: int) -> Entry | None:
        """The country of the dateline, where neither the lead nor what stands around a token names another.

        A report that another country's name opens ("BEIRUT - Syrian jets …") is only written there, as is one that names
        another more often.
        """
        home = self._home
        if home is None:
            return None
        here = self._parse.sentence_of[t]
        near = {*range(_LEAD), *range(max(here - 1, 0), here + 1)}
        lands = [(m, base.code) for m, base in self.lands if base.sector != "JRN"]  # "(Xinhua)" tells nothing
        if any(code != home.code and self._parse.sentence_of[m.head] in near for m, code in lands):
            return None
        named = Counter(code for _, code in lands)
        return home if all(named[home.code] >= n for n in named.values()) else None

    def here(self, t: int) -> Entry | None:
        """The one country in which the places lie that a token's own clause or sentence names."""
        return self._in_clause(t) or self._only(self._at(self._parse.sentence_of[t]))

    def fought(self, t: int) -> Entry | None:
        """The same for those who fight a state: where delegates meet tells nothing of them."""
        here = self._parse.sentence_of[t]
        for n in range(here, max(here - _BACK, 0) - 1, -1):
            found = self._at(n, meeting=False)
            if found:
                return self._only(found) or self._whole_among(found)
        if not self._by_sentence and not self._is_helped(t):
            return self._sole
        whole = self.whole
        told = whole is not None and any(
            (whole.code, False, False) in at for at in self._by_sentence.values()
        )
        return whole if told else None

    def near(self, t: int, codes: Sequence[str] = ()) -> Entry | None:
        """The country of the places next to a token: of its sentence, else of the last before it, else of the text.

        ``codes`` are the only countries asked for; places of others are then passed over.
        """
        told = self._in_clause(t)
        if told is not None and (not codes or told.code in codes):
            return told
        here = self._parse.sentence_of[t]
        for n in range(here, max(here - _BACK, 0) - 1, -1):
            found = tuple(c for c in self._at(n, of_talks=n == here) if not codes or c in codes)
            if found:
                return self._only(found) or self._whole_among(found)
        if not codes:
            return self.whole if sum(self._places.values()) >= _ENOUGH else None
        return self._foremost_among(here, codes)

    def _foremost_among(self, sentence: int, codes: Sequence[str]) -> Entry | None:
        """Of a few countries the one named most, if it alone of them is named in a sentence or most places lie there."""
        named, places = _among(self._named, codes), _among(self._places, codes)
        most = self._foremost(named, 0.0)
        if most is None:
            return None
        lands = [(m, b.code) for m, b in self.lands if self._parse.sentence_of[m.head] == sentence]
        here = {code for m, code in lands if code in codes}
        if here == {most.code} and not any(self._does(m.head) for m, code in lands if code in codes):
            return most
        told = sum(places.values()) >= _ENOUGH and self._foremost(places, _MOST) is most
        return most if told else None

    def _in_clause(self, t: int) -> Entry | None:
        """The country of which the clause around a token tells with "where": in states like Russia, where nobody was tried."""
        parse = self._parse
        while parse.head[t] != t and not (parse.dep[t] == "relcl" and _tells_where(parse, t)):
            t = parse.head[t]
        if parse.dep[t] != "relcl":
            return None
        place = range(parse.left_edge(parse.head[t]), t)
        named = {m: base.code for m, base in self.lands if m.head in place and base.code}
        return self._only(tuple(dict.fromkeys(named.values())))

    def _at(self, sentence: int, meeting: bool = True, of_talks: bool = True) -> tuple[str, ...]:
        """Codes of the countries in which the places named in a sentence lie.

        Without ``meeting`` those where others may meet do not count, capitals among them; without ``of_talks`` those known
        for talks.
        """
        places = self._by_sentence.get(sentence, ())
        return tuple(
            dict.fromkeys(
                code
                for code, meets, is_known in places
                if (meeting or not meets) and (of_talks or not is_known)
            )
        )

    @cached_property
    def _by_sentence(self) -> dict[int, list[tuple[str, bool, bool]]]:
        """For each sentence the country of every place in it, whether others may meet there, and whether it is known for that."""
        found: dict[int, list[tuple[str, bool, bool]]] = {}
        for m, base in self.lands:
            if base.code and self.is_place(m, base):
                known = m.text in _TALKS
                meets = known or self._is_met_in(m.head) or any(s.use == "capital" for s in m.senses)
                found.setdefault(self._parse.sentence_of[m.head], []).append((base.code, meets, known))
        return found

    def _is_met_in(self, t: int) -> bool:
        """Whether others meet or train in a place: who is met in Jordan need not be of Jordan."""
        parse, prep = self._parse, self._parse.head[t]
        return parse.dep[t] == "pobj" and parse.lemma[parse.head[prep]] in _MEETING

    def is_place(self, m: Match, base: Identity) -> bool:
        """Whether a name is that of a place where something is: no origin, and no capital that acts."""
        if self._is_origin(m.head):
            return False
        if self._located(m.head) or self._in_part(m.head) or self._is_left(m.head):
            return True
        town = base.kind == "region" or any(s.entry.kind == "city" for s in m.senses)
        return town and all(s.use != "capital" for s in m.senses)

    def _is_origin(self, t: int) -> bool:
        """Whether a place is where somebody comes from or goes to: a baker from Swindon, Wiltshire."""
        parse = self._parse
        while parse.dep[t] == "appos":
            t = parse.head[t]
        preposition = parse.head[t]
        if parse.dep[t] != "pobj" or parse.lower[preposition] not in ("from", "to"):
            return False
        return parse.lower[preposition] == "to" or parse.lemma[parse.head[preposition]] not in _LEAVING

    def _does(self, t: int) -> bool:
        """Whether a country acts, on others than its own: by Turkey, Turkey has attacked."""
        parse = self._parse
        return parse.dep[t] in SUBJECTS or (parse.dep[t] == "pobj" and parse.lower[parse.head[t]] == "by")

    def _is_left(self, t: int) -> bool:
        """Whether a place is one that somebody is driven from or leaves, and none of origin."""
        return self._parse.dep[t] == "pobj" and self._parse.lower[self._parse.head[t]] == "from"

    def _in_part(self, t: int) -> bool:
        """Whether a name follows a part of a place: the suburbs of Damascus, Idlib's countryside."""
        parse = self._parse
        if parse.dep[t] == "poss":
            return parse.lower[parse.head[t]] in _PARTS
        of = parse.head[t]
        return parse.dep[t] == "pobj" and parse.lower[of] == "of" and parse.lower[parse.head[of]] in _PARTS

    def _whole_among(self, codes: tuple[str, ...]) -> Entry | None:
        """Of several countries the one of the whole text."""
        return self.whole if self.whole is not None and self.whole.code in codes else None

    def _only(self, codes: tuple[str, ...]) -> Entry | None:
        return self._countries.get(codes[0]) if len(codes) == 1 else None

    def _is_helped(self, t: int) -> bool:
        """Whether a token hangs below help, which rebels get from states that are not theirs."""
        parse = self._parse
        while parse.head[t] != t:
            t = parse.head[t]
            if parse.lemma[t].lower() in _HELP:
                return True
        return False

    @cached_property
    def _sole(self) -> Entry | None:
        """The only country that the text names, be it as a place or not."""
        told = (base.code for m, base in self.lands if not (_is_town(m) and self._is_origin(m.head)))
        return self._only(tuple(dict.fromkeys(code for code in told if code)))

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(base.code or "" for _, base in self.lands)

    @cached_property
    def _places(self) -> Counter[str]:
        return Counter(
            base.code or ""
            for m, base in self.lands
            if base.kind in ("city", "region")
            or any(s.entry.kind == "city" for s in m.senses)
            or self._located(m.head)
        )

    def _foremost(self, counts: Mapping[str, int], share: float) -> Entry | None:
        """The country counted most, if it has that share of all counts and no other as many."""
        first = sorted(counts.items(), key=lambda item: -item[1])[:2]
        if (
            not first
            or first[0][1] < share * sum(counts.values())
            or (len(first) > 1 and first[0][1] == first[1][1])
        ):
            return None
        return self._countries.get(first[0][0])


def _among(counts: Counter[str], codes: Sequence[str]) -> Counter[str]:
    return Counter({c: n for c, n in counts.items() if c in codes})


def _is_town(m: Match) -> bool:
    return any(s.entry.kind == "city" for s in m.senses)


def _tells_where(parse: Parse, verb: int) -> bool:
    return any(parse.lower[c] == "where" for c in parse.children[verb])
