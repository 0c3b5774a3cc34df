"""Text exports of news databases, Nexis Uni (and LexisNexis Academic) and Factiva: many articles in one file.

An export is split by its lines, one article in memory at a time, and each article into its heading and its body. The
layouts are described in ``docs/sources.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Literal

from khaldun.errors import InputError
from khaldun.sources.dates import Day, read_date
from khaldun.sources.lines import lines
from khaldun.sources.record import LONGEST_TEXT, Raw

Export = Literal["nexis", "factiva"]

_COUNTED = re.compile(r"\s*\d+ of \d+ DOCUMENTS\s*", re.IGNORECASE)
_END = re.compile(r"\s*End of Document\s*", re.IGNORECASE)
_ACCESSION = re.compile(r"(?:AN\s+)?Document ([A-Za-z0-9_]{10,40})\s*")
_WORDS = re.compile(r"(?:WC\s+)?\d[\d,]* words\s*")
_LENGTH = re.compile(r"\s*length:\s*\d[\d,]* words\b", re.IGNORECASE)
_TAG = re.compile(
    r"(HD|SE|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|CLM|ART|AN)(?:\s+(.*))?"
)
_FIELD = re.compile(r"\s*([A-Za-z][A-Za-z-]{2,25}):(?:\s+(.*))?")
_HEADING = {"byline", "section", "length", "dateline", "highlight", "headline", "series", "distribution"}
_TAIL = {
    "load-date", "language", "graphic", "url", "publication-type", "journal-code", "subject", "company", "organization",
    "person", "country", "state", "city", "geographic", "industry", "ticker", "classification", "notes", "correction",
}  # fmt: skip
_RIGHTS = re.compile(r"\s*(?:copyright\b|\(c\)|©).*", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s*[ap]m)?", re.IGNORECASE)
_NO_ARTICLE = re.compile(r"^\s*(?:Search Summary|Job Number:|Client/Matter:)", re.MULTILINE)


def sniff_export(head: str) -> Export | None:
    """Which database a text that begins so was exported from, by lines that stand in every article of its exports."""
    rows = head.splitlines()
    if any(map(_COUNTED.fullmatch, rows)):
        return "nexis"
    if any(map(_LENGTH.match, rows)) and any(row.strip() == "Body" or _END.fullmatch(row) for row in rows):
        return "nexis"
    counted = next((n for n, row in enumerate(rows) if _WORDS.fullmatch(row)), None)
    if counted is None:
        return None
    near = rows[counted + 1 : counted + 12]
    dated = any(read_date(row.removeprefix("PD").strip()).date for row in near[:3] if row.strip())
    sure = any(_RIGHTS.fullmatch(row.removeprefix("CY").strip()) for row in near)
    return "factiva" if dated and (sure or any(map(_ACCESSION.fullmatch, rows))) else None


def read_export(stream: IO[bytes], id: str, name: str, form: Export) -> Iterator[Raw | InputError]:
    """The articles of an export in its order; ids are ``<file>#<number>``, or Factiva's accession number instead of a number.

    An article without the heading that such exports have, or longer than an article may be, is given as an error.
    """
    parse: Callable[[list[str], str, str], Raw] = _nexis if form == "nexis" else _factiva
    number = 0
    for block in _blocks(stream, name):
        if isinstance(block, InputError):
            yield block
            continue
        if not any(line.strip() for line in block) or _is_summary(block):
            continue
        number += 1
        where = f"{name}, article {number}"
        if sum(map(len, block)) > 2 * LONGEST_TEXT:
            yield InputError(
                where, f"longer than {2 * LONGEST_TEXT:,} characters and cut there; split the export"
            )
            continue
        try:
            yield parse(block, f"{id}#{number}", where)
        except InputError as error:
            yield error


def _is_summary(block: list[str]) -> bool:
    """A cover page or the search's summary: it has no article's length."""
    text = "".join(block)
    return bool(_NO_ARTICLE.search(text)) and not any(
        _WORDS.fullmatch(r) or _LENGTH.match(r) for r in text.splitlines()
    )


def _blocks(stream: IO[bytes], name: str) -> Iterator[list[str] | InputError]:
    """The lines of each article, of one that is too long no more than tell that it is."""
    block: list[str] = []
    held = 0
    for line in lines(stream, name):
        if isinstance(line, InputError):
            yield line
        elif _COUNTED.fullmatch(line.strip()) or _END.fullmatch(line.strip()):
            yield block  # the mark itself tells nothing of an article, whichever database it is of
            block, held = [], 0
        elif _ACCESSION.fullmatch(line.strip()):
            yield [*block, line]
            block, held = [], 0
        elif held <= 2 * LONGEST_TEXT:
            block.append(line.rstrip("\r\n") + "\n")
            held += len(line)
    yield block


def _nexis(block: list[str], id: str, name: str) -> Raw:
    rows = [row.strip() for row in block]
    fields, first, last = _nexis_body(rows)
    if "length" not in fields or first is None:
        raise InputError(
            name, "no line 'Length: … words' in it, so no Nexis article; export the articles as full text"
        )
    heading = rows[:first]
    dated = next((n for n, row in enumerate(heading) if n and read_date(row).date), None)
    day = read_date(heading[dated]) if dated is not None else Day(None)
    above = _last_block(heading[:dated]) if dated is not None else []
    below = _first_block(heading[dated + 1 :]) if dated is not None else []
    # Nexis Uni puts the title above the publication, LexisNexis Academic below the date.
    title = (
        fields.get("headline")
        or " ".join(above[:-1])
        or next((row for row in below if not _edition(row)), None)
    )
    text = _paragraphs(rows[first:last])
    dateline = fields.get("dateline", "").strip(" -–—")
    if dateline and not text.casefold().startswith(dateline.casefold()):
        text = f"{dateline.upper()} — {text}"
    return Raw(
        id,
        name,
        text,
        title,
        day,
        "metadata",
        above[-1] if above else None,
        fields.get("url"),
        fields.get("byline"),
    )


def _nexis_body(rows: list[str]) -> tuple[dict[str, str], int | None, int]:
    """The fields of heading and tail, and where the body begins and ends."""
    fields: dict[str, str] = {}
    first = next((n + 1 for n, row in enumerate(rows) if row == "Body"), None)
    last = len(rows)
    for n, row in enumerate(rows):
        found = _FIELD.fullmatch(row)
        key = found[1].lower() if found else ""
        body = first is not None and n >= first
        if found and key in _HEADING and not (body and "Body" in rows):
            fields.setdefault(key, (found[2] or "").strip())
            first = n + 1 if "Body" not in rows else first
        elif body and (
            key in _TAIL or row.casefold() in _TAIL or _END.fullmatch(row) or _RIGHTS.fullmatch(row)
        ):
            last = min(last, n)
            if found and key in _TAIL:
                fields.setdefault(key, (found[2] or "").strip())
    return fields, first, last


def _edition(row: str) -> bool:
    return bool(
        _FIELD.fullmatch(row) or _RIGHTS.fullmatch(row) or re.search(r"\bedition\b", row, re.IGNORECASE)
    )


def _last_block(rows: list[str]) -> list[str]:
    """The rows of text at the end, blank ones between them left out, up to four from below (title and publication)."""
    kept = [row for row in rows if row and not _FIELD.fullmatch(row)]
    return kept[-4:] if len(kept) <= 4 else kept[-2:]


def _first_block(rows: list[str]) -> list[str]:
    return [row for row in rows if row][:3]


def _factiva(block: list[str], id: str, name: str) -> Raw:
    rows = [row.strip() for row in block]
    accession = next((found[1] for row in reversed(rows) if (found := _ACCESSION.fullmatch(row))), None)
    id = f"{id.rpartition('#')[0]}#{accession}" if accession else id
    if any(row.startswith("WC ") for row in rows):
        return _tagged(rows, id, name)
    counted = next((n for n, row in enumerate(rows) if _WORDS.fullmatch(row)), None)
    if counted is None:
        raise InputError(
            name, "no line '… words' in it, so no Factiva article; export the articles as full text"
        )
    above = [row for row in rows[:counted] if row]
    title = max((row for row in above if not row.startswith("By ")), key=len, default=None)
    byline = next((row for row in above if row.startswith("By ")), None)
    below = [n for n in range(counted + 1, min(len(rows), counted + 14)) if rows[n]]
    day = next((day for n in below[:2] if (day := read_date(rows[n])).date), Day(None))
    named = [n for n in below if not read_date(rows[n]).date and not _CLOCK.fullmatch(rows[n])]
    rights = next((n for n in below if _RIGHTS.fullmatch(rows[n])), None)
    language = next((n for n in below if rows[n] in ("English", "ENGLISH")), None)
    start = max(n for n in (rights, language, counted) if n is not None)
    text = _paragraphs([row for row in rows[start + 1 :] if not _ACCESSION.fullmatch(row)])
    return Raw(id, name, text, title, day, "metadata", rows[named[0]] if named else None, None, byline)


def _tagged(rows: list[str], id: str, name: str) -> Raw:
    """An article whose lines bear Factiva's field codes (HD, WC, PD, LP, TD)."""
    fields: dict[str, list[str]] = {}
    code = ""
    for row in rows:
        found = _TAG.fullmatch(row)
        code = found[1] if found else code
        fields.setdefault(code, []).append((found[2] or "") if found else row)
    one = {code: " ".join(part for part in parts if part) for code, parts in fields.items()}
    text = _paragraphs([*fields.get("LP", ()), "", *fields.get("TD", ())])
    day = read_date(one.get("PD"))
    return Raw(id, name, text, one.get("HD"), day, "metadata", one.get("SN"), None, one.get("BY"))


def _paragraphs(rows: list[str]) -> str:
    return "\n".join(rows).strip()
