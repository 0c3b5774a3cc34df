"""Lists of those present: "thirty countries, among them A, B and C but not D, nor E"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from khaldun.meetings.knowledge import MeetingWords
from khaldun.model import Mention
from khaldun.text.parse import Parse

_JOINING = frozenset({",", "and", "or", "but", "also", "as", "well", "along", "with", "the", "both", "together", "though", "of",
    "from", "for", "even", "(", ")"})  # fmt: skip


def roster(
    parse: Parse, words: MeetingWords, at: Mapping[int, Sequence[Mention]], after: int, groups: Set[int]
) -> list[tuple[bool, int, Mention]]:
    """Whether it was there, the word that says so, and the actor, for each name on a list behind token ``after``.

    ``at`` are the actors by their first token, ``groups`` the heads of those who meet. A list begins with a word such as
    "including" on one of these, with "among them", or at "but not".
    """
    last = parse.sentences[parse.sentence_of[after]][1]
    found: list[tuple[bool, int, Mention]] = []
    i = after + 1
    while i < last:
        begins, present = _begins(parse, words, i, groups)
        if begins:
            i = _read(parse, words, at, (i, i + begins, last), present, found)
        else:
            i += 1
    return found


def _begins(parse: Parse, words: MeetingWords, i: int, groups: Set[int]) -> tuple[int, bool]:
    """How many tokens begin a list at token i (0 for none), and whether it lists those present."""
    lower, nouns = parse.lower, words.nouns
    if i + 1 < len(lower) and (lower[i], lower[i + 1]) in nouns.list_phrases and lower[i] != "such":
        return 2, True
    if lower[i] == "as" and lower[i - 1] == "such" and parse.head[i] in groups:
        return 1, True
    if lower[i] in nouns.lists and parse.head[i] in groups:
        return 1, True
    if lower[i] in ("but", "though") and i + 1 < len(lower) and lower[i + 1] in nouns.turns:
        return 2, False
    return 0, True


def _read(
    parse: Parse,
    words: MeetingWords,
    at: Mapping[int, Sequence[Mention]],
    bounds: tuple[int, int, int],
    present: bool,
    found: list[tuple[bool, int, Mention]],
) -> int:
    """Read one list on from ``bounds`` (its word, its first token, the sentence's end); gives where it ends."""
    cue, i, last = bounds
    quiet = 0
    while i < last and quiet < 5:
        if i in at:
            mentions = at[i]
            found.extend((present, cue, mention) for mention in mentions)
            i = max(i + 1, max(_after(parse, m) for m in mentions))
            quiet = 0
            continue
        if parse.lower[i] in words.nouns.turns:
            present, cue = False, i
        elif parse.pos[i] in ("VERB", "AUX") or parse.words[i] in ";:–—":
            break
        elif parse.lower[i] not in _JOINING:
            quiet += 1
        i += 1
    return i


def _after(parse: Parse, mention: Mention) -> int:
    i = mention.head
    while i < len(parse) and parse.start[i] < mention.end:
        i += 1
    return i
