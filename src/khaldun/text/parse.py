"""Parsing: spaCy once per article, read out into plain lists.

Only tok2vec, tagger and parser run. Lemmas come from the pipeline's own lemmatizer, but once for each
(form, tag) rather than for each token, and coarse parts of speech from a table of tags: the two
components they replace cost as much as the parse itself (``benchmarks/README.md``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

import spacy
from spacy.attrs import DEP, HEAD, IDX, LENGTH, TAG
from spacy.language import Language
from spacy.tokens import Doc

from khaldun.errors import UsageError
from khaldun.text import DEFAULT_PIPELINE
from khaldun.text.dateline import at as dateline_at
from khaldun.text.mend import mend
from khaldun.text.mistaken import put_right
from khaldun.text.quotation import stretches
from khaldun.yaml_data import read_yaml

_UNUSED = ("ner", "lemmatizer", "attribute_ruler", "senter", "entity_linker", "textcat")

_COARSE = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "DT": "DET", "PDT": "DET", "WDT": "DET", "CD": "NUM",
    "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "WRB": "ADV",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "MD": "AUX",
    "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "CC": "CCONJ", "UH": "INTJ", "FW": "X",
}  # fmt: skip


@dataclass(slots=True)
class _Columns:
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]


class Parse:
    """One parsed article as parallel lists over its tokens.

    ``head[i]`` is the index of token i's head (itself at a root); ``children[i]`` are its dependents from
    left to right; ``start[i]``/``end[i]`` are character offsets into ``text``. ``tag`` is Penn Treebank,
    ``dep`` is spaCy's English (ClearNLP) label, ``pos`` the universal part of speech where an auxiliary
    is AUX. Lemmas are lower case but for proper nouns.
    """

    def __init__(self, doc: Doc, columns: _Columns) -> None:
        self.doc = doc
        self.text: str = doc.text
        self.words = columns.words
        self.lower = columns.lower
        self.lemma = columns.lemma
        self.pos = columns.pos
        self.tag = columns.tag
        self.dep = columns.dep
        self.head = columns.head
        self.start = columns.start
        self.end = columns.end
        self.children: list[list[int]] = [[] for _ in self.words]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self.sentences: list[tuple[int, int]] = [(s.start, s.end) for s in doc.sents]
        """Token ranges, end exclusive."""
        self.sentence_of: list[int] = [0] * len(self.words)
        for n, (a, b) in enumerate(self.sentences):
            for i in range(a, b):
                self.sentence_of[i] = n

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        left, right = list(range(len(self))), list(range(len(self)))
        # Dependents may lie on either side, so settle each token's edges from the leaves upwards.
        for i in sorted(range(len(self)), key=self._depth, reverse=True):
            h = self.head[i]
            if h != i:
                left[h] = min(left[h], left[i])
                right[h] = max(right[h], right[i])
        return left, right

    def _depth(self, i: int) -> int:
        depth = 0
        while self.head[i] != i:
            i = self.head[i]
            depth += 1
        return depth

    @cached_property
    def quotation_of(self) -> list[int]:
        """For each token the number of the quoted stretch that it stands in; -1 outside."""
        found = [-1] * len(self)
        spans = stretches(self.text)
        n = 0
        for i, start in enumerate(self.start):
            while n < len(spans) and spans[n].end <= start:
                n += 1
            if n < len(spans) and spans[n].start <= start:
                found[i] = n
        return found

    def left_edge(self, i: int) -> int:
        """First token of the subtree of token i."""
        return self._edges[0][i]

    def right_edge(self, i: int) -> int:
        """Last token of the subtree of token i."""
        return self._edges[1][i]

    def span_text(self, first: int, last: int) -> str:
        """The text from token ``first`` through token ``last``."""
        return self.text[self.start[first] : self.end[last]]

    def sentence_span(self, n: int) -> tuple[int, int]:
        """Character offsets of sentence n, without white space at its ends."""
        a, b = self.sentences[n]
        while b - 1 > a and not self.words[b - 1].strip():
            b -= 1
        while a < b - 1 and not self.words[a].strip():
            a += 1
        return self.start[a], self.end[b - 1]


_NAMES = ("NNP", "NNPS")
_PARAGRAPH = re.compile(r"\n\s*\n")


@Language.factory("khaldun_paragraphs")
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that goes before the parser: see ``paragraphs``."""
    return paragraphs


def paragraphs(doc: Doc) -> Doc:
    """Let no sentence run over a dateline or the end of a paragraph; the parser keeps boundaries set before it."""
    dateline = dateline_at(doc.text)
    if dateline is not None:
        body = next((token for token in doc if token.idx >= dateline.end), None)
        if body is not None and body.i > 0:
            body.is_sent_start = True
    if _PARAGRAPH.search(doc.text) is not None:
        for token in doc[:-1]:
            if token.is_space and _PARAGRAPH.search(token.text):
                doc[token.i + 1].is_sent_start = True
    return doc


class Parser:
    """A spaCy pipeline, loaded once.

    Raises ``UsageError`` where the pipeline is not installed or holds no dependency parser.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE) -> None:
        try:
            nlp = spacy.load(pipeline, exclude=["ner", "senter", "entity_linker", "textcat"])
        except OSError:
            installed = ", ".join(spacy.util.get_installed_models()) or "none"
            raise UsageError(
                f"--pipeline {pipeline}: no such spaCy pipeline; installed: {installed}; "
                "install one as a package, or leave the option out"
            ) from None
        if "parser" not in nlp.pipe_names:
            raise UsageError(
                f"--pipeline {pipeline}: it holds no dependency parser; use an English pipeline with one"
            )
        nlp.add_pipe("khaldun_paragraphs", before="parser")
        self._hold(nlp, pipeline)
        nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in _UNUSED])

    @classmethod
    def around(cls, nlp: Language) -> Parser:
        """A parser that reads the docs of a pipeline that somebody else runs, and leaves it as it is."""
        parser = cls.__new__(cls)
        parser._hold(nlp, nlp.meta["name"])
        return parser

    def _hold(self, nlp: Language, name: str) -> None:
        self._nlp = nlp
        self.name = name
        self._lemmatizer: Any = (
            self._nlp.get_pipe("lemmatizer") if "lemmatizer" in self._nlp.pipe_names else None
        )
        self._ruler: Any = (
            self._nlp.get_pipe("attribute_ruler") if "attribute_ruler" in self._nlp.pipe_names else None
        )
        self._lemmas: dict[tuple[str, str, str], str] = {}
        self._pasts = self._irregular_pasts()
        self._mended: dict[str, dict[str, str]] = read_yaml(files("khaldun") / "text" / "lemmas.yaml")
        self._first_names = frozenset(read_yaml(files("khaldun") / "text" / "tags.yaml")["first names"])

    @property
    def nlp(self) -> Any:
        """The spaCy pipeline itself, with only what is used switched on."""
        return self._nlp

    def parse(self, text: str) -> Parse:
        """Parse one text."""
        return self.read(self._nlp(text))

    def pipe(self, texts: Iterable[str], batch_size: int = 16) -> Iterator[Parse]:
        """Parse many texts, in order."""
        for doc in self._nlp.pipe(texts, batch_size=batch_size):
            yield self.read(doc)

    def read(self, doc: Doc) -> Parse:
        """Read out a doc that the pipeline has tagged and parsed."""
        strings = doc.vocab.strings
        table = doc.to_array([TAG, DEP, HEAD, IDX, LENGTH]).tolist()
        words: list[str] = [t.text for t in doc]
        lower = [w.lower() for w in words]
        names = {key: strings[key] for row in table for key in row[:2]}
        tag = [self._tense(w, names[row[0]]) for w, row in zip(lower, table, strict=True)]
        dep = [names[row[1]] for row in table]
        size = 1 << 64
        head = [i + (row[2] - size if row[2] > size // 2 else row[2]) for i, row in enumerate(table)]
        self._mend_names(words, tag, dep, head)
        mend(lower, tag, dep, head)
        put_right(lower, tag, dep, head)
        start = [row[3] for row in table]
        end = [row[3] + row[4] for row in table]
        pos = [
            "AUX" if d in ("aux", "auxpass") else _COARSE.get(t, "PUNCT")
            for t, d in zip(tag, dep, strict=True)
        ]
        lemma = [self._lemma(w, t, p) for w, t, p in zip(words, tag, pos, strict=True)]
        return Parse(doc, _Columns(words, lower, lemma, pos, tag, dep, head, start, end))

    def _mend_names(self, words: list[str], tag: list[str], dep: list[str], head: list[int]) -> None:
        """First names that the tagger takes for another word are put before their surname, as any other first name is."""
        for i, word in enumerate(words[:-1]):
            if word not in self._first_names or tag[i] in _NAMES or tag[i + 1] not in _NAMES:
                continue
            after = i + 1
            if head[after] == i:  # the surname hangs on it: they change places
                head[after] = after if head[i] == i else head[i]
                dep[after] = "nsubj" if dep[i] == "prep" else dep[i]
                for k in range(max(i - 20, 0), min(i + 40, len(head))):
                    if head[k] == i and k != i:
                        head[k] = after
            tag[i], dep[i], head[i] = "NNP", "compound", after

    def _tense(self, word: str, tag: str) -> str:
        """The tag, but for irregular pasts that the tagger takes for a present ("rebels retook the town")."""
        return "VBD" if tag in ("VB", "VBP") and word in self._pasts else tag

    def _irregular_pasts(self) -> frozenset[str]:
        """Past forms that are no present of another verb, from the lemmatizer's own exceptions."""
        if self._lemmatizer is None or not self._lemmatizer.lookups.has_table("lemma_exc"):
            return frozenset()
        forms = self._lemmatizer.lookups.get_table("lemma_exc").get("verb", {})
        present = set(self._lemmatizer.lookups.get_table("lemma_index").get("verb", ()))
        return frozenset(f for f in forms if f not in present and not f.endswith(("ing", "s"))) - {
            "are",
            "am",
        }

    def _lemma(self, word: str, tag: str, pos: str) -> str:
        key = (word, tag, pos)
        known = self._lemmas.get(key)
        if known is None:
            known = self._lemmas[key] = self._look_up(word, tag, pos)
        return known

    def _look_up(self, word: str, tag: str, pos: str) -> str:
        if self._lemmatizer is None or pos not in ("VERB", "AUX", "NOUN", "ADJ", "ADV", "PROPN"):
            return word if pos == "PROPN" else word.lower()
        if tag == "NNP":
            return word
        mended = self._mended.get(pos, {}).get(word.lower())
        if mended is not None:
            return mended
        single = Doc(self._nlp.vocab, words=[word.lower() if pos != "PROPN" else word])
        single[0].tag_ = tag
        if self._ruler is not None:
            self._ruler(single)
        single[0].pos_ = "VERB" if pos == "AUX" else "NOUN" if tag == "NNPS" else pos
        lemma: str = self._lemmatizer.lemmatize(single[0])[0]
        return lemma
