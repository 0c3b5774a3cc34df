"""Who stands where, over actives, passives, participles, infinitives and relative clauses."""

from __future__ import annotations

import pytest

from khaldun.events.syntax import Syntax
from khaldun.text.parse import Parser

CASES = [
    # sentence, predicate, subjects, objects
    ("France bombed the rebels.", "bombed", ["France"], ["rebels"]),
    ("The rebels were bombed by France.", "bombed", ["France"], ["rebels"]),
    ("Iran agreed to free the sailors.", "free", ["Iran"], ["sailors"]),
    ("Iran urged Syria to free the sailors.", "free", ["Syria"], ["sailors"]),
    ("Iran promised Syria to free the sailors.", "free", ["Iran"], ["sailors"]),
    ("Kenya accused Somalia of shelling a village.", "shelling", ["Somalia"], ["village"]),
    ("Rebels who attacked Goma fled to Rwanda.", "attacked", ["Rebels"], ["Goma"]),
    ("The arms supplied by Russia reached Damascus.", "supplied", ["Russia"], ["arms"]),
    ("Troops fighting the rebels withdrew.", "fighting", ["Troops"], ["rebels"]),
    ("Israel struck Gaza and killed three men.", "killed", ["Israel"], ["men"]),
    ("Police arrested the man that Egypt wanted.", "wanted", ["Egypt"], ["man"]),
    ("Troops stormed the town, killing ten people.", "killing", ["Troops"], ["people"]),
    ("The arrest of students by Iran was condemned.", "condemned", [], ["arrest"]),
    ("France issued a statement condemning Turkey.", "condemning", ["France"], ["Turkey"]),
    ("By cutting aid to rebels, Turkey helped Syria to win.", "cutting", ["Turkey"], ["aid"]),
    ("The women whom Russia wants to repatriate are ill.", "repatriate", ["Russia"], ["women"]),
    ("The raid on Homs, which killed ten men, was brief.", "killed", ["raid"], ["men"]),
    ("The general had his rival killed in a cave.", "killed", ["general"], ["rival"]),
    ("The men were hanged on the orders of Ankara.", "hanged", ["Ankara"], ["men"]),
    ("Some were hanged at the hands of rebels.", "hanged", ["rebels"], ["Some"]),
    (
        "Soldiers overran a base, killed two guards who stood in their way and burned the huts.",
        "burned",
        ["Soldiers"],
        ["huts"],
    ),
    (
        "The council adopted a resolution that condemns the raid.",
        "condemns",
        ["council"],
        ["raid"],
    ),
    ("Many people have died, most of them shot by the police.", "shot", ["police"], ["most"]),
    ("The raid led the rebels to flee the town.", "flee", ["rebels"], ["town"]),
]


@pytest.mark.parametrize(("text", "predicate", "subjects", "objects"), CASES)
def test_subject_and_object(
    parser: Parser, text: str, predicate: str, subjects: list[str], objects: list[str]
) -> None:
    parse = parser.parse(text)
    syntax = Syntax(parse)
    verb = parse.words.index(predicate)
    assert [parse.words[i] for i in syntax.subject(verb)] == subjects
    assert [parse.words[i] for i in syntax.object(verb)] == objects


def test_members_are_all_coordinated_nouns(parser: Parser) -> None:
    parse = parser.parse("France, Britain and Germany condemned Iran.")
    members = Syntax(parse).members(parse.words.index("France"))
    assert [parse.words[i] for i in members] == ["France", "Britain", "Germany"]


def test_a_preposition_on_the_object_counts_for_the_verb(parser: Parser) -> None:
    parse = parser.parse("The European Union imposed new sanctions on Belarus.")
    found = Syntax(parse).prep(parse.words.index("imposed"), "on")
    assert [parse.words[i] for i in found] == ["Belarus"]


def test_measures_are_looked_through(parser: Parser) -> None:
    parse = parser.parse("Jets carried out a series of strikes.")
    assert parse.words[Syntax(parse).content(parse.words.index("series"))] == "strikes"


@pytest.mark.parametrize(
    ("text", "first", "members"),
    [
        ("France, along with Britain and Chad, bombed Iran.", "France", ["France", "Britain", "Chad"]),
        ("France bombed Iran along with Chad.", "France", ["France"]),
    ],
)
def test_who_does_it_too_is_a_member(parser: Parser, text: str, first: str, members: list[str]) -> None:
    parse = parser.parse(text)
    found = Syntax(parse).members(parse.words.index(first))
    assert [parse.words[i] for i in found] == members
