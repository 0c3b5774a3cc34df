from __future__ import annotations

import datetime as dt

import pytest

from khaldun.text.parse import Parser
from khaldun.times import find_times
from khaldun.times.expressions import Rule, forms

TUESDAY = dt.date(2014, 9, 16)


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in forms().rules]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", forms().rules, ids=lambda rule: rule.id)
def test_example_of_each_rule(rule: Rule, parser: Parser) -> None:
    values = [when.value for when in find_times(parser.parse(rule.example), TUESDAY)]
    assert rule.value in values
