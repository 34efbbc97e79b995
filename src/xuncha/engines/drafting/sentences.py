"""Sentences of a text, with where they stand, and how alike two stretches of text are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from xuncha.engines.checking.prose import NUMBERING, fold, grams

_SENTENCE = re.compile(r"[^。;!?\n]+[。;!?]?")
_NUMBERS = re.compile(r"[\d.,]+|[一二两三四五六七八九十百千万亿元%]+")
_SIGNS = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch up to a full stop, semicolon or line end; ``text`` is half-width."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text without numbering and outer blanks; empty ones dropped."""
    return tuple(_sentences(fold(text)))


def _sentences(plain: str) -> Iterator[Sentence]:
    for found in _SENTENCE.finditer(plain):
        piece = found.group()
        numbering = NUMBERING.match(piece)
        start = found.start() + (numbering.end() if numbering else len(piece) - len(piece.lstrip()))
        end = found.start() + len(piece.rstrip())
        if start < end:
            yield Sentence(plain[start:end], start, end)


@lru_cache(maxsize=16384)
def shape(text: str) -> frozenset[str]:
    """Pairs of characters of a text without figures and signs."""
    return frozenset(grams(_SIGNS.sub("", _NUMBERS.sub("", fold(text)))))


def likeness(one: str, two: str) -> float:
    """How much two texts share, 0 to 1: pairs in both by pairs in either, figures left out."""
    first, second = shape(one), shape(two)
    if not first or not second:
        return 0.0
    return len(first & second) / len(first | second)


def held(one: str, two: str) -> float:
    """How much of the shorter text stands in the longer, 0 to 1."""
    first, second = shape(one), shape(two)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))
