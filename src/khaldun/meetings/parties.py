"""The parties of a meeting: one entry an actor and role, with every sentence that tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khaldun.meetings.join import Account
from khaldun.meetings.knowledge import MeetingWords
from khaldun.meetings.told import ABSENCES, Part
from khaldun.model import Evidence, Manner, MeetingParty, Mention, PartyRole, Place
from khaldun.text.parse import Parse


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one meeting by role."""

    hosts: tuple[MeetingParty, ...]
    attenders: tuple[MeetingParty, ...]
    absentees: tuple[MeetingParty, ...]
    subjects: tuple[MeetingParty, ...]


def _code(key: str) -> str:
    """The country of a party, or the body itself: two bodies are two sides."""
    code, _, rest = key.partition("/")
    return rest if code in _BODIES else code


class Parties:
    """Gathers parts into parties."""

    def __init__(self, parse: Parse, words: MeetingWords) -> None:
        self._parse = parse
        self._state = words.nouns.state

    def of(self, account: Account, place: Place | None, more: Sequence[Part] = ()) -> Roles:
        """Hosts, attenders, absentees and subjects of a meeting at that place; ``more`` are parts beside the account's."""
        subjects: dict[str, list[Part]] = {}
        hosts: dict[str, list[Part]] = {}
        attenders: dict[str, list[Part]] = {}
        absentees: dict[str, list[Part]] = {}
        parts = [*(p for s in account.sightings for p in s.parts), *more]
        for part in parts:
            who = self.key(part.actor)
            if part.outcome == "subject":
                subjects.setdefault(who, []).append(part)
            elif part.outcome in ABSENCES:
                absentees.setdefault(who, []).append(part)
            elif part.outcome == "host" or self._holds_alone(part, parts, account):
                hosts.setdefault(who, []).append(part)
            else:
                attenders.setdefault(who, []).append(part)
                if part.outcome == "chair" and place is not None and part.actor.code == place.country:
                    hosts.setdefault(who, []).append(part)
        return Roles(
            self._made(hosts, "host"),
            self._made(attenders, "attender"),
            self._made(absentees, "absentee"),
            self._made(subjects, "subject"),
        )

    def _holds_alone(self, part: Part, parts: Sequence[Part], account: Account) -> bool:
        if part.outcome != "holder" or account.kind not in ("conference", "summit"):
            return False
        return {self.key(p.actor) for p in parts if p.is_there} == {self.key(part.actor)}

    def key(self, actor: Mention) -> str:
        """What makes two mentions one party: a state by its code whoever comes for it, others by code, sector and id."""
        comes_for_it = actor.sector in self._state or actor.sector in ("UNK", "CVL")
        state = (actor.id or "").partition("/")[0] in (
            f"country:{(actor.code or '').lower()}",
            "",
        ) or comes_for_it
        if state and (actor.sector is None or comes_for_it) and actor.code not in _BODIES:
            return f"{actor.code}"
        return f"{actor.code}/{actor.sector or '-'}/{self._body(actor)}"

    def _body(self, actor: Mention) -> str:
        """The body that somebody speaks for: an envoy of the United Nations is the United Nations."""
        return (actor.id or actor.text).partition("/")[0]

    def _made(self, told: dict[str, list[Part]], role: PartyRole) -> tuple[MeetingParty, ...]:
        made = []
        for parts in told.values():
            manners = [p.outcome for p in parts if p.outcome in ABSENCES]
            manner: Manner | None = min(manners, key=ABSENCES.index) if manners else None
            evidence = {(p.trigger): self.evidence(p.trigger) for p in parts}
            rules = tuple(dict.fromkeys(p.rule for p in parts))
            actor = min((p.actor for p in parts), key=lambda m: (m.kind == "pronoun", m.start))
            made.append(
                MeetingParty(actor, role, manner, tuple(evidence[t] for t in sorted(evidence)), rules)
            )
        return tuple(made)

    def is_political(self, roles: Roles, account: Account) -> bool:
        """Whether two political actors of different sides meet there, or one is known of a meeting among many."""
        present, absentees = (*roles.hosts, *roles.attenders), roles.absentees
        there = {self.key(p.actor) for p in present}
        if len({_code(key) for key in there}) > 1:
            return True
        large = account.kind != "meeting"
        sides = {p.actor.sector for p in present} & (_ARMED | ({"OPP"} if large else set()))
        if len(there) > 1 and sides:
            return True  # a government and those who fight it
        if not there | {self.key(p.actor) for p in absentees}:
            return False
        official = any(p.actor.sector not in ("PTY", "LEG") for p in (*absentees, *roles.hosts))
        return any(s.group for s in account.sightings) or (large and official)

    def evidence(self, token: int) -> Evidence:
        """The sentence of a token, with that token as its trigger."""
        parse = self._parse
        n = parse.sentence_of[token]
        start, end = parse.sentence_span(n)
        return Evidence(parse.text[start:end], start, end, (parse.start[token], parse.end[token]), n)

    def first(self, token: int) -> int:
        """The first token of a noun phrase, up to its head."""
        parse = self._parse
        near = [c for c in parse.children[token] if c < token and parse.dep[c] in _BEFORE]
        return min([parse.left_edge(c) for c in near], default=token)


_ARMED = frozenset({"PRE", "REB", "PRM", "UAF"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})
_BEFORE = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "nummod", "det"})
