"""What reviewers have decided so far, how far they agree, and the ways to the gold: the lower part of the review page."""

from __future__ import annotations

from khaldun.model import Event
from khaldun.review import Decision
from khaldun.review.agreement import between, krippendorff_alpha
from khaldun.review.gold import labels
from khaldun.store import View
from khaldun.web.desk import Desk
from khaldun.web.frame import Frame, put, say
from khaldun.web.markup import el, join, table


async def figures(frame: Frame) -> None:
    """Agreement, and the ways to the gold."""
    log = frame.desk.log
    put(el("h2", "Decisions so far"))
    if log.torn:
        say(
            f"{log.path.name}: lines {', '.join(map(str, log.torn))} cannot be read; they are left as they are.",
            "warning",
        )
    if not log.reviewers:
        say(f"None yet. They will be kept in {log.path.name}, apart from the coding.")
        return
    given = await frame.desk.ask(reviewed, frame.desk)
    told = {event.id: labels(event, held) for event, held in given}
    rows = [
        [one, other, n, f"{share:.0%}", "not defined" if kappa is None else f"{kappa:.2f}"]
        for one, other, n, share, kappa in between(told)
    ]
    alpha = krippendorff_alpha(told)
    by = {name: sum(name in held for held in told.values()) for name in log.reviewers}
    put(join([
        el("p", "; ".join(f"{name} {n}" for name, n in by.items()), f". Kept in {log.path.name}, apart from the coding."),
        table(("reviewer", "and", "events both reviewed", "agree", "Cohen's kappa"), rows, "Agreement") if rows else "",
        el("p", f"Krippendorff's alpha of all reviewers, on the event type or none: {'not defined yet' if alpha is None else f'{alpha:.2f}'}."),
        el("p", "Gold of what most reviewers say: ", el("a", "for khaldun evaluate", href="/review/event_records.jsonl"), ", ",
           el("a", "for khaldun train", href="/review/labels.jsonl"), ", ", el("a", "all decisions", href="/review/decisions.jsonl"), "."),
    ]))  # fmt: skip


def reviewed(view: View, desk: Desk) -> list[tuple[Event, dict[str, Decision]]]:
    """The events that anybody has decided on, with those decisions; also where their ids changed by coding anew."""
    standing = desk.log.standing()
    articles = sorted({anchor[0] for _, anchor, _ in standing})
    events = [event for article in articles for event in view.of_article(article)]
    held = desk.log.of(events)
    return [(event, held[event.id]) for event in events if held[event.id]]
