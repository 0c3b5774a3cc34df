"""Definite descriptions: "the group", "both countries", "the minister", by the earlier words they take up."""

from __future__ import annotations

from collections.abc import Callable, Set

from khaldun.actors.compose import Referent, compose, of_entry
from khaldun.actors.discourse import Discourse
from khaldun.actors.entries import INTERNATIONAL, Entry
from khaldun.actors.mentions import mention_of
from khaldun.actors.pairs import Pairs
from khaldun.actors.phrases import MODIFIERS, Found, is_plural
from khaldun.actors.words import words
from khaldun.text.parse import Parse

_COUNTRY_WORDS = words("country words")
_GROUP_WORDS = words("group words")
_OWN_WORDS = words("own words")
"""What only those are called that bear the word in their name."""
_BODY_WORDS = words("body words")
"""What bodies of states are called, who are no mere "group"."""
_KINDRED = dict.fromkeys(("government", "administration"), words("governments"))
"""Under which words a government has been told of; no elected one becomes a regime."""
_CALLED_BEFORE = frozenset(("opposition", "regime"))
"""What is rather the one so called before than that of the officials just named."""
_HOME = frozenset(("OPP", "PTY", "LEG", "ELI"))
"""Sectors of those who speak of the government of their own country."""
_AT_HOME = frozenset(("OPP", "PRM", "REB"))
"""Sectors of those whose own state acts against them."""
_ASKING = words("asking")
_ROYAL = words("royal offices")
_MONARCHIES = words("monarchies")
"""Codes of the countries that have kings, emirs or sultans."""
_FEARED = words("feared")
"""Words that rather take up a group of no country than a country's rebels."""
_TOLD_BY_SECTOR = frozenset(("MIL", "COP", "REB", "PRM", "UAF", "CRM", "SPY"))
_WINDOW = 3
"""Sentences that a pronoun looks back."""
_PERSON_WINDOW = 5
"""Sentences that the description of a person looks back: the official, the minister."""
_LONG_WINDOW = 30
"""Sentences that other definite descriptions look back."""


class Descriptions:
    """Reads the definite descriptions of one article."""

    def __init__(
        self, parse: Parse, discourse: Discourse, countries: dict[str, Entry], scene: Entry | None = None
    ) -> None:
        """``scene`` is the country in which the text's places lie."""
        self._parse = parse
        self._scene = scene
        self._discourse = discourse
        self._countries = countries
        self._pairs = Pairs(parse, discourse)

    def read(self, t: int, found: Found) -> list[Referent]:
        """The actors that "the group", "the two leaders", "the rebels" take up; none where nothing fits."""
        parse = self._parse
        head = parse.lemma[t].lower()
        if self._pairs.is_pair(t):
            return self._pairs.read(t)
        if parse.tag[t] == "NNS" and head in _COUNTRY_WORDS:
            return []
        if head in _COUNTRY_WORDS and (found.words == 1 or found.entry.reason):
            return self._told_of(t) or self._latest(
                t, lambda r: r.identity.kind == "country" or r.identity.being == "country", country=True
            )
        if (head in _GROUP_WORDS and found.entry.weak) or (
            found.entry.is_ == "group" and found.entry.sector == "REB"
        ):
            if parse.dep[t] in ("attr", "appos") or any(parse.tag[c] == "JJS" for c in parse.children[t]):
                return []  # "remains the strongest group" says so of its subject
            if head in _GROUP_WORDS and is_plural(parse, t):
                return self._latest(t, lambda r: _is_group(r, head) and r.plural)
            plural = is_plural(parse, t)
            latest = self._latest(
                t,
                lambda r: (
                    _is_group(r, head)
                    and (r.plural <= plural or _is_named(r))
                    and self._may_rebel(r, t, found)
                ),
                prefers=self._group_of(t, found),
            )
            return self._newer(t, head, latest) if head in _GROUP_WORDS else latest
        national = found.entry.sector in ("GOV", "LEG", "OPP") and not (
            found.entry.weak or found.entry.abroad or found.entry.code
        )
        national = national and not is_plural(parse, t)
        body = national and found.entry.is_ == "body"
        return (
            (self._own(t, found) if body and head != "regime" else [])
            or (self._institution(t, found, near=True) if body and head not in _CALLED_BEFORE else [])
            or self._same_words(t, found, head)
            or (self._of_scene(t, found) if head == "opposition" else [])
            or (self._institution(t, found, near=False) if national and head != "regime" else [])
            or (self._own(t, found) if national else self._by_sector(t, found))
        )

    def _may_rebel(self, r: Referent, t: int, found: Found) -> bool:
        """Whether an actor can be called the rebels: they fight the state of the country told of, and not the world."""
        if "rebel" not in self._parse.lemma[t] and "rebel" not in self._parse.lower[found.first : found.head]:
            return True
        code = r.identity.code
        return code not in INTERNATIONAL and (self._scene is None or code in (None, self._scene.code))

    def _newer(self, t: int, head: str, latest: list[Referent]) -> list[Referent]:
        """What was taken up, unless "a group of refugees" came after it."""
        parse = self._parse
        since = latest[0].token if latest else t
        for i in range(t - 1, since, -1):
            if parse.lemma[i] == head and any(parse.lower[c] in ("a", "an") for c in parse.children[i]):
                return []
        return latest

    def _told_of(self, t: int) -> list[Referent]:
        """ "The country" is the one told of, unless its own sentence has named another before."""
        if self._scene is None or self._parse.lower[t] not in ("country", "nation"):
            return []
        said = [r for r in self._discourse.said if r.token < t and r.identity.kind == "country"]
        here = self._parse.sentence_of[t]
        if any(self._parse.sentence_of[r.token] == here for r in said):
            return []
        return [r for r in said if r.identity.code == self._scene.code][-1:]

    def _same_words(self, t: int, found: Found, head: str) -> list[Referent]:
        """The last actor that the same words named, with more beside them: the minister, the army."""
        words = " ".join((*self._parse.lower[found.first : found.head], head))
        heads = _KINDRED.get(head, frozenset((words,))) if found.words == 1 else frozenset((words,))
        window = _WINDOW if found.entry.sector == "CVL" else _LONG_WINDOW
        if found.entry.is_ == "person" and window == _LONG_WINDOW and " " not in words:
            window = _PERSON_WINDOW  # there may be many a minister, but hardly two foreign ministers
        parse = self._parse
        against = parse.dep[t] == "pobj" and parse.lower[parse.head[t]] in ("at", "against")
        others = {None, *self._acting(t, found)} if against else {None}

        def called(r: Referent) -> bool:
            return _ends(r.lemma, heads) and r.identity.code not in others

        def alone(r: Referent) -> bool:
            return called(r) and parse.dep[r.token] not in MODIFIERS  # not the regime of "regime forces"

        nearest = self._discourse.nearest
        return (nearest(t, alone, window) if head == "regime" else []) or nearest(t, called, window)

    def _by_sector(self, t: int, found: Found) -> list[Referent]:
        """The rebels, the troops, the police: the last of that sector whose country is known."""
        entry = found.entry
        if entry.sector not in _TOLD_BY_SECTOR:
            return []
        plural = is_plural(self._parse, t) or entry.is_ == "group"
        acting = self._acting(t, found)
        if entry.is_ == "body" and not plural:  # "Russian forces, led by the air force"
            return self._discourse.nearest(
                t, lambda r: r.identity.sector == entry.sector and r.identity.code is not None, 0
            )

        def fits(r: Referent) -> bool:
            identity = r.identity
            if identity.sector != entry.sector or identity.code is None:
                return False
            if not self._may_rebel(r, t, found) or identity.code in acting:
                return False
            several = r.plural or identity.being in ("group", "body") or identity.kind == "group"
            return several if plural else identity.being == "person" and not r.plural

        return self._latest(t, fits, prefers=self._feared(t, found))

    def _acting(self, t: int, found: Found) -> frozenset[str]:
        """Countries of those who act on a phrase, which is therefore not theirs; but rebels are fought by their own state."""
        return self._discourse.acting_on(t, _AT_HOME if found.entry.sector in _AT_HOME else None)

    def _feared(self, t: int, found: Found) -> Callable[[Referent], float]:
        """The jihadists, the terror group: rather a group of no country, where one has been named."""
        words = {*self._parse.lower[found.first : found.head], self._parse.lemma[t].lower()}
        bonus = 1.5 if words & _FEARED else 0.0
        return lambda r: bonus if r.identity.code == "IMG" else 0.0

    def _group_of(self, t: int, found: Found) -> Callable[[Referent], float]:
        """The same; and one whose name stands before its people counts as they do: Isis leaders … the organisation."""
        feared, discourse, parse = self._feared(t, found), self._discourse, self._parse

        def prefers(r: Referent) -> float:
            if parse.dep[r.token] in MODIFIERS and _is_named(r):
                return feared(r) + max(0.0, discourse.weight(parse.head[r.token]) - discourse.weight(r.token))
            return feared(r)

        return prefers

    def _institution(self, t: int, found: Found, near: bool) -> list[Referent]:
        """The government, the president: of the officials just named (``near``), or of the only country so far."""
        parse = self._parse
        before = [r for r in self._discourse.said if r.token < t and r.identity.code]
        last = [r for r in before if parse.sentence_of[t] - parse.sentence_of[r.token] <= 1]
        # Officials just spoken of tell whose government it is, unless they are of several.
        codes = {r.identity.code for r in last if r.identity.sector in ("GOV", "ELI")}
        if not codes and not near and any(self._discourse.weight(r.token) > 0 for r in before):
            codes = {r.identity.code for r in before}
        if self._parse.lemma[t].lower() in _ROYAL:
            # Whoever telephones the king is not of his country, and a republic has none.
            codes = (codes - self._acting(t, found)) & _MONARCHIES
        if len(codes) != 1:
            return []
        return self._of(t, found, codes.pop())

    def _own(self, t: int, found: Found) -> list[Referent]:
        """The government, the parliament of those who speak of it: what an opposition leader blames is his country's."""
        discourse, here = self._discourse, self._parse.sentence_of[t]
        sector = found.entry.sector  # a minister may speak of the opposition of any country
        theirs = {"GOV": _HOME, "OPP": _HOME - {"ELI"}}.get(sector or "", _HOME | {"GOV"})
        if self._parse.dep[t] == "dobj" and self._parse.lemma[self._parse.head[t]] in _ASKING:
            theirs = theirs | {"CVL", "SOC", "JRN", "EDU", "MED", "BUS", "LAB", "JUD"}  # people ask their own
        speakers = [
            r
            for r in discourse.said
            if r.token < t
            and self._parse.sentence_of[r.token] == here
            and r.identity.sector in theirs
            and (r.identity.being == "person" or r.identity.sector == "OPP")
            and discourse.weight(r.token) >= 2
        ]
        codes = {r.identity.code for r in speakers} - {None, *INTERNATIONAL}
        return self._of(t, found, codes.pop()) if len(codes) == 1 else []

    def politicians(self, t: int) -> str | None:
        """The country of the politicians and offices told of before a token, in its sentence or else in the one before it."""
        here = self._parse.sentence_of[t]
        for n in (here, here - 1):
            codes = {
                r.identity.code
                for r in self._discourse.said
                if r.token < t
                and self._parse.sentence_of[r.token] == n
                and r.identity.sector in _HOME | {"GOV"}
                and r.identity.code not in (None, *INTERNATIONAL)
            }
            if codes:
                return codes.pop() if len(codes) == 1 else None
        return None

    def _of_scene(self, t: int, found: Found) -> list[Referent]:
        """An institution of the country where things happen, if anybody of it has been told of."""
        code = self._scene.code if self._scene is not None else None
        told = any(r.identity.code == code for r in self._discourse.said if r.token < t)
        return self._of(t, found, code) if told else []

    def _of(self, t: int, found: Found, code: str | None) -> list[Referent]:
        """An institution of a country."""
        country = self._countries.get(code or "")
        if country is None:
            return []
        base = of_entry(country, country.code, None)
        words = " ".join(self._parse.lower[found.first : found.last + 1])
        identity = compose(found.entry, words, base, (), former=False)
        return [Referent(mention_of(self._parse, t, identity, t, t, "description"), identity, t, lemma=words)]

    def _latest(
        self,
        t: int,
        fits: Callable[[Referent], bool],
        country: bool = False,
        prefers: Callable[[Referent], float] = lambda _: 0.0,
    ) -> list[Referent]:
        return self._discourse.nearest(t, fits, _LONG_WINDOW if not country else _WINDOW, prefers)


def _is_group(r: Referent, head: str) -> bool:
    if r.mention.kind == "unknown":
        return False
    named = r.identity.kind in ("group", "organisation")
    if named and head in _OWN_WORDS:
        return head in (r.identity.name or "").lower() or _ends(r.lemma, frozenset((head,)))
    if r.identity.code in ("UNO", "EUR", "IGO") and head not in _BODY_WORDS:
        return False
    return named or (r.identity.code is not None and _ends(r.lemma, frozenset((head,))))


def _is_named(r: Referent) -> bool:
    """Whether it is one group by its name, however that sounds: the Red Brigades."""
    return r.mention.kind == "named" and r.identity.kind in ("group", "organisation")


def _ends(lemma: str | None, heads: Set[str]) -> bool:
    return lemma is not None and any(lemma == head or lemma.endswith(f" {head}") for head in heads)
