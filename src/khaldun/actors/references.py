"""Pronouns and definite descriptions: the earlier words of the article that they stand for.

One antecedent is chosen by agreement (person, group, body, country; one or several), then by nearness,
subjecthood and how the earlier words name it. What finds none keeps its words, without a code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from khaldun.actors.compose import Identity, Referent, compose, of_entry
from khaldun.actors.entries import Entry
from khaldun.actors.mentions import mention_of
from khaldun.actors.phrases import SUBJECTS, Found, is_plural
from khaldun.actors.words import word_set
from khaldun.model import Mention
from khaldun.text.parse import Parse

if TYPE_CHECKING:
    from khaldun.actors.resolve import Resolver

_MALE = word_set("he him his himself")
_FEMALE = word_set("she her hers herself")
_THING = word_set("it its itself")
_SEVERAL = word_set("they them their theirs themselves both")
_FIRST = word_set("i me my mine we us our ours myself ourselves")
_RELATIVE = word_set("who whom whose which that")
_SAYING = word_set(
    "say tell add declare state announce warn insist claim argue explain note stress reply write believe think hope vow"
    " pledge promise promised ask urge report quote conclude comment acknowledge admit deny"
)
_EMPTY = word_set("seem appear happen rain snow matter turn mean")
_COUNTRY_WORDS = word_set("country nation state republic kingdom emirate monarchy neighbour power")
_GROUP_WORDS = word_set(
    "group organisation organization movement network faction outfit party alliance bloc body agency company firm union"
    " militia insurgency front charity organisation coalition institution council commission"
)
_SIDES = word_set(
    "country nation side government leader minister president party state group neighbour official power"
)
_GOVERNMENTS = word_set("government regime administration cabinet authority")
_TOLD_BY_SECTOR = frozenset(("MIL", "COP", "REB", "PRM", "UAF", "CRM", "SPY"))
_WINDOW = 3
"""Sentences that a pronoun looks back."""
_PERSON_WINDOW = 5
"""Sentences that the description of a person looks back: the official, the minister."""
_LONG_WINDOW = 30
"""Sentences that other definite descriptions look back."""


class Discourse:
    """What an article has spoken of so far, in order."""

    def __init__(self, parse: Parse, resolver: Resolver, countries: dict[str, Entry]) -> None:
        self._parse = parse
        self._resolver = resolver
        self._countries = countries
        self._said: list[Referent] = []
        self._weights: dict[int, float] = {}

    def add(self, referents: list[Referent]) -> None:
        """Take in the actors of a phrase."""
        self._said.extend(referents)

    def _weight(self, t: int) -> float:
        """How likely the actor at a token is to be taken up: subjects first, mere modifiers last."""
        weight = self._weights.get(t)
        if weight is None:
            weight = self._weights[t] = self._weigh(t)
        return weight

    def _weigh(self, t: int) -> float:
        parse = self._parse
        dep = parse.dep[t]
        if dep in SUBJECTS:
            return 2.0
        if dep in ("attr", "appos") or (
            dep == "pobj" and parse.lower[parse.head[t]] in ("as", "like", "than")
        ):
            return -2.0
        if dep in ("amod", "compound", "nmod"):
            return -1.0
        if dep == "pobj" and parse.lower[parse.head[t]] in ("in", "at", "near", "from", "across"):
            return 0.2
        return 1.0 if dep in ("poss", "dobj", "conj", "agent", "pobj") else 0.8

    # Pronouns

    def pronoun(self, t: int) -> list[Referent]:
        """The actors a pronoun stands for; one without code and with a reason where there is no antecedent."""
        word = self._parse.lower[t]
        if self._parse.dep[t] in ("preconj", "predet", "det", "mark"):
            return []
        if word in _FIRST:
            return self._under(t, self._speaker(t), "whose words these are is not known")
        if word in _RELATIVE:
            return self._under(t, self._relative(t), None)
        if word in _MALE or word in _FEMALE:
            return self._under(t, self._somebody(t, word), f"nobody before {word!r} fits it")
        if word in _THING:
            if self._is_empty(t):
                return []
            return self._under(t, self._nearest(t, _thing, _WINDOW), None)
        if word in _SEVERAL:
            return self._under(t, self._several(t), f"nobody before {word!r} fits it")
        return []

    def _under(self, t: int, found: list[Referent], reason: str | None) -> list[Referent]:
        parse = self._parse
        if not found:
            if reason is None:
                return []
            unresolved = Mention(
                parse.words[t], parse.start[t], parse.end[t], reason=reason, head=t, kind="pronoun"
            )
            return [Referent(unresolved, Identity(reason=reason), t)]
        return [r.within(mention_of(parse, t, r.identity, t, t, "pronoun")) for r in found]

    def _somebody(self, t: int, word: str) -> list[Referent]:
        """Persons first; a single unknown name, which may be a place or a firm, only after them."""
        fits = self._person(word)
        sure = self._nearest(
            t, lambda r: fits(r) and (r.mention.kind != "unknown" or " " in r.mention.text), _WINDOW
        )
        return sure or self._nearest(t, fits, _WINDOW)

    def _person(self, word: str) -> Callable[[Referent], bool]:
        gender = "f" if word in _FEMALE else "m"

        def fits(r: Referent) -> bool:
            named = r.identity.kind == "person" or r.identity.being == "person"
            return named and not r.plural and (r.identity.gender or gender) == gender

        return fits

    def _is_empty(self, t: int) -> bool:
        parse, verb = self._parse, self._parse.head[t]
        if parse.dep[t] == "expl" or parse.lemma[verb] in _EMPTY:
            return True
        if parse.dep[t] not in SUBJECTS:
            return False
        deps = {parse.dep[c] for c in parse.children[verb] if c > t}
        if parse.lemma[verb] == "be" and "attr" in deps:
            return True
        clause = deps & {"ccomp", "xcomp", "csubj", "advcl"}
        return (
            parse.lemma[verb] in ("be", "become", "remain", "take", "make")
            and "acomp" in deps
            and bool(clause)
        )

    def _several(self, t: int) -> list[Referent]:
        found = self._nearest(t, _several, _WINDOW)
        if not found:
            return []
        return self._with_conjuncts(found[0])

    def _with_conjuncts(self, referent: Referent) -> list[Referent]:
        """France and Germany, not Germany alone."""
        parse = self._parse
        head = referent.token
        while parse.dep[head] == "conj":
            head = parse.head[head]
        together: dict[str | None, Referent] = {}
        for r in self._said:
            if self._top(r.token) == head and r.mention.kind != "pronoun":
                together.setdefault(r.identity.id or r.mention.text, r)
        same = any(r.identity == referent.identity for r in together.values())
        return list(together.values()) if len(together) > 1 and same else [referent]

    def _top(self, t: int) -> int:
        parse = self._parse
        while parse.dep[t] == "conj" and parse.head[t] != t:
            t = parse.head[t]
        return t

    def _relative(self, t: int) -> list[Referent]:
        parse = self._parse
        node = parse.head[t]
        for _ in range(5):
            if parse.dep[node] == "relcl":
                return self._resolver.read(parse.head[node])
            if parse.head[node] == node:
                break
            node = parse.head[node]
        return []

    def _speaker(self, t: int) -> list[Referent]:
        """Who says the words that a first person stands in: the subject of the verb of saying above it."""
        parse = self._parse
        node = t
        while parse.head[node] != node:
            node = parse.head[node]
            if parse.lemma[node] in _SAYING:
                for child in parse.children[node]:
                    if parse.dep[child] in SUBJECTS and parse.lower[child] not in _FIRST and child != t:
                        return [r for r in self._resolver.read(child) if r.identity.code or r.identity.sector]
        return []

    def _nearest(self, t: int, fits: Callable[[Referent], bool], window: int) -> list[Referent]:
        parse = self._parse
        here = parse.sentence_of[t]
        best: Referent | None = None
        best_score = 0.0
        for r in reversed(self._said):
            if r.token >= t:
                continue
            back = here - parse.sentence_of[r.token]
            if back > window:
                break
            if not fits(r) or self._bound(t, r):
                continue
            score = self._weight(r.token) - 1.5 * back - 0.02 * (t - r.token if back == 0 else 0)
            if best is None or score > best_score:
                best, best_score = r, score
        return [best] if best is not None else []

    def _bound(self, t: int, r: Referent) -> bool:
        """An object cannot stand for the subject of its own verb."""
        parse = self._parse
        if parse.tag[t] == "PRP$" or parse.dep[t] in SUBJECTS:
            return False
        verb = parse.head[t]
        verb = parse.head[verb] if parse.dep[t] == "pobj" else verb
        return parse.dep[r.token] in SUBJECTS and parse.head[r.token] == verb

    # Definite descriptions

    def description(self, t: int, found: Found) -> list[Referent]:
        """The actors that "the group", "the two leaders", "the rebels" take up; none where nothing fits."""
        parse = self._parse
        head = parse.lemma[t].lower()
        pair = any(parse.lower[c] in ("both", "two") for c in parse.children[t] if c < t)
        if pair and head in _SIDES:
            return self._two(t, head, found)
        if parse.tag[t] == "NNS" and head in _COUNTRY_WORDS:
            return []
        if head in _COUNTRY_WORDS and found.words == 1:
            return self._latest(
                t, lambda r: r.identity.kind == "country" or r.identity.being == "country", country=True
            )
        if (head in _GROUP_WORDS and found.entry.weak) or (
            found.entry.is_ == "group" and found.entry.sector == "REB"
        ):
            plural = is_plural(parse, t)
            return self._latest(t, lambda r: _is_group(r, head) and r.plural <= plural)
        national = found.entry.sector in ("GOV", "LEG") and not (found.entry.weak or found.entry.abroad)
        national = national and not is_plural(parse, t)
        return (
            (self._institution(t, found, near=True) if national and found.entry.is_ == "body" else [])
            or self._same_words(t, found, head)
            or (self._institution(t, found, near=False) if national else self._by_sector(t, found))
        )

    def _same_words(self, t: int, found: Found, head: str) -> list[Referent]:
        """The last actor that the same words named, with more beside them: the minister, the army."""
        words = " ".join((*self._parse.lower[found.first : found.head], head))
        heads = _GOVERNMENTS if head in _GOVERNMENTS and found.words == 1 else frozenset((words,))
        window = _WINDOW if found.entry.sector == "CVL" else _LONG_WINDOW
        window = _PERSON_WINDOW if found.entry.is_ == "person" and window == _LONG_WINDOW else window
        return self._nearest(t, lambda r: _ends(r.lemma, heads) and r.identity.code is not None, window)

    def _by_sector(self, t: int, found: Found) -> list[Referent]:
        """The rebels, the troops, the police: the last of that sector whose country is known."""
        entry = found.entry
        if entry.sector not in _TOLD_BY_SECTOR:
            return []
        plural = is_plural(self._parse, t) or entry.is_ == "group"

        def fits(r: Referent) -> bool:
            identity = r.identity
            if identity.sector != entry.sector or identity.code is None:
                return False
            several = r.plural or identity.being in ("group", "body") or identity.kind == "group"
            return several if plural else identity.being == "person" and not r.plural

        return self._latest(t, fits)

    def _institution(self, t: int, found: Found, near: bool) -> list[Referent]:
        """The government, the president: of the officials just named (``near``), or of the only country so far."""
        parse = self._parse
        before = [r for r in self._said if r.token < t and r.identity.code]
        last = [r for r in before if parse.sentence_of[t] - parse.sentence_of[r.token] <= 1]
        # Officials just spoken of tell whose government it is, unless they are of several.
        codes = {r.identity.code for r in last if r.identity.sector in ("GOV", "ELI")}
        if not codes and not near and any(self._weight(r.token) > 0 for r in before):
            codes = {r.identity.code for r in before}
        if len(codes) != 1:
            return []
        country = self._countries.get(codes.pop() or "")
        if country is None:
            return []
        base = of_entry(country, country.code, None)
        words = " ".join(self._parse.lower[found.first : found.last + 1])
        identity = compose(found.entry, words, base, (), former=False)
        return [Referent(mention_of(self._parse, t, identity, t, t, "description"), identity, t, lemma=words)]

    def _latest(self, t: int, fits: Callable[[Referent], bool], country: bool = False) -> list[Referent]:
        return self._nearest(t, fits, _LONG_WINDOW if not country else _WINDOW)

    def _two(self, t: int, head: str, found: Found) -> list[Referent]:
        """Both countries, the two leaders: the two last different ones."""
        parse = self._parse
        chosen: list[Referent] = []
        for r in reversed(self._said):
            if r.token >= t or parse.sentence_of[t] - parse.sentence_of[r.token] > _WINDOW:
                continue
            if not self._sided(r, head) or r.identity.code is None:
                continue
            if all(c.identity.code != r.identity.code for c in chosen):
                chosen.append(r)
            if len(chosen) == 2:
                return chosen[::-1]
        return []

    def _sided(self, r: Referent, head: str) -> bool:
        if head in _COUNTRY_WORDS:
            return r.identity.kind == "country"
        if head in ("side", "government", "party", "group"):
            return r.identity.being != "person" or r.identity.sector is not None
        return r.identity.being == "person" and not r.plural


def _thing(r: Referent) -> bool:
    identity = r.identity
    if r.mention.kind == "unknown":
        return True
    return (
        identity.kind != "person"
        and identity.being != "person"
        and not (r.plural and identity.being == "group")
    )


def _is_group(r: Referent, head: str) -> bool:
    if r.mention.kind == "unknown":
        return False
    named = r.identity.kind in ("group", "organisation")
    return named or (r.identity.code is not None and _ends(r.lemma, frozenset((head,))))


def _several(r: Referent) -> bool:
    return r.plural or r.identity.being in ("group", "body")


def _ends(lemma: str | None, heads: frozenset[str]) -> bool:
    return lemma is not None and any(lemma == head or lemma.endswith(f" {head}") for head in heads)
