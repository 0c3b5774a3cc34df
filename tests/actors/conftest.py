"""Reading the actors of a short text, with a few groups of the tests' own laid over the built-in ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from khaldun.actors import Actors, Cast
from khaldun.model import Mention
from khaldun.text.parse import Parse, Parser

OVERLAY = """
- {id: "group:red-dawn", name: Red Dawn, names: [Red Dawn, Red Dawn Front], code: IMG, sector: REB, ambiguous: [RD]}
- id: "group:hill-movement"
  name: Hill Movement
  names: [Hill Movement, Hillmen]
  code: AFG
  sector: REB
  roles: [{from: 2021-08, code: AFG, sector: GOV}]
- {id: "organisation:world-forum", name: World Forum, names: [World Forum, WF], code: UNO}
- id: "person:ana-torrel"
  name: Ana Torrel
  names: [Ana Torrel, Torrel]
  gender: f
  roles: [{from: 2005-03, to: 2010-06, code: PRT, sector: GOV, office: prime minister}]
- id: "person:karim-vosh"
  name: Karim Vosh
  names: [Karim Vosh]
  roles: [{from: 1990, to: 1995-12, code: PER, sector: GOV, office: president}]
- id: "person:leo-orvando"
  name: Leo Orvando
  names: [Leo Orvando, Orvando]
  roles: [{from: 2001, to: 2006, code: CHL, sector: GOV, office: president}]
- id: "person:raul-orvando"
  name: Raul Orvando
  names: [Raul Orvando, Orvando]
  roles: [{from: 1980, to: 1985, code: URY, sector: GOV, office: president}]
"""


class Reading:
    """A parsed text and its cast, asked by words rather than by token numbers."""

    def __init__(self, parse: Parse, cast: Cast) -> None:
        self.parse = parse
        self.cast = cast

    def token(self, word: str, nth: int = 0) -> int:
        return [i for i, w in enumerate(self.parse.words) if w == word][nth]

    def at(self, word: str, nth: int = 0) -> Mention | None:
        return self.cast.at(self.token(word, nth))

    def who(self, word: str, nth: int = 0) -> tuple[str | None, str | None]:
        """Code and sector of the actor whose head is ``word``."""
        mention = self.at(word, nth)
        assert mention is not None, f"{word!r} is no actor in {self.parse.text!r}"
        return mention.code, mention.sector

    def also(self, word: str, nth: int = 0) -> list[str | None]:
        return [m.code for m in self.cast.also(self.token(word, nth))]

    def owner(self, word: str) -> tuple[str, str | None] | None:
        mention = self.cast.owner(self.token(word))
        return None if mention is None else (mention.text, mention.code)


@pytest.fixture(scope="session")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Actors:
    path: Path = tmp_path_factory.mktemp("actors") / "own.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    return Actors.load(path)


@pytest.fixture(scope="session")
def read(actors: Actors, parser: Parser) -> Callable[..., Reading]:
    def reading(text: str, published: str | None = None, home: str | None = None) -> Reading:
        parse = parser.parse(text)
        day = dt.date.fromisoformat(published) if published else None
        return Reading(parse, actors.cast(parse, day, home=home))

    return reading
