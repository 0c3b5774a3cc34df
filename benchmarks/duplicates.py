"""How well and how fast repeated articles are found.

    python benchmarks/duplicates.py ARTICLES.jsonl [--articles N] [--every N] [--seed N] [--json]

ARTICLES holds one JSON object a line with a ``text``. From its sentences N articles are put together. Of every 20th a
copy is read some hundred articles later, edited in up to three ways: typing errors, tail cut off, a paragraph added,
dateline and agency line in front, headline and quotation marks changed, lines wrapped anew. Of every 20th, ten later,
another report of the same story is read: it tells a third of it in the same sentences and the rest in its own. That
one must not be taken for a copy. Every text goes through ``khaldun.read``'s cleaning first.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import resource
import textwrap
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from khaldun.model import Article
from khaldun.sources.dates import Day
from khaldun.sources.duplicates import Duplicates
from khaldun.sources.record import Options, Raw, finish

DAY = dt.date(2019, 3, 1)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sentences(path: Path) -> list[str]:
    """Every sentence of some length in a file of JSON lines."""
    texts = [
        json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    found = (s.strip() for text in texts for s in re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text))
    return sorted({s for s in found if len(s) > 40})


def typing_errors(text: str, rng: random.Random) -> str:
    """One letter in every fortieth word is changed, dropped or doubled."""
    words = text.split(" ")
    for n in rng.sample(range(len(words)), max(1, len(words) // 40)):
        word = words[n]
        if len(word) > 3:
            at = rng.randrange(1, len(word) - 1)
            words[n] = word[:at] + rng.choice([rng.choice(LETTERS), "", word[at] * 2]) + word[at + 1 :]
    return " ".join(words)


def cut_tail(text: str, rng: random.Random) -> str:
    """Between a tenth and a half of the paragraphs at the end is left out, as papers cut wire copy."""
    parts = text.split("\n\n")
    return "\n\n".join(parts[: max(1, round(len(parts) * rng.uniform(0.5, 0.9)))])


def add_line(text: str, rng: random.Random) -> str:
    """A dateline and the line of an agency."""
    city, agency = rng.choice(["BEIRUT", "GENEVA", "ANKARA"]), rng.choice(["Reuters", "AP", "AFP"])
    return f"{city}, March 2 ({agency}) - {text}\n\n(Reporting by {agency} staff in {city.title()}; editing by the desk)"


def add_paragraph(text: str, rng: random.Random, pool: list[str]) -> str:
    """A paragraph of new sentences somewhere, as in a live blog."""
    parts = text.split("\n\n")
    parts.insert(rng.randrange(len(parts)), " ".join(rng.sample(pool, 3)))
    return "\n\n".join(parts)


def reflow(text: str, rng: random.Random) -> str:
    """Other quotation marks, and lines wrapped at some width."""
    straight = text.translate(str.maketrans("“”‘’", "\"\"''")).replace('"', rng.choice(['"', "''"]))
    width = rng.randrange(60, 90)
    return "\n\n".join(textwrap.fill(part, width) for part in straight.split("\n\n"))


def edited(text: str, rng: random.Random, pool: list[str]) -> tuple[str, list[str]]:
    """A lightly edited copy, and the names of the edits."""
    edits = {
        "typing errors": typing_errors,
        "tail cut": cut_tail,
        "dateline": add_line,
        "quotes and lines": reflow,
        "paragraph added": lambda t, r: add_paragraph(t, r, pool),
    }
    chosen = rng.sample(list(edits), rng.randint(0, 3))
    for name in sorted(chosen, key=list(edits).index):
        text = edits[name](text, rng)
    return text, chosen or ["none"]


def composed(some: list[str]) -> str:
    """Paragraphs of two sentences."""
    return "\n\n".join(" ".join(some[i : i + 2]) for i in range(0, len(some), 2))


def stream(pool: list[str], count: int, every: int, seed: int) -> Iterator[tuple[Raw, str | None, list[str]]]:
    """Articles, each with the id of what it repeats (``None`` for an own one) and the edits that were made."""
    rng = random.Random(seed)
    later: list[tuple[int, Raw, str | None, list[str]]] = []
    for n in range(count):
        told = rng.sample(pool, rng.randint(8, 40))
        raw = Raw(
            f"a{n}",
            f"a{n}",
            composed(told),
            f"Headline {n}",
            Day(DAY + dt.timedelta(n // 400)),
            "column date",
        )
        yield raw, None, []
        day = Day(raw.day.date + dt.timedelta(rng.randint(0, 2)))  # type: ignore[operator]
        if n % every == 0:
            text, edits = edited(raw.text, rng, pool)
            copy = Raw(f"c{n}", f"c{n}", text, f"Other headline {n}", day, "column date")
            later.append((n + rng.randint(1, 400), copy, raw.id, edits))
        elif n % every == every // 2:
            same = rng.sample(told, len(told) // 3)
            own = rng.sample(pool, len(told) - len(same))
            mixed = rng.sample([*same, *own], len(told))
            later.append(
                (n + rng.randint(1, 400), Raw(f"o{n}", f"o{n}", composed(mixed), None, day), None, [])
            )
        for item in [item for item in later if item[0] <= n]:
            later.remove(item)
            yield item[1], item[2], item[3]
    yield from (item[1:] for item in later)


def measure(pool: list[str], count: int, every: int, seed: int) -> dict[str, object]:
    """Recall and precision of pairs, misses by edit, and microseconds an article."""
    finished: list[tuple[Article, str | None, list[str]]] = [
        (finish(raw, Options()), of, edits) for raw, of, edits in stream(pool, count, every, seed)
    ]
    seen, right, wrong, copies, missed, spent = Duplicates(), 0, 0, 0, Counter[str](), 0.0
    for article, of, edits in finished:
        begun = time.perf_counter()
        found = seen.repeat(article)
        spent += time.perf_counter() - begun
        copies += of is not None
        right += found is not None and found.repeats == of
        wrong += found is not None and found.repeats != of
        if of is not None and (found is None or found.repeats != of):
            missed.update(edits)
    return {
        "articles": len(finished),
        "copies": copies,
        "recall": round(right / copies, 4),
        "precision": round(right / max(1, right + wrong), 4),
        "missed, by edit": dict(missed),
        "articles a second": round(len(finished) / spent),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("articles_file", type=Path)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--every", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    found = measure(sentences(chosen.articles_file), chosen.articles, chosen.every, chosen.seed)
    if chosen.json:
        print(json.dumps(found))
        return
    print("| figure | value |\n| --- | --- |")
    for name, value in found.items():
        print(f"| {name} | {value} |")


if __name__ == "__main__":
    main()
