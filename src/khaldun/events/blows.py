"""Blows: a strike and the harm that it did are one deed, whoever the sentence names for either.

"An air raid on {the port} killed {ten sailors}" is told once; "killed {ten sailors} in raids on {the militia}" are raids
of whoever killed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khaldun.events.deeds import VIOLENT, Deed, Roles
from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed


class Blows:
    """Joins the blows of one article with the harm that they did."""

    def __init__(self, syntax: Syntax, roles: Roles) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._roles = roles

    def join(self, deeds: Sequence[Deed]) -> list[Deed]:
        """The deeds of one sentence, in the order given, each blow once and with whoever struck it."""
        found = list(deeds)
        for deed in deeds:
            if deed.root not in VIOLENT or self._parse.lemma[deed.trigger] not in listed("blows"):
                continue
            harm = next((d for d in found if d is not deed and self._tells(d, deed)), None)
            if harm is None:
                continue
            if not self._known(deed.actors):
                deed_at = found.index(deed)
                deed = found[deed_at] = replace(deed, actors=harm.actors)
            if self._known(harm.recipients) and self._struck_by(harm, deed):
                found.remove(deed)
                if not self._known(harm.actors):
                    found[found.index(harm)] = replace(harm, actors=deed.actors)
        return self._with_harm(found)

    def _with_harm(self, deeds: Sequence[Deed]) -> list[Deed]:
        """The deeds, without the harm that a verb beside the blow tells: "shelled {the port}, killing {ten sailors}"."""
        found = list(deeds)
        for harm in deeds:
            if harm.root not in VIOLENT or self._parse.lemma[harm.trigger] not in listed("harming"):
                continue
            verb = self._came_of(harm)
            blow = next((d for d in found if d is not harm and verb in d.spine and self._is_blow(d)), None)
            if blow is None or blow.status != harm.status:
                continue
            hurt = [t for t in harm.recipients if t not in blow.recipients]
            actors = blow.actors if self._known(blow.actors) else harm.actors
            found[found.index(blow)] = replace(blow, actors=actors, recipients=(*blow.recipients, *hurt))
            found.remove(harm)
        return found

    def _is_blow(self, deed: Deed) -> bool:
        return deed.root in VIOLENT and not deed.reciprocal

    def _came_of(self, harm: Deed) -> int | None:
        """The verb of the blow that did a harm: "struck …, {killing} ten", "ten were {killed} when shells struck"."""
        parse, v = self._parse, harm.trigger
        while parse.dep[v] == "conj" and parse.tag[parse.head[v]] == "VBG":
            v = parse.head[v]
        if parse.tag[v] == "VBG":
            return parse.head[v] if parse.dep[v] in ("advcl", "conj") else None
        if parse.tag[v] != "VBN" or self._known(harm.actors):
            return None
        for c in parse.children[v]:
            marks = {parse.lower[g] for g in parse.children[c] if parse.dep[g] in ("advmod", "mark")}
            if parse.dep[c] == "advcl" and marks & {"when", "as"} and parse.tag[c] == "VBD":
                return self._last(c)
        return None

    def _last(self, v: int) -> int:
        """The last of several clauses: of "when a crowd gathered and soldiers {fired}" the firing killed."""
        parse = self._parse
        further = [c for c in parse.children[v] if parse.dep[c] == "conj" and parse.tag[c] == "VBD"]
        return self._last(further[-1]) if further else v

    def _tells(self, harm: Deed, blow: Deed) -> bool:
        """Whether a verb tells the harm that a blow did."""
        parse, v = self._parse, harm.trigger
        if harm.root not in VIOLENT or parse.pos[v] != "VERB" or harm.reciprocal or blow.reciprocal:
            return False
        if harm.status != blow.status or parse.lemma[v] not in listed("harming"):
            return False
        within = self._syntax.prep(v, "in", deep=False)
        return blow.trigger in (
            *self._syntax.subject(v),
            *(m for t in within for m in self._syntax.members(t)),
        )

    def _struck_by(self, harm: Deed, blow: Deed) -> bool:
        """Whether nobody else is told to have struck than did the harm, and only the place of it to have been struck."""
        roles = self._roles
        others = [t for t in blow.recipients if any(m.sector not in (None, "GOV") for m in roles.mentions(t))]
        same = roles.countries(blow.actors) <= roles.countries(harm.actors)
        placed = roles.countries(blow.recipients) <= roles.countries(harm.recipients)
        return not others and placed and (same or not self._known(harm.actors))

    def _known(self, tokens: Sequence[int]) -> bool:
        return any(map(self._roles.is_known, tokens))
