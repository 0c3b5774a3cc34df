"""Which way a time expression looks: back or ahead, by the verb that governs it.

"met on Friday" looks back, "will meet on Friday" and "plans to meet on Friday" look ahead. Only lists of the
parse are read; the result decides between the last and the next Friday, July or summer.
"""

from __future__ import annotations

import itertools

from khaldun.text.parse import Parse

_AHEAD_AUX = frozenset(
    ("will", "wo", "'ll", "’ll", "shall", "would", "'d", "may", "might", "can", "could", "must", "should")
)
_PERFECT = frozenset(("have", "has", "had", "having", "'ve", "’ve"))
# Verbs, nouns and adjectives whose infinitive has yet to happen.
_AHEAD_HEADS = frozenset(
    [
        "agree",
        "aim",
        "ask",
        "be",
        "book",
        "call",
        "choose",
        "commit",
        "consider",
        "decide",
        "decline",
        "demand",
        "deserve",
        "expect",
        "fear",
        "hope",
        "intend",
        "invite",
        "know",
        "like",
        "mean",
        "need",
        "offer",
        "order",
        "plan",
        "pledge",
        "prefer",
        "prepare",
        "promise",
        "propose",
        "refuse",
        "request",
        "require",
        "schedule",
        "seek",
        "set",
        "slate",
        "swear",
        "tell",
        "threaten",
        "urge",
        "vote",
        "vow",
        "wait",
        "want",
        "warn",
        "wish",
        "deadline",
        "decision",
        "goal",
        "agreement",
        "call",
        "demand",
        "intention",
        "invitation",
        "offer",
        "order",
        "promise",
        "proposal",
        "request",
        "vow",
        "due",
        "likely",
        "poised",
        "ready",
        "certain",
        "sure",
        "set",
        "eager",
        "willing",
        "scheduled",
        "slated",
        "hopeful",
        "bound",
    ]
)
# What a day's name in the genitive may announce ("Sunday's election"); anything else of that day has happened.
_AWAITED_EVENTS = frozenset(
    [
        "ballot",
        "conference",
        "deadline",
        "election",
        "gathering",
        "hearing",
        "inauguration",
        "match",
        "meeting",
        "poll",
        "rally",
        "referendum",
        "runoff",
        "session",
        "summit",
        "talk",
        "talks",
        "vote",
    ]
)
_ANNOUNCING = frozenset(["schedule", "plan", "postpone", "slate", "delay", "set"])
# Prepositions in front of a noun that is still to come, whatever the verb's tense.
_AHEAD_WORDS = frozenset(("upcoming", "forthcoming", "coming", "next", "scheduled", "planned"))


def direction(parse: Parse, token: int) -> int:
    """-1 where the governing verb looks back (also where nothing tells), +1 where it looks ahead."""
    if _ahead_of(parse, token):
        return 1
    if parse.dep[token] == "poss" and parse.lemma[parse.head[token]].lower() not in _AWAITED_EVENTS:
        return -1
    i = token
    while True:
        if parse.tag[i].startswith("VB") or parse.tag[i] == "MD":
            looks = _verb_looks(parse, i)
            if looks:
                return looks
        if parse.head[i] == i:
            return -1
        i = parse.head[i]


def _ahead_of(parse: Parse, token: int) -> bool:
    before = parse.lower[max(0, token - 5) : token]
    for a, b in itertools.pairwise(before):
        if (a, b) in (
            ("ahead", "of"),
            ("scheduled", "for"),
            ("set", "for"),
            ("due", "on"),
            ("planned", "for"),
        ):
            return True
    if before and before[-1] in ("until", "till", "by", "starting", "beginning"):
        return True
    return any(word in _AHEAD_WORDS for word in before[-2:])


def _verb_looks(parse: Parse, i: int) -> int:
    """What one verb tells: -1 back, +1 ahead, 0 nothing (its own governor decides)."""
    tag = parse.tag[i]
    auxiliaries = [parse.lower[c] for c in parse.children[i] if parse.dep[c] in ("aux", "auxpass")]
    if any(a in _AHEAD_AUX for a in auxiliaries):
        return -1 if any(a in _PERFECT for a in auxiliaries) else 1
    if parse.lemma[i] in _ANNOUNCING and tag != "VBG":
        return 1
    if any(a in _PERFECT or a in ("was", "were") for a in auxiliaries) or tag == "VBD":
        return 0 if "to" in auxiliaries else -1
    if tag == "VB":
        return 1 if _awaited(parse, i) else 0
    if tag == "VBN":
        return 1 if any(a in ("is", "are", "be", "'s", "’s", "'re") for a in auxiliaries) else -1
    if tag in ("VBZ", "VBP"):
        return 1
    return 1 if tag == "VBG" and any(a in ("is", "are", "'s", "’s", "'re", "'m") for a in auxiliaries) else 0


def _awaited(parse: Parse, i: int) -> bool:
    head = parse.head[i]
    return head != i and (parse.lemma[head].lower() in _AHEAD_HEADS or parse.lower[head] in _AHEAD_HEADS)
