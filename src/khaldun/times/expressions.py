"""The written forms of time: vocabulary and rules from YAML, compiled once, and where they match.

A rule's pattern is a regular expression in which ``{month}``, ``{unit}``, ``{count}`` … stand for lists of
the vocabulary and a blank for any white space. Patterns are tried only near words that can belong to a time
expression, at the starts of tokens; the longest match wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from khaldun.errors import KnowledgeError
from khaldun.text.parse import Parse
from khaldun.yaml_data import read_yaml

_REACH = 7
"""How many tokens before its time word an expression may begin ("in more than two and a half years")."""

_MACRO = re.compile(r"\{([a-z_]+)\d?\}")
_NUMERIC = re.compile(
    r"(?:1[5-9]|20)\d\d(?!\d)|\d+[:/.-]\d|\d+0['’]?s$|\d{1,2}[ap]\.?m|\d+(?:st|nd|rd|th)$|\d{4}$"
)
_JOINED = re.compile(r"(?:early|mid|late)-(?:1[5-9]|20)\d\d")
"""A year that is one token with its part ("mid-2016", "mid-1990s")."""
_BLANK = re.compile(r"\(\?<[=!][^)]*\)| \?| ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of time expression; ``reads`` names the function that works out its value."""

    id: str
    pattern: re.Pattern[str]
    reads: str
    example: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: characters of the text, the first token, and the named pieces."""

    rule: Rule
    start: int
    end: int
    token: int
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of ``vocabulary.yaml``, keys in lower case."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, tuple[str, int]]
    numbers: Mapping[str, float]
    vague: frozenset[str]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    seasons: Mapping[str, str]
    parts: Mapping[str, str]
    feasts: Mapping[str, str]
    repeated: Mapping[str, str]
    before_month: frozenset[str]
    before_year: frozenset[str]


@dataclass(frozen=True, slots=True)
class Forms:
    """Everything compiled: vocabulary, rules, one pattern for any of them, and the words that call for a look."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    any: re.Pattern[str]
    triggers: frozenset[str]

    def at(self, text: str, start: int, token: int) -> list[Match]:
        """The rules that match at one character, longest first."""
        if not self.any.match(text, start):
            return []
        here = [
            Match(r, start, m.end(), token, _pieces(m))
            for r in self.rules
            if (m := r.pattern.match(text, start))
        ]
        here.sort(key=lambda m: -m.end)
        return here

    def starts(self, parse: Parse) -> Iterator[int]:
        """Tokens where a time expression may begin: each time word and the few words before it."""
        last = -1
        for i, word in enumerate(parse.lower):
            if (
                word in self.triggers
                or (word[0].isdigit() and _NUMERIC.match(word))
                or (len(word) > 7 and _JOINED.match(word))
            ):
                yield from range(max(last + 1, i - _REACH, parse.sentences[parse.sentence_of[i]][0]), i + 1)
                last = i


def _pieces(match: re.Match[str]) -> dict[str, str]:
    return {name.split("__")[0]: text for name, text in match.groupdict().items() if text is not None}


@cache
def forms() -> Forms:
    """Load and compile vocabulary and rules (once).

    Raises ``KnowledgeError`` where a pattern does not compile or names an unknown list.
    """
    words = _read("vocabulary.yaml")
    macros = _macros(words)
    rules = tuple(
        Rule(r["id"], _compile(r["id"], r["pattern"], macros), r["reads"], r["example"], r["value"])
        for r in _read("rules.yaml")
    )
    both = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", r.pattern.pattern) for r in rules), re.IGNORECASE)
    return Forms(_vocabulary(words), rules, both, _triggers(words))


def _read(name: str) -> Any:
    return read_yaml(resources.files(__package__) / name)


def _vocabulary(words: Mapping[str, Any]) -> Vocabulary:
    units = {name: (letter, int(size)) for name, (letter, size) in words["units"].items()}
    units |= {f"{name}s": value for name, value in units.items()}
    units |= {plural: units[name] for plural, name in words["plurals"].items()}
    return Vocabulary(
        months={k.lower(): v for k, v in words["months"].items()},
        weekdays={k.lower(): v for k, v in words["weekdays"].items()},
        units=units,
        numbers=words["numbers"],
        vague=frozenset(words["vague"]),
        ordinals=words["ordinals"],
        decades=words["decades"],
        seasons={k: v[0] for k, v in words["seasons"].items()},
        parts=words["parts"],
        feasts={k.lower(): str(v) for k, v in words["feasts"].items()},
        repeated=words["repeated"],
        before_month=frozenset([*words["before_both"], *words["before_month"]]),
        before_year=frozenset([*words["before_both"], *words["before_year"]]),
    )


def _choice(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", " ").replace("'", "['’]") for w in longest_first)


def _capitalised(names: Iterable[str]) -> str:
    names = list(names)
    return f"(?-i:{_choice(names + [n.upper() for n in names if len(n) > 4])})"


def _macros(words: Mapping[str, Any]) -> dict[str, str]:
    units = [u for u in words["units"] if u not in words["plurals"].values()]
    tens = "|".join(n for n, v in words["numbers"].items() if v in range(20, 100, 10))
    ones = "|".join(n for n, v in words["numbers"].items() if v in range(1, 10) and n not in ("a", "an"))
    number = f"(?:{tens})-(?:{ones})|{_choice(words['numbers'])}"
    plurals = "|".join([*words["plurals"], *(f"{u}s" for u in units if u not in ("second", "quarter"))])
    return {
        "month": _capitalised(words["months"]),
        "weekday": _capitalised(words["weekdays"]),
        "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b",
        "day_end": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b",
        "year": r"(?:1[5-9]|20)\d\d\b",
        "edge": "early|earlier|mid|late|later",
        "piece": "start|beginning|middle|end",
        "nth": rf"\d{{1,2}}(?:st|nd|rd|th)|{_choice(words['ordinals'])}",
        "number": number,
        "count": rf"\d+(?:[.,]\d+)?(?: 1/2)?|{number}|{_choice(words['vague'])}",
        "unit": rf"(?:{_choice(units)})s?\b|century|{_choice(words['plurals'])}",
        "units": plurals,
        "about": "(?:just |well )?(?:more than|less than|fewer than|over|under|at least|at most|up to)|nearly|almost|"
        "about|around|some|roughly|approximately|an estimated",
        "part": _choice(words["parts"]),
        "season": _choice(words["seasons"]),
        "zone": r"(?-i:GMT|UTC|[ECMP][DS]T|CET|CEST|BST|IST|MSK)|local time",
        "decade_word": _choice(words["decades"]),
        "feast": _capitalised(words["feasts"]),
        "moving": _capitalised(words["moving"]),
        "repeated": _choice(words["repeated"]),
    }


def _compile(rule: str, pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    seen: dict[str, int] = {}

    def expand(match: re.Match[str]) -> str:
        name = match[1]
        if name not in macros:
            raise KnowledgeError(
                f"times/rules.yaml: {rule}: unknown list {{{name}}}; known: {', '.join(sorted(macros))}"
            )
        seen[name] = seen.get(name, 0) + 1
        group = name if seen[name] == 1 else f"{name}__{seen[name]}"
        return f"(?P<{group}>{macros[name]})"

    def space(match: re.Match[str]) -> str:
        # A look behind has a fixed width, so its blank stays one.
        return {" ": r"\s+", " ?": r"\s*"}.get(match[0], match[0])

    try:
        return re.compile(_BLANK.sub(space, _MACRO.sub(expand, pattern)) + r"(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(f"times/rules.yaml: {rule}: the pattern does not compile: {error}") from error


def _triggers(words: Mapping[str, Any]) -> frozenset[str]:
    units = [*words["units"], *(f"{u}s" for u in words["units"]), *words["plurals"]]
    months = [m.lower() for m in words["months"]]
    days = [d.lower() for d in words["weekdays"]]
    feasts = [re.split("[ -]", name)[-1].lower() for name in [*words["feasts"], *words["moving"]]]
    return frozenset(
        units + months + [f"{m}." for m in months] + days + [f"{d}s" for d in days] + feasts
        + list(words["seasons"]) + list(words["parts"]) + [f"{p}s" for p in words["parts"]] + list(words["decades"])
        + list(words["repeated"]) + ["weekend", "yesterday", "today", "tomorrow", "tonight", "overnight", "noon", "midnight"]
        + ["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "gmt", "o'clock", "o’clock", "q1", "q2", "q3", "q4", "now", "nowadays", "present", "moment", "future"]
    )  # fmt: skip
