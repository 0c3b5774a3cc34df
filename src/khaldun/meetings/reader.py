"""Reading one sentence: which meetings it mentions, and what it tells of parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from khaldun.events.status import StatusReader
from khaldun.meetings.grammar import Grammar
from khaldun.meetings.knowledge import Act, MeetingWords, Outcome
from khaldun.meetings.roster import roster
from khaldun.meetings.told import ABSENCES, Part, Sighting
from khaldun.meetings.where import Where
from khaldun.model import Event, Mention, Status

_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADP": "around"}
_COMING = frozenset({"attend", "come", "join", "participate", "take", "go", "send"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "dobj", "attr", "acomp", "oprd", "prt"})
_PLAIN = frozenset({"nsubj", "aux", "punct", "cc", "conj", "neg", "advmod", "npadvmod", "preconj"})
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nor", "nothing"})
_CODED = frozenset({"040", "042", "043", "044", "046", "036"})


class SentenceReader:
    """Reads the sentences of one article."""

    def __init__(
        self,
        words: MeetingWords,
        grammar: Grammar,
        status: StatusReader,
        where: Where,
        mentions: Sequence[Mention],
        events: Sequence[Event],
    ) -> None:
        self._words = words
        self._grammar = grammar
        self._parse = grammar.parse
        self._status = status
        self._where = where
        self._coded = {e.evidence.trigger[0]: e for e in events if e.cameo in _CODED}
        self._anyone = [m for m in mentions if m.code is not None]
        self._named = self._by_token(mentions)

    def _by_token(self, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
        at = {start: i for i, start in enumerate(self._parse.start)}
        found: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.start in at and self._grammar.is_party(mention):
                found.setdefault(at[mention.start], []).append(mention)
        return found

    def sentence(self, n: int) -> list[Sighting]:
        """The meetings that sentence n mentions, with the parts it tells, in text order."""
        first, last = self._parse.sentences[n]
        found: dict[int, Sighting] = {}
        for i in range(first, last):
            entry = self._grammar.gathering(i)
            if entry is not None:
                refers = self._grammar.is_definite(i)
                noun = self._parse.lemma[i].lower()
                names = self._grammar.names(i)
                found[i] = Sighting(n, i, entry.kind, noun, refers, True, None, names=names)
        verbs: dict[int, list[int]] = {i: [] for i in found}
        for i in range(first, last):
            for act in self._acts_at(i):
                self._read(act, i, found, verbs)
        for i, sighting in list(found.items()):
            self._complete(i, sighting, verbs.get(i, []))
        return [found[i] for i in sorted(found) if found[i].parts or found[i].named or not found[i].refers]

    # Acts ---------------------------------------------------------------------------------------------

    def _acts_at(self, i: int) -> list[Act]:
        parse = self._parse
        lemma, kind = parse.lemma[i].lower(), _KINDS.get(parse.pos[i])
        if kind == "verb" and parse.dep[i] in ("aux", "auxpass"):
            return []
        acts = list(self._words.by_word.get((kind, lemma), ())) if kind else []
        if i > 0 and parse.words[i - 1] == "-":
            acts += self._words.by_word.get(("hyphen", parse.lower[i]), [])
        return [act for act in acts if self._has_its_words(act, i)]

    def _has_its_words(self, act: Act, i: int) -> bool:
        grammar, parse = self._grammar, self._parse
        if act.particle and not grammar.has_particle(i, act.particle):
            return False
        if act.object and not grammar.object_lemmas(i) & act.object:
            return False
        if act.voice is not None and grammar.syntax.is_passive(i) != (act.voice == "passive"):
            return False
        if act.at:
            near = list(grammar.slot("at", i)) + [
                t for m in grammar.slot("among", i) for t in grammar.syntax.prep(m, "at", deep=False)
            ]
            return any(parse.lemma[t].lower() in act.at for t in near)
        return True

    def _read(self, act: Act, i: int, found: dict[int, Sighting], verbs: dict[int, list[int]]) -> None:
        outcome = self._outcome(act, i)
        tokens = self._meeting_of(act, i, found)
        slots = [t for path in act.parties for t in self._grammar.slot(path, i) if t not in tokens]
        parties = self._grammar.before_hyphen(i) if act.hyphen else self._grammar.parties(slots)
        if not tokens:
            token = self._made(act, i, parties, found) or self._presupposed(act, i, found)
            tokens = [] if token is None else [token]
        for token in tokens:
            verbs.setdefault(token, []).append(i)
            if outcome is None:
                continue
            if outcome not in ABSENCES and found[token].status is None:
                found[token].status = self._told(i)
            found[token].parts.extend(Part(m, outcome, i, act.id) for m in parties)
            hosts = [t for path in act.hosts for t in self._grammar.slot(path, i)]
            found[token].parts.extend(Part(m, "host", i, act.id) for m in self._grammar.parties(hosts))
            found[token].group |= outcome in ("met", "holder") and self._grammar.are_delegates(
                self._grammar.slot("subj", i)
            )

    def _outcome(self, act: Act, i: int) -> Outcome | None:
        parse = self._parse
        if act.hyphen or act.around:
            return act.affirmed
        verb = parse.pos[i] in ("VERB", "AUX")
        refused = verb and (
            (parse.dep[i] == "xcomp" and parse.lemma[parse.head[i]] in self._words.nouns.refusing)
            or self._status.stance(i) == "refused"
        )
        if refused and act.refused is not None:
            return act.refused
        status = self._status.of(i)
        if status == "hypothetical" or (verb and self._is_left_open(i)):
            return None
        if status != "negated":
            return act.affirmed
        return act.negated if not verb or self._denies(act, i) else None

    def _denies(self, act: Act, v: int) -> bool:
        """Whether the verb carries the negation, and not one above it ("has not ruled out attending")."""
        parse = self._parse
        slots = [t for path in act.parties for t in self._grammar.slot(path, v)]
        slots += [c for c in parse.children[v] if parse.dep[c] in ("nsubj", "nsubjpass", "dobj")]
        near = [c for t in slots for c in (t, *parse.children[t])]
        failed = parse.dep[v] == "xcomp" and parse.lemma[parse.head[v]] in ("fail", "decide", "choose", "opt")
        return failed or self._status.denies(v) or any(parse.lower[c] in _NOBODY for c in near)

    def _is_left_open(self, v: int) -> bool:
        """Whether the verb tells what is asked of somebody, or what is not known: "urged Chad not to attend"."""
        parse, nouns = self._parse, self._words.nouns
        asked = any(parse.dep[c] == "mark" and parse.lower[c] in nouns.asking for c in parse.children[v])
        under = parse.dep[v] in ("xcomp", "ccomp") and parse.lemma[parse.head[v]] in nouns.urging
        return asked or (under and any(parse.lower[c] == "to" for c in parse.children[v]))

    def _told(self, i: int) -> Status | None:
        status = self._status.of(i)
        return None if status in ("negated", "hypothetical") else status

    def _meeting_of(self, act: Act, i: int, found: Mapping[int, Sighting]) -> list[int]:
        """The gatherings of this sentence that the act is about."""
        grammar, parse = self._grammar, self._parse
        if act.hyphen:
            head = parse.head[i]
            return [head] if head in found else []
        if act.around:
            return self._around(i, found)
        slots = [t for path in act.meeting if path != "self" for t in grammar.slot(path, i)]
        return [t for t in dict.fromkeys(grammar.gatherings_in(slots)) if t in found and t != i]

    def _around(self, i: int, found: Mapping[int, Sighting]) -> list[int]:
        """The gathering that a preposition is said of: "the talks opened without Sudan"."""
        above = self._parse.head[i]
        if above in found:
            return [above]
        if self._parse.pos[above] not in ("VERB", "AUX"):
            return []
        slots = [*self._grammar.slot("subj", above), *self._grammar.slot("obj", above)]
        if self._grammar.syntax.is_passive(above):
            slots += self._grammar.syntax.surface(above)
        return [t for t in self._grammar.gatherings_in(slots) if t in found]

    def _made(self, act: Act, i: int, parties: Sequence[Mention], found: dict[int, Sighting]) -> int | None:
        """The verb itself where it makes a meeting: told by a coded event, or of people who come for states."""
        if "self" not in act.meeting:
            return None
        status = self._told(i)
        if status is None or (self._grammar.syntax.is_passive(i) and "obj" in act.parties):
            return None  # "was met with opposition"
        group = self._grammar.are_delegates(self._grammar.slot("subj", i))
        if act.hosts and (
            len({m.code for m in parties}) < 2 or self._grammar.gatherings_in(self._grammar.slot("obj", i))
        ):
            return None
        speaks = group and self._grammar.syntax.child(i, "dobj") is None  # not "countries met their targets"
        if not speaks and not self._is_coded(act, i):
            return None
        definite = (
            group and not parties and any(map(self._grammar.is_definite, self._grammar.slot("subj", i)))
        )
        found[i] = Sighting(self._parse.sentence_of[i], i, "meeting", "", definite, False, status)
        return i

    def _is_coded(self, act: Act, i: int) -> bool:
        event = self._coded.get(self._parse.start[i])
        return event is not None and (
            event.cameo != "042" or (act.affirmed == "met" and "obj" in act.parties)
        )

    def _presupposed(self, act: Act, i: int, found: dict[int, Sighting]) -> int | None:
        """The act itself where it names no meeting but must mean the one told of before: "Chad was not invited"."""
        if not act.bare:
            return None
        grammar = self._grammar
        if act.lone and not self._is_alone(i, self._outcome(act, i) == "attender"):
            return None
        if "obj" in act.meeting and grammar.slot("obj", i):
            return None
        if act.object and self._is_for_something_else(i):
            return None
        if any(self._has_prep(i, name) for name in (*act.empty, *act.meeting)):
            return None
        found[i] = Sighting(self._parse.sentence_of[i], i, "meeting", "", True, False, None)
        return i

    def _is_for_something_else(self, v: int) -> bool:
        """Whether what is declined is an invitation to do a thing: "spurned an invitation to work together"."""
        parse = self._parse
        invited = [
            c
            for t in self._grammar.syntax.object(v)
            for c in parse.children[t]
            if parse.dep[c] in ("acl", "relcl")
        ]
        return any(parse.lemma[c] not in _COMING for c in invited)

    def _has_prep(self, i: int, name: str) -> bool:
        parse = self._parse
        return any(
            parse.lower[c] == name and parse.dep[c] in ("prep", "agent", "mark") for c in parse.children[i]
        )

    def _is_alone(self, v: int, plainly: bool) -> bool:
        """Whether a verb of coming has nothing to come for but the meeting; ``plainly``: in the past, and nothing on it at all."""
        parse = self._parse
        deps = {parse.dep[c] for c in parse.children[v]}
        if parse.dep[v] == "xcomp" or deps & _COMPLEMENTS:
            return False
        return not plainly or (parse.tag[v] == "VBD" and deps <= _PLAIN)

    # The gathering itself -----------------------------------------------------------------------------

    def _complete(self, i: int, sighting: Sighting, verbs: Sequence[int]) -> None:
        """Add what complements, lists and coded events tell, then date and place."""
        if sighting.named:
            self._complements(i, sighting)
            if len(sighting.own) > 1 and self._grammar.syntax.owner_child(i) is not None:
                sighting.refers = False  # "his talks with May" are others than those told of before
            if sighting.status is None and not any(p.outcome in ABSENCES for p in sighting.parts):
                sighting.status = self._own_status(i, sighting)
        for token in (i, *verbs):
            self._take_coded(token, sighting)
        if not sighting.refers or sighting.named or sighting.parts:
            self._list(i, sighting)
        for token in (i, *verbs):
            self._take_subjects(token, sighting)
        spans = {(p.actor.start, p.actor.end) for p in sighting.parts if p.outcome != "subject"}
        tokens = [i, *verbs]
        if not sighting.named and sighting.refers:
            tokens = [i]
        sighting.date = self._where.date(self._with_verb(tokens))
        sighting.place = self._where.place(self._with_verb(tokens), spans)

    def _with_verb(self, tokens: list[int]) -> list[int]:
        """The tokens, and the verb that a gathering stands right under."""
        parse = self._parse
        i = tokens[0]
        if parse.dep[i] in ("nsubj", "nsubjpass", "dobj") and parse.head[i] not in tokens:
            return [*tokens, parse.head[i]]
        return tokens

    def _own_status(self, i: int, sighting: Sighting) -> Status | None:
        status: Status = "hypothetical" if self._is_wished(i) else self._status.of(i)
        if status in ("negated", "hypothetical"):
            return None if sighting.refers else status
        return None if sighting.refers and status == "actual" else status

    def _is_wished(self, i: int) -> bool:
        """Whether the gathering is only asked for or put off: "demanded a meeting", "called for talks"."""
        parse = self._parse
        above = parse.head[i]
        if parse.dep[i] == "pobj" and parse.lower[above] == "for":
            above = parse.head[above]
        elif parse.dep[i] not in ("dobj", "nsubjpass"):
            return False
        return parse.pos[above] == "VERB" and parse.lemma[above] in self._words.nouns.wishing

    def _complements(self, i: int, sighting: Sighting) -> None:
        grammar = self._grammar
        for act in self._words.of_gathering:
            tokens = [t for path in act.parties for t in grammar.slot(path, i)]
            parties = grammar.parties(tokens)
            if act.delegates and not grammar.are_delegates(tokens):
                parties = [m for m in parties if (m.id or "").startswith("organisation:")]
                if not parties:
                    continue
            sighting.group |= act.delegates
            if act.joint and len({m.code for m in parties}) < 2:
                parties = [m for m in parties if (m.id or "").startswith("organisation:")]  # "a NATO summit"
            if act.affirmed is not None:
                sighting.parts.extend(Part(m, act.affirmed, i, act.id) for m in parties)

    def _take_coded(self, token: int, sighting: Sighting) -> None:
        event = self._coded.get(self._parse.start[token])
        if event is None or event.status in ("negated", "hypothetical") or not event.reciprocal:
            return
        if ">" in event.rule:
            return  # who plans, wants or attends it is read by the acts
        known = {p.actor.identity for p in sighting.parts}
        for mention in event.actors:
            if self._grammar.is_party(mention) and mention.identity not in known:
                sighting.parts.append(Part(mention, "met", token, event.rule))

    def _take_subjects(self, token: int, sighting: Sighting) -> None:
        """Whom the meeting is about: "a conference on Libya", "met to discuss the war in Syria"."""
        parse = self._parse
        for c in parse.children[token]:
            about = parse.dep[c] == "prep" and parse.lower[c] in self._words.nouns.about
            purpose = (
                parse.pos[c] == "VERB" and parse.dep[c] in ("xcomp", "advcl", "acl") and parse.tag[c] == "VB"
            )
            if about or purpose:
                span = (parse.start[parse.left_edge(c)], parse.end[parse.right_edge(c)])
                sighting.parts.extend(Part(m, "subject", c, "about.m") for m in self.within(*span))

    def within(self, start: int, end: int) -> list[Mention]:
        """The actors named in a stretch of text, pronouns left out."""
        return [m for m in self._anyone if start <= m.start and m.end <= end and m.kind != "pronoun"]

    def _list(self, i: int, sighting: Sighting) -> None:
        if sighting.group or not sighting.named:
            groups = {t for path in ("subj", "with") for t in self._grammar.slot(path, i)}
        else:
            groups = set(self._grammar.slot("of", i))
        groups |= {
            t for p in sighting.parts for path in ("subj", "obj") for t in self._grammar.slot(path, p.trigger)
        }
        for present, cue, mention in roster(self._parse, self._words, self._named, i, groups):
            taken = next((p for p in sighting.parts if p.actor.identity == mention.identity), None)
            if present and taken is None:
                sighting.parts.append(Part(mention, "attender", cue, "list.m"))
            elif not present:
                if taken is not None:
                    sighting.parts.remove(taken)
                sighting.parts.append(Part(mention, "absent", cue, "list.m"))
