"""Pronouns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Iran said it would pull out.", "it", "IRN"),
        ("Ana Torrel came late, and she left early.", "she", "PRT"),
        ("The French president said he would sign.", "he", "FRA"),
        ("They fired on Israeli troops, which fired back.", "which", "ISR"),
        ("Chilean miners, who had struck for a week, went back.", "who", "CHL"),
        ("Turkish students marched. They carried flags.", "They", "TUR"),
    ],
)
def test_pronoun(read: Read, text: str, word: str, code: str) -> None:
    reading = read(text)
    mention = reading.at(word, -1)
    assert mention is not None
    assert mention.code == code
    assert mention.kind == "pronoun"


def test_possessive_makes_an_army_a_countrys(read: Read) -> None:
    assert read("Chad said its army had won.").who("army") == ("TCD", "MIL")


def test_his_government(read: Read) -> None:
    reading = read("Ana Torrel said her government would fall.", "2008-01-01")
    assert reading.who("government") == ("PRT", "GOV")


def test_they_after_a_coordination_are_all(read: Read) -> None:
    assert read("Peru and Bolivia met. They agreed on a border.").also("They") == ["PER", "BOL"]


def test_pronoun_without_antecedent_has_a_reason(read: Read) -> None:
    mention = read("He left.").at("He")
    assert mention is not None
    assert (mention.code, mention.sector, mention.text) == (None, None, "He")
    assert mention.reason


def test_empty_it_is_no_actor(read: Read) -> None:
    assert read("Iran fell silent. It was clear that nobody knew.").at("It") is None


def test_first_person_is_the_speaker(read: Read) -> None:
    assert read("“We will not yield,” the Cuban president said.").who("We") == ("CUB", "GOV")


def test_a_fronted_pronoun_looks_forward(read: Read) -> None:
    text = "Jean Dupont met Luis Soto. In her speech on Monday the Chilean president said nothing new."
    assert read(text).who("her") == ("CHL", "GOV")


def test_it_may_be_a_thing(read: Read) -> None:
    text = "The offensive began in Peru. Nobody knew how long it would last."
    mention = read(text).at("it")
    assert mention is None or mention.code is None


def test_they_do_not_wish_themselves_back(read: Read) -> None:
    mention = read("Chilean officials said they did not wish them to return.").at("them")
    assert mention is None or mention.code is None


def test_which_goes_with_the_nearest(read: Read) -> None:
    assert read("The Turkish president and Peru, which has backed him, met.").who("which") == ("PER", None)


def test_she_is_no_husband(read: Read) -> None:
    mention = read("Her Chilean husband left. She stayed.").at("She", -1)
    assert mention is None or mention.code is None


def test_who_stands_in_a_relative_clause_is_taken_up_less(read: Read) -> None:
    text = "The Peruvian envoy, whose hosts the Chilean president had praised, left Quito. He promised help."
    assert read(text).who("He") == ("PER", "GOV")


def test_an_object_is_not_whoever_does_what_the_infinitive_tells(read: Read) -> None:
    text = "Angolan rebels fled. The Sudanese government began by trying to crush them."
    assert read(text).who("them") == ("AGO", "REB")


def test_a_single_name_that_says_something_is_a_person(read: Read) -> None:
    text = "The Greek president spoke. Petrakos said little. He left early."
    mention = read(text).at("He")
    assert mention is not None
    assert mention.name == "Petrakos"


def test_who_after_an_apposition_is_the_named(read: Read) -> None:
    mention = read("Ana Torrel, a teenager who left Peru, came back.").at("who")
    assert mention is not None
    assert mention.name == "Ana Torrel"


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("“We will not yield,” the Cuban president said. “They robbed us.”", "us", "CUB"),
        ("“Nobody asked us.” The Chilean minister said so on Friday.", "us", None),
        ("The Peruvian envoy said: “We came in peace. Nobody hurt us.”", "us", "PER"),
    ],
)
def test_first_person_in_quoted_words(read: Read, text: str, word: str, code: str | None) -> None:
    assert read(text).who(word)[0] == code


def test_quoted_words_are_not_about_who_says_them(read: Read) -> None:
    text = "The Greek president praised Ana Torrel. “They wanted to catch him,” said the Turkish minister."
    assert read(text).who("him")[0] == "GRC"


def test_a_possessive_in_an_owned_thing_is_its_owners(read: Read) -> None:
    assert read("Cuba regretted Peru's use of its veto.").who("its") == ("PER", None)


def test_who_is_quoted_as_saying_that_he_did(read: Read) -> None:
    text = "The Turkish minister quoted Leo Orvando as saying that he had sent an envoy."
    assert read(text, "2004-01-01").who("he") == ("CHL", "GOV")


def test_both_of_some_things_is_nobody(read: Read) -> None:
    assert read("Peru and Chile met. We will fight both of these wrongs.").at("both") is None


def test_the_pair_are_those_named_together(read: Read) -> None:
    assert read("A Greek priest and a Turkish nun met. The pair left early.").also("pair") == ["GRC", "TUR"]


def test_the_latter_is_the_last_named(read: Read) -> None:
    assert read("Chile asked Peru for help. The latter refused.").who("latter") == ("PER", None)


def test_a_first_name_tells_the_gender(read: Read) -> None:
    text = "The Peruvian minister Sarah Quil met the Chilean minister Mark Orde. She left early."
    assert read(text).who("She") == ("PER", "GOV")


def test_somebody_in_a_list_is_one(read: Read) -> None:
    reading = read("Ana Torrel and her government resigned.", "2008-01-01")
    assert reading.who("government") == ("PRT", "GOV")


def test_whoever_is_asked_to_do_something_does_it_with_their_own(read: Read) -> None:
    reading = read("Leo Orvando urged Ana Torrel to withdraw her troops.", "2005-06-01")
    assert reading.who("troops") == ("PRT", "MIL")


def test_the_press_has_no_army(read: Read) -> None:
    reading = read("Turkey rejoiced. The press was silent when its army left.")
    assert reading.who("army") == ("TUR", "MIL")


def test_what_a_groups_press_has_is_the_groups(read: Read) -> None:
    reading = read("Red Dawn's media network has stayed active and its fighters are likely to return.")
    assert reading.who("fighters")[0] == "IMG"


def test_a_president_known_to_be_a_man_is_no_she(read: Read) -> None:
    reading = read("The Chilean president left. She was brief.", "2014-06-01")
    assert reading.who("She")[0] == "CHL"
    assert read("The Chilean president left. She was brief.", "2012-06-01").who("She")[0] is None
