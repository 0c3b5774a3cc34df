"""Addresses of stores: told from files, and shown without their passwords."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import UsageError
from khaldun.store import Address, label_of, location


@pytest.mark.parametrize("name", ["run.duckdb", "postgresql.duckdb", "./postgres/run.duckdb", "C:run"])
def test_files(name: str) -> None:
    assert location(name) == Path(name)


def test_an_address() -> None:
    found = location("postgresql://me:pa%40ss@db.example:5433/news?sslmode=require&schema=iran_2014")
    assert isinstance(found, Address)
    assert found.url == "postgresql://me:pa%40ss@db.example:5433/news?sslmode=require"
    assert str(found) == "postgresql://me@db.example:5433/news?schema=iran_2014"
    assert (found.name, found.partial.name) == ("iran_2014", "iran_2014_partial")
    assert str(location("postgres://localhost/news")) == "postgresql://localhost/news"
    assert location(found) is found


@given(st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=6))
def test_passwords_are_never_shown(secret: str) -> None:
    secret = f"Zq{secret}"
    for text in (f"postgresql://me:{secret}@h/d", f"postgresql://h/d?password={secret}&schema=a"):
        found = location(text)
        assert secret not in f"{found} {found!r} {found.partial}"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("postgresql:me:secret@h/d", "'//' is missing"),
        ("postgresql://me:secret@h:port/d", "host or port are not well-formed"),
        ("postgresql://me:secret@h:99999/d", "host or port are not well-formed"),
        ("postgresql://me:sec@ret@h/d", "an '@' in a password is written %40"),
        ("postgresql://me:secret@h/d?schema=public", "a schema of its own"),
        ("postgresql://me:secret@h/d?schema=a;drop", "a schema of its own"),
        ("postgresql://me:secret@h/d?schema=pg_x", "a schema of its own"),
    ],
)
def test_wrong_addresses(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        location(text)
    assert "secret" not in str(caught.value)
    assert "sec@ret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "label"),
    [("postgresql://me:secret@db.example:5433/news", "news"), ("postgresql://db.example/news?schema=iran_2014", "news.iran_2014"),
     ("postgresql://db.example/a%2Fb%20c", "a_b_c"), ("postgresql://db.example", "store"), ("folder/run.duckdb", "run")],
)  # fmt: skip
def test_a_label_tells_no_host_and_no_user(text: str, label: str) -> None:
    assert label_of(location(text)) == label
