"""The year in which a paper speaks, as the paper itself tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xuncha.engines.filling.proposals import Line

_DATED = re.compile(r"\s*[（(]?(20\d\d)年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月")
_TITLE_LENGTH = 40
_ANY_YEAR = re.compile(r"(20\d\d)年(以来)?")


def own_year(lines: Sequence[Line], year: int) -> int:
    """The year in which a paper was written: its date line, its title, else the one asked in."""
    for line in [*lines[:4], *lines[-4:]]:
        if found := _DATED.match(line.text):
            return int(found[1])
    titles = [one.text for one in lines[:3] if len(one.text) < _TITLE_LENGTH]
    told = {int(one) for text in titles for one, since in _ANY_YEAR.findall(text) if not since}
    if len(told) > 1 and "总结" in "".join(titles):
        return min(told)
    return told.pop() if len(told) == 1 and "会" not in "".join(titles) else year


def latest(lines: Sequence[Line]) -> int:
    """The last year that a paper tells, if only as 以来: its own, then."""
    told = [one for line in lines for one in _ANY_YEAR.findall(line.text)]
    last = max((int(year) for year, _ in told), default=0)
    return last if all(since for year, since in told if int(year) == last) else 0
