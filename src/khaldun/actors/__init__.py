"""Who: the actors that an article names, and whom its pronouns and descriptions stand for."""

from khaldun.actors.cast import Actors, Cast

__all__ = ["Actors", "Cast"]
