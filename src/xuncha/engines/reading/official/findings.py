"""The problems of a paper: one for each lowest numbered problem, with headings, state, measures.

What is a heading, a problem or a measure is told by where the labels of what was done stand in the
outline; only where a paper labels nothing do the words decide.
"""

from __future__ import annotations

import re
from dataclasses import replace

from xuncha.engines.reading.official.deeds import COUNTING, Deeds
from xuncha.engines.reading.official.fed_back import CHAPTERS, find_fed_back
from xuncha.engines.reading.official.framing import NAMED_BEFORE, is_named
from xuncha.engines.reading.official.group_states import told_for_all, with_group_states
from xuncha.engines.reading.official.labels import ASIDE, Label, Labels
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paired import paired
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.problems import Problems, state_in_brackets
from xuncha.engines.reading.official.running_text import Found
from xuncha.engines.reading.official.states import group_state, told_state
from xuncha.engines.reading.official.tables import find_in_tables
from xuncha.engines.reading.official.tree import HEADINGS, Piece, line_of, outline_of, words_of
from xuncha.engines.reading.official.wording import is_act, lacks

_DUTY = re.compile(r"(?:责任|职责|作用)(?:的|落实)?情况[。:]?$")
_ASPECT_HEAD = re.compile(r"方面[。:]?$")
_ITS_PROBLEM = re.compile(r"[ \t]*(?:反馈|具体|存在|主要)*(?:问题|意见)[:：]")
_SEVERAL = 2
_STEPS = frozenset({"is", "circle"})


def find_findings(page: Page, kind: str) -> tuple[list[PaperFinding], list[tuple[int, int]]]:
    """The problems in order, and where they stand with all that belongs to them."""
    labels = Labels(page)
    roots = outline_of(page, labels)
    if kind == "notice_rectification":
        found = _Notice(page, labels).found(roots)
    elif kind == "feedback":
        found = find_fed_back(page, roots)
    else:
        found = []
    if kind in {"notice_rectification", "feedback", "ledger"}:
        found = _with_tables(page, roots, found)
    if kind == "notice_rectification":
        found = with_group_states(page, found or Problems(page, labels).without_numbers())
    found = [(one, span) for one, span in found if any(sign.isalnum() for sign in one.finding)]
    return [one for one, _ in found], [span for _, span in found]


def _with_tables(page: Page, roots: list[Piece], found: list[Found]) -> list[Found]:
    """The problems in tables, and of the others those that stand outside them."""
    rows = [_under(page, roots, one) for one in find_in_tables(page)]
    spans = [span for _, span in rows]
    outside = [
        one for one in found
        if not any(start <= one[0].span[0] < end for start, end in spans)
    ]  # fmt: skip
    return sorted([*outside, *rows], key=lambda one: one[0].span)


def _under(page: Page, roots: list[Piece], found: Found) -> Found:
    """A table's row with the chapter in which the table stands."""
    above = [one for one in roots if one.kind == "chapter" and one.start < found[1][0]]
    path = (line_of(page, above[-1]),) if above and not found[0].path else found[0].path
    return replace(found[0], path=path), found[1]


def _with_state(bare: Found, answered: Found) -> Found:
    """A problem that shares the answer of a later one, with the state told there."""
    if bare[0].status != "unstated":
        return bare
    return replace(bare[0], status=answered[0].status), bare[1]


class _Notice:
    """A notice of what was put right, gone through from the outermost headings down."""

    def __init__(self, page: Page, labels: Labels) -> None:
        self._page = page
        self._labels = labels
        self._deeds = Deeds(page, labels)
        self._problems = Problems(page, labels)

    def found(self, roots: list[Piece]) -> list[Found]:
        """The problems under all chapters but those that tell of the unit's own deeds."""
        made, others = paired(self._page, self._labels, self._problems, roots)
        kept = self._deeds.chapters(others)
        return made + [found for root in kept for found in self._below(root, (), None)]

    def _is_labelled(self, piece: Piece) -> bool:
        return bool(self._labels.within(piece.head[0], piece.last))

    def _labelled(self, pieces: list[Piece]) -> list[Piece]:
        """Those of some siblings that have labels of their own. A line that tells only the state
        may belong to all of them together, unless most have one."""
        told = [one for one in pieces if self._is_labelled(one)]
        if len(told) * 2 > len(pieces) and all(one.at_line for one in told):
            return told
        return [one for one in told if any(
            not label.tells_state for label in self._labels.within(one.head[0], one.last)
        )]  # fmt: skip

    def _below(self, piece: Piece, path: tuple[str, ...], state: str | None) -> list[Found]:
        """The problems at or under a piece."""
        words = words_of(self._page, piece.head)
        if _DUTY.search(words) and not lacks(words) and not self._is_labelled(piece):
            return []
        state = group_state(words) or (piece.below and state_in_brackets(words)) or state
        here = (*path, line_of(self._page, piece))
        own = self._labels.answers(piece.head[0], piece.end)
        if not piece.below and not is_named(words) and not NAMED_BEFORE.match(words):
            named = self._problems.in_sentences(piece, here, state)
            if len(named) >= _SEVERAL:
                return named
            if not own and (lines := self._problems.in_lines(piece, here, state)):
                return lines
        labelled = self._labelled(piece.below)
        if own and len(labelled) * 2 <= len(piece.below):
            return self._answered(piece, own, path, here, state)
        if labelled:
            told = self._page.plain[piece.head[1] : piece.end]
            state = told_for_all(told) or (own and told_state(told)) or state
            return self._under_heading(piece, here, state)
        return self._unlabelled(piece, path, here, state)

    def _answered(
        self, piece: Piece, own: list[Label], path: tuple[str, ...], here: tuple[str, ...],
        state: str | None,
    ) -> list[Found]:  # fmt: skip
        """A piece with its answer: a problem, or a heading over lines without numbers."""
        words = words_of(self._page, piece.head)
        again = sum(one.words == own[0].words for one in own) > 1
        if piece.kind in HEADINGS or again:
            has_lines = self._has_line(piece, own[0])
            if has_lines or (piece.kind == "chapter" and not (lacks(words) or is_named(words))):
                return self._problems.unnumbered(piece, here, state)
        return [self._problems.of_piece(piece, path, state)]

    def _has_line(self, piece: Piece, label: Label) -> bool:
        """Whether a line without a number stands between a heading and its label."""
        same, _, between = self._page.plain[piece.head[1] : label.start].partition("\n")
        if _ASPECT_HEAD.search(words_of(self._page, piece.head)) and _ITS_PROBLEM.match(same):
            return True
        return any(one.strip() and not ASIDE.match(one.strip()) for one in between.split("\n"))

    def _under_heading(self, piece: Piece, here: tuple[str, ...], state: str | None) -> list[Found]:
        """Pieces under a heading some of which have their own answers."""
        made: list[Found] = []
        waiting = 0
        for one in self._deeds.without(piece.below, COUNTING):
            found = self._below(one, here, state)
            if waiting and found and not one.below:
                made[-waiting:] = [_with_state(bare, found[0]) for bare in made[-waiting:]]
            waiting = waiting + len(found) if self._is_bare(one) else 0
            made += found
        return made

    def _is_bare(self, piece: Piece) -> bool:
        """Whether a piece is only its own line: the answer comes with a later one."""
        body = self._page.plain[slice(*piece.body)]
        return not (piece.below or body.strip() or self._is_labelled(piece))

    def _unlabelled(
        self, piece: Piece, path: tuple[str, ...], here: tuple[str, ...], state: str | None
    ) -> list[Found]:
        """A piece under which nothing is labelled: its words tell what it is."""
        if piece.below and self._is_answered_by_acts(piece):
            return [self._problems.of_piece(piece, path, state)]
        if piece.below and piece.kind != "is":
            kept = self._deeds.without(piece.below) if piece.kind in CHAPTERS else piece.below
            return [found for one in kept for found in self._below(one, here, state)]
        if piece.kind in CHAPTERS or (piece.kind == "section" and not path):
            return []
        return [self._problems.of_piece(piece, path, state)]

    def _is_answered_by_acts(self, piece: Piece) -> bool:
        """A heading that tells its problem, with only the unit's acts below it."""
        words = words_of(self._page, piece.head)
        named = is_named(words)
        if any(one.below for one in piece.below):
            return False
        steps = piece.kind != "chapter" and all(one.kind in _STEPS for one in piece.below)
        if not (named or steps or lacks(words)) or group_state(words):
            return False
        acts = [is_act(words_of(self._page, one.head)) for one in piece.below]
        return all(acts) if named and piece.kind == "chapter" else sum(acts) * 2 > len(acts)
