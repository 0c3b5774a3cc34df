"""Other people's codes of countries."""

from __future__ import annotations

from khaldun.export.countries import countries, country


def test_codes() -> None:
    kosovo, britain = country("KOS"), country("GBR")
    assert kosovo
    assert britain
    assert (kosovo.iso2, kosovo.fips, kosovo.cow, kosovo.number) == ("XK", "KV", 347, None)
    assert (britain.name, britain.fips, britain.cow, britain.number) == ("United Kingdom", "UK", 200, 826)
    assert [country(code) for code in ("UNO", "", None)] == [None, None, None]


def test_no_number_stands_for_two_countries() -> None:
    for name in ("cow", "fips", "number", "iso2"):
        known = [getattr(found, name) for found in countries().values() if getattr(found, name) is not None]
        assert len(known) == len(set(known)), name
    assert sum(found.cow is not None for found in countries().values()) == 195
