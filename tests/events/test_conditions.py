"""Conditions: what is only supposed, asked or awaited, and what only sounds so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Had Israel bombed Iran, Syria would have left.", "ISR ASSAULT 195 hypothetical IRN"),
        (
            "In case Syrian rebels are attacking Israel, troops will be sent.",
            "SYR ASSAULT 190 hypothetical ISR",
        ),
        ("Did Russia bomb Georgia?", "RUS ASSAULT 195 hypothetical GEO"),
        ("Why did Russia bomb Georgia?", "RUS ASSAULT 195 actual GEO"),
        ("The moment American troops are withdrawn from Syria, it will fall.", "USA RETREAT 0874 future SYR"),
        ("It is unclear what will happen when American troops leave Syria.", "USA RETREAT 0874 future SYR"),
    ],
)
def test_a_clause_that_is_supposed_asked_or_awaited(lines: Lines, text: str, told: str) -> None:
    assert any(told in line for line in lines(text)), lines(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Russia is not only bombing Ukraine but also attacking Georgia.", "RUS ASSAULT 195 actual UKR"),
        ("Russia is not bombing Ukraine.", "RUS ASSAULT 195 negated UKR"),
        ("Russia is interested in attacking Georgia.", "RUS ASSAULT 190 hypothetical GEO"),
        ("Canada proposed that NATO send troops to Kosovo.", "IGO MOBILIZE 154 hypothetical KOS"),
        ("The French parliament authorised sending troops into Iraq.", "FRA MOBILIZE 154 future IRQ"),
        ("There is no evidence that Russia bombed Georgia.", "RUS ASSAULT 195 hypothetical GEO"),
        ("A French withdrawal from Mali is likely to be slow.", "FRA RETREAT 0874 hypothetical MLI"),
        ("Trump's threat against Iran must stop.", "USA THREATEN 130 actual IRN"),
        ("The Security Council vetoed a UN investigation of Syria.", "UNO ACCUSE 090 negated SYR"),
        ("The United States will no longer send weapons to Chad.", "USA SANCTION 1622 actual TCD"),
        ("Lithuania believes that Russia bombed Georgia.", "RUS ASSAULT 195 actual GEO"),
        ("Russia was thought to have bombed Georgia.", "RUS ASSAULT 195 actual GEO"),
    ],
)
def test_what_is_in_somebodys_mind_and_what_only_sounds_so(lines: Lines, text: str, told: str) -> None:
    assert told in lines(text)


def test_a_speaker_accuses_whom_he_says_to_be_behind_it(lines: Lines) -> None:
    told = lines("The British prime minister said Russia was behind the attack on Ukrainian soldiers.")
    assert told == ["GBR ACCUSE 1123 actual RUS"]
    assert lines("Russia was behind the attack on Ukrainian soldiers.") == ["RUS ASSAULT 190 actual UKR"]
    assert lines("The bombing of Kismayo was blamed on Kenya.") == ["KEN ASSAULT 183 actual SOM"]


def test_a_purpose_before_its_verb_is_not_what_is_said(lines: Lines) -> None:
    told = lines("To avert a clash between Iran and Turkey, France told Israel to leave the town.")
    assert "FRA REQUEST 100 actual ISR" in told
    assert not any("ACCUSE" in line for line in told)
