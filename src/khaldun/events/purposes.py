"""Purposes: what a deed is done for is its aim, and no deed beside it; aircraft sent to bomb have bombed.

"Launched an offensive to oust {the militia}" is an offensive against it; "sent jets to bomb {the port}" bombed it; "sent
troops to fight {the rebels}" is the deed of whoever sent them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khaldun.events.deeds import VIOLENT, Deed, Roles
from khaldun.events.status import StatusReader
from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed

_HARMFUL = ("17", *VIOLENT)
_HELP = "07"


class Purposes:
    """Folds the purposes of one article's deeds into what is done for them."""

    def __init__(self, syntax: Syntax, roles: Roles, status: StatusReader) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._roles = roles
        self._status = status

    def fold(self, deeds: Sequence[Deed]) -> list[Deed]:
        """The deeds of one sentence, in the order given, without those that are only the purpose of another."""
        found = list(deeds)
        for deed in deeds:
            verb = self._host(deed)
            if verb is None:
                continue
            host = next((d for d in found if d.trigger == verb and d is not deed), None)
            if deed.root == _HELP and host is None:
                self._promise(found, deed, verb)
                continue
            if host is not None and host.root in VIOLENT and not host.reciprocal:
                if not any(self._roles.is_known(t) for t in host.recipients):
                    found[found.index(host)] = replace(host, recipients=deed.recipients)
                found.remove(deed)
            elif self._sends(verb):
                sent = self._sent(deed, verb)
                found[found.index(deed)] = sent
                if host is not None and host.root == "15" and sent.status == host.status:
                    found.remove(host)
        return found

    def _promise(self, found: list[Deed], deed: Deed, verb: int) -> None:
        """Whom what is promised to be sent shall help: "offered to send medics to help {Chad}"."""
        for n, host in enumerate(found):
            if (
                verb in host.used
                and host.root == "03"
                and not any(map(self._roles.is_known, host.recipients))
            ):
                found[n] = replace(host, recipients=deed.recipients)
                found.remove(deed)
                return

    def _host(self, deed: Deed) -> int | None:
        """The verb that tells what is done for a harmful deed; ``None`` where the deed is no purpose."""
        parse, i = self._parse, deed.trigger
        helps = deed.root == _HELP and self._sends(parse.head[i])
        if (
            not (helps or deed.root in _HARMFUL)
            or parse.tag[i] != "VB"
            or parse.dep[i] not in ("advcl", "xcomp", "acl")
        ):
            return None
        if not any(parse.dep[c] == "aux" and parse.lower[c] == "to" for c in parse.children[i]):
            return None
        verb = parse.head[i]
        if parse.dep[i] == "acl" and parse.dep[verb] == "dobj":
            verb = parse.head[verb]
        if parse.pos[verb] != "VERB" or verb > i:
            return None
        return verb if parse.dep[i] == "advcl" or self._sends(verb) else None

    def _sends(self, verb: int) -> bool:
        return self._parse.lemma[verb] in listed("sending out") and bool(self._syntax.object(verb))

    def _sent(self, deed: Deed, verb: int) -> Deed:
        """The deed of what is sent: its sender's, and done where aircraft are sent to do it."""
        parse = self._parse
        senders = self._syntax.subject(verb)
        if not self._roles.countries(deed.actors) and any(self._roles.is_known(t) for t in senders):
            members = [m for t in senders for m in self._syntax.members(t)]
            deed = replace(
                deed, actors=tuple(t for t in members if t not in deed.recipients), reciprocal=False
            )
        flying = any(parse.lemma[t] in listed("striking arms") for t in self._syntax.object(verb))
        if flying and deed.root in VIOLENT and deed.status == "hypothetical":
            deed = replace(deed, status=self._status.of(verb))
        return deed
