# ruff: noqa: RUF001  (patterns)
"""Lines broken at the page's edge put together again, and the blanks that a page setter puts in."""

from __future__ import annotations

import re
import unicodedata

from xuncha.engines.reading.official.marks import starts_numbered

_HAN = "\u4e00-\u9fff，。、；：（）“”《》"
_SET = re.compile(rf"(?<=[{_HAN}])[ ]+(?=[\dA-Za-z(])|(?<=[\dA-Za-z%)])[ ]+(?=[{_HAN}])")
_SHARE = 0.9
_PAGE_NUMBER = re.compile(r"^\s*(?:[-—–]\s*)?\d{1,3}(?:\s*[-—–])?\s*$|^第\s*\d+\s*页")


def reflow(text: str) -> str:
    """The text of a page description (PDF, OFD) as it was typed: a line that reaches the edge goes
    on in the next, unless that one begins with a number of its own. Page numbers go."""
    lines = [line.strip(" \r\u3000\xa0") for line in text.split("\n")]
    lines = [line for line in lines if line.strip() and not _PAGE_NUMBER.match(line)]
    if not lines:
        return ""
    widths = sorted(_width(line) for line in lines if "\t" not in line) or [0]
    edge = widths[int(len(widths) * 0.95)] * _SHARE
    made: list[str] = []
    goes_on = False
    for line in lines:
        is_row = "\t" in line
        if made and goes_on and not is_row and not starts_numbered(line):
            made[-1] += line
        else:
            made.append(line)
        goes_on = not is_row and _width(line) >= edge and not line.endswith(("。", "：", ":"))
    return _SET.sub("", "\n".join(made))


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)
