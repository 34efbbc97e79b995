"""What is shown of a record: the passages that say what was asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from xuncha.insight.search.kinds import Kind
from xuncha.insight.search.letters import folded, letters_of, spans_of
from xuncha.insight.search.sounds import is_spelt

_ONE_LINE = {ord(one): " " for one in "\r\n\t\v\f"}
_BEFORE, _LENGTH, _SHOWN = 24, 110, 2
_PIECE, _OVER = 1000, 400
"""A long text is looked through piece by piece, each reaching into the next, so that a file of many
pages is read no further than its words are found, and letters are placed in one piece only."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text with what was found in it, as offsets of the stretch."""

    text: str
    spans: list[tuple[int, int]]


def says(kind: Kind, parts: Collection[str], words: Collection[str]) -> bool:
    """Whether a record says every word, or, for names, sounds like it."""
    told = "\n".join(letters_of(part) for part in parts)
    heard = "\n".join(kind.sounds(parts)) if kind.sounds and any(map(is_spelt, words)) else ""
    return all(word in told or (is_spelt(word) and word in heard) for word in words)


def share_of(parts: Collection[str], pairs: Collection[str]) -> float:
    """How many of the pairs of letters a record has."""
    told = "\n".join(letters_of(part) for part in parts)
    return sum(pair in told for pair in pairs) / len(pairs)


def passages(parts: Collection[str], words: Collection[str]) -> list[Passage]:
    """The first stretches that say something of it, else the beginning of the first text."""
    found: list[Passage] = []
    wanted = set(words)
    for part in parts:
        told, start = _where(part, words)
        if not told or (found and not told & wanted):
            continue
        wanted -= told
        text = folded(part[start : start + _PIECE + _OVER])
        spans = [one for word in words for one in spans_of(text, word)]
        found.append(_cut(part, sorted((one + start, two + start) for one, two in spans)))
        if len(found) == _SHOWN:
            break
    if not found and parts:
        found.append(_cut(next(iter(parts)), []))
    return found


def _where(text: str, words: Collection[str]) -> tuple[set[str], int]:
    """The words that a text says, and where the first piece that says one of them begins."""
    told: set[str] = set()
    first = None
    for start in range(0, len(text), _PIECE):
        letters = letters_of(text[start : start + _PIECE + _OVER])
        here = {word for word in words if word not in told and word in letters}
        if here and first is None:
            first = start
        told |= here
        if len(told) == len(words):
            break
    return told, first or 0


def _cut(text: str, spans: list[tuple[int, int]]) -> Passage:
    """A window of the text around the first of the spans."""
    first = spans[0][0] if spans else 0
    start = max(0, first - _BEFORE)
    end = min(len(text), max(start + _LENGTH, spans[0][1] if spans else 0))
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    inside = text[start:end].translate(_ONE_LINE)
    shift = len(lead) - start
    kept = [(one + shift, min(two, end) + shift) for one, two in spans if one < end]
    return Passage(f"{lead}{inside}{tail}", kept)
