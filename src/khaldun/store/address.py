"""Addresses of stores on a PostgreSQL server, and telling them from files. Passwords are never shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from khaldun.errors import UsageError

SCHEMES = ("postgresql", "postgres")
DEFAULT = "khaldun"
PARTIAL = "_partial"

_FORM = "postgresql://USER@HOST:PORT/DATABASE?schema=NAME"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
_TAKEN = re.compile(r"pg_.*|public|information_schema")


@dataclass(frozen=True, slots=True)
class Address:
    """A store on a server: the schema ``name`` of a database. ``str()`` shows it without password and other parameters.

    ``url`` is what the server's library gets: it may hold the password, so that nothing may show it.
    """

    url: str = field(repr=False)
    shown: str
    name: str = DEFAULT

    def __str__(self) -> str:
        return self.shown + ("" if self.name == DEFAULT else f"?schema={self.name}")

    @property
    def label(self) -> str:
        """What a store is called where no host and no user is to be told: the database, and the schema that is not the default."""
        database = re.sub(r"[^\w.-]+", "_", unquote(urlsplit(self.shown).path).strip("/")) or "store"
        return database + ("" if self.name == DEFAULT else f".{self.name}")

    @property
    def partial(self) -> Address:
        """The schema that holds the store while it is unfinished."""
        return replace(self, name=self.name + PARTIAL)


Location = Path | Address
"""Where a store is: a DuckDB file, or a schema on a server."""


def label_of(where: Location) -> str:
    """What people call a store: its file's name without the ending, or the label of its address."""
    return where.label if isinstance(where, Address) else where.stem


def location(text: str | Path | Address) -> Location:
    """The file, or the address, that a text names.

    An address is ``postgresql://user@host:port/database?schema=name``, like those of libpq but for ``schema`` (default: khaldun). Raises
    ``UsageError`` where it is none; its text is not shown, as it may hold a password.
    """
    if not isinstance(text, str):
        return text
    if not text.startswith(tuple(f"{scheme}:" for scheme in SCHEMES)):
        return Path(text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _wrong("host or port are not well-formed") from None
    if not text.startswith(f"{parts.scheme}://"):
        raise _wrong("'//' is missing")
    given = parse_qsl(parts.query, keep_blank_values=True)
    schema = dict(given).get("schema", DEFAULT)
    if not _NAME.fullmatch(schema) or _TAKEN.fullmatch(schema):
        raise UsageError(
            f"schema {schema!r}: a store needs a schema of its own, named by small letters, digits and _ (at most 50), like 'khaldun'"
        )
    if parts.netloc.count("@") > 1:
        raise _wrong("an '@' in a password is written %40")
    rest = urlencode([(name, value) for name, value in given if name != "schema"], quote_via=quote)
    host = parts.netloc.rpartition("@")[2]
    user = parts.username
    shown = f"postgresql://{f'{user}@' if user else ''}{host}{parts.path}"
    if port is not None and not 0 < port < 65536:
        raise _wrong("there is no such port")
    return Address(urlunsplit(parts._replace(query=rest)), shown, schema)


def _wrong(why: str) -> UsageError:
    return UsageError(f"the address of the store: {why}; give {_FORM}")
