"""What an article is about, as far as it decides whether its verbs can be meant: sport, show, business, opinion.

"Spain beat Iran" and "shares were hammered" are the field's best known errors. Words, phrases and scorelines of
``topics.yaml`` give points, words of politics give points against; where a topic outweighs politics its events are set
aside with the words that told, but for those that a sentence of politics in such a story tells.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.yaml_data import read_yaml

_FILE = "events/topics.yaml"
_TOKEN = re.compile(r"[\w.&%]+(?:['’]\w+)?|-")
_POLITICS = "politics"
_TELLING, _PLAIN = 2, 1
_OFTEN = 3
"""The same word counts no more than so often: a name that stands in every sentence is one sign, not twenty."""
_SCORED = "sport"
_TITLE = -1
_MOST_SHOWN = 8
_HEAD_LENGTH = 120


class Politics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of politics, and the sectors of actors whose deeds are politics in any story."""

    telling: list[str]
    words: list[str]
    parties: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Hit:
    word: str
    points: int
    sentence: int


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic that is no politics, or (``history``) one whose past is history.

    A story needs ``least`` points and ``share`` points for each hundred words, from two words that differ or from
    its head.
    """

    least: int
    share: float
    words: list[str]
    telling: list[str] = []
    heads: list[str] = []
    """Regular expressions; one that fits the beginning of title or text gives ``least`` points at once."""
    neutral: frozenset[str] = frozenset()
    """Words of politics that mean something else here."""
    keeps: frozenset[str] = frozenset()
    """Event types that such a story may well report."""
    kept_by: frozenset[str] = frozenset()
    """Sectors whose deeds such a story may well report."""
    outweighs: float = 1.0
    """How many points it needs for each point of politics; 0: an opinion is set aside whatever it is on."""
    several: int = 0
    """So many different plain words, and more points, tell it even without a telling word where nothing is political."""
    history: bool = False
    """Whether nothing is set aside but told as history."""

    def is_told_by(self, hits: Sequence[_Hit], political: bool) -> bool:
        """Whether words are enough: two that differ, one of them telling, or several plain ones."""
        words = {hit.word for hit in hits}
        if any(hit.points >= _TELLING for hit in hits):
            return len(words) >= 2
        return 0 < self.several <= len(words) and _points(hits) > self.several and not political


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    politics: Politics
    topics: dict[str, Topic]


@dataclass(frozen=True, slots=True)
class Told:
    """A topic and the words that tell it, those of most weight first."""

    topic: str
    words: tuple[str, ...]


class Words(Protocol):
    """A text and its words, token by token; a parse has them."""

    @property
    def text(self) -> str:
        """As it is written."""

    @property
    def words(self) -> Sequence[str]:
        """Tokens as they are written."""

    @property
    def lower(self) -> Sequence[str]:
        """Tokens in lower case."""

    @property
    def lemma(self) -> Sequence[str]:
        """Lemmas."""

    @property
    def sentence_of(self) -> Sequence[int]:
        """The number of each token's sentence."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A title, which nobody parses: its words stand for their lemmas too."""

    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    sentence_of: list[int]

    @classmethod
    def of(cls, text: str) -> _Line:
        words = _TOKEN.findall(text)
        lower = [word.lower() for word in words]
        singular = [word.removesuffix("s") for word in lower]
        return cls(text, words, lower, singular, [_TITLE] * len(words))


class Topics:
    """The table of topics, ready to be asked of a text."""

    def __init__(self, politics: Politics, topics: dict[str, Topic]) -> None:
        self.table = topics
        self.parties = politics.parties
        self._names = (_POLITICS, *topics)
        self._index: dict[str, list[tuple[tuple[str, ...], str, str, int]]] = defaultdict(list)
        tables: dict[str, Politics | Topic] = {_POLITICS: politics, **topics}
        for name, lists in tables.items():
            for points, entries in ((_TELLING, lists.telling), (_PLAIN, lists.words)):
                self._add(name, entries, points)
        self._heads = {name: [re.compile(h, re.IGNORECASE) for h in t.heads] for name, t in topics.items()}

    def _add(self, name: str, entries: Iterable[str], points: int) -> None:
        for entry in dict.fromkeys(entries):
            first, *rest = _TOKEN.findall(entry)
            if any(other[1] == name and other[2] == entry for other in self._index[first]):
                continue  # telling as well as plain: the first counts
            self._index[first].append((tuple(rest), name, entry, points))

    def read(self, text: Words, title: str | None = None) -> Subject:
        """What a text is about, by its words, its title and how both begin."""
        hits: dict[str, list[_Hit]] = {name: [] for name in self._names}
        for name, hit in self._hits(text):
            hits[name].append(hit)
        if title:
            named = _Line.of(title)
            for name, hit in self._hits(named):
                hits[name].append(hit)
        size = len(text.lemma) + (len(named.lemma) if title else 0)
        heads = [_first_line(part) for part in (title, text.text) if part and part.strip()]
        found: list[tuple[float, str]] = []
        for name, topic in self.table.items():
            head = next((m[0] for h in self._heads[name] for line in heads if (m := h.match(line))), None)
            if head is not None:
                hits[name].insert(0, _Hit(head.rstrip(" :|-"), topic.least, _TITLE))
            weight = _weight(topic, hits[name], hits[_POLITICS], size, head is not None)
            if weight is not None:
                found.append((weight, name))
        return Subject(self, tuple(name for _, name in sorted(found, key=lambda f: -f[0])), hits)

    def _hits(self, text: Words) -> Iterator[tuple[str, _Hit]]:
        index = self._index
        lemmas = [lemma.lower() for lemma in text.lemma]
        # An entry may stand as its lemma or as it is written; a name stands with its capital.
        forms = (lemmas, text.lower, text.words)
        starts = [(i, word) for i, word in enumerate(lemmas) if word in index]
        for form, before in ((text.lower, lemmas), (text.words, text.lower)):
            starts += [(i, word) for i, word in enumerate(form) if word != before[i] and word in index]
        best: dict[tuple[str, int], _Hit] = {}  # one word speaks for a topic once
        for i, word in starts:
            for rest, name, entry, points in index[word]:
                known = best.get((name, i))
                if (known is None or points > known.points) and self._goes_on(forms, i, rest):
                    best[name, i] = _Hit(entry, points, text.sentence_of[i])
        yield from ((name, hit) for (name, _), hit in best.items())
        for i in (i for i, word in enumerate(text.lower) if word == "-" and i > 0):
            if _is_score(text.lower, i):
                score = f"{text.lower[i - 1]}-{text.lower[i + 1]}"
                yield _SCORED, _Hit(score, _TELLING, text.sentence_of[i])

    @staticmethod
    def _goes_on(forms: Sequence[Sequence[str]], i: int, rest: Sequence[str]) -> bool:
        """Whether a phrase's other words follow the token at i."""
        if not rest:
            return True
        if i + len(rest) >= len(forms[0]):
            return False
        return all(any(form[i + n] == word for form in forms) for n, word in enumerate(rest, 1))


class Subject:
    """What one text is about, asked event by event."""

    def __init__(self, topics: Topics, names: tuple[str, ...], hits: dict[str, list[_Hit]]) -> None:
        self._topics = topics
        self._hits = hits
        self.names = names
        """The text's topics, the heaviest first."""

    @property
    def is_history(self) -> bool:
        """Whether what it tells in the past without a date of its own is history."""
        return any(self._topics.table[name].history for name in self.names)

    def drops(self, sentence: int, event_type: str, sectors: Collection[str | None]) -> Told | None:
        """The topic that speaks against an event of such parties in that sentence, or ``None``."""
        for name in self.names:
            topic = self._topics.table[name]
            if topic.history or event_type in topic.keeps or not topic.kept_by.isdisjoint(sectors):
                continue
            if topic.outweighs and self._is_political(sentence, name, sectors):
                continue
            return Told(name, self._evidence(name))
        return None

    def _is_political(self, sentence: int, name: str, sectors: Collection[str | None]) -> bool:
        """Whether a sentence of a sport story tells politics: its words do, and so does who acts."""
        neutral = self._topics.table[name].neutral
        politics = [hit for hit in self._hits[_POLITICS] if hit.sentence == sentence]
        plain = [hit for hit in politics if hit.word not in neutral]
        own = _points(hit for hit in self._hits[name] if hit.sentence == sentence)
        if self._topics.parties.isdisjoint(sectors):
            return _points(plain) >= own + _TELLING
        return bool(plain) or _points(politics) >= own

    def _evidence(self, name: str) -> tuple[str, ...]:
        weights: dict[str, int] = defaultdict(int)
        for hit in self._hits[name]:
            weights[hit.word] += hit.points
        return tuple(sorted(weights, key=lambda word: -weights[word])[:_MOST_SHOWN])


def _weight(
    topic: Topic, own: Sequence[_Hit], politics: Sequence[_Hit], size: int, headed: bool
) -> float | None:
    """Points a hundred words where the text is of this topic, else ``None``."""
    if not own:
        return None
    points = _points(own)
    share = 100 * points / max(size, 1)
    against = _points(hit for hit in politics if hit.word not in topic.neutral)
    if not headed:
        if points < topic.least or share < topic.share:
            return None
        if topic.least > 1 and not topic.is_told_by(own, bool(against)):
            return None
    if against and points <= topic.outweighs * against:
        return None
    return share


def _points(hits: Iterable[_Hit]) -> int:
    counts: dict[str, int] = defaultdict(int)
    total = 0
    for hit in hits:
        counts[hit.word] += 1
        if counts[hit.word] <= _OFTEN:
            total += hit.points
    return total


def _is_score(lower: Sequence[str], i: int) -> bool:
    """ "3-1", "6-4" or "102-97", of whose tokens the i-th is the hyphen; no years, dates, codes."""
    around = [lower[j] if j < len(lower) else "" for j in range(i - 1, i + 2)]
    if not all(n.isdigit() and len(n) <= 3 for n in (around[0], around[2])):
        return False
    return "-" not in (lower[i - 2] if i > 1 else "", lower[i + 2] if i + 2 < len(lower) else "")


def _first_line(text: str) -> str:
    return text.lstrip()[:_HEAD_LENGTH].splitlines()[0]


def load_topics() -> Topics:
    """The topics of ``topics.yaml``. Raises ``KnowledgeError`` where the file is wrong."""
    try:
        content = msgspec.convert(read_yaml(files("khaldun") / "events" / "topics.yaml"), _File)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{_FILE}: {error}; mend the file") from None
    return Topics(content.politics, content.topics)
