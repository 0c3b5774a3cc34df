"""Colours: every pair of text and ground meets WCAG AA, in light and in dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from khaldun.ontology import QUADS
from khaldun.web.charts import _QUADS

CSS = (files("khaldun.web") / "static" / "style.css").read_text(encoding="utf-8")
ROLES = ("actor", "recipient", "trigger", "place", "date", "speaker")


def colours(selector: str) -> dict[str, str]:
    block = re.search(rf"^{re.escape(selector)} \{{\n(.*?)\n\}}", CSS, re.S | re.M)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("selector", [":root", ".body--dark"])
def test_text_can_be_read_on_its_ground(selector: str) -> None:
    found = colours(selector)
    for ground in ("ground", "raised"):
        for text in ("ink", "soft", "link", "q1", "q2", "q3", "q4"):
            assert contrast(found[text], found[ground]) >= 4.5, (selector, text, ground)
    for role in ROLES:
        assert contrast(found["ink"], found[role]) >= 4.5, (selector, role)


@pytest.mark.parametrize(("selector", "dark"), [(":root", False), (".body--dark", True)])
def test_charts_use_the_same_colours_for_quad_classes(selector: str, dark: bool) -> None:
    found = colours(selector)
    assert _QUADS[dark] == {quad: found[f"q{quad}"] for quad in QUADS if quad}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
