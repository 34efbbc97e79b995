"""Figures of two texts side by side: those that speak of the same and differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xuncha.engines.checking.prose import fold
from xuncha.engines.drafting.figures import MONEY, Figure, figures_of
from xuncha.engines.drafting.sentences import sentences, shape

_BEFORE, _AFTER = 12, 8
_NOUN = 4
_OF_WHAT = frozenset({"人", "户", "个", "家"})
"""Counters that count anything: what they count must be the same."""
_NEAR = 0.34
"""How much of the words around two figures must be the same."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A figure of the first text and the one of the second that should be the same."""

    mine: Figure
    theirs: Figure


def clashes(one: str, two: str, alike: float) -> list[Clash]:
    """Figures that differ although the words around them say the same.

    A figure that stands anywhere in the other text, or is the sum of figures there, differs from
    nothing. ``alike`` is how much of the shorter sentence must stand in the other.
    """
    first, second = figures_of(one), figures_of(two)
    found: list[Clash] = []
    used: set[Figure] = set()
    for mine in first:
        if stands_in(mine, second):
            continue
        best = None
        for theirs in second:
            if theirs.unit != mine.unit or theirs in used or stands_in(theirs, first):
                continue
            near = _nearness(one, mine, two, theirs, alike)
            if near >= _NEAR and (best is None or near > best[0]):
                best = (near, theirs)
        if best is not None:
            used.add(best[1])
            found.append(Clash(mine, best[1]))
    return found


def stands_in(figure: Figure, others: tuple[Figure, ...]) -> bool:
    """Whether the figure is among the others, or the sum of all or of neighbouring ones."""
    same = [one for one in others if one.unit == figure.unit]
    if any(figure.agrees(one) for one in same):
        return True
    for at in range(len(same)):
        total, slack = same[at].value, same[at].slack
        for one in same[at + 1 : at + 12]:
            total += one.value
            slack += one.slack
            if abs(total - figure.value) <= slack + figure.slack:
                return True
    return False


def _nearness(one: str, mine: Figure, two: str, theirs: Figure, alike: float) -> float:
    """How alike the words around two figures are, 0 where their sentences speak of other things."""
    first, second = _sentence(one, mine), _sentence(two, theirs)
    a, b = shape(first), shape(second)
    if not a or not b or len(a & b) / min(len(a), len(b)) < alike:
        return 0.0
    if mine.unit in _OF_WHAT and not _counts_the_same(one, mine, two, theirs):
        return 0.0
    around, about = shape(_around(one, mine)), shape(_around(two, theirs))
    if not around or not about:
        return 0.0
    return len(around & about) / min(len(around), len(about))


def _counts_the_same(one: str, mine: Figure, two: str, theirs: Figure) -> bool:
    """Whether the words right after two counts share a character: what is counted."""
    first = fold(one)[mine.end : mine.end + _NOUN]
    second = fold(two)[theirs.end : theirs.end + _NOUN]
    if not first[:1].isalpha() or not second[:1].isalpha():
        return True  # nothing told behind the count: what stands before it decides
    return bool(set(first) & set(second))


def _sentence(text: str, figure: Figure) -> str:
    return next((one.text for one in sentences(text) if one.start <= figure.start < one.end), text)


def _around(text: str, figure: Figure) -> str:
    plain = fold(text)
    return plain[max(0, figure.start - _BEFORE) : figure.end + _AFTER]


def told(figure: Figure, text: str) -> str:
    """A figure in the words of its text."""
    return text[figure.start : figure.end].strip()


def sums_of(text: str) -> list[Figure]:
    return [one for one in figures_of(text) if one.unit == MONEY]


def fits_amount(amount: Decimal, text: str) -> bool:
    """Whether a text's sums bear an amount: one of them, or neighbours added up."""
    return stands_in(Figure(amount, MONEY, 0, 0, Decimal("0.5")), tuple(sums_of(text)))


def pairs(figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, Figure]]:
    """Each figure with each later one of the same counter."""
    for at, one in enumerate(figures):
        for two in figures[at + 1 :]:
            if one.unit == two.unit:
                yield one, two
