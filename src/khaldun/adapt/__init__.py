"""Adapting: a coder of the user's own types, from labelled pairs or an ontology of their own.

The shipped reader looks at a pair of actors and gives a vector; a kernel head over these vectors, joined with the
default's own answer where labels and default speak the same language, answers in the user's labels. Training is
linear algebra in numpy, and a model is plain arrays in one file. ``docs/adapting.md`` shows how.
"""

from khaldun.adapt.adapted import Adapted
from khaldun.adapt.evidence import PairEvidence

__all__ = ["Adapted", "PairEvidence"]
