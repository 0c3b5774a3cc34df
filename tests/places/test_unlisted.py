"""Places that no gazetteer lists: by which words they are known, and where they are put."""

from __future__ import annotations

import pytest

from khaldun.places import Gazetteer
from khaldun.places.unlisted import unlisted
from khaldun.text.parse import Parser


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit the village of Deir Qashta at dawn.", [("Deir Qashta", "village")]),
        ("Gunmen shot a teacher in Kalimbo district.", [("Kalimbo", "district")]),
        ("The army reached Mount Zarqan on Friday.", [("Mount Zarqan", "mount")]),
        ("A mine went off near Tel Rashdan.", [("Tel Rashdan", "tel")]),
        ("Rebels besieged Qarmidan for weeks.", [("Qarmidan", None)]),
        (
            "Troops shelled the villages of Zamrin, Basloun and Hartoum.",
            [("Zamrin", "villages"), ("Basloun", "villages"), ("Hartoum", "villages")],
        ),
        ("Fighters left Abu Qashin, a small town in the hills.", [("Abu Qashin", "town")]),
        ("A clash broke out at the Al-Kashir Hospital.", [("Al-Kashir Hospital", "hospital")]),
    ],
)
def test_the_words_beside_a_name_make_it_a_place(
    parser: Parser, text: str, expected: list[tuple[str, str | None]]
) -> None:
    parse = parser.parse(text)
    found = unlisted(parse, [False] * len(parse))
    assert [(parse.span_text(u.first, u.last), u.kind) for u in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "General Karim Zaloum resigned.",
        "The Islamic State claimed the attack.",
        "The vote in the House of Deputies failed.",
        "She was born during World War Two.",
        "Police questioned Marek Dvorsky on Tuesday.",
        "They met in Congress.",
        "The rebel-held town fell.",
    ],
)
def test_other_names_are_no_places(parser: Parser, text: str) -> None:
    parse = parser.parse(text)
    assert list(unlisted(parse, [False] * len(parse))) == []


def test_known_tokens_are_left_alone(parser: Parser) -> None:
    parse = parser.parse("Shells hit the village of Deir Qashta at dawn.")
    assert list(unlisted(parse, [True] * len(parse))) == []


def test_an_unlisted_place_has_the_point_of_what_it_lies_in(gazetteer: Gazetteer, parser: Parser) -> None:
    text = "Shells hit the village of Deir Qashta in Idlib province."
    place, province = gazetteer.find(parser.parse(text))
    assert (place.text, place.name, place.country, place.geonames_id) == (
        "Deir Qashta",
        "Deir Qashta",
        "SYR",
        None,
    )
    assert (place.lat, place.lon, place.precision) == (province.lat, province.lon, "province")
    assert place.reason == "not in the gazetteer; the point is that of Idlib province"
    assert not place.listed
    assert province.listed


def test_a_site_has_the_point_of_the_place_in_its_name(gazetteer: Gazetteer, parser: Parser) -> None:
    found = gazetteer.find(
        parser.parse("Alachua County rebuilt a bridge. He was taken to the Alachua County Jail.")
    )
    assert found[-1].text == "Alachua County Jail"
    assert (found[-1].lat, found[-1].country) == (found[0].lat, "USA")


def test_without_a_place_around_there_is_no_point(gazetteer: Gazetteer, parser: Parser) -> None:
    (place,) = gazetteer.find(parser.parse("Shells hit the village of Deir Qashta."))
    assert (place.lat, place.lon, place.country, place.precision) == (None, None, None, None)
    assert place.reason == "not in the gazetteer"


def test_the_span_has_a_capitalised_kind_and_no_small_words(gazetteer: Gazetteer, parser: Parser) -> None:
    found = gazetteer.find(parser.parse("Jets bombed Homs province and southern Lebanon near Aleppo City."))
    assert [p.text for p in found] == ["Homs", "Lebanon", "Aleppo City"]


def test_a_site_of_local_news_lies_by_its_towns(gazetteer: Gazetteer, parser: Parser) -> None:
    text = (
        "Sheriff's deputies of Boone County were called to Lebanon. A county grand jury indicted the driver. "
        "He was taken to Briarvale Hospital."
    )
    site = next(p for p in gazetteer.find(parser.parse(text)) if "Briarvale" in p.text)
    assert site.country == "USA"
    assert site.precision == "region"
    assert "by which all places of the article lie" in (site.reason or "")
