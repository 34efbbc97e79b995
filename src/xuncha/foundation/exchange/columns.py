"""Import columns as objects: which headers a column goes by, and how its cells become values.

Pure: no database, no clock. Ready parsers stand in ``parsers``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable


class Problem(Exception):
    """What is wrong with a cell, as one sentence without its place: the caller knows the place."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A value that a parser takes, with the sentence why a person should look at it."""

    value: Any
    sentence: str


Parser = Callable[[object], Any]
"""Gets the cell as the reader gave it (str, int, float, bool, date, datetime; never blank), gives
the value or a ``Doubtful``, or raises ``Problem``."""


@runtime_checkable
class HeaderAware(Protocol):
    """A parser that the header tells something, as money in 万元."""

    def for_header(self, header: str) -> Parser:
        """The parser for cells under this very header."""
        ...


@dataclass(frozen=True, slots=True)
class Column:
    """One column that an import knows. ``key`` is ours, ``label`` what people call it, ``synonyms``
    other headers it goes by. ``required``: the column must be there and no cell of it blank.
    ``help`` tells people what is expected in it."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    parse: Parser = lambda value: value
    help: str = ""

    def names(self) -> tuple[str, ...]:
        """All headers it goes by, bare."""
        return tuple(dict.fromkeys(bare(one) for one in (self.label, *self.synonyms)))

    def parser_under(self, header: str) -> Parser:
        """The parser, told of the header if it listens."""
        parse: object = self.parse
        return parse.for_header(header) if isinstance(parse, HeaderAware) else self.parse


_BRACKETS = re.compile(
    r"[(\[{【\u3014\u3016][^()\[\]{}【】\u3014\u3015\u3016\u3017]*[)\]}】\u3015\u3017]"
)
_NOISE = re.compile(r"[\s*:,.。、\-_/\u200b\ufeff]+")
_BLANKS = "\u3000 \t\r\n\xa0\u200b\ufeff"


def bare(header: str) -> str:
    """A header as it is compared: half-width, small, without brackets, blanks, stars and colons.

    A header that is nothing but a bracket keeps what stands in it.
    """
    text = unicodedata.normalize("NFKC", header)
    without = _NOISE.sub("", _BRACKETS.sub("", text))
    return (without or _NOISE.sub("", text)).lower()


def tight(header: str) -> str:
    """A header without blanks and widths, but with its brackets: 金额(元) is not 金额(万元)."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", header)).strip(_BLANKS)


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, or blanks of any width only."""
    return value is None or (isinstance(value, str) and not value.strip(_BLANKS))


def match(headers: Iterable[str], columns: Iterable[Column]) -> dict[str, str]:
    """Column key → header, by name; labels go before synonyms, earlier headers before later.

    A header serves one column only; what fits nothing is left out.
    """
    bare_headers: dict[str, str] = {}
    for header in headers:
        bare_headers.setdefault(bare(header), header)
    found: dict[str, str] = {}
    taken: set[str] = set()
    wishes = [(rank, one.key, name) for one in columns for rank, name in enumerate(one.names())]
    for _rank, key, name in sorted(wishes, key=lambda wish: wish[0]):
        if key not in found and name in bare_headers and name not in taken:
            found[key] = bare_headers[name]
            taken.add(name)
    return found
