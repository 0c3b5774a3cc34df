"""What can go wrong, as one tree.

KhaldunError
├── UsageError          the caller asked for something that is not there (exit status 2)
├── InputError          one input cannot be read; the others go on (exit status 1)
├── StoreError          a store cannot be opened, is of another version, or cannot be written
└── KnowledgeError      an ontology, lexicon or actor file is wrong; names file and key
    └── ActorFileError  a user's own actor file is wrong

Every message gives the value, what would be valid, and the next step, in one line.
"""

from __future__ import annotations


class KhaldunError(Exception):
    """Base of all errors that khaldun raises on purpose."""


class UsageError(KhaldunError):
    """The caller asked for something that is not there."""


class InputError(KhaldunError):
    """One input cannot be read; ``name`` says which."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


class StoreError(KhaldunError):
    """A store cannot be opened, is of another version, or cannot be written."""


class KnowledgeError(KhaldunError):
    """An ontology, lexicon or actor file is wrong."""


class ActorFileError(KnowledgeError):
    """A user's own actor file is wrong."""
