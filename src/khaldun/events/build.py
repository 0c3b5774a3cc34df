"""From deeds to events: commitments, parties, selection, and one event for what is told twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khaldun.events.bygone import SHORTEST, Bygone, load_bygone, rules_say
from khaldun.events.confidence import Rates, load_confidence, signs_of
from khaldun.events.deeds import VIOLENT, CastLike, Deed, Roles, in_politics
from khaldun.events.force import rooted, sided
from khaldun.events.frames import FrameReader
from khaldun.events.merge import merge
from khaldun.events.opinion import Ask, readings
from khaldun.events.past import Past
from khaldun.events.remarks import is_remark
from khaldun.events.respectively import paired
from khaldun.events.setting import EventDate, Setting
from khaldun.events.status import Moods, StatusReader, load_moods
from khaldun.events.syntax import Syntax
from khaldun.events.topics import Topics, load_topics
from khaldun.events.ultimatums import Ultimatums
from khaldun.lexicon.grammar import listed
from khaldun.lexicon.load import Lexicon, load
from khaldun.lexicon.tables import Refinement, Rule, Sides, load_composition, load_refinements, load_sides
from khaldun.model import (
    Article,
    Attribution,
    Event,
    Evidence,
    Mention,
    Place,
    Quote,
    SetAside,
    Source,
    When,
    WouldBe,
)
from khaldun.ontology import LeafCoding, Ontology
from khaldun.text.parse import Parse

Parties = tuple[Mention, ...]

# Types in which a class of people without a country (protesters, gunmen) may stand.
_CLASSES_OF_PEOPLE = frozenset({"PROTEST", "ASSAULT", "COERCE"})
_SILENT = "no frame"
# Sectors of which one country has several bodies that are known by name.
_RIVALS = frozenset({"PTY", "OPP", "REB", "PRM", "SOC"})
_PERSONS = ("person:", "name:")
# Offices of which a government has one, by the last word of their names.
_OFFICES = frozenset(
    {"president", "minister", "premier", "chancellor", "king", "queen", "speaker", "ambassador"}
)
_UNNAMED = ("agent:", "country:", "people:", "region:", "leader:", "person:")
# What is done by who is in office: help, troops, sanctions, force. Others speak, meet and sign too.
_OF_OFFICE = frozenset({"07", "15", "16", "17", "18", "19", "20"})
# Who has people of their own to tell what to do.
_LEADING = frozenset({"GOV", "LEG", "MIL", "COP", "REB", "PTY", "OPP", "NGO", None})
# Coercion and killing that is only aimed at has not been done to anybody.
_AIMS = ("17", "1823")
# A crowd's violence is a protest, but those who suffer it are others all the same.
_RIOT = "145"
# Who says of others that they are so, accuses them.
_LAYING = frozenset({"be-behind.v", "responsible.a"})
# A meeting and a visit are told of one side alone.
_BY_ONE = frozenset({"meet.v", "visit.v"})
# CAMEO roots of requests, criticism and refusals.
_WORDS = frozenset({"10", "11", "12"})
# Verbal deeds want one who speaks.
_SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONSULT", "AGREE", "CONCEDE"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the event stage reads by, loaded once."""

    ontology: Ontology
    lexicon: Lexicon
    composition: dict[str, Rule]
    refinements: Sequence[Refinement]
    sides: Sequence[Sides]
    moods: Moods
    topics: Topics
    confidence: Rates
    bygone: Bygone

    @classmethod
    def load(cls, ontology: Ontology) -> Knowledge:
        """The program's own lexicon and tables under that ontology."""
        lexicon = load()
        return cls(
            ontology,
            lexicon,
            load_composition(),
            load_refinements(lexicon.classes),
            load_sides(),
            load_moods(),
            load_topics(),
            load_confidence(),
            load_bygone(),
        )


@dataclass(frozen=True, slots=True)
class Layers:
    """What the stages before have found in one article."""

    article: Article
    parse: Parse
    cast: CastLike
    times: Sequence[When]
    places: Sequence[Place]
    quotes: Sequence[Quote]
    dateline: Place | None = None
    mentions: Sequence[Mention] = ()


class EventBuilder:
    """The events of one article."""

    def __init__(self, knowledge: Knowledge, layers: Layers) -> None:
        self._k = knowledge
        self._layers = layers
        self._parse = layers.parse
        syntax = self._syntax = Syntax(layers.parse)
        self._roles = Roles(layers.cast, _countries_of(layers), syntax)
        self._status = StatusReader(syntax, knowledge.moods)
        self._ultimatums = Ultimatums(syntax, self._roles)
        self._frames = FrameReader(
            syntax,
            self._roles,
            self._status,
            knowledge.lexicon,
            knowledge.composition,
            knowledge.refinements,
        )
        self._setting = Setting(
            layers.article, syntax, layers.times, layers.places, layers.quotes, layers.dateline
        )
        self._subject = knowledge.topics.read(layers.parse, layers.article.title)
        published = layers.article.published
        self._past = (
            Past(syntax, self._setting.times, published)
            if published is not None and len(layers.parse.sentences) >= SHORTEST
            else None
        )

    def build(self, ask: Ask | None = None) -> tuple[list[Event], list[SetAside]]:
        """All events of the article in text order, and what was set aside with its reason.

        ``ask`` answers for the learned reader, which speaks where the frames are silent; without it they speak alone.
        """
        events: list[Event] = []
        aside: list[SetAside] = []
        for n in range(len(self._parse.sentences)):
            deeds = [one for deed in self._frames.sentence(n) for one in paired(self._parse, deed)]
            if not deeds:
                aside.append(SetAside(n, _SILENT))
            for deed in deeds:
                made = self._event(n, deed)
                if isinstance(made, SetAside):
                    aside.append(made)
                else:
                    events.append(made)
        if ask is not None:
            read = self._read(events, ask)
            events = sorted([*events, *read], key=lambda event: event.sentence)
            silent = {event.sentence for event in read}
            aside = [one for one in aside if one.sentence not in silent or one.reason != _SILENT]
        return merge(events), aside

    def _read(self, events: Sequence[Event], ask: Ask) -> list[Event]:
        """What only the learned reader sees, in sentences that the frames make nothing of."""
        told = {event.sentence for event in events}
        found: list[Event] = []
        for one in readings(self._parse, self._status, self._layers.mentions, told, ask):
            made = self._event(one.sentence, one.deed)
            if isinstance(made, Event):
                sure = self._k.confidence.of_reading(one.certainty)
                found.append(replace(made, confidence=sure))
        return found

    # One deed -----------------------------------------------------------------------------------------

    def _event(self, n: int, deed: Deed) -> Event | SetAside:
        rule = " > ".join(deed.rules)
        attribution = self._setting.attribution(deed)
        actors = _spoken(self._parties(deed.actors), attribution)
        when = self._setting.date(deed)
        history = (
            when.historical
            or self._is_commemorated(deed, when.basis)
            or (_were_in_office(deed, actors) and not when.basis.startswith("text"))
        )
        if deed.status == "actual" and history and self._status.may_be_past(deed.trigger):
            deed = replace(deed, status="historical")
        elif deed.status in ("hypothetical", "future") and self._setting.is_of_past(deed.trigger):
            deed = replace(deed, status="historical")  # "the risk of a war like last year's invasion"
        recipients = _spoken(self._parties(deed.recipients, deed.trigger), attribution)
        if "03" <= deed.root <= "08" and self._parse.dep[deed.trigger] in ("acl", "relcl"):
            recipients = _but_own(recipients, actors)
        deed, actors, recipients = self._taken_at_their_word(deed, attribution, actors, recipients)
        deed = self._weighed(deed, when)
        if not self._k.ontology.is_event(deed.leaf):
            return SetAside(n, f"CAMEO {deed.leaf} is no event", rule)
        if not deed.reciprocal:
            deed = replace(deed, leaf=sided(deed.leaf, actors, recipients, self._k.sides))
        coding = self._k.ontology.coding(deed.leaf)
        reciprocal = deed.reciprocal
        if reciprocal:
            actors, recipients = _distinct([*actors, *recipients]), ()
        else:
            themselves = [r for r in recipients if _same(r, actors) and not self._is_other(deed, r, actors)]
            recipients = tuple(r for r in recipients if r not in themselves)
            if themselves and not recipients and all(r.kind == "possession" for r in themselves):
                deed = replace(deed, recipients=())  # one's own town or law: a deed at home, to nobody else
        sectors = {m.sector for m in (*actors, *recipients)}
        told = self._subject.drops(n, coding.event_type, sectors)
        reason = f"{told.topic} story" if told else self._unfit(coding, deed, actors, recipients, reciprocal)
        if reason is not None:
            return SetAside(
                n,
                reason,
                rule,
                WouldBe(
                    coding.event_type,
                    deed.leaf,
                    deed.status,
                    actors,
                    recipients,
                    reciprocal,
                    self._span(deed.trigger),
                ),
                told.topic if told else None,
                told.words if told else (),
            )
        modes = tuple(
            dict.fromkeys((*coding.modes, *(m for m in deed.modes if m in self._valid_modes(coding))))
        )
        place, place_reason = self._setting.place(deed, (*actors, *recipients))
        evidence = self._evidence(n, deed.trigger)
        signs = signs_of(self._parse, deed, coding.event_type, actors, recipients)
        event = Event(
            id="",
            article_id=self._layers.article.id,
            sentence=n,
            date=when.date,
            date_end=when.date_end,
            date_precision=when.precision,
            date_basis=when.basis,
            event_type=coding.event_type,
            modes=modes,
            contexts=self._contexts(n, coding, deed),
            quad=coding.quad,
            score=self._k.ontology.score(coding.event_type, modes),
            cameo=deed.leaf if reciprocal else rooted(deed.leaf, actors, recipients),
            status=deed.status,
            actors=actors,
            recipients=recipients,
            reciprocal=reciprocal,
            place=place,
            place_reason=place_reason,
            attribution=attribution,
            evidence=evidence,
            further_evidence=(),
            rule=rule,
            confidence=self._k.confidence.of(signs),
            source=self._source(),
        )
        return replace(event, id=_content_hash(event))

    def _weighed(self, deed: Deed, when: EventDate) -> Deed:
        """A deed told as done, as news or as history by all that the article tells of its time."""
        if self._past is None or deed.status not in ("actual", "historical"):
            return deed
        may_be_past = self._status.may_be_past(deed.trigger)
        rules = rules_say(when.basis, when.historical, deed.status == "historical", may_be_past)
        history = self._k.bygone.is_history(self._past.signs(deed.trigger, deed.root, rules))
        return replace(deed, status="historical" if history else "actual")

    def _is_commemorated(self, deed: Deed, basis: str) -> bool:
        """Whether a story of an anniversary, or one that sets out from long ago, tells the deed without a date of its own."""
        return (self._subject.is_history or self._setting.is_long_ago) and not basis.startswith("text")

    def _valid_modes(self, coding: LeafCoding) -> set[str]:
        return set(self._k.ontology.types[coding.event_type].modes)

    def _parties(self, tokens: Sequence[int], verb: int = -1) -> tuple[Mention, ...]:
        return _outermost(_distinct([m for t in tokens for m in self._roles.apart(t, verb)]))

    def _taken_at_their_word(
        self, deed: Deed, attribution: Attribution | None, actors: Parties, recipients: Parties
    ) -> tuple[Deed, Parties, Parties]:
        """What one says one will do is a promise of it, or a threat of it where it is hostile; what one says one will
        not do is a refusal, what one no longer does is ended; what one says
        others are behind is an accusation; what one says another should do is a request.
        """
        speaker = attribution.speaker if attribution is not None else None
        cooperative = "03" <= deed.root <= "08"
        deploys = deed.root == "15" and bool(recipients) and not self._is_marching_in(deed)
        if deed.stance == "refused" and (cooperative or deploys) and any(m.known for m in actors):
            whom = recipients or self._told(deed, actors)
            return replace(self._turned(deed, "refuse"), reciprocal=False), actors, whom
        if deed.stance == "awaited":
            return deed, actors, recipients
        if self._is_laid_at_their_door(deed, speaker, actors):
            leaf = self._k.composition["accuse"].allegation(deed.leaf)
            blamed = replace(deed, leaf=leaf, status="actual", reciprocal=False)
            return blamed, (speaker,) if speaker else (), actors
        if deed.stance == "ended" and deed.status == "negated" and "05" <= deed.root <= "07":
            return replace(self._turned(deed, "stop"), reciprocal=False), actors, recipients
        if deed.status == "future" and ("04" <= deed.root <= "08" or deploys):
            ultimatum = deed.leaf.startswith("087") and self._ultimatums.is_one(deed.trigger)
            turned = self._turned(deed, "threaten" if ultimatum else "agree")
            return turned, actors, recipients or self._told(deed, actors)
        ahead = deed.status == "future" or self._status.is_vowed(deed.trigger)
        hostile = deed.root >= "14" or deed.leaf == "125"  # to call off talks is threatened before it is done
        if ahead and hostile and speaker is not None and _same(speaker, actors):
            return self._turned(deed, "threaten"), actors, recipients or self._told(deed, actors)
        if deed.stance == "urged" and speaker is not None and speaker.known and not _same(speaker, actors):
            aimed = self._k.composition["request"].aims(deed.leaf)
            asked = recipients if aimed or not any(m.known for m in actors) else actors
            return replace(self._turned(deed, "request"), reciprocal=False), (speaker,), asked
        return deed, actors, recipients

    def _is_laid_at_their_door(self, deed: Deed, speaker: Mention | None, actors: Parties) -> bool:
        """Whether a speaker says that others did a hostile deed ("said that Russia was behind the attack")."""
        return (
            not _LAYING.isdisjoint(deed.rules)
            and self._parse.dep[deed.trigger] not in ("acl", "relcl")
            and deed.root >= "14"
            and deed.status in ("actual", "historical", "hypothetical")
            and speaker is not None
            and speaker.code is not None
            and any(m.known for m in actors)
            and not _same(speaker, actors)
        )

    def _is_other(self, deed: Deed, recipient: Mention, actors: Parties) -> bool:
        """Whether one of the same code suffers it all the same: a town of one's own, another person or band."""
        root = "18" if deed.leaf == _RIOT else deed.root
        if root in VIOLENT and self._is_ground(recipient):
            return True
        if deed.root in _WORDS and recipient.kind in ("named", "agent") and in_politics(recipient):
            return recipient.sector is not None and all(
                recipient.id != a.id and a.sector is not None for a in actors
            )
        return all(_are_two(recipient, a, root) for a in actors)

    def _is_word(self, deed: Deed, actors: Parties) -> bool:
        """Whether a verb tells what one in politics says of something: "condemned {it}", whatever that is taken for."""
        told = deed.root in _WORDS and self._parse.pos[deed.trigger] == "VERB"
        told = told and all(m.kind == "pronoun" for t in deed.recipients for m in self._roles.mentions(t))
        return told and deed.status in ("actual", "historical") and any(map(in_politics, actors))

    def _is_ground(self, mention: Mention) -> bool:
        """Whether a mention is a town or region: the army that shells one of its own country shells it all the same."""
        return mention.sector is None and any(
            mention.start <= p.start and p.end <= mention.end and p.country == mention.code
            for p in self._layers.places
            if p.precision != "country"
        )

    def _is_marching_in(self, deed: Deed) -> bool:
        """Whether troops go into or against a land, which is no help to it."""
        parse = self._parse
        told = {deed.trigger, *deed.spine}
        preps = [c for t in told for c in parse.children[t] if parse.dep[c] == "prep"]
        return any(parse.lower[c] in ("into", "against", "across", "over", "onto") for c in preps)

    def _told(self, deed: Deed, speakers: Parties) -> Parties:
        """Whom a promise, refusal or threat is told to: "told {Poland} that it would send tanks"."""
        parse, i = self._parse, deed.trigger
        while parse.dep[i] in ("conj", "xcomp") and parse.head[i] != i:
            i = parse.head[i]
        verb = parse.head[i]
        if parse.dep[i] != "ccomp" or parse.lemma[verb] not in listed("telling"):
            return ()
        told = self._parties(self._syntax.object(verb) or self._syntax.indirect(verb))
        return tuple(m for m in told if m.known and not _same(m, speakers))

    def _turned(self, deed: Deed, operator: str) -> Deed:
        leaf = self._k.composition[operator].leaf(deed.leaf)
        return replace(deed, leaf=leaf or deed.leaf, status="actual")

    def _unfit(
        self,
        coding: LeafCoding,
        deed: Deed,
        actors: tuple[Mention, ...],
        recipients: tuple[Mention, ...],
        reciprocal: bool,
    ) -> str | None:
        """Why a deed is no event, or ``None`` where it is one."""
        kind = coding.event_type
        known_actors = [m for m in actors if m.known]
        known_recipients = [m for m in recipients if m.known]
        everyone = [*known_actors, *known_recipients]
        if not everyone:
            return "no known actor"
        if kind not in _CLASSES_OF_PEOPLE and not any(m.code is not None for m in everyone):
            return "no actor with a country or code"
        if not any(m.code for m in everyone) and is_remark(self._syntax, deed):
            return "a general remark"
        if kind == "SUPPORT" and self._is_beside(deed.trigger):
            return "only describes somebody"  # "soldiers backed by tanks broke through"
        if deed.leaf.startswith(_AIMS) and deed.status == "hypothetical" and self._is_aim(deed.trigger):
            return "only an aim"
        if deed.leaf == "100" and _are_own_people(actors, recipients):
            return "told to one's own people"
        if kind in _SPOKEN and not known_actors:
            return "nobody known who says it"
        visits = deed.leaf in ("042", "043") or (deed.leaf == "036" and deed.rules[-1].startswith("visit"))
        alone = self._is_told_of_one(deed, actors, recipients)
        if visits and not any(m.code for m in known_recipients) and not alone:
            return "no country or body is visited"
        if reciprocal or kind == "CONSULT" or (deed.leaf == "036" and not visits):
            if len(everyone) < 2 and not alone:
                return "only one known party"
        elif deed.recipients and not recipients and kind in _SPOKEN and not self._is_word(deed, actors):
            return "actor and recipient are the same"
        if self._k.ontology.types[kind].recipient_needed and not known_recipients and not reciprocal:
            return "no known recipient"
        return None

    def _is_beside(self, i: int) -> bool:
        """Whether a participle only tells who those are that do something else: "soldiers {backed} by tanks broke through"."""
        parse = self._parse
        subject = parse.dep[parse.head[i]] in ("nsubj", "nsubjpass")
        return parse.dep[i] == "acl" and parse.tag[i] == "VBN" and subject

    def _is_aim(self, i: int) -> bool:
        """Whether an infinitive tells what somebody is about: "came to {kill} the king", "moved to {disarm} them"."""
        parse = self._parse
        to = any(parse.dep[c] == "aux" and parse.lower[c] == "to" for c in parse.children[i])
        return to and parse.dep[i] in ("advcl", "xcomp") and parse.pos[parse.head[i]] == "VERB"

    def _is_told_of_one(self, deed: Deed, actors: Parties, recipients: Parties) -> bool:
        """Whether a verb tells what one in politics does with people unknown: "telephoned both men", "the council met"."""
        if self._parse.pos[deed.trigger] != "VERB" or deed.status in ("hypothetical", "negated"):
            return False
        if len(deed.rules) > 1 or not any(map(in_politics, actors)):
            return False
        if deed.rules[0] in _BY_ONE or deed.leaf == "057":
            return not any(map(self._roles.is_known, deed.recipients))
        return bool(recipients) and deed.leaf in ("036", "040", "041", "046")

    def _contexts(self, n: int, coding: LeafCoding, deed: Deed) -> tuple[str, ...]:
        first, last = self._parse.sentences[n]
        cued = self._k.ontology.contexts_of(lemma.lower() for lemma in self._parse.lemma[first:last])
        return tuple(dict.fromkeys((*coding.contexts, *deed.contexts, *cued)))

    def _evidence(self, n: int, trigger: int) -> Evidence:
        start, end = self._parse.sentence_span(n)
        return Evidence(self._parse.text[start:end], start, end, self._span(trigger), n)

    def _span(self, token: int) -> tuple[int, int]:
        return (self._parse.start[token], self._parse.end[token])

    def _source(self) -> Source:
        article = self._layers.article
        return Source(article.url, article.publication, article.title, article.published)


def _countries_of(layers: Layers) -> dict[int, Mention]:
    """Towns and regions by token, as the countries that they are part of: who bombs Aleppo bombs Syria."""
    parse = layers.parse
    at = {start: i for i, start in enumerate(parse.start)}
    found: dict[int, Mention] = {}
    for place in layers.places:
        i = at.get(place.start)
        if i is None or place.country is None:
            continue
        while parse.end[i] < place.end:
            i += 1
        found[i] = Mention(
            place.text, place.start, place.end, place.country, place.country, id=f"country:{place.country.lower()}",
            head=i, kind="possession",
        )  # fmt: skip
    return found


def _were_in_office(deed: Deed, actors: Parties) -> bool:
    """Whether those who were in office once did what only who is in office does: "Bush ordered strikes" told long after him."""
    return (
        deed.root in _OF_OFFICE
        and bool(actors)
        and all(m.sector == "ELI" and (m.id or "").startswith("person:") for m in actors)
    )


def _are_own_people(actors: Parties, recipients: Parties) -> bool:
    """Whether a state or group tells its own people, or just people, what to do: "told its citizens to leave"."""
    codes = {m.code for m in actors if m.sector in _LEADING}
    return bool(codes and recipients) and all(
        m.sector == "CVL" and (m.code is None or m.code in codes) for m in recipients
    )


_FIRST_PERSON = frozenset({"I", "We", "we", "us", "me", "Our", "our", "My", "my", "ourselves"})  # not "US"


def _spoken(parties: Parties, attribution: Attribution | None) -> Parties:
    """In quoted speech "we" and "I" are whoever speaks."""
    speaker = attribution.speaker if attribution is not None else None
    if speaker is None or not speaker.known:
        return parties
    return tuple(
        replace(speaker, text=m.text, start=m.start, end=m.end, head=m.head, kind="pronoun")
        if m.text in _FIRST_PERSON
        else m
        for m in parties
    )


def _but_own(recipients: Parties, actors: Parties) -> Parties:
    """Of several helped those of another country than the helpers: "the Chilean army and Peruvian rebels backed by Chile"."""
    codes = {m.code for m in actors if m.code is not None}
    others = tuple(m for m in recipients if m.code not in codes)
    return others if any(m.code for m in others) else recipients


def _same(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mention is one of the others: the same code and sector; a bare country acts as its government."""
    for other in others:
        if mention.code is None and other.code is None:
            if mention.start == other.start or (
                mention.sector is not None and mention.sector == other.sector
            ):
                return True
        elif (
            mention.code == other.code
            and (mention.sector or "GOV") == (other.sector or "GOV")
            and not _are_rivals(mention, other)
        ):
            return True
    return False


def _are_two(mention: Mention, other: Mention, root: str) -> bool:
    """Whether two of one code and sector are told as different people: "Peron dismissed Galan", "a man shot his cousin"."""
    one, two = (m.id or "" for m in (mention, other))
    people = one.startswith("person:") and two.startswith("person:") and "/" not in one + two
    spelt = {mention.kind, other.kind} <= {"named", "agent", "pronoun"} and mention.sector is not None
    harmed = spelt and (root in VIOLENT or (root == "17" and mention.sector != "GOV"))
    return one != two and (people or harmed or _are_two_persons(mention, other))


def _are_rivals(mention: Mention, other: Mention) -> bool:
    """Whether two are known by name as different parties or groups of one country: the Tories and Labour."""
    one, two = (_group(m) for m in (mention, other))
    return one is not None and two is not None and one != two


def _are_two_persons(mention: Mention, other: Mention) -> bool:
    """Whether two are persons of other names, or offices, of one government: a minister who attacks the president."""
    pairs = zip(_held(mention), _held(other), strict=True)
    return any(None not in pair and pair[0] != pair[1] for pair in pairs)


def _held(mention: Mention) -> tuple[str | None, str | None]:
    """The person who is named, or whose people these are ("the {Roosevelt} administration"), and the office told."""
    base, _, office = (mention.id or "").partition("/")
    person = base if mention.sector is not None and base.startswith(_PERSONS) else None
    return person, office if office.rpartition("-")[2] in _OFFICES else None


def _group(mention: Mention) -> str | None:
    """The party or group that a mention names or belongs to."""
    base = (mention.id or "").partition("/")[0]
    return base if mention.sector in _RIVALS and base and not base.startswith(_UNNAMED) else None


def _distinct(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions in order, one for each actor."""
    found: list[Mention] = []
    for mention in mentions:
        same = any(
            (mention.known and mention.identity == m.identity)
            or (not mention.known and mention.start == m.start)
            or (
                mention.kind == "pronoun" and (mention.code, mention.sector) == (m.code, m.sector) and m.known
            )
            for m in found
        )
        if not same:
            found.append(mention)
    return tuple(m for m in found if not any(_is_part(m, other) for other in found))


def _is_part(mention: Mention, other: Mention) -> bool:
    """Whether a country is named within the words for somebody of it: the US of "US troops"."""
    inside = other.start <= mention.start and mention.end <= other.end
    longer = other.end - other.start > mention.end - mention.start
    return inside and longer and mention.code == other.code and mention.sector is None


def _outermost(mentions: Parties) -> Parties:
    """The mentions without those told again within the words of another: of "French air force raids" the air force.

    A person whose troops they are stands for them: "Macron's troop withdrawal".
    """
    found = mentions
    for inner in mentions:
        around = next((m for m in found if m.text != inner.text and _is_within(inner, m)), None)
        if around is not None:
            person = (inner.id or "").startswith("person:")
            found = tuple(m for m in found if m is not (around if person else inner))
    return found


def _is_within(inner: Mention, outer: Mention) -> bool:
    return inner.code == outer.code and outer.start <= inner.start and inner.end <= outer.end


def _content_hash(event: Event) -> str:
    """An id that is the same for the same event in the same article, and for no other."""
    parts = [
        event.article_id,
        str(event.evidence.trigger),
        event.evidence.text,
        event.cameo,
        event.status,
        *(f"a{m.start}:{m.code}:{m.sector}" for m in event.actors),
        *(f"r{m.start}:{m.code}:{m.sector}" for m in event.recipients),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
