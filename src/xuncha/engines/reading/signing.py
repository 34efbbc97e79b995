# ruff: noqa: RUF001  (Chinese noughts; patterns)
"""The signing line of a letter or report: where its own date stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from xuncha.engines.reading.dates import find_dates
from xuncha.engines.reading.text import fold

_DATE = (
    r"(?:(?:19|20)\d\d\s*[年./\-]\s*\d{1,2}\s*[月./\-]\s*\d{1,2}\s*[日号]?"
    r"|[〇零一二三四五六七八九O]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}[日号])"
)
_ONLY_DATE = re.compile(
    rf"^\s*[(]?(?:日期|时间|落款|签署日期|签订日期)?\s*:?\s*({_DATE})\s*[)]?\s*(?:\((?:盖章|公章|印)\))?$"
)
_CLOSING = re.compile(rf"^[^,.;!?]{{2,40}}?\s*({_DATE})\s*(?:印发|制|印|发布)?$")
_AFTER = re.compile(
    r"^(?:附件?\d*[:.\s]?|抄[送报]|主题词|\(此件|-\s*\d+\s*-|第\s*\d+\s*页|印发|\d+$|\(联系人|联系人)"
)
_LAST_LINES = 8
_FIRST_LINES = 4


def signed_on(text: str) -> dt.date | None:
    """The date of the signing line: a line near the end that is only a date, or a short line that
    ends with one after a name; dates in running text don't count."""
    lines = [fold(line).strip() for line in text.splitlines() if line.strip()]
    for place in range(len(lines) - 1, -1, -1):
        left = len(lines) - 1 - place
        if left > _LAST_LINES and not _AFTER.match(lines[place + 1]):
            continue
        found = _ONLY_DATE.match(lines[place]) or (
            _CLOSING.match(lines[place]) if left <= 2 and "\t" not in lines[place] else None
        )
        if found and (dates := find_dates(found[1])):
            return dates[0].read.on
    return None


def headed_on(lines: Sequence[str]) -> dt.date | None:
    """The date below a paper's title: a line of its own, or after the name of who signs."""
    for raw in [line for line in lines if line.strip()][1:_FIRST_LINES]:
        line = fold(raw).strip()
        found = _ONLY_DATE.match(line) or _CLOSING.match(line)
        if found and "\t" not in line and (dates := find_dates(found[1])):
            return dates[0].read.on
    return None
