# ruff: noqa: E501  (patterns)
"""Where a unit tells only its own deeds (整改工作组织情况, 一是提高站位…) and not how problems stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuncha.engines.reading.official.fed_back import NO_PROBLEMS
from xuncha.engines.reading.official.framing import is_named
from xuncha.engines.reading.official.labels import Labels
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.states import group_state, told_state
from xuncha.engines.reading.official.tree import HEADINGS, Piece, lowest_of, words_of
from xuncha.engines.reading.official.wording import lacks

_PROBLEMS = re.compile(r"问题|反馈|整改(?:落实)?(?:情况|进展)|不足|落实")
_OWN_DEEDS = re.compile(
    r"组织领导|组织(?:落实)?(?:整改)?(?:工作)?(?:开展)?情况|建议|下一步|打算|整改责任|责任落实情况"
)
_OF_PROBLEMS = re.compile(
    r"反馈(?:意见|问题)|具体问题|问题的?整改|整改任务|整改(?:的)?问题|^(?:关于|针对)|“.+”|方面"
)
_GENERAL = re.compile(r"主体责任(?:情况|$)|基本情况|总体情况|成效")
_ASIDES = frozenset({"is", "ordinal"})
COUNTING = _ASIDES | {"circle"}
"""Families that count deeds unless they prove to count problems."""


class Deeds:
    """Tells them by their labels and states; by the words of headings only where there are none."""

    def __init__(self, page: Page, labels: Labels) -> None:
        self._page = page
        self._labels = labels

    def chapters(self, roots: Sequence[Piece]) -> Iterator[Piece]:
        """The outermost pieces that hold problems."""
        kinds = {one.kind for one in roots if one.below} | HEADINGS
        counted: Piece | None = None
        for root in self.without(roots, COUNTING):
            lowest = list(lowest_of(root.below))
            goes_on = bool(counted and lowest and lowest[0].follows(counted))
            if root.kind in kinds and not goes_on and self._is_of_deeds(root, lowest):
                continue
            counted = lowest[-1] if lowest else None
            yield root

    def without(self, pieces: Sequence[Piece], kinds: frozenset[str] = _ASIDES) -> list[Piece]:
        """The pieces but those of some kinds that only count deeds: with no label of their own, and
        mostly naming no problem."""
        of_kinds = [one for one in pieces if one.kind in kinds]
        count = sum(self._names_problem(one) for one in of_kinds)
        if of_kinds and count * 2 > len(of_kinds):
            return list(pieces)
        return [one for one in pieces if one.kind not in kinds or self._is_labelled(one)]

    def _names_problem(self, piece: Piece) -> bool:
        """Whether a piece names its problem as such, or names a lack and tells how far it is."""
        words, body = words_of(self._page, piece.head), self._page.plain[piece.head[1] : piece.end]
        return is_named(words) or (lacks(words) and told_state(body) is not None)

    def _is_labelled(self, piece: Piece) -> bool:
        return bool(self._labels.within(piece.head[0], piece.last))

    def _is_of_deeds(self, root: Piece, lowest: Sequence[Piece]) -> bool:
        words = words_of(self._page, root.head)
        if group_state(words):
            return False
        if _OWN_DEEDS.search(words):
            return True
        if _OF_PROBLEMS.search(words) or lacks(words):
            return False
        if self._is_labelled(root):
            return bool(_GENERAL.search(words))
        told = sum(self._names_problem(one) for one in lowest)
        if told > 1 and told * 2 > len(lowest):
            return False
        if NO_PROBLEMS.search(words):
            return True
        groups = any(group_state(words_of(self._page, one.head)) for one in root.below)
        return not (groups or _PROBLEMS.search(words))
