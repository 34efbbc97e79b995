"""Words of time and order: rounds, years, days, terms. A time that no figure knows forbids."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from xuncha.engines.filling.entries import Entry

_DIGITS = {one: number for number, one in enumerate("零一二三四五六七八九十")}
_ROUND = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})轮(?:巡察)?")
_ROUNDS = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:轮(?:巡察)?)?[、和及与至到—－]+第?[一二三四五六七八九十]{1,3}轮(?:巡察)?"
)
_YEAR = re.compile(
    r"(20\d\d)年(?:以来|度|全年)?(?!\d|[一二三四五六七八九十\d]{1,3}月|初|底|末|上半|下半)"
)
_THIS_YEAR = re.compile(
    r"(?:今年(?:以来)?|去年)(?![上下]半年|\d{1,2}月|[一二三四五六七八九十]{1,3}月|年?[初底末中])"
)
_AS_OF = re.compile(r"截[至止](?:到)?(20\d\d)年(\d{1,2})月(?:(\d{1,2})日|(底|末))?")
_YEARS = re.compile(r"20\d\d年?(?:至|到|[—－~～-]{1,2})20\d\d年")
_DAY = r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|上旬|中旬|下旬|底|初|末)?"
_MONTHS = re.compile(
    r"(?:20\d\d年|今年|去年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月?[至到—－~-]{1,2}"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月份?"
)
_UNTIL_MONTH = re.compile(
    r"截[至止]到?(?:今年|本年)?(1[0-2]|[1-9])月(?:(3[01]|[12]\d|[1-9])日|[底末])"
)
_UNTIL_END = re.compile(r"截[至止]到?(20\d\d|今|去)年(?:年?[底末])")
_SPAN = re.compile(
    rf"{_DAY}(?:[至到—－~-]{{1,2}}(?:{_DAY}|\d{{1,2}}日))|(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日(?![以前起之])"
)
_ASPECTS = re.compile(r"[两二三四五六七八九十几\d]{1,2}个?大?(?:方面|类|大类)(?:的)?")
_DATE = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|份|初|末)?(?:以来)?")
_PART_OF_YEAR = re.compile(r"第?[一二三四1-4]季度|上半年|下半年|[一二三四五六七八九十\d]{1,2}月份")
_TEAM = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:巡察)?组")
_ITEM = re.compile(r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.．、]\s*)+(?!\d)")
_EARLIER = re.compile(r"[前近][一二三四五六七八九十两几\d]{1,3}[轮年次个]")
_TERM = re.compile(
    r"(?:第)?([一二三四五六七八九十]{1,3}|\d{1,2})届(?:区委|县委|市委)?"
    r"(?:(?:巡察(?:工作)?)?(?:启动|开展|开局|工作)?以来)?"
)
_FIRST = frozenset("第截前近今去上下两几零一二三四五六七八九十0123456789")
"""What all of these begin with: most characters of a text begin none."""
_FORBIDDEN = Entry(is_block=True, is_named=True)
_WHEN = Entry(is_block=True, is_named=True, is_span=True)
_FILL = Entry(is_fill=True)


@dataclass(frozen=True, slots=True)
class Times:
    """The year and the term in which a paper speaks. ``latest``: the last year that the paper
    itself tells; since that year means that year."""

    year: int = 0
    term: int = 0
    latest: int = 0


def number(words: str) -> int:
    """十二 and 12 as 12."""
    if words.isdecimal():
        return int(words)
    tens, found, rest = words.rpartition("十")
    if not found:
        return _DIGITS.get(words, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(rest, 0) if rest else 0)


def dated(text: str, at: int, times: Times) -> tuple[int, Entry] | None:
    """A word of time or order that begins here: where it ends and what it does."""
    if at == 0 and (match := _ITEM.match(text)):
        return match.end(), _FILL
    if text[at] not in _FIRST:
        return None
    for pattern, means in _RULES:
        if match := pattern.match(text, at):
            return match.end(), means(match, times)
    return None


def _round(match: re.Match[str], _: Times) -> Entry:
    act = "巡察" if match.group().endswith("巡察") else ""
    return Entry(act=act, params=(("round", str(number(match[1]))),), is_fill=True)


def _as_of(match: re.Match[str], _: Times) -> Entry:
    day = match[3] or (str(_last(int(match[1]), int(match[2]))) if match[4] else "")
    return _until(int(match[1]), int(match[2]), int(day)) if day else Entry(is_block=True)


def _until_end(match: re.Match[str], times: Times) -> Entry:
    told = {"今": times.year, "去": times.year - 1}.get(match[1]) or int(match[1])
    return _until(told, 12, 31)


def _until_month(match: re.Match[str], times: Times) -> Entry:
    month = int(match[1])
    return _until(times.year, month, int(match[2] or _last(times.year, month)))


def _until(year: int, month: int, day: int) -> Entry:
    when = f"{year}-{month:02}-{day:02}"
    return Entry(params=(("day", when),), is_fill=True, resets=True)


def _year(match: re.Match[str], times: Times) -> Entry:
    if "以来" in match.group() and int(match[1]) not in _since(times.year, times.latest):
        return _FORBIDDEN
    return Entry(params=(("year", match[1]),), is_fill=True)


def _this_year(match: re.Match[str], times: Times) -> Entry:
    told = times.year - match.group().startswith("去年")
    return Entry(params=(("year", str(told)),), is_fill=True) if times.year else _FORBIDDEN


def _term(match: re.Match[str], times: Times) -> Entry:
    own = not times.term or number(match[1]) == times.term or match.group() == "一届"
    return Entry(is_fill=own, resets=own, is_block=not own, is_named=not own)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Times], Entry]], ...] = (
    (_ROUNDS, lambda *_: _FORBIDDEN),
    (_ROUND, _round),
    (_AS_OF, _as_of),
    (_UNTIL_END, _until_end),
    (_UNTIL_MONTH, _until_month),
    (_MONTHS, lambda *_: _WHEN),
    (_SPAN, lambda *_: _WHEN),
    (_ASPECTS, lambda *_: _FILL),
    (_YEARS, lambda *_: _FORBIDDEN),
    (_YEAR, _year),
    (_THIS_YEAR, _this_year),
    (_PART_OF_YEAR, lambda *_: _FORBIDDEN),
    (_EARLIER, lambda *_: _FORBIDDEN),
    (_TEAM, lambda *_: _FORBIDDEN),
    (_DATE, lambda *_: _FORBIDDEN),
    (_TERM, _term),
)


def _last(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return (29 if leap else 28) if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def _since(year: int, latest: int) -> set[int]:
    """The years since which a paper may speak and mean that year: this one, or the last if the
    paper tells no later one."""
    return {year, latest} if latest == year - 1 else {year}
