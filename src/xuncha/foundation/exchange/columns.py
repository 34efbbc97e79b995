"""Import columns as objects: how a header is recognised, how a cell becomes a value, what may go wrong.

A parser gets the cell's value as the reader gave it (str, int, float, bool, date, datetime, None) and
gives the parsed value or raises ``Problem`` with one sentence; the row and the column are added by
whoever calls it. Pure: no database, no clock.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Problem(Exception):
    """What is wrong with a cell, as a sentence without its place."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


Parser = Callable[[object], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column that an import knows. ``key`` is ours, ``label`` what people call it, ``synonyms``
    other headers it goes by; ``help`` tells on the page what is expected in it."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    parse: Parser = lambda value: value
    help: str = ""

    def names(self) -> tuple[str, ...]:
        """All headers it goes by, bare (see ``bare``)."""
        return tuple(dict.fromkeys(bare(one) for one in (self.label, *self.synonyms)))


_BRACKETS = re.compile(r"[(\[{【〔][^)\]}】〕]*[)\]}】〕]")
_NOISE = re.compile(r"[\s*:：、,，.。\-_/]+")


def bare(header: str) -> str:
    """A header as it is compared: half-width, small letters, no brackets, blanks, stars, colons."""
    text = unicodedata.normalize("NFKC", header)
    return _NOISE.sub("", _BRACKETS.sub("", text)).lower() or _NOISE.sub("", text).lower()


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, or blanks only."""
    return value is None or (isinstance(value, str) and not value.strip("\u3000 \t\r\n\xa0\u200b\ufeff"))
