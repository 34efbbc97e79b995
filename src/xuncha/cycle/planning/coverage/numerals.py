"""Numbers as papers write rounds and teams: 第三轮, 第十二巡察组. Pure."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九十"


_ONES = "[一二三四五六七八九]"
_TEAM = re.compile(rf"第({_ONES}?十{_ONES}?|{_ONES}|[0-9]{{1,2}})巡察组")


def number_in(name: str) -> int | None:
    """The number in a team's name, 1 to 99; None where it has none."""
    found = _TEAM.search(name)
    if found is None:
        return None
    words = found[1]
    if words.isdecimal():
        return int(words) or None
    tens, is_over_ten, ones = words.rpartition("十")
    value = (_DIGITS.index(tens) if tens else 1) * 10 if is_over_ten else 0
    value += _DIGITS.index(ones) if ones else 0
    return value if 0 < value < 100 else None
