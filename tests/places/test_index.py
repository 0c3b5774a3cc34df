"""The index on disk is the index that was built."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.places import index
from khaldun.places.sources import KINDS, Entry

ENTRIES = st.builds(
    Entry,
    name=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    country=st.sampled_from(["SYR", "USA", None]),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    kind=st.sampled_from(KINDS),
    others=st.lists(st.text("abc de", min_size=1, max_size=8), max_size=2).map(tuple),
    admin=st.sampled_from(["", "TX", "03"]),
    geonames=st.integers(0, 2**31 - 1),
    population=st.integers(0, 2**31 - 1),
    capital=st.booleans(),
)


@given(st.lists(ENTRIES, max_size=6))
def test_packing_loses_nothing(entries: list[Entry]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "entries", lambda: iter(entries))
        built = index.build()
    again = index.unpack(index.pack(built))
    for field in dataclasses.fields(index.Index):
        ours, read = getattr(built, field.name), getattr(again, field.name)
        assert (read if isinstance(read, dict) else list(read)) == ours, field.name


@pytest.mark.parametrize("data", [b"", b"broken", b"\x80"])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises((index.msgspec.DecodeError, ValueError, IndexError)):
        index.unpack(data)
