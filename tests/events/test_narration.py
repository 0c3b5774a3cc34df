"""Narration: how far a story of the past carries its time."""

from __future__ import annotations

import pytest

from events.conftest import Code

DAY = "2014-09-16"


def last(code: Code, text: str) -> str:
    return code(text, DAY).events[-1].status


@pytest.mark.parametrize(
    "text",
    [
        "In the second world war Germany took Poland. German troops killed Russian prisoners.",
        "The revolt began in 1993, when crowds marched in Quito. The police attacked Peru.",
        "The roots lie in 1993, when crowds marched in Quito. Ecuador attacked Peru.",
        "In 1993 Chad met Niger. The following year Libya bombed Niger.",
        "Last year Japan pulled out of Mali. Its jets bombed Niger.",
        "In 1993 Chad met Niger. The two lands share a long border. Libya bombed Niger.",
        "Chad met Niger after the fall of Sirte in 1993. Libya bombed Niger.",
        'She fled Chad in 1993 and went to Niger. "Nobody helped me," she said. Libya bombed Niger, where he is now.',
        "In 1993 it was quiet. Nobody knew what would come. The end would be bitter. Libya bombed Niger.",
        "Last year Chad left the union. Officials at the time said Libya bombed Niger.",
        "The town was the target of a raid in January. Libya bombed Niger.",
    ],
)
def test_a_story_goes_on(code: Code, text: str) -> None:
    assert last(code, text) == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "Since 1993, many talks have come and gone. Libya bombed Niger.",
        "The army met Chad in August. Libya bombed Niger.",
        "In 1993 Chad met Niger. Mali denies it. Libya bombed Niger.",
        "In 1993 Chad met Niger. Libya bombed Niger on Friday.",
        "In 1993 Chad met Niger. Later this week Libya bombed Niger.",
        "In 1993 Chad met Niger. Its army has grown since. Libya bombed Niger.",
        "In 1993 Chad met Niger. President Idriss Deby said they were friends. Libya bombed Niger.",
        "The farmer, whose house burnt in 1993 when nobody came, said he was angry. Libya bombed Niger.",
        "The driver of a 2001 truck stopped near the border. Libya bombed Niger.",
    ],
)
def test_a_story_is_over(code: Code, text: str) -> None:
    assert last(code, text) == "actual"
