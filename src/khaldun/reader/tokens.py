"""Word pieces of a sentence, and where each stands to a pair of actors: the reader's input.

A segment says of every piece whether it lies in the source, in the target, between, before or after the two,
and which of the two comes first, so that direction is part of the input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

Ints = NDArray[np.int64]

MAX_PIECES = 128
"""Pieces of one encoding, [CLS] and [SEP] included; a longer text is cut around the pair."""

PADDING, MARK, BEFORE, SOURCE, BETWEEN, TARGET, AFTER = range(7)
TURNED = 5
"""Added to BEFORE … AFTER where the target stands before the source."""

SEGMENTS = AFTER + TURNED + 1
"""How many segments there are: padding, mark ([CLS], [SEP]) and five for either direction."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text without [CLS] and [SEP]: vocabulary ids and character offsets."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Splitter:
    """Splits text into uncased word pieces; ``vocabulary`` is a file with a piece a line."""

    def __init__(self, vocabulary: Path) -> None:
        pieces = vocabulary.read_text(encoding="utf-8").splitlines()
        vocab = {piece: n for n, piece in enumerate(pieces)}
        self._tokenizer = Tokenizer(WordPiece(vocab, unk_token="[UNK]", max_input_chars_per_word=100))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.first, self.last, self.padding = vocab["[CLS]"], vocab["[SEP]"], vocab["[PAD]"]
        self.mask = vocab["[MASK]"]

    def split(self, text: str) -> Pieces:
        """Pieces of ``text``; offsets count its characters."""
        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        return Pieces(encoded.ids, encoded.offsets)

    def framed(self, ids: Sequence[int]) -> list[int]:
        """The ids between [CLS] and [SEP]."""
        return [self.first, *ids, self.last]


def window(pieces: Pieces, source: tuple[int, int], target: tuple[int, int]) -> tuple[int, int]:
    """The stretch of pieces that is read for a pair: all where they fit, else as many around the two."""
    room, size = MAX_PIECES - 2, len(pieces.ids)
    if size <= room:
        return 0, size
    start, end = min(source[0], target[0]), max(source[1], target[1])
    inside = [n for n, (a, b) in enumerate(pieces.offsets) if a < end and start < b] or [0]
    spare = max(room - (inside[-1] + 1 - inside[0]), 0)
    first = min(max(inside[0] - spare // 2, 0), size - room)
    return first, first + room


def segments(
    offsets: Sequence[tuple[int, int]], source: tuple[int, int], target: tuple[int, int]
) -> list[int]:
    """The segment of each piece, with a mark at either end; a piece in both spans is the shorter one's."""
    turned = TURNED if target[0] < source[0] else 0
    source_shorter = source[1] - source[0] < target[1] - target[0]
    start, end = min(source[0], target[0]), max(source[1], target[1])
    found = [MARK]
    for a, b in offsets:
        in_source, in_target = a < source[1] and source[0] < b, a < target[1] and target[0] < b
        if in_source and (source_shorter or not in_target):
            segment = SOURCE
        elif in_target:
            segment = TARGET
        elif b <= start:
            segment = BEFORE
        elif a >= end:
            segment = AFTER
        else:
            segment = BETWEEN
        found.append(segment + turned)
    found.append(MARK)
    return found


def padded(rows: Sequence[Sequence[int]], filler: int) -> Ints:
    """Rows of unequal length as one array (rows, longest row), filled up at the right."""
    array = np.full((len(rows), max(map(len, rows))), filler, dtype=np.int64)
    for n, row in enumerate(rows):
        array[n, : len(row)] = row
    return array
