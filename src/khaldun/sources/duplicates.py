"""The same article twice: copies, reprints and light edits found while articles stream by, so that one is coded.

Each text is a set of shingles (three words in a row, without case and punctuation). MinHash (Broder, "On the
resemblance and containment of documents", 1997) estimates how much two sets share from short signatures; bands of
equal signature values (locality-sensitive hashing) find the few earlier articles worth comparing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from khaldun.errors import InputError
from khaldun.model import Article, Repeat
from khaldun.sources import Found
from khaldun.sources.signatures import Signatures

_WORDS = re.compile(r"\w+")
_SHINGLE = 3
"""Words in a row: fewer make reports of one story alike, more make a typing error cost more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a later article repeats an earlier one; shares are of shingles, from 0 to 1.

    ``contained`` of the shorter of the two must be in the other (a cut copy, an added paragraph) and ``old`` of the later
    one in the earlier, so that little that is new goes uncoded. ``days`` may lie between their dates of publication.
    Texts below ``words`` words repeat another only word for word and on the same date: "Three killed in Kabul
    blast" may be true twice. ``remembered`` articles are compared with; older ones are forgotten.
    """

    contained: float = 0.70
    old: float = 0.55
    days: int = 10
    words: int = 40
    remembered: int = 1 << 18


class Duplicates:
    """Remembers what articles it has seen, at about a kilobyte an article, and tells which repeat one of them.

    The same articles in the same order give the same answers. Only articles that repeat none are remembered: an
    article that is updated again and again is compared with the one that was coded, and once enough in it is new it
    counts as another article.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._seen = Signatures(self._limits.remembered)

    def repeat(self, article: Article) -> Repeat | None:
        """What the article repeats, or ``None`` for one that repeats nothing; that one is remembered."""
        words = _WORDS.findall(article.text.casefold())
        short = len(words) < self._limits.words
        shingles = _whole(words, article.published) if short else _shingles(words)
        signature = self._seen.sign(shingles)
        digest = _digest(words)
        found = self._nearest(article, signature, digest, len(shingles), short)
        if found is None:
            self._seen.add(signature, digest, len(shingles), article.published, article.id)
        return found

    def _nearest(
        self, article: Article, signature: npt.NDArray[np.uint16], digest: int, size: int, short: bool
    ) -> Repeat | None:
        best: tuple[float, int] | None = None
        for place, resemblance in self._seen.like(signature):
            if self._seen.digests[place] == digest:
                return self._repeat(article, place, 1.0, "exact")
            if short or not self._near_in_time(article.published, self._seen.days[place]):
                continue
            share = self._share(resemblance, int(self._seen.sizes[place]), size)
            if share is not None and (best is None or share > best[0]):
                best = (share, place)
        return self._repeat(article, best[1], best[0], "near") if best else None

    def _share(self, resemblance: float, earlier: int, later: int) -> float | None:
        """The share of the shorter text that both hold, or ``None`` where the later repeats too little.

        From the resemblance J = |A ∩ B| / |A ∪ B| follows |A ∩ B| = J (|A| + |B|) / (1 + J).
        """
        both = min(resemblance * (earlier + later) / (1 + resemblance), earlier, later)
        contained = both / min(earlier, later)
        fits = contained >= self._limits.contained and both / later >= self._limits.old
        return contained if fits else None

    def _near_in_time(self, published: dt.date | None, day: np.int32) -> bool:
        return published is None or day == 0 or abs(published.toordinal() - int(day)) <= self._limits.days

    def _repeat(self, article: Article, place: int, similarity: float, reason: str) -> Repeat:
        return Repeat(
            article.id, article.title, article.url, article.publication, article.published,
            self._seen.ids[place], round(similarity, 2), "exact" if reason == "exact" else "near",
        )  # fmt: skip


def marked(items: Iterable[Found | InputError], limits: Limits | None = None) -> Iterator[Found | InputError]:
    """The same stream, in which articles that repeat an earlier one say which."""
    seen = Duplicates(limits)
    for item in items:
        if isinstance(item, Found):
            repeats = seen.repeat(item.article)
            yield item if repeats is None else replace(item, repeats=repeats)
        else:
            yield item


def without_repeats(
    articles: Iterable[Article], repeats: Callable[[Repeat], None], limits: Limits | None = None
) -> Iterator[Article]:
    """The articles, in order, without those that repeat an earlier one; these go to ``repeats``."""
    seen = Duplicates(limits)
    for article in articles:
        found = seen.repeat(article)
        if found is None:
            yield article
        else:
            repeats(found)


def _shingles(words: list[str]) -> set[str]:
    return {" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}


def _whole(words: list[str], published: dt.date | None) -> set[str]:
    """One shingle that only the same words of the same day have."""
    return {" ".join([str(published), *words])}


def _digest(words: list[str]) -> int:
    """63 bits that only the same words have."""
    found = hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(found, "big") >> 1
