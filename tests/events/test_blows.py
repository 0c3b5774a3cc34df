"""A strike and the harm that it did: how many events a sentence tells, and whose they are."""

from __future__ import annotations

import pytest

from khaldun.coder import Coder


def _told(coder: Coder, text: str) -> list[tuple[list[str | None], list[str | None]]]:
    events = coder.code(text)
    return [([m.code for m in e.actors], [m.text for m in e.recipients]) for e in events]


def test_a_strike_on_a_town_and_those_it_killed_are_one_deed(coder: Coder) -> None:
    assert _told(coder, "Airstrikes on Mosul killed 13 civilians.") == [([], ["13 civilians"])]


def test_strikes_that_killed_are_of_whoever_killed(coder: Coder) -> None:
    told = _told(coder, "Turkey killed ten Iraqi civilians in strikes against Islamic State.")
    assert (["TUR"], ["Islamic State"]) in told
    assert (["TUR"], ["ten Iraqi civilians"]) in told


@pytest.mark.parametrize(
    "text",
    [
        "An attack on Kenya killed ten Ugandan soldiers.",
        "A raid on Kenya followed a strike that killed ten Ugandan soldiers.",
    ],
)
def test_another_land_that_is_struck_stays_told(coder: Coder, text: str) -> None:
    recipients = [name for _, names in _told(coder, text) for name in names]
    assert {"Kenya", "ten Ugandan soldiers"} <= set(recipients)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey bombed an Iraqi port on Monday, killing ten Kurdish sailors.",
        "Ten Kurdish sailors were killed when Turkey bombed an Iraqi port on Monday.",
    ],
)
def test_a_blow_and_the_harm_beside_it_are_told_once(coder: Coder, text: str) -> None:
    ((actors, recipients),) = _told(coder, text)
    assert actors == ["Turkey"] or actors == ["TUR"]
    assert "ten kurdish sailors" in [name.lower() for name in recipients]
