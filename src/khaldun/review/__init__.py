"""Reviewing codings: decisions of people kept apart from the coding, how far they agree, and gold made of them."""

from khaldun.review.log import Decision, Log, Verdict, anchor_of

__all__ = ["Decision", "Log", "Verdict", "anchor_of"]
