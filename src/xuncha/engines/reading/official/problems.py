# ruff: noqa: E501  (patterns)
"""One problem as it is told: its words without what only frames them, its state, its measures."""

from __future__ import annotations

import re

from xuncha.engines.reading.official.framing import NAMED_IN_SENTENCE, problem_in
from xuncha.engines.reading.official.labels import ASIDE, BESIDE, Label, Labels
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.running_text import Found
from xuncha.engines.reading.official.states import bracketed_state, is_only_state, told_state
from xuncha.engines.reading.official.tree import Piece, line_of
from xuncha.engines.reading.official.wording import is_act, lacks

_MEASURE = re.compile(
    r"(?:(?<=[。;:…])|(?<=\n)|^)\s*(?:[一二三四五六七八九十]{1,2}是[,:]?|\(\d{1,2}\)|[①-⑳⑴-⒇]|\d{1,2}[、.](?!\d))"
)
_BRACKETS = re.compile(r"[(【\[]([^()【】\[\]]{2,30})[)】\]]")
_AFTER = re.compile(
    r"(?:整改(?:状态|结果)|完成(?:情况|时限)|佐证|责任(?:人|单位)|(?:^|(?<=\n))[ \t]*(?:状态|结果))[ \t]*[:：]"
)
_LABELLED = 6
"""A problem's own label (问题描述：) may stand before its words."""
_NEXT_LABEL = re.compile(r"[^。\n]{2,12}\n?\s*整改措施[:：]")


class Problems:
    """Makes findings of the pieces and lines of one paper."""

    def __init__(self, page: Page, labels: Labels) -> None:
        self._page = page
        self._labels = labels

    def of_piece(self, piece: Piece, path: tuple[str, ...], state: str | None) -> Found:
        """The problem that a numbered piece tells."""
        page, end = self._page, piece.last
        label = self._labels.answer(piece.head[0], end)
        start, stop = self._words(piece, label)
        told = (
            told_state(page.plain[piece.head[0] : end])
            or state_in_brackets(self._line(piece))
            or state
        )
        first = label.end if label else piece.head[1]
        measures = self._measures(first, end)
        if label is None and not (measures and is_act(measures[0])):
            measures = ()
        made = PaperFinding(
            path, piece.mark, page.text[start:stop], told or "unstated", measures, (start, stop)
        )
        return made, (piece.start, end)

    def answered_by(self, piece: Piece, answer: Piece, above: Piece) -> Found:
        """A problem of a list that another list answers."""
        start, stop = self._words(piece, None)
        told = self._page.plain[answer.head[0] : answer.end]
        made = PaperFinding(
            (line_of(self._page, above),), piece.mark, self._page.text[start:stop],
            told_state(told) or "unstated", self._measures(answer.head[0], answer.end), (start, stop),
        )  # fmt: skip
        return made, (piece.start, piece.end)

    def without_numbers(self) -> list[Found]:
        """The problems of a paper that numbers none: named in sentences, or before labels."""
        whole = (0, len(self._page.plain))
        piece = Piece("", "", 0, whole[1], (0, 0), whole, at_line=True)
        named = self.in_sentences(piece, (), None)
        return named if len(named) > 1 else self.unnumbered(piece, (), None)

    def unnumbered(self, piece: Piece, path: tuple[str, ...], state: str | None) -> list[Found]:
        """Problems on lines of their own before each label of what was done."""
        plain, end = self._page.plain, piece.last
        first = self._labels.answer(piece.body[0], end)
        told = self._labels.within(piece.body[0], end)
        heads = [one for one in told if first and one.words == first.words]
        made: list[Found] = []
        for at, label in enumerate(heads):
            begin = heads[at - 1].end if at else piece.body[0]
            start = self._line_before(label.start, begin)
            words = plain[start : label.start].strip()
            if beside := BESIDE.search(words):
                words = words[: beside.start()].strip()
            if not 4 <= len(words) <= 120 or (not made and re.match(r"[,。;]", words)):
                continue
            start = plain.index(words, start)
            last = self._line_before(heads[at + 1].start, label.end) if at + 1 < len(heads) else end
            status = told_state(plain[label.start : last]) or state_in_brackets(words) or state
            span = self._trimmed(start, start + len(words))
            found = PaperFinding(
                path, "", self._page.text[slice(*span)], status or "unstated",
                self._measures(label.end, last), span,
            )  # fmt: skip
            made.append((found, (span[0], last)))
        return made

    def in_sentences(self, piece: Piece, path: tuple[str, ...], state: str | None) -> list[Found]:
        """Problems each named at the head of the sentence that answers it (针对…的问题，…)."""
        plain, end = self._page.plain, piece.end
        heads = list(NAMED_IN_SENTENCE.finditer(plain, piece.body[0], end))
        ends = [one.start() for one in heads[1:]] + [end] * bool(heads)
        made: list[Found] = []
        for one, stop in zip(heads, ends, strict=True):
            span = one.span("quoted") if one["quoted"] else one.span("bare")
            found = PaperFinding(
                path, "", self._page.text[slice(*span)],
                told_state(plain[one.end() : stop]) or state or "unstated",
                self._measures(one.end(), stop), span,
            )  # fmt: skip
            made.append((found, (one.start(), stop)))
        return made

    def in_lines(self, piece: Piece, path: tuple[str, ...], state: str | None) -> list[Found]:
        """Problems each on a line of its own: a sentence that names a lack, then what was done and
        how far it is. Nothing unless nearly all lines are so."""
        made: list[Found] = []
        lines = list(re.finditer(r"[^\n]+", self._page.plain[piece.body[0] : piece.end]))
        for one in lines:
            start = piece.body[0] + one.start()
            first, stop, rest = one.group().partition("。")
            status = told_state(rest) or state
            if not (stop and rest.strip() and status and lacks(first)) or is_act(first.strip()):
                continue
            span, end = self._trimmed(start, start + len(first)), start + len(one.group())
            found = PaperFinding(
                path, "", self._page.text[slice(*span)], status,
                self._measures(start + len(first) + 1, end), span,
            )  # fmt: skip
            made.append((found, (span[0], end)))
        told = [one for one in lines if one.group().strip()]
        return made if len(made) > 1 and len(made) * 3 >= len(told) * 2 else []

    def _line_before(self, label: int, begin: int) -> int:
        """Where the last line before a label begins that holds a problem's words."""
        plain = self._page.plain
        stop = begin + len(plain[begin:label].rstrip())
        start = max(plain.rfind("\n", begin, stop) + 1, begin)
        if start > begin and BESIDE.match(plain[start:stop].lstrip()):
            return self._line_before(start, begin)
        return start

    def _line(self, piece: Piece) -> str:
        stop = self._page.plain.find("\n", piece.head[0])
        return self._page.plain[piece.head[0] : min(stop, piece.end) if stop >= 0 else piece.end]

    def _words(self, piece: Piece, label: Label | None) -> tuple[int, int]:
        """Where a problem's words stand: without number, frame and the last stop."""
        start, stop = piece.head
        if label is not None and label.start < stop:
            stop = label.start
        if aside := ASIDE.search(self._page.plain, start + _LABELLED, stop):
            stop = aside.start()
        return self._trimmed(start, stop)

    def _trimmed(self, start: int, stop: int) -> tuple[int, int]:
        first, last = problem_in(self._page.plain[start:stop])
        return start + first, start + last

    def _measures(self, start: int, end: int) -> tuple[str, ...]:
        """One for each 一是/(1)/①, else one for each paragraph's sentence or clause closed by “;”."""
        page = self._page
        state = _AFTER.search(page.plain, start, end)
        stop = state.start() if state else end
        again = _NEXT_LABEL.match(page.plain, start, stop)
        if again:
            start = again.end()
        plain = page.plain[start:stop]
        marks = list(_MEASURE.finditer(plain))
        if marks:
            ends = [*(one.start() for one in marks[1:]), len(plain)]
            parts = [(one.end(), last) for one, last in zip(marks, ends, strict=True)]
        else:
            parts = [one.span() for one in re.finditer(r"[^。;\n]+", plain)]
        texts = [page.text[start + a : start + b].strip().strip("。；;…，,* 　") for a, b in parts]
        return tuple(one for one in texts if _is_measure(one))


def _is_measure(words: str) -> bool:
    return (
        len(words) >= 3 and not words.startswith("#")
        and not is_only_state(words.strip("（）()【】[]"))
    )  # fmt: skip


def state_in_brackets(words: str) -> str | None:
    """A state in brackets in the problem's own line."""
    told = (bracketed_state(one[1]) for one in _BRACKETS.finditer(words))
    return next(filter(None, told), None)
