"""Problems listed in one chapter and answered by number in a later one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xuncha.engines.reading.official.labels import Labels
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.problems import Problems
from xuncha.engines.reading.official.running_text import Found
from xuncha.engines.reading.official.tree import Piece, lowest_of, words_of
from xuncha.engines.reading.official.wording import is_act, lacks

_LIST = re.compile(
    r"(?:存在|反馈|主要|突出|具体|指出)(?:的)*(?:主要|突出|具体)?问题(?:清单)?[。:]?$"
)
_ANSWERS = re.compile(r"整改|落实|措施")
_LEAST = 2

Pairs = list[tuple[Piece, Piece]]
"""Each problem with its answer."""


def paired(
    page: Page, labels: Labels, problems: Problems, roots: Sequence[Piece]
) -> tuple[list[Found], list[Piece]]:
    """The problems that are answered in the next chapter, and the chapters that hold the others."""
    made: list[Found] = []
    used: list[Piece] = []
    for one, other in pairwise(roots):
        if one not in used and (pairs := _pairs(page, labels, one, other)):
            made += [problems.answered_by(*pair, one) for pair in pairs]
            used += [one, other]
    return made, [one for one in roots if one not in used]


def _pairs(page: Page, labels: Labels, one: Piece, other: Piece) -> Pairs:
    """Both lists side by side: as many, counted alike; lacks without a word on them, and acts."""
    if not (_LIST.search(words_of(page, one.head)) and _ANSWERS.search(words_of(page, other.head))):
        return []
    told, done = list(lowest_of(one.below)), list(lowest_of(other.below))
    if len(told) < _LEAST or [piece.value for piece in told] != [piece.value for piece in done]:
        return []
    bare = all(not page.plain[slice(*piece.body)].strip() for piece in told)
    if not bare or labels.within(one.start, one.last):
        return []
    lacking = sum(lacks(words_of(page, piece.head)) for piece in told)
    acts = sum(is_act(words_of(page, piece.head)) for piece in done)
    return list(zip(told, done, strict=True)) if min(lacking, acts) * 2 > len(told) else []
