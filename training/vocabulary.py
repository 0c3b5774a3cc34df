"""The part of MiniLM's vocabulary that English news needs: pieces in Latin script, digits and signs."""

from __future__ import annotations

from pathlib import Path

_LATIN = 0x24F
_SIGNS = range(0x2010, 0x20D0)


def kept(pieces: list[str]) -> list[int]:
    """Rows of the vocabulary that stay, in order; [PAD] stays first."""
    special = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}

    def wanted(piece: str) -> bool:
        if piece in special:
            return True
        return not piece.startswith("[unused") and all(ord(c) <= _LATIN or ord(c) in _SIGNS for c in piece)

    return [n for n, piece in enumerate(pieces) if wanted(piece)]


def write(pieces: list[str], rows: list[int], path: Path) -> None:
    """Write the kept pieces, one a line."""
    path.write_text("".join(pieces[n] + "\n" for n in rows), encoding="utf-8", newline="\n")
