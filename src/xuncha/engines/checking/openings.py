"""What a phrase of a list can begin with, so that a search passes over all other places at once.

A list of a hundred phrases is tried phrase by phrase at every character. Most characters begin none
of them: one look at the character settles that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_AROUND = ("(?<!", "(?<=", "(?=", "(?!")
_MAY_BE_ABSENT = re.compile(r"[?*]|\{0?,")
_REPEAT = re.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_PLAIN_CLASS = re.compile(r"\[(?![\^\-\]])(?P<inside>(?:\\u[0-9a-f]{4}|\\d|[^\\\[\]])+)(?<!-)\]")

_PLAIN = re.compile(r"\\d|\\[^\w\s]|[^.^$()\[\]*+?{}|\\\-&~]")
"""A digit, an escaped sign, or a character that is no sign of patterns and of classes."""


def openings(phrase: str) -> frozenset[str] | None:
    """The characters, as parts of a class, that a match of the pattern begins with; None where that
    is not plain to see (``.``, ``[^,]``, nothing at all)."""
    found: set[str] = set()
    for one in _alternatives(phrase):
        begins = _of_sequence(one)
        if begins is None:
            return None
        found |= begins
    return frozenset(found)


def _alternatives(phrase: str) -> Iterator[str]:
    depth, begin = 0, 0
    for piece in _PIECE.finditer(phrase):
        depth += {"(": 1, ")": -1}.get(piece.group(), 0)
        if piece.group() == "|" and depth == 0:
            yield phrase[begin : piece.start()]
            begin = piece.end()
    yield phrase[begin:]


def _of_sequence(phrase: str) -> set[str] | None:
    """Of a sequence: its first part, and the next ones as long as those before may be absent."""
    found: set[str] = set()
    at = 0
    while at < len(phrase):
        end = _end_of_part(phrase, at)
        part, at = phrase[at:end], end
        if part.startswith(_AROUND):
            continue
        begins = _of_part(part)
        if begins is None:
            return None
        found |= begins
        if not _MAY_BE_ABSENT.match(phrase, at):
            return found
        repeat = _REPEAT.match(phrase, at)
        at = repeat.end() if repeat else len(phrase)
    return None


def _end_of_part(phrase: str, at: int) -> int:
    """Where a character, a class or a group ends."""
    depth = 0
    for piece in _PIECE.finditer(phrase, at):
        depth += {"(": 1, ")": -1}.get(piece.group(), 0)
        if depth == 0:
            return piece.end()
    return len(phrase)


def _of_part(part: str) -> frozenset[str] | None:
    if part.startswith("(?:"):
        return openings(part[3:-1])
    plain = _PLAIN_CLASS.fullmatch(part)
    if plain is not None:
        return frozenset({plain["inside"]})
    if _PLAIN.fullmatch(part):
        return frozenset({part})
    return None
