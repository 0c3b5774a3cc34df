"""Names of persons: known, titled, and first seen in the article."""

from __future__ import annotations

from collections.abc import Callable

from tests.actors.conftest import Reading

Read = Callable[..., Reading]


def test_office_is_the_one_held_on_the_day(read: Read) -> None:
    text = "Ana Torrel opened the congress."
    assert read(text, "2007-01-15").who("Torrel") == ("PRT", "GOV")
    assert read(text, "2014-01-15").who("Torrel") == ("PRT", "ELI")
    assert read(text).who("Torrel") == ("PRT", "GOV")


def test_former_in_the_text_makes_a_former_official(read: Read) -> None:
    assert read("Former prime minister Ana Torrel flew home.").who("Torrel") == ("PRT", "ELI")


def test_surname_with_its_title(read: Read) -> None:
    assert read("Peruvian President Vosh closed parliament.", "1992-05-01").who("Vosh") == ("PER", "GOV")


def test_apposition_gives_an_unknown_name_its_code(read: Read) -> None:
    reading = read("Mehdin Orlak, a Hill Movement commander, spoke first. Later Orlak left.", "2010-01-01")
    assert reading.who("Orlak") == ("AFG", "REB")
    assert reading.who("Orlak", 1) == ("AFG", "REB")
    assert reading.at("Orlak", 1).id == reading.at("Orlak").id  # type: ignore[union-attr]


def test_title_before_an_unknown_name(read: Read) -> None:
    reading = read("Bolivian Foreign Minister Juan Quilmes refused. Quilmes gave no reason.")
    assert reading.who("Quilmes") == ("BOL", "GOV")
    assert reading.who("Quilmes", 1) == ("BOL", "GOV")


def test_unknown_name_keeps_its_words_with_a_reason(read: Read) -> None:
    mention = read("Tobin Harwick sued the paper.").at("Harwick")
    assert mention is not None
    assert (mention.text, mention.code, mention.sector, mention.kind) == (
        "Tobin Harwick",
        None,
        None,
        "unknown",
    )
    assert "not known" in (mention.reason or "")


def test_another_person_of_a_known_surname_is_not_that_person(read: Read) -> None:
    mention = read("Peter Torrel painted the wall.").at("Torrel")
    assert mention is not None
    assert mention.code is None


def test_country_as_a_first_or_last_name(read: Read) -> None:
    reading = read("Michael Jordan and Jordan Hensley watched.")
    assert reading.at("Jordan").code is None  # type: ignore[union-attr]
    assert reading.at("Hensley").code is None  # type: ignore[union-attr]


def test_georgia_by_context(read: Read) -> None:
    assert read("Georgia accused Russia of shelling a village.").who("Georgia")[0] == "GEO"
    assert read("Georgia counted its votes again in Atlanta.").who("Georgia")[0] == "USA"


def test_ambiguous_short_name_needs_the_full_one(read: Read) -> None:
    alone = read("They sold the RD at a loss.").at("RD")
    assert alone is None or alone.code is None
    assert read("Red Dawn lost a base. The RD fled.").who("RD") == ("IMG", "REB")


def test_accents_do_not_hide_a_name(read: Read) -> None:
    assert read("Brasília signed the pact.").who("Brasília") == ("BRA", "GOV")


def test_ambiguous_acronym_where_only_an_actor_stands(read: Read) -> None:
    assert read("RD fighters burned the mill.").who("fighters") == ("IMG", "REB")


def test_of_two_of_a_surname_the_one_in_office_counts(read: Read) -> None:
    text = "Presidents change. Orvando signed the law."
    assert read(text, "1983-06-01").who("Orvando") == ("URY", "GOV")
    assert read(text, "2003-06-01").who("Orvando") == ("CHL", "GOV")
    assert read(text).who("Orvando") == ("CHL", "GOV")


def test_thousands_alone_are_people(read: Read) -> None:
    assert read("Thousands marched through the rain.").who("Thousands") == (None, "CVL")
    assert read("Thousands of olives fell.").at("Thousands") is None


def test_a_surname_is_that_of_whom_the_article_names_in_full(read: Read) -> None:
    text = "Luis Torrel, the head of the Syrian opposition, came. Torrel left."
    assert read(text).who("Torrel", -1)[0] == "SYR"


def test_a_city_before_a_name_that_speaks_is_a_first_name(read: Read) -> None:
    mention = read("Shiraz Petrakos, the deputy director, left. Petrakos said so.").at("Petrakos", -1)
    assert mention is not None
    assert mention.code is None


def test_what_somebody_became_tells_the_nationality(read: Read) -> None:
    text = "Dean Marlow became the second Briton to die. He had fought for a year."
    reading = read(text)
    assert reading.who("He") == ("GBR", "CVL")
    assert reading.at("Marlow").name == "Dean Marlow"  # type: ignore[union-attr]


def test_a_first_name_alone_is_who_was_named_in_full(read: Read) -> None:
    reading = read("The Peruvian minister Tasha Quil spoke. Later Tasha wept.")
    assert reading.who("Tasha", -1) == ("PER", "GOV")


def test_a_brother_of_the_same_surname_is_somebody_else(read: Read) -> None:
    mention = read("The Peruvian minister Tasha Quil spoke. Then Bruno Quil spoke.").at("Quil", -1)
    assert mention is not None
    assert (mention.name, mention.code, mention.sector) == ("Bruno Quil", "PER", None)


def test_two_surnames_before_another_name_somebody_else(read: Read) -> None:
    assert read("Police held Shafiq Ahmad Tanoli.").who("Tanoli")[0] is None


def test_of_two_named_in_full_the_surname_means_the_one_in_office(read: Read) -> None:
    text = "Leo Orvando came. Raul Orvando had died. Orvando wept."
    assert read(text, "2003-01-01").who("Orvando", 2) == ("CHL", "GOV")


def test_a_congress_that_is_held_is_no_parliament(read: Read) -> None:
    mention = read("A two-day Syrian Congress was held.").at("Congress")
    assert mention is None or mention.code != "USA"


def test_known_surnames_may_be_the_first_and_second_of_another_name(read: Read) -> None:
    mention = read("Vosh Torrel Quist suspended a clerk.").at("Quist")
    assert mention is not None
    assert (mention.text, mention.code) == ("Vosh Torrel Quist", None)
