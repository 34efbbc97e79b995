# ruff: noqa: RUF001  (look-alike signs are what it is about)
"""A paper's text in lines and sentences, with the furniture of web pages told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha.engines.reading.official.traditional import simplified
from xuncha.engines.reading.text import fold

_KEPT = frozenset("。“”‘’、·")
_FURNITURE = re.compile(
    r"^(?:当前位置|您(?:的|现在|所在)(?:位置)?|首页|网站首页|您访问的链接|来源[:：]|信息来源|【?字号|【?打印|分享到?|浏览(?:次数|量)"
    r"|阅读(?:次数|量)?[:：]|公告摘要|项目编号|预算金额|公告正文|索引号|一审[:：]|责任编辑|编辑[:：]|审核[:：]|微信图片|扫一扫|上一篇|下一篇"
    r"|\[?返回顶部|版权所有|主办单位|网站地图|附件下载)"
)
_CRUMBS = re.compile(r"^\S{1,12}(?:\s*(?:->|>|»|›|/)\s*\S{1,12}){2,}\s*$")


_LONGEST_FURNITURE = 120
"""A longer line that begins so is a whole page on one line."""
_KEPT_OF_RUN = 60
_RUN = re.compile(
    rf"[ \t\u3000]{{{_KEPT_OF_RUN},}}|[\d,]{{{_KEPT_OF_RUN},}}|[A-Za-z0-9_.+@-]{{{_KEPT_OF_RUN},}}"
)
"""Noise that no paper holds: its rest is blotted out of the plain text, so that patterns stay
quick."""
_MARKDOWN = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]+|[-*+•●■◆▪][ \t]+)|\*\*|__(?=[\u4e00-\u9fff])|`", re.M
)


_ENDLESS = re.compile(r"[^。;!?\n]{1200,1499}[、,]|[^。;!?\n]{1500}")


def _quiet(plain: str) -> str:
    """Endless runs blotted out and endless sentences broken, both without changing an offset."""
    kept = _RUN.sub(
        lambda match: match.group()[:_KEPT_OF_RUN].ljust(len(match.group()), "\0"), plain
    )
    return _ENDLESS.sub(lambda match: match.group()[:-1] + "\n", kept)


def _unmarked(plain: str) -> str:
    """Markdown's own signs as blanks, so that offsets stay."""
    return _MARKDOWN.sub(lambda match: " " * len(match.group()), plain)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it; ``text`` is the plain one, offsets count in the page."""

    start: int
    end: int
    text: str
    is_cell: bool = False
    """A table's cell under a heading for what is inspected: all its names count."""


@dataclass(frozen=True, slots=True)
class Page:
    """``text`` as read; ``plain`` of the same length with half-width signs, for the patterns."""

    text: str
    plain: str
    lines: tuple[Line, ...]
    """Lines with words of the paper: no empty ones, no furniture."""
    furniture: tuple[Line, ...]

    @property
    def first(self) -> str:
        return self.lines[0].text if self.lines else ""

    def sentences(self, line: Line) -> Iterator[Line]:
        """The line's sentences, each with its full stop; a semicolon ends none."""
        for match in re.finditer(r"[^。!?]+[。!?]?", line.text):
            yield Line(line.start + match.start(), line.start + match.end(), match.group())


def page_of(text: str) -> Page:
    """Lay a text out."""
    plain = "".join(
        one if one in _KEPT else two for one, two in zip(text, fold(simplified(text)), strict=True)
    )
    plain = _quiet(_unmarked(plain))
    lines: list[Line] = []
    furniture: list[Line] = []
    at = 0
    for raw in plain.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = at + len(raw) - len(raw.lstrip())
            line = Line(start, start + len(stripped), stripped)
            is_furniture = len(stripped) <= _LONGEST_FURNITURE and (
                _FURNITURE.match(stripped) or _CRUMBS.match(stripped)
            )
            (furniture if is_furniture else lines).append(line)
        at += len(raw) + 1
    return Page(text, plain, tuple(lines), tuple(furniture))
