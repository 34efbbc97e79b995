"""Telling whether two names mean one unit."""

from __future__ import annotations

import re

from xuncha.engines.checking.prose import bare

_COMMITTEE = re.compile(r"^中共|(?:委员会|党组|党委|党总支|党支部|总支|支部|机关)+$")
_PLACE = re.compile(r"^.{1,6}?(?:省|市|县|区|州|旗)(?=.{2})")


def core(name: str) -> str:
    """A unit's name without its committee: 中共清源区水利局党组 → 清源区水利局."""
    return _COMMITTEE.sub("", bare(name))


def same_unit(first: str, second: str) -> bool:
    """Whether the names agree with or without committee and the place in front."""
    one, two = core(first), core(second)
    if not one or not two:
        return False
    short_one, short_two = _PLACE.sub("", one), _PLACE.sub("", two)
    return (
        one in (two, short_two)
        or short_one == two
        or (short_one == short_two and (one == short_one or two == short_two))
    )
