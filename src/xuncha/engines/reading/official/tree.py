# ruff: noqa: E501  (patterns)
"""A paper as an outline: each numbered piece with its level, its words and what follows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.text import fold

_HAN = "一二三四五六七八九十"
_MARKS = (
    ("chapter", rf"[{_HAN}]{{1,3}}、"),
    ("section", rf"\([{_HAN}]{{1,3}}\)[、.,]?"),
    ("problem_word", rf"(?:反馈|具体|主要)?问题(?:[{_HAN}]{{1,3}}|\d{{1,3}})(?:[:、.]|(?=\s))"),
    ("number", r"\d{1,3}(?:\.\d{1,2}){0,2}(?:[、.]|(?=\s))(?!\d)\s*"),
    ("small", r"\(\d{1,3}\)[、.,]?"),
    ("circle", r"[①-⑳][、.]?"),
    ("ordinal", rf"第[{_HAN}]{{1,2}}[、,:]"),
    ("is", rf"[{_HAN}]{{1,2}}是(?!否)[,:]?"),
)
RANK = {name: at for at, (name, _) in enumerate(_MARKS)}
_MARK = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MARKS))
_BREAK = re.compile(
    r"(?<=[。;!?\n:”])[ \t]*|^[ \t]*|(?<=[ \t])(?=[一二三四五六七八九十(问反①-⑳]|\d{1,2}[、.](?!\d)\s*[\u4e00-\u9fff“])",
    re.M,
)
_LABEL = re.compile(
    r"[ \t]*(?:问题(?:表现|描述)|具体表现|整改(?:落实|进展|完成)?(?:情况|措施|进展|成效|结果|状态|时限)|责任(?:人|领导|单位)|完成(?:情况|时限))[ \t]*[:：]"
)
"""Numbered or not, these only label a part of the problem above."""
_ALONE = re.compile(r"[^。;!?]{2,60}[。:]?$")


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
    parent: Piece | None = None
    below: list[Piece] = field(default_factory=list)

    @property
    def rank(self) -> int:
        return RANK[self.kind]


def pieces_of(page: Page) -> list[Piece]:
    """All numbered pieces in order. A number counts at the beginning of a line, or within one
    after a full stop, a semicolon or a colon."""
    marks = _marks(page)
    made: list[Piece] = []
    for at, (kind, start, end, at_line) in enumerate(marks):
        stop = marks[at + 1][1] if at + 1 < len(marks) else len(page.plain)
        head = _head(page.plain, end, stop, at_line)
        made.append(
            Piece(kind, page.text[start:end].strip(), start, stop, head, (head[1], stop), at_line)
        )
    return made


def _marks(page: Page) -> list[tuple[str, int, int, bool]]:
    found: list[tuple[str, int, int, bool]] = []
    furniture = {line.start for line in page.furniture}
    for place in _BREAK.finditer(page.plain):
        match = _MARK.match(page.plain, place.end())
        if match is None or match.start() in furniture:
            continue
        kind = str(match.lastgroup)
        before = page.plain[: match.start()].rstrip(" \t　")
        at_line = not before or before.endswith("\n")
        if kind == "number" and (not at_line and not _is_inline_number(page.plain, match)):
            continue
        if kind == "number" and re.match(
            r"\d{1,3}\s*(?:年|月|日|个|项|名|万|%|人|条|件)", page.plain[match.start() :]
        ):
            continue
        if found and match.start() < found[-1][2]:
            continue
        if _LABEL.match(page.plain, match.end()):
            continue
        found.append((kind, match.start(), match.end(), at_line))
    return found


def _is_inline_number(plain: str, match: re.Match[str]) -> bool:
    return bool(re.match(r"\d{1,2}[、.]\s*[\u4e00-\u9fff“]", plain[match.start() :]))


def _head(plain: str, start: int, stop: int, at_line: bool) -> tuple[int, int]:
    """A heading's words: the rest of its line if that is short and has no inner stop, else up to the
    first full stop, line end or the next piece."""
    line_end = plain.find("\n", start, stop)
    end = line_end if line_end >= 0 else stop
    stop_sign = plain.find("。", start, end)
    if stop_sign >= 0:
        end = stop_sign + 1
    return start, end


def starts_numbered(line: str) -> bool:
    """Whether a line begins with a number of its own."""
    match = _MARK.match(fold(line))
    return match is not None and match.lastgroup != "is"


def nest(pieces: list[Piece]) -> list[Piece]:
    """Give each piece its parent: the nearest earlier one of a kind that stands above it. The order
    of kinds is the usual one, except where the paper itself puts a kind below another."""
    stack: list[Piece] = []
    roots: list[Piece] = []
    for piece in pieces:
        kinds = [one.kind for one in stack]
        if piece.kind in kinds:
            del stack[kinds.index(piece.kind) :]
        while stack and not _is_above(stack[-1], piece):
            stack.pop()
        piece.parent = stack[-1] if stack else None
        (piece.parent.below if piece.parent else roots).append(piece)
        stack.append(piece)
    return roots


def _is_above(one: Piece, piece: Piece) -> bool:
    if one.kind == "is" and one.at_line and piece.kind in {"number", "small", "circle", "section"}:
        return True
    return one.rank < piece.rank


def words_of(page: Page, span: tuple[int, int]) -> str:
    """The words of a stretch without the blanks around them."""
    return page.plain[span[0] : span[1]].strip()


def line_of(page: Page, piece: Piece) -> str:
    """A heading as it stands, with its number."""
    return page.text[piece.start : piece.head[1]].strip()
