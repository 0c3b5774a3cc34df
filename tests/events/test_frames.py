"""Frames: operators nest, slots are found, entries demand what they say, and states are no deeds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from events.conftest import Code

Lines = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Britain threatened to halt aid to Rwanda.", "GBR THREATEN 1311 actual RWA"),
        ("Turkey refused to stop shelling Syria.", "TUR REJECT 1246 actual SYR"),
        ("Iran blamed Israel for killing a scientist.", "IRN ACCUSE 1122 actual ISR"),
        ("Egypt said that Israel must stop bombing Lebanon.", "EGY REQUEST 1056 actual ISR"),
        ("Turkey called on Greece to end its blockade of Cyprus.", "TUR REQUEST 1056 actual GRC"),
        ("Iran threatened to refuse to send troops to Iraq.", "IRN THREATEN 131 actual IRQ"),
        ("Sudan continued to bomb Chad.", "SDN ASSAULT 195 actual TCD"),
        ("Turkey wants Syria to withdraw its troops.", "TUR REQUEST 1056 actual SYR"),
    ],
)
def test_operators_nest_and_tell_one_event(lines: Lines, text: str, told: str) -> None:
    assert lines(text) == [told]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Turkey refused to stop shelling Syria.", ["refuse.v", "stop.v", "shell.v"]),
        ("Sudan continued to bomb Chad.", ["continue.v", "bomb.v"]),
        ("Sudan bombed Chad.", ["bomb.v"]),
    ],
)
def test_the_rule_is_the_chain_of_entries(code: Code, text: str, rules: list[str]) -> None:
    (event,) = code(text).events
    assert event.rule.split(" > ") == rules


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Iran recalled its ambassador to Sweden.", "IRN SANCTION 161 actual SWE"),  # obj.to
        ("Russia is at war with Georgia.", "RUS+GEO ASSAULT 190 actual <>"),  # at.with
        ("Turkish jets shot down a Russian plane.", "TUR ASSAULT 195 actual RUS"),  # obj's owner
        ("The Israeli bombing of Lebanon went on.", "ISR ASSAULT 195 actual LBN"),  # adj, of
        ("Talks between Iran and Iraq collapsed.", "IRN+IRQ CONSULT 046 actual <>"),  # between
        ("Five Syrians were killed in an air strike by Israel.", "ISR ASSAULT 195 actual SYR"),
        ("Germany, which supplied arms to Iraq, fell silent.", "DEU AID 072 actual IRQ"),
        (
            "Iranian and Syrian officials met Hezbollah in Beirut.",
            "IRN+SYR+LBN CONSULT 040 actual <>",
        ),
    ],
)
def test_slots(lines: Lines, text: str, told: str) -> None:
    assert told in lines(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # what killed in a blow tells of what kind it was
        ("Suicide bombers killed nine people in an attack on a Libyan base.", "- ASSAULT 1831 actual LBY"),
        # a participle with a time of its own tells what was done
        ("The envoy met the family of a Kenyan nurse abducted on Friday.", "- ASSAULT 181 actual KEN"),
        # whose death is looked into is not looked into
        (
            "Peruvian prosecutors opened an inquiry into the murder of a Chilean nun.",
            "PER ACCUSE 090 actual -",
        ),
        ("Peru and Chile failed to reach agreement on a trade deal.", "PER+CHL REJECT 127 actual <>"),
        (
            "The Peruvian president met his Chilean counterpart for talks on fish.",
            "PER+CHL CONSULT 046 actual <>",
        ),
    ],
)
def test_who_stands_further_off(lines: Lines, text: str, told: str) -> None:
    assert told in lines(text)


def test_a_participle_without_a_time_only_describes(lines: Lines) -> None:
    assert not any(
        "ASSAULT" in told for told in lines("The envoy met the family of an abducted Kenyan nurse.")
    )


def test_a_dot_goes_one_step_further_than_its_first_slot(lines: Lines) -> None:
    assert lines("Iran recalled its ambassador.") != lines("Iran recalled its ambassador to Sweden.")


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("Egyptian police shot dead five students.", "180"),
        ("Egyptian soldiers shot dead five students.", "193"),
        ("Israeli troops killed five Lebanese villagers.", "1823"),  # civilians
        ("Israeli troops killed five Lebanese soldiers.", "190"),  # not civilians
    ],
)
def test_the_object_tells_the_sense(code: Code, text: str, leaf: str) -> None:
    assert [event.cameo for event in code(text).events] == [leaf]


@pytest.mark.parametrize("thing", ["plan", "budget", "decision", "proposal"])
def test_words_that_forbid_a_sense(lines: Lines, thing: str) -> None:
    assert not any("ASSAULT" in told for told in lines(f"France attacked the {thing} of Germany."))


def test_an_operator_may_be_another_when_negated(lines: Lines) -> None:
    assert lines("Turkey would not hesitate to attack Syria.") == ["TUR THREATEN 138 actual SYR"]


def test_a_noun_may_be_an_event_by_itself(lines: Lines) -> None:
    assert "RUS ASSAULT 190 actual GEO" in lines("The Russian attack on Georgia continued.")


def test_a_noun_that_is_no_event_by_itself_is_one_under_a_verb(lines: Lines) -> None:
    assert lines("The sanctions on Iran are unjust.") == []
    assert lines("The United States imposed sanctions on Iran.") == ["USA SANCTION 163 actual IRN"]


def test_what_a_predicate_takes_in_is_not_told_again(lines: Lines) -> None:
    assert lines("Iran condemned the Israeli bombing of Lebanon.") == ["IRN ACCUSE 111 actual ISR"]
    assert lines("Iran and Iraq held talks.") == ["IRN+IRQ CONSULT 046 actual <>"]


@pytest.mark.parametrize(
    "text",
    [
        "Detained foreigners slept in camps in Libya.",
        "Guards watched the foreigners detained in camps in Libya.",
        "Reducing sanctions on Iran would be wise.",
    ],
)
def test_states_and_doerless_clauses_are_no_deeds(lines: Lines, text: str) -> None:
    assert lines(text) == []


def test_a_state_with_a_doer_is_a_deed(lines: Lines) -> None:
    assert lines("Foreigners detained by Libya slept in camps.") == ["LBY COERCE 173 actual -"]


def test_several_deeds_of_one_sentence_stand_in_text_order(code: Code) -> None:
    events = code("France bombed Mali, accused Chad of treason and expelled two Russian diplomats.").events
    triggers = [event.evidence.trigger[0] for event in events]
    assert len(triggers) >= 2
    assert triggers == sorted(triggers)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A Spanish engineer was killed by a bomb planted by Islamic State.", "IMG ASSAULT 183 actual ESP"),
        ("Malian troops captured a village held by Islamic State.", "MLI COERCE 192 actual IMG"),
        ("Libyan rebels vowed revenge on behalf of Hezbollah.", "LBY THREATEN 138 actual -"),
        ("To the surprise of France, Belgium declined to meet Rwanda.", "BEL REJECT 125 actual RWA"),
        ("Kenya urged Uganda not to jail Rwandan monks.", "KEN REQUEST 1056 actual UGA"),
        ("Russia is believed to have bombed Georgia.", "RUS ASSAULT 195 actual GEO"),
    ],
)
def test_parties_stand_where_the_grammar_has_them(lines: Lines, text: str, told: str) -> None:
    assert lines(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway wants Iceland to paint its boats.", ["NOR REQUEST 100 actual ISL"]),
        ("Norway might want Iceland to paint its boats.", []),
        ("Uganda said Kenyan prisoners must be treated well.", ["UGA REQUEST 100 actual -"]),
    ],
)
def test_what_is_wanted_of_somebody_is_asked_of_them(lines: Lines, text: str, told: list[str]) -> None:
    assert [line for line in lines(text) if "hypothetical" not in line] == told


def test_what_is_no_longer_done_is_stopped(lines: Lines) -> None:
    assert lines("Britain will no longer supply arms to Egypt.") == ["GBR SANCTION 1622 actual EGY"]


@pytest.mark.parametrize(
    "text",
    [
        "Sudan passed on the right to ban foreign newspapers.",
        "Iran tried to force Iraq to withdraw.",
        "The storm allowed Syrian rebels to withdraw from Homs.",
    ],
)
def test_nobody_does_what_others_can_or_shall_do(lines: Lines, text: str) -> None:
    assert not any(told.startswith(("SDN COERCE", "IRN RETREAT", "- CONCEDE")) for told in lines(text))


def test_a_war_that_a_meeting_is_to_avert_is_no_event(lines: Lines) -> None:
    assert lines("Norway met Sweden to avert a war between Greece and Turkey.") == [
        "NOR+SWE CONSULT 040 actual <>"
    ]


def test_police_end_the_protests_of_others(lines: Lines) -> None:
    assert lines("Egyptian police halted the farmers' protest in Cairo.") == ["EGY COERCE 172 actual EGY"]
    assert lines("Egyptian workers ended their strike.") != ["EGY COERCE 172 actual EGY"]
