"""Finding known names in a parsed article: longest match, case-sensitive, on token borders."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from khaldun.actors.entries import INTERNATIONAL, Sense
from khaldun.actors.load import Knowledge
from khaldun.actors.words import words
from khaldun.text.parse import Parse

_FIRST_RUN = re.compile(r"[^\W_]+")
# One character to one, so that offsets in the straightened text are offsets in the article.
_STRAIGHT = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "\u00a0": " ",
        "\n": " ",
        "\t": " ",
        "\u2011": "-",
        "\u2010": "-",
        "–": "-",
    }
)
_LOWERED = words("lowered")
_OF_MANY = words("of many")
_ALSO_WORDS = words("also words")
_PREFIXES = words("prefixes")


@dataclass(frozen=True, slots=True)
class Match:
    """A known name over tokens ``first`` to ``last``; ``head`` is the one that carries it in the sentence.

    ``blocked`` where a hyphen makes it say something else: US-led, pro-Iranian, anti-Assad.
    """

    first: int
    last: int
    head: int
    text: str
    senses: tuple[Sense, ...]
    blocked: bool


_OFFICES = words("titles")


class Gazetteer:
    """Names by the first run of letters in them; the rest is compared with the article's text."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._senses: dict[str, tuple[Sense, ...]] = {}
        for name, senses in knowledge.names.items():
            for form in _forms(name, senses):
                earlier = self._senses.get(form)
                self._senses[form] = tuple(senses) if earlier is None else (*earlier, *senses)
        index: dict[str, list[str]] = {}
        for form in self._senses:
            run = _FIRST_RUN.match(form)
            if run is not None:
                index.setdefault(run[0], []).append(form)
        self._index = {run: tuple(sorted(forms, key=len, reverse=True)) for run, forms in index.items()}

    def find(self, parse: Parse) -> list[Match]:
        """Every known name in an article, in order, none inside another."""
        text = _straightened(parse.text)
        last_at = {end: i for i, end in enumerate(parse.end)}
        found: list[Match] = []
        free = 0
        for i, word in enumerate(parse.words):
            if i < free:
                continue
            at = parse.start[i]
            candidates = self._index.get(word) if word.isascii() else None
            if candidates is None:
                run = _FIRST_RUN.match(text, at)
                candidates = self._index.get(run[0]) if run else None
                if candidates is None:
                    continue
            for form in candidates:
                if text.startswith(form, at):
                    last = last_at.get(at + len(form))
                    if last is not None and not (last > i and self._runs_on(text, parse.start[last], form)):
                        found.append(self._match(parse, i, last, form))
                        free = last + 1
                        break
        return found

    def _runs_on(self, text: str, at: int, form: str) -> bool:
        """Whether the last word of "President Michel" is the first of a longer name: "President Michel Suleiman"."""
        if form.split(" ")[0] not in _OFFICES:
            return False
        run = _FIRST_RUN.match(text, at)
        longer = self._index.get(run[0], ()) if run else ()
        return any(" " in name and text.startswith(name, at) for name in longer)

    def _match(self, parse: Parse, first: int, last: int, form: str) -> Match:
        head = last
        for i in range(first, last + 1):
            if not first <= parse.head[i] <= last or parse.head[i] == i:
                head = i
        return Match(first, last, head, form, self._senses[form], _hyphenated(parse, first, last))


def _hyphenated(parse: Parse, first: int, last: int) -> bool:
    words, lower = parse.words, parse.lower
    if first >= 2 and words[first - 1] == "-" and lower[first - 2] in _PREFIXES:
        return True
    if last + 2 < len(words) and words[last + 1] in ("-", "–") and parse.start[last + 1] == parse.end[last]:
        return words[last + 2][:1].islower()
    return False


def _is_acronym(form: str) -> bool:
    return len(form) > 3 and form.isalpha() and form.isupper() and form.lower() not in _ALSO_WORDS


def _straightened(text: str) -> str:
    """Straight quotes, plain spaces and letters without accents, character for character."""
    text = text.translate(_STRAIGHT)
    if text.isascii():
        return text
    accented = {c for c in set(text) if c > "\x7f" and c.isalpha()}
    return text.translate({ord(c): unicodedata.normalize("NFKD", c)[0] for c in accented})


def _forms(name: str, senses: list[Sense]) -> list[str]:
    """A name as it may be written: without accents, with spaces for hyphens, and countries in capitals."""
    forms = {name if name.isascii() else _straightened(name)}
    for form in tuple(forms):
        body, _, last = form.rpartition(" ")
        if last in _LOWERED:
            forms.add(f"{body} {last.lower()}")
        if form[:3] in ("al-", "el-"):
            forms.update(
                {
                    form[0].upper() + form[1:],
                    form.replace("-", " ", 1),
                    f"{form[0].upper()}{form[1]} {form[3:]}",
                }
            )
        first, _, rest = form.partition(" ")
        international = any(s.entry.kind == "organisation" and s.entry.code in INTERNATIONAL for s in senses)
        if international and first.lower() in _OF_MANY and rest[:1].isupper():
            forms.add(f"{first} {rest.lower()}")  # as the British press writes: European parliament
        if _is_acronym(form) and any(s.entry.kind in ("group", "organisation") for s in senses):
            # The British press writes Isis, Nato, Unicef.
            forms.add(form.capitalize())
        if len(form) > 3 and any(
            s.entry.kind == "country" and s.use in ("name", "adjective") for s in senses
        ):
            forms.add(form.upper())
    return sorted(forms)
