"""Standing: duties and habits denied are no deeds."""

from __future__ import annotations

import pytest

from events.conftest import Code
from khaldun.events.opinion import RULE


def rules(code: Code, text: str) -> list[str]:
    """Lexicon entries that read the text; the learned reader may have its own mind."""
    return [event.rule for event in code(text).events if event.rule != RULE]


@pytest.mark.parametrize(
    "text",
    [
        "His job was to kill Syrian soldiers.",
        "The French army did not bomb Algeria very often.",
        "Rebels in Chad do not have the resources to detain Libyan officials.",
        "Kenya may not want to help Sudan.",
        "It is legal to kill Libyan rebels.",
        "It would be a mistake to attack Eritrea.",
        "To shell Libyan rebels and to starve Libyan towns amounts to a crime.",
        "The only way to deal with the Libyan rebels is to kill them.",
        "Refugees imagined Libyan jets bombing Chad.",
        "The minister joked about arresting Libyan officials.",
        "The tunnel keeps Somali children safe from attacks.",
        "The levers that Kenya has to press Sudan to disarm are few.",
        "The president of Kenya has made no decision to attack Sudan.",
        "The leaders of Chad and Niger agreed that talks were needed.",
        "Only Kenya and its allies have the arms and the motive to invade Somalia.",
        "Kenya is strong enough to invade Somalia.",
        "Kenya is too weak to invade Somalia.",
        "Kenya is capable of invading Somalia.",
        "The law allows Kenya to deport Somali refugees.",
        "Anyone who attacks Kenya will be sorry.",
        "Turkey destroyed the trust of Greece.",
    ],
)
def test_what_is_so_all_the_time_is_no_event(code: Code, text: str) -> None:
    assert not rules(code, text)


@pytest.mark.parametrize(
    "text",
    [
        "He went there to kill Syrian soldiers.",
        "The rebels held land of Mali for ten days.",
        "The French army did not bomb Algeria.",
        "Kenya wants to help Sudan.",
        "It is wrong, the army said, and it killed Libyan rebels.",
        "The way is open for Libyan jets to bomb Chad.",
        "The tunnel keeps children safe from Ethiopian attacks.",
        "Chad and Niger agreed the border should be closed.",
        "Kenya is too weak, the army said, and Somalia invaded it.",
        "Those who attacked Kenya in May will be punished.",
        "Turkey destroyed the bridge of a Greek town.",
    ],
)
def test_a_deed_stays_one(code: Code, text: str) -> None:
    assert rules(code, text)
