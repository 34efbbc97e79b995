# ruff: noqa: E501  (patterns)
"""A paper as an outline: each numbered piece with its level, its words and what follows it.

The order of levels is learned from the paper itself: a family of numbers stands above another where
the other starts anew or goes on between two of its own. Only where the paper does not tell, the
usual order decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xuncha.engines.reading.official.labels import Labels
from xuncha.engines.reading.official.marks import RANK, Mark, find_marks
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.plain_heads import with_plain_heads
from xuncha.engines.reading.official.steps import without_steps

_CLOSING = re.compile(
    r"(?<=\n)[ \t]*(?:-{3,}|={3,}|_{3,})[ \t]*(?=\n)|(?<=[\n。])[ \t]*(?:整改(?:期间|以来|工作中)|通过(?:集中|此次|这次)?整改|经过[^\n。]{0,8}整改|(?:以上|上述)[^\n。]{0,8}问题"
    r"|(?:巡察组|领导小组|反馈会|会议|会上)[^\n。,:]{0,14}(?:要求|强调|希望|指出|表示|表态)|(?:现)?欢迎[^\n。]{0,12}(?:群众|监督)|特此"
    r"|(?:监督|联系|举报)(?:电话|方式|人)[^\n]{0,4}[:：\d])"
)
"""Words that belong to the whole paper again, wherever they stand."""
_FOOT = re.compile(
    r"(?<=[\n。])[ \t]*(?:下一步|下步|今后|总的看|截至[^\n。,]{2,14},[^\n。]{0,20}(?:问题|任务)|中共[^\n。]{2,30}(?:委员会|党组)[ \t]*(?:\n|$))"
)
"""The same, after the last numbered piece."""
HEADINGS = frozenset({"part", "formal", "roman", "chapter", "aspect", "section", "stem", "plain"})
_ANEW = 0.5
"""What a step weighs that starts to count anew: it proves less than one that goes on."""


@dataclass(slots=True)
class Piece:
    """A numbered piece: ``mark`` its number as it stands, ``head`` the words up to the first stop
    or line end, ``body`` all after that up to the next numbered piece."""

    kind: str
    mark: str
    start: int
    end: int
    head: tuple[int, int]
    body: tuple[int, int]
    at_line: bool
    value: int = 0
    parent: Piece | None = None
    below: list[Piece] = field(default_factory=list)

    def follows(self, other: Piece) -> bool:
        """Whether this piece goes on counting where the other stopped."""
        return (self.kind, self.value) == (other.kind, other.value + 1)

    @property
    def last(self) -> int:
        """Where the piece ends with all that stands below it."""
        return self.below[-1].last if self.below else self.end


def outline_of(page: Page, labels: Labels) -> list[Piece]:
    """The outermost pieces, each with what stands below it."""
    marks, steps = without_steps(page, find_marks(page), labels)
    marks = with_plain_heads(page, marks, labels)
    return _nest(_pieces(page, marks, [one.start for one in steps]), Order(marks))


class Order:
    """Which family of numbers stands above which in this paper."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._starts: dict[str, list[int]] = defaultdict(list)
        self._steps: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
        self._shares: dict[tuple[str, str], float] = {}
        before: dict[str, Mark] = {}
        for one in marks:
            self._starts[one.family].append(one.start)
            if last := before.get(one.family):
                goes_on = (last.stem, last.value + 1) == (one.stem, one.value)
                weight = 1.0 if goes_on else _ANEW
                self._steps[one.family].append((last.start, one.start, weight))
            before[one.family] = one

    def is_above(self, one: str, other: str) -> bool:
        """Whether pieces of a family hold those of another."""
        if one == other:
            return False
        holds, held = self._share(one, other), self._share(other, one)
        return RANK[one] < RANK[other] if holds == held else holds > held

    def _share(self, one: str, other: str) -> float:
        """Of the steps from one number to the next, as far as the other family reaches, the share
        that holds it."""
        if (one, other) not in self._shares:
            starts = self._starts[other]
            steps = [
                (a, b, weight)
                for a, b, weight in self._steps[one]
                if starts and a < starts[-1] and b > starts[0]
            ]
            holding = sum(
                weight for a, b, weight in steps if bisect_left(starts, a) < bisect_left(starts, b)
            )
            self._shares[one, other] = holding / len(steps) if steps else 0.0
        return self._shares[one, other]


def _pieces(page: Page, marks: Sequence[Mark], steps: Sequence[int]) -> list[Piece]:
    made: list[Piece] = []
    for at, one in enumerate(marks):
        is_last = at + 1 == len(marks)
        stop = len(page.plain) if is_last else marks[at + 1].start
        if closing := _CLOSING.search(page.plain, one.end, stop):
            stop = closing.start()
        if is_last and (foot := _FOOT.search(page.plain, one.end, stop)):
            stop = foot.start()
        step = bisect_left(steps, one.end)
        head = _head(page.plain, one.end, min([stop, *steps[step : step + 1]]))
        words = page.text[one.start : one.end].strip()
        made.append(
            Piece(one.family, words, one.start, stop, head, (head[1], stop), one.at_line, one.value)
        )
    return made


def _head(plain: str, start: int, stop: int) -> tuple[int, int]:
    """A heading's words: up to the first full stop, line end or the next piece. A number alone on
    its line has them on the next."""
    blank = len(plain[start:stop]) - len(plain[start:stop].lstrip())
    line_end = plain.find("\n", start + blank, stop)
    end = line_end if line_end >= 0 else stop
    stop_sign = plain.find("。", start, end)
    if stop_sign >= 0:
        end = stop_sign + 1
    return start, end


def _nest(pieces: Sequence[Piece], order: Order) -> list[Piece]:
    """Give each piece its parent: the nearest earlier one of a family that stands above its own.
    A list that begins after words about the whole paper belongs to those."""
    stack: list[Piece] = []
    roots: list[Piece] = []
    before, is_aside = 0, False
    for piece in pieces:
        kinds = [one.kind for one in stack]
        goes_on = piece.kind in kinds
        is_aside = not goes_on and piece.kind not in HEADINGS and (
            is_aside or (bool(stack) and piece.start > before)
        )  # fmt: skip
        before = piece.end
        if is_aside:
            continue
        if goes_on:
            del stack[kinds.index(piece.kind) :]
        while stack and not order.is_above(stack[-1].kind, piece.kind):
            stack.pop()
        piece.parent = stack[-1] if stack else None
        (piece.parent.below if piece.parent else roots).append(piece)
        stack.append(piece)
    return roots


def lowest_of(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with nothing below them."""
    for one in pieces:
        if one.below:
            yield from lowest_of(one.below)
        else:
            yield one


def words_of(page: Page, span: tuple[int, int]) -> str:
    """The words of a stretch without the blanks around them."""
    return page.plain[span[0] : span[1]].strip()


def line_of(page: Page, piece: Piece) -> str:
    """A heading as it stands, with its number."""
    return page.text[piece.start : piece.head[1]].strip().strip("*# ").replace("\n", "")
