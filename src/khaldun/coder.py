"""The coder: every stage, in order, as one visible list."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, cast

from khaldun.actors import Actors
from khaldun.errors import UsageError
from khaldun.events.build import EventBuilder, Knowledge, Layers
from khaldun.events.opinion import Question
from khaldun.events.relate import relate
from khaldun.events.syntax import Syntax
from khaldun.events.where import places_of
from khaldun.meetings import Found, find_meetings, load_words
from khaldun.model import Article, Coding, Event, Mention, Place, Relation, Status
from khaldun.ontology import DEFAULT_VERSION, load_ontology
from khaldun.places import Gazetteer, outlet_of
from khaldun.text import DEFAULT_PIPELINE
from khaldun.text.dateline import at as dateline_at
from khaldun.text.parse import Parse, Parser
from khaldun.text.quotes import find_quotes
from khaldun.times import find_times

if TYPE_CHECKING:
    from khaldun.adapt import Adapted, PairEvidence
    from khaldun.ontology import Ontology
    from khaldun.reader import PairReading, Reader


class Coder:
    """Loads parser, ontology, lexicon, actors and gazetteer once; then codes articles.

    ``pipeline`` is the name of an installed spaCy pipeline, or a parser already made; ``actors`` a user's own actor
    file laid over the built-in one, ``ontology`` the version of the table from CAMEO to PLOVER; without ``reader``
    relations are told by the frames alone. ``adapted`` is a model of ``khaldun train`` (or its file), in whose types relations are then
    told. Raises ``UsageError`` where the pipeline, the version or the model is not there or does not fit,
    ``ActorFileError`` where the actor file is wrong.
    """

    def __init__(
        self,
        pipeline: str | Parser = DEFAULT_PIPELINE,
        actors: str | Path | None = None,
        ontology: str = DEFAULT_VERSION,
        reader: bool = True,
        adapted: Adapted | str | Path | None = None,
    ) -> None:
        if adapted is not None and not reader:
            raise UsageError("adapted model: needs the reader; leave out --no-reader, or the model")
        self._parser = Parser(pipeline) if isinstance(pipeline, str) else pipeline
        self._with_reader = reader
        self._actors = Actors.load(Path(actors) if actors is not None else None)
        self._gazetteer = Gazetteer.load()
        self._knowledge = Knowledge.load(load_ontology(ontology))
        self._meeting_words = load_words()
        self._adapted = self._fitting(adapted) if adapted is not None else None

    @property
    def knowledge(self) -> Knowledge:
        """Ontology, lexicon and tables that this coder reads by."""
        return self._knowledge

    def code(self, text: str, published: str | dt.date | None = None) -> list[Event]:
        """Code one text; ``published`` is its date, as a date or ISO text ("2014-09-16").

        Raises ``UsageError`` where the date is none.
        """
        day = day_of(published)
        article = Article(id="text", text=text, published=day, published_basis="option" if day else None)
        return list(self.code_article(article).events)

    def code_article(self, article: Article) -> Coding:
        """Code one article, keeping every layer."""
        return next(self.pipe([article]))

    def code_parse(self, article: Article, parse: Parse) -> Coding:
        """Code an article that is parsed already: ``parse`` is of its text."""
        return self._code(article, parse)

    def pipe(self, articles: Iterable[Article], batch_size: int = 16) -> Iterator[Coding]:
        """Code articles in order, parsing in batches of ``batch_size`` articles."""
        ours, theirs = tee(articles)
        for article, parse in zip(ours, self._parser.pipe((a.text for a in theirs), batch_size), strict=True):
            yield self._code(article, parse)

    def parses(self, articles: Iterable[Article]) -> Iterator[Parse]:
        """The parse of each article, in order."""
        return self._parser.pipe(article.text for article in articles)

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> Relation:
        """What ``source`` does to ``target`` (character spans of ``text``); always answers, with its best guess."""
        return self.relate_many([(text, source, target)])[0]

    def where(self, text: str, span: tuple[int, int]) -> list[Place]:
        """The places of what the verb or noun at ``span`` tells (characters of ``text``), coded as an event or not.

        Several where the text lists them ("in Homs and Hama"); none where no place of the sentence is its own.
        """
        return self.where_many([(text, span)])[0]

    def where_many(self, asked: Sequence[tuple[str, tuple[int, int]]]) -> list[list[Place]]:
        """``where`` for many (text, span), parsed in batches; the same order, an answer each."""
        parses = self._parser.pipe((text for text, _ in asked), batch_size=64)
        return [self._where(parse, span) for parse, (_, span) in zip(parses, asked, strict=True)]

    def _where(self, parse: Parse, span: tuple[int, int]) -> list[Place]:
        mentions = self._actors.cast(parse, None).mentions()
        hints, peoples = _countries(self._gazetteer, mentions), _peoples(self._gazetteer, mentions)
        places = self._gazetteer.find(parse, hints, _names(mentions), peoples=peoples)
        return places_of(Syntax(parse), places, span)

    def relate_many(self, pairs: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[Relation]:
        """``relate`` for many (text, source, target), parsed in batches; the same order, an answer each.

        The frames' answer is joined with the learned reader's by the table ``reader/joining.yaml``, unless the
        coder was made without the reader; an adapted coder answers in its own types. Each pair is read by itself,
        so that an answer depends on no other.
        """
        if self._adapted is not None:
            evidence = self.study(pairs)
            return self._adapted.relations(evidence, self.default_relations(evidence), self.ontology)
        framed = self._framed(pairs)
        if self._reader is None:
            return framed
        from khaldun.reader import PairRequest

        read = self._reader.read
        return [
            self._joined(one, read([PairRequest(*pair)])[0]) for one, pair in zip(framed, pairs, strict=True)
        ]

    def study(self, pairs: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[PairEvidence]:
        """What frames and reader see of each pair: what adapted coders rest on.

        Raises ``UsageError`` where the coder was made without the reader.
        """
        from khaldun.adapt.evidence import PairEvidence
        from khaldun.reader import PairRequest

        reader = self._needed_reader()
        found = []
        for framed, pair in zip(self._framed(pairs), pairs, strict=True):
            reading, view = reader.study(PairRequest(*pair))
            found.append(PairEvidence(framed, reading, view))
        return found

    def default_relations(self, evidence: Sequence[PairEvidence]) -> list[Relation]:
        """The frames' answers joined with the reader's, whatever the coder is adapted to."""
        return [self._joined(item.framed, item.reading) for item in evidence]

    @property
    def ontology(self) -> Ontology:
        """The ontology with the mapping table that this coder uses."""
        return self._knowledge.ontology

    @property
    def fingerprint(self) -> str:
        """A hash of the reader's weights, which an adapted model must fit."""
        return self._needed_reader().fingerprint

    def _framed(self, pairs: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[Relation]:
        parses = self._parser.pipe((text for text, _, _ in pairs), batch_size=64)
        return [
            relate(self._knowledge, parse, self._actors.cast(parse, None), source, target)
            for parse, (_, source, target) in zip(parses, pairs, strict=True)
        ]

    def _fitting(self, adapted: Adapted | str | Path) -> Adapted:
        from khaldun.adapt import Adapted

        model = adapted if isinstance(adapted, Adapted) else Adapted.load(Path(adapted))
        model.check(self.fingerprint, self.ontology.version)
        return model

    def _needed_reader(self) -> Reader:
        if self._reader is None:
            raise UsageError("this coder was made without the reader; make it with Coder(reader=True)")
        return self._reader

    @cached_property
    def _reader(self) -> Reader | None:
        # Loaded when first asked for: coding articles does without it and its libraries.
        from khaldun.reader import Reader

        return Reader.load(self.ontology) if self._with_reader else None

    def _joined(self, framed: Relation, reading: PairReading) -> Relation:
        from khaldun.reader.joining import join

        leaf = None if framed.rule.startswith("none") else framed.cameo
        joined = join(leaf, framed.fit, reading, self._knowledge.ontology)
        confidence = self._knowledge.confidence.of_relation(joined.by, joined.confidence)
        if joined.by != "reader":
            return replace(framed, confidence=confidence)
        coding = self._knowledge.ontology.coding(joined.leaf)
        return Relation(
            joined.event_type,
            joined.leaf,
            coding.quad,
            joined.modes,
            cast(Status, reading.status),
            confidence,
            "model:reader",
            framed.fit,
        )

    def _home(self, article: Article, parse: Parse) -> str | None:
        """The country (alpha-3) of the dateline, taken off the text or still in it."""
        head = None if article.dateline else dateline_at(parse.text)
        told = article.dateline or (head.place if head else None)
        return self._gazetteer.home(told) if told else None

    def _ask(self, questions: Sequence[Question]) -> list[PairReading | None]:
        from khaldun.reader import PairRequest

        return self._needed_reader().glance([PairRequest(*question) for question in questions])

    def _code(self, article: Article, parse: Parse) -> Coding:
        home = self._home(article, parse)
        cast = self._actors.cast(parse, article.published, None, home, self._gazetteer.town)
        mentions = cast.mentions()
        times = find_times(parse, article.published)
        hints = _countries(self._gazetteer, mentions)
        peoples = _peoples(self._gazetteer, mentions)
        survey = self._gazetteer.survey(parse, hints, _names(mentions), outlet_of(article), peoples)
        places = survey.places
        if survey.namesakes:
            cast = self._actors.cast(parse, article.published, survey.namesakes, home, self._gazetteer.town)
            mentions = cast.mentions()
        dateline = self._gazetteer.named(article.dateline, hints) if article.dateline else None
        quotes = find_quotes(parse, cast)
        layers = Layers(article, parse, cast, times, places, quotes, dateline, mentions)
        events, aside = EventBuilder(self._knowledge, layers).build(self._ask if self._with_reader else None)
        found = Found(article, parse, cast, mentions, places, times, quotes, events, aside, dateline)
        meetings = find_meetings(self._meeting_words, self._knowledge.moods, found)
        return Coding(
            article=article,
            sentences=tuple(parse.sentence_span(n) for n in range(len(parse.sentences))),
            actors=tuple(mentions),
            places=tuple(places),
            times=tuple(times),
            quotes=tuple(quotes),
            events=tuple(events),
            set_aside=tuple(aside),
            meetings=tuple(meetings),
        )


def day_of(published: str | dt.date | None) -> dt.date | None:
    """A date of publication as given in Python: a date, or ISO text. Raises ``UsageError`` where it is none."""
    if not isinstance(published, str):
        return published
    try:
        return dt.date.fromisoformat(published)
    except ValueError:
        raise UsageError(
            f"published {published!r}: not a date; give year-month-day, as in 2014-09-16"
        ) from None


def _countries(gazetteer: Gazetteer, mentions: Iterable[Mention]) -> list[str]:
    """Countries of an article by how often its own words name them."""
    counted = Counter(
        m.code for m in mentions if m.code is not None and len(m.code) == 3 and _names_country(gazetteer, m)
    )
    return [code for code, _ in counted.most_common(8)]


def _peoples(gazetteer: Gazetteer, mentions: Iterable[Mention]) -> frozenset[str]:
    """Countries told by other words than a place's name ("Italian", not "Italy")."""
    return frozenset(
        m.code
        for m in mentions
        if m.code is not None
        and len(m.code) == 3
        and (named := _CAPITALS.findall(m.text))
        and not any(map(gazetteer.is_place, named))
        and _names_country(gazetteer, m)
    )


def _names_country(gazetteer: Gazetteer, mention: Mention) -> bool:
    """Whether an actor's words tell its country: not by a town that many bear ("Paris police"), nor from the context."""
    words = _CAPITALS.findall(mention.text)
    if mention.kind == "named":
        made_up = (mention.id or "name:").startswith("name:") or (
            len(words) < 2 and (mention.id or "").startswith("person:")
        )
        made_up = made_up or (mention.id or "").startswith(("organisation:", "agent:"))
        return not made_up and not any(map(gazetteer.is_town, words))
    role = (mention.id or "").partition("/")[2]
    told = [w for w in _CAPITALS.findall(mention.name or "") if w.lower() not in role]
    return mention.kind in ("agent", "possession") and any(w in words for w in told)


_CAPITALS = re.compile(r"\b[A-Z][a-z]{3,}\b")


def _names(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Spans of the names of known groups, bodies, peoples and persons, which are no places."""
    return [(m.start, m.end) for m in mentions if m.kind == "named" and (m.id or "").startswith(_NO_PLACES)]


_NO_PLACES = ("group:", "organisation:", "person:", "people:")
