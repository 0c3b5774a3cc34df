"""Cleaning: what it mends, what it drops, what it must leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.text import clean as module
from khaldun.text.clean import boilerplate, characters, clean, is_headline, one_line

PROSE = (
    "The interior minister of the coastal republic flew to the capital on Tuesday. He met the envoy for two hours.\n\n"
    "Both men promised to keep the harbour open; neither would say for how long."
)


@pytest.mark.parametrize("entry", boilerplate(), ids=lambda entry: entry.id)
def test_each_pattern_drops_its_example_and_none_drops_what_is_to_be_kept(entry: module.Boilerplate) -> None:
    assert entry.pattern.fullmatch(entry.drops)
    assert not [(o.id, line) for o in boilerplate() for line in entry.keeps if o.pattern.fullmatch(line)]


def test_pattern_ids_are_unique() -> None:
    ids = [entry.id for entry in boilerplate()]
    assert len(ids) == len(set(ids))


def test_clean_prose_is_left_alone() -> None:
    assert clean(PROSE) == PROSE


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    wrapped = (
        "Border guards fired over the heads of some two hundred herders who\n"
        "had driven their cattle to the river. Nobody was hurt, a district\n"
        "officer said.\n"
        "\n"
        "The herders went home at dusk."
    )
    assert clean(wrapped).split("\n\n") == [
        "Border guards fired over the heads of some two hundred herders who had driven their cattle to the river. "
        "Nobody was hurt, a district officer said.",
        "The herders went home at dusk.",
    ]


def test_unwrapped_lines_stay_paragraphs() -> None:
    lines = "The strike at the docks went into its third week on Friday.\nThe owners offered nothing."
    assert clean(lines) == lines.replace("\n", "\n\n")


def test_indented_paragraphs_of_wrapped_text_stay_apart() -> None:
    text = (
        "  The court freed both editors on bail and told them to hand in\n"
        "their passports.\n"
        "  Their paper came out again the next morning, with four blank\n"
        "pages."
    )
    assert [p.split()[0] for p in clean(text).split("\n\n")] == ["The", "Their"]
    assert "passports.\n\nTheir paper" in clean(text)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("govern-\nment", "government"),
        ("Kurdish-\nled", "Kurdish-led"),
        ("Franco-\nGerman", "Franco-German"),
        ("self-\nrule", "self-rule"),
    ],
)
def test_words_broken_at_a_lines_end(broken: str, whole: str) -> None:
    text = f"Three parties of the coalition left the {broken} alliance of the north on Sunday."
    assert whole in clean(text)


def test_a_hyphen_is_kept_where_the_text_has_the_word_with_it_elsewhere() -> None:
    text = "A tea-\ngrowing valley was shelled on Monday, and the\ntea-growing families of the valley left for the plain."
    assert clean(text).count("tea-growing") == 2


def test_a_blank_line_inside_a_sentence_is_closed() -> None:
    assert (
        clean("The two delegations met in the\n\nold town hall.")
        == "The two delegations met in the old town hall."
    )


def test_list_items_stay_apart() -> None:
    assert clean("The plan would:\n• lift the curfew\n• free the miners") == (
        "The plan would:\n\nlift the curfew\n\nfree the miners"
    )


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("“No,” he said; it’s over…", '"No," he said; it\'s over...'),
        ("Talks\u00a0ended \u200bearly.", "Talks ended early."),
        ("co\u00adoperation", "cooperation"),
        ("Hereâ€™s the dealâ€”done.", "Here's the deal—done."),
        ("Fish &amp; farms", "Fish & farms"),
        ("``Never,'' she said.", '"Never," she said.'),
        ("the \ufb01rst \ufb02ight", "the first flight"),
        ("half a pair \ud800 here", "half a pair \ufffd here"),
    ],
)
def test_one_character_for_one_thing(given_text: str, expected: str) -> None:
    assert characters(given_text) == expected.replace("  ", " ")


def test_a_headline_that_runs_into_the_dateline_is_set_apart() -> None:
    assert clean("Sudan turns down offerKHARTOUM (AFP) — Sudan said no.").split("\n\n") == [
        "Sudan turns down offer",
        "KHARTOUM (AFP) — Sudan said no.",
    ]


def test_capitals_alone_do_not_split_a_sentence() -> None:
    text = "Ministers praised NATO — and then the UN — for the airlift."
    assert clean(text) == text


def test_the_title_is_dropped_where_it_opens_the_text() -> None:
    assert clean("Sudan turns down “offer”\n\n" + PROSE, 'Sudan turns down "offer"') == PROSE
    assert clean("Sudan turns down offer", "Sudan turns down offer") == "Sudan turns down offer"


def test_page_furniture_goes_and_the_report_stays() -> None:
    page = f"Share this article\nBy Maria Lopez\n{PROSE}\nAdvertisement\nThe envoy left at noon.\nFollow us on Twitter @example"
    assert clean(page) == PROSE + "\n\nThe envoy left at noon."


def test_headlines_under_a_section_go_until_prose_begins() -> None:
    text = f"{PROSE}\n\nRelated stories\n\nMinister sacked over harbour deal\n\nEnvoy in hospital\n\nThe port reopened on Friday."
    assert clean(text) == PROSE + "\n\nThe port reopened on Friday."


def test_comments_below_the_text_are_cut_but_only_below_a_text() -> None:
    report = PROSE + "\n\nThe port stayed shut."
    assert clean(f"{report}\n\n3 comments\n\nWhat a shame, they should all resign.") == report
    assert clean("3 comments\n\n" + PROSE) == PROSE


def test_a_space_is_put_between_glued_sentences_but_not_into_addresses() -> None:
    assert clean("He left at noon.The guards stayed behind.") == "He left at noon. The guards stayed behind."
    assert clean('He left at noon."We stay," they said.') == 'He left at noon. "We stay," they said.'
    assert clean('"They left at noon."He waved, though.') == '"They left at noon." He waved, though.'
    assert clean("See www.example.Com for more of it.") == "See www.example.Com for more of it."


def test_titles_are_one_line_with_entities_resolved() -> None:
    assert one_line(" Bread &amp; salt:\n  no&nbsp;deal ") == "Bread & salt: no deal"


def test_headlines_are_short_and_end_without_a_stop() -> None:
    assert is_headline("Dockers walk out in Beira")
    assert not is_headline("Dockers walked out in Beira.")
    assert not is_headline("")


ODD = st.text(
    alphabet=st.sampled_from(list("aBc dE.-–—:,'\"“’\n\r\t \u00a0\u200b•*&;#38amp()/©Ââ€™\x92|"))
    | st.characters(),
    max_size=300,
)
SCRAPS = st.lists(
    st.sampled_from(
        [entry.drops for entry in boilerplate()]
        + [line for entry in boilerplate() for line in entry.keeps]
        + ["", "the", "- go", "PARIS (AFP) — He"]
    ),
    max_size=12,
).map("\n".join)


@given(ODD | SCRAPS, st.none() | ODD)
def test_cleaning_twice_changes_nothing_more(text: str, title: str | None) -> None:
    once = clean(text, title)
    assert clean(once, title) == once


@given(ODD)
def test_clean_text_has_no_stray_space_or_control_character(text: str) -> None:
    cleaned = clean(text)
    assert "  " not in cleaned
    assert "\n\n\n" not in cleaned
    assert not any(ord(c) < 32 and c != "\n" for c in cleaned)
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")
