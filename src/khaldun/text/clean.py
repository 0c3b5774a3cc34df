"""Cleaning: from text as it was scraped, wrapped or exported to paragraphs of whole sentences.

Pure functions from text to text. Paragraphs come out separated by one blank line; inside them there is no line
break and no double space. Quotes and apostrophes are straight, since the lexicon and the quote rules are
written with those. Applied twice, cleaning changes nothing more. All offsets of a coded article count in the
cleaned text. The lists are in ``clean.yaml``.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

import ftfy
from ftfy.badness import is_bad

from khaldun.errors import KnowledgeError
from khaldun.text import dateline
from khaldun.yaml_data import read_yaml

_ROUNDS = 6
"""Upper bound on passes; two settle nearly every text."""
_TAIL_AFTER = 200
"""Characters of text that must stand above a comment section before it is cut."""
_LONGEST_LINE = 700
"""A longer line is never boilerplate."""
_WIDEST_WRAP = 130
"""Characters: lines that reach further are paragraphs, not wrapped lines."""

_CHARACTERS = str.maketrans(
    {
        "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n",
        "\t": " ", "\xa0": " ", "\u202f": " ", "\u3000": " ", "\u1680": " ",
        "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\xad": None,
        "\u200e": None, "\u200f": None, "\u061c": None,
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u02bc": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"', "\xab": '"', "\xbb": '"',
        "\u2026": "...", "\u2010": "-", "\u2011": "-",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    }
    | dict.fromkeys(range(0x2000, 0x200B), " ")
    | dict.fromkeys(range(0x202A, 0x202F))
    | dict.fromkeys(range(0x2066, 0x206A))
    | {code: None for code in range(0x20) if chr(code) not in "\t\n\v\f\r"}
    | {code: None for code in range(0x7F, 0xA0) if code != 0x85}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)  # fmt: skip
_PENN_QUOTES = re.compile(r"``|''")
_ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|pound|euro);"
)
_SPACES = re.compile(r"[ ]{2,}")
_BULLET = re.compile(r"^\s*(?:[•●▪■◦‣⁃·►▶◆❖✓➤]|[*–—-](?=\s))\s*")
_GLUED = re.compile(r"(?<=[a-z]{3}[.?!])\"?(?=[A-Z][a-z]+[ ,])")
_ADDRESS = re.compile(r"[@/]|www\.")
_CUT_OFF = re.compile(r"\s*\[\+\d+ chars\]$")
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
# What mojibake shows at least: a letter beyond ASCII beside another such character, or a control character.
_SUSPECT = re.compile(
    "[\x80-\u024f\u0370-\u04ff][^\x00-\x7f]|[^\x00-\x7f][\x80-\u024f\u0370-\u04ff]|[\x80-\x84\x86-\x9f]"
)
_BROKEN = re.compile(r"(?<![A-Za-z])([A-Za-z]+)-$")
_FINAL = re.compile(r"[.?!:;…][\"')\]]*$")
_RUN_ON = re.compile(r"(?<=[a-z0-9'\".?!)])(?P<space> ?)(?=[A-Z]{3})")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """One pattern of text that surrounds a report; ``drops`` and ``keeps`` are its examples."""

    id: str
    kind: Literal["line", "section", "tail"]
    pattern: re.Pattern[str]
    drops: str
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    boilerplate: tuple[Boilerplate, ...]
    hyphen_before: frozenset[str]
    hyphen_after: frozenset[str]
    open_words: frozenset[str]


@cache
def _lists() -> _Lists:
    data = read_yaml(files("khaldun.text") / "clean.yaml")
    return _Lists(
        tuple(_entry(entry) for entry in data["boilerplate"]),
        frozenset(map(_word, data["keep_hyphen_before"])),
        frozenset(map(_word, data["keep_hyphen_after"])),
        frozenset(map(_word, data["open_words"])),
    )


def _word(value: object) -> str:
    """A listed word; YAML reads a bare ``on`` or ``off`` as a truth value."""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _entry(entry: dict[str, Any]) -> Boilerplate:
    where = f"text/clean.yaml, {entry.get('id', '?')}"
    if entry.get("kind") not in ("line", "section", "tail"):
        raise KnowledgeError(f"{where}: kind {entry.get('kind')!r}; use line, section or tail")
    try:
        pattern = re.compile(entry["pattern"], re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(f"{where}: pattern is no regular expression ({error}); mend it") from error
    return Boilerplate(entry["id"], entry["kind"], pattern, entry["drops"], tuple(entry["keeps"]))


def boilerplate() -> tuple[Boilerplate, ...]:
    """The patterns of what is dropped, in the order in which they are tried."""
    return _lists().boilerplate


def clean(text: str, title: str | None = None) -> str:
    """The text as it is coded: see the module's own words. ``title`` is dropped where it opens the text again."""
    heading = _comparable(title) if title else ""
    for _ in range(_ROUNDS):
        before = text
        text = _once(text, heading)
        if text == before:
            break
    return text


def _once(text: str, heading: str) -> str:
    text = characters(text)
    lines = list(_kept(text.split("\n")))
    paragraphs = [_CUT_OFF.sub("", _GLUED.sub(_parted, paragraph)) for paragraph in _paragraphs(lines)]
    return _without_heading(_split_headline("\n\n".join(paragraphs)), heading)


def _parted(match: re.Match[str]) -> str:
    """The space missing between two sentences, unless the full stop belongs to an address."""
    word = match.string[match.string.rfind(" ", 0, match.start()) + 1 : match.start()]
    if _ADDRESS.search(word):
        return match[0]
    if not match[0]:
        return " "
    opens = match.string.count('"', 0, match.start()) % 2 == 0
    return f" {match[0]}" if opens else f"{match[0]} "


def characters(text: str) -> str:
    """One character for one thing: straight quotes, plain spaces, ``\\n`` for every line break; mojibake mended."""
    text = text.replace("\r\n", "\n")
    if not text.isascii():
        # Before the table below, which takes away the control characters that mojibake is told by.
        if _SUSPECT.search(text) and (_CONTROL.search(text) or is_bad(text)):
            text = ftfy.fixes.fix_c1_controls(ftfy.fix_encoding(text))
        text = unicodedata.normalize("NFC", text)
    text = text.translate(_CHARACTERS)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text).translate(_CHARACTERS)
    return _PENN_QUOTES.sub('"', text)


def one_line(text: str) -> str:
    """A title or name: entities resolved, characters plain, white space single."""
    return " ".join(characters(html.unescape(text)).split())


def is_headline(line: str) -> bool:
    """Whether a line reads as a headline: short and without final punctuation."""
    return bool(line) and len(line.split()) <= 25 and not _FINAL.search(line) and not line.endswith(",")


def _kept(lines: list[str]) -> Iterator[str]:
    """The lines that belong to the report; a dropped one leaves a break."""
    seen, skipping = 0, False
    for line in lines:
        bare = line.strip()
        if skipping and (not bare or is_headline(bare)):
            continue
        skipping = False
        found = _boilerplate(bare)
        if found is None:
            seen += len(bare)
            yield line.rstrip()
        elif found.kind == "tail" and seen >= _TAIL_AFTER:
            return
        else:
            skipping = found.kind == "section"
            yield ""


def _boilerplate(line: str) -> Boilerplate | None:
    if not line or len(line) > _LONGEST_LINE:
        return None
    return next((entry for entry in _lists().boilerplate if entry.pattern.fullmatch(line)), None)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines joined to paragraphs: wrapped lines, words broken at a line's end, sentences broken by a blank line."""
    width = _wrap_width(lines)
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(lines).lower())) if width else set()
    pieces: list[str] = []
    previous, blank = "", False
    for line in lines:
        if not line.strip():
            blank = True
            continue
        item = _BULLET.match(line)
        if item and width and item[0].strip() in "-–—" and _forced(previous.strip(), line.strip(), width):
            item = None  # the dash of a sentence that was wrapped before it
        bare = _SPACES.sub(" ", (line[item.end() :] if item else line).strip())
        if not bare:
            continue
        indented = bool(width) and line.startswith("  ") and not previous.startswith("  ")
        if pieces and not item and not indented and _continues(pieces[-1], previous, bare, blank, width):
            pieces[-1:] = _joined(pieces[-1], bare, words)
        else:
            if pieces:
                yield " ".join(pieces)
            pieces = [bare]
        previous, blank = line, False
    if pieces:
        yield " ".join(pieces)


def _wrap_width(lines: list[str]) -> int:
    """The width in characters at which the text is wrapped, 0 where it is not.

    Wrapped text has no long line, most of its breaks were forced (the next line's first word would not have
    fitted), and some of those fall inside a sentence.
    """
    rows = [line.strip() for line in lines]
    width = max(map(len, rows), default=0)
    if not 30 <= width <= _WIDEST_WRAP:
        return 0
    pairs = [(a, b) for a, b in pairwise(rows) if a and b]
    forced = [line for line, following in pairs if _forced(line, following, width)]
    inside = any(not _FINAL.search(line) for line in forced)
    return width if inside and len(forced) * 2 >= len(pairs) else 0


def _forced(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _continues(current: str, previous: str, following: str, blank: bool, width: int) -> bool:
    """Whether ``following`` goes on with the sentence, or with the paragraph, whose last line is ``current``."""
    last = current.rsplit(" ", 1)[-1].lower()
    if following[0].islower() and (last.endswith(",") or last in _lists().open_words):
        return True
    if blank:
        return False
    if following[0].islower() and not _FINAL.search(current):
        return True
    return bool(width) and _forced(previous.strip(), following, width)


def _joined(current: str, following: str, words: set[str]) -> list[str]:
    """Two lines of one paragraph: as they are, or as one where a word was broken between them."""
    broken = _BROKEN.search(current)
    if not broken:
        return [current, following]
    first, second = broken[1], re.match(r"[A-Za-z]*", following)
    rest = second[0] if second else ""
    if not rest or rest[0].isupper() or _keeps_hyphen(first.lower(), rest.lower(), words):
        return [current + following]
    return [current[:-1] + following]


def _keeps_hyphen(first: str, second: str, words: set[str]) -> bool:
    if f"{first}-{second}" in words:
        return True
    if first + second in words:
        return False
    return second in _lists().hyphen_before or first in _lists().hyphen_after


def _split_headline(text: str) -> str:
    """A headline set apart that runs into the dateline behind it ("…rejects callsTEHRAN (Agency) —")."""
    for match in _RUN_ON.finditer(text, 0, 300):
        if "\n" in text[: match.start()]:
            break
        found = dateline.at(text, match.end())
        if found is None or (match["space"] and not (found.outlet or found.date or "," in found.text)):
            continue
        return text[: match.start()] + "\n\n" + text[match.end() :]
    return text


def _without_heading(text: str, heading: str) -> str:
    """The text without its own title in front."""
    if not heading:
        return text
    first, _, rest = text.partition("\n\n")
    return rest if rest and _comparable(first) == heading else text


def _comparable(title: str) -> str:
    return "".join(c for c in one_line(title).casefold() if c.isalnum())
