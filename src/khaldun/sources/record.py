"""One record on its way from a source to an article: what every reader hands over, and what all records go through."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from khaldun.errors import InputError
from khaldun.model import Article
from khaldun.sources.dates import Day, date_in_url, stamped
from khaldun.sources.language import foreign_language
from khaldun.text import clean, dateline

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_NO_DATE = "no date in text, page or options"
_LONGEST_TITLE = 200
LONGEST_TEXT = 1_000_000
"""Characters of one article; spaCy's parser takes no more."""
_UNDATED = Day(None)
_UNDECODED = 0.05
"""Share of a text's characters that may stand for bytes without a meaning; more, and its encoding was told wrongly."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of a table's columns (keys, in JSON)."""

    id: str = "id"
    text: str = "text"
    date: str = "date"
    title: str = "title"
    url: str = "url"
    source: str = "source"


@dataclass(frozen=True, slots=True)
class Options:
    """How records are read; ``date`` overrides every other date, ``as_is`` leaves texts untouched."""

    date: dt.date | None = None
    columns: Columns = Columns()
    as_is: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """A record as a reader found it.

    ``name`` says where it stands in messages ("rows.csv, row 3"); ``day`` is its date or why that is none,
    ``basis`` what told it ("column date", "metadata").
    """

    id: str
    name: str
    text: str
    title: str | None = None
    day: Day = _UNDATED
    basis: str = ""
    publication: str | None = None
    url: str | None = None
    author: str | None = None


def finish(raw: Raw, options: Options) -> Article:
    """The article of a record: cleaned, without its dateline, dated.

    Raises ``InputError`` where no text is left, the text is longer than a parser takes, or clearly not English.
    """
    _require_length(raw.text, raw.name)
    title = clean.one_line(raw.title) if raw.title else None
    text = raw.text.translate(_SURROGATES) if options.as_is else clean.clean(raw.text, title)
    _require_length(text, raw.name)
    if not any(map(str.isalpha, text)):
        raise InputError(raw.name, "no text in it; give a text with at least one sentence")
    undecoded = text.count("\ufffd")
    if undecoded > max(20, _UNDECODED * len(text)):
        raise InputError(
            raw.name, f"{undecoded:,} of {len(text):,} characters could not be decoded; save it as UTF-8"
        )
    language = foreign_language(text)
    if language:
        raise InputError(
            raw.name,
            f"the text is not English (it reads as {language!r}); give English text or a translation",
        )
    head = dateline.find(text if not options.as_is else text.lstrip(), options.date or raw.day.date)
    day, basis = _published(raw, options, head)
    article = Article(
        id=raw.id,
        text=text,
        title=title or None,
        published=day,
        published_basis=basis,
        publication=_named(raw.publication) or (head.outlet if head else None),
        url=_named(raw.url),
        author=_named(raw.author),
        dateline=head.place if head else None,
    )
    return article if options.as_is else _opened(article, head)


def _require_length(text: str, name: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise InputError(
            name,
            f"a text of {len(text):,} characters; {LONGEST_TEXT:,} are the most that one article may have; split it",
        )


def _named(value: str | None) -> str | None:
    return clean.one_line(value) or None if value else None


def _published(raw: Raw, options: Options, head: dateline.Dateline | None) -> tuple[dt.date | None, str]:
    """The date of publication and what tells it, or why there is none."""
    if options.date:
        return options.date, "option --date"
    if raw.day.date:
        return raw.day.date, raw.basis
    if head and head.date:
        return head.date, f"dateline: {head.text}"
    if stamp := stamped(raw.text):
        return stamp[0], f"text: {stamp[1]}"
    if in_url := date_in_url(raw.url):
        return in_url, "date in the url"
    if raw.day.reason:
        return None, f"{raw.basis}: {raw.day.reason}"
    if head and any(c.isdigit() for c in head.text):
        missing = "day" if head.year else "year"
        return None, f"the dateline {head.text!r} names no {missing}; give --date or a date column"
    return None, _NO_DATE


def _opened(article: Article, head: dateline.Dateline | None) -> Article:
    """The article without its dateline; a headline on top becomes the title of one that has none."""
    text = article.text
    above = text[: head.start] if head else ""
    if head:
        text = above + text[head.end :]
    first, _, rest = text.partition("\n\n")
    heads = rest and len(first) <= _LONGEST_TITLE and clean.is_headline(first)
    if article.title is None and heads and (above or _sentence(rest)):
        return replace(article, title=first, text=rest)
    return replace(article, text=text)


def _sentence(text: str) -> bool:
    """Whether the first paragraph reads as prose: it ends a sentence."""
    return not clean.is_headline(text.split("\n\n", 1)[0])
