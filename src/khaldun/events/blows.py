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
        return found

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
