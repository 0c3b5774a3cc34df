"""The learned reader: what one given actor does to another in a sentence, read by a small network.

One encoding of a sentence serves every pair of actors in it; small heads say whether there is an event, which CAMEO
leaf, which status. It needs no parse. ``docs/reader.md`` says what it was trained on and how good it is.
"""

from khaldun.reader.network import Reader
from khaldun.reader.reading import PairReading, PairRequest

__all__ = ["PairReading", "PairRequest", "Reader"]
