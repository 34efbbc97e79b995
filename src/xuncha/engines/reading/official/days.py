# ruff: noqa: E501  (patterns)
"""Days and months told in a paper, each with the year that the text carries for it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import islice

MOST_DAYS = 1000
"""Of one form in one paper; what tells more is no paper, and is read no further."""
_S = r"[ \t]*"
_FORMS = (
    re.compile(
        rf"(?<!\d)(?P<y>(?:19|20)\d\d){_S}(?:年|[-/.])-?{_S}(?P<m>1[0-2]|0?[1-9]){_S}(?:月|[-/.]){_S}"
        rf"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d){_S}[日号]?"
    ),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>1[0-2]|[1-9])(?P<d>3[01]|[12]\d|0[1-9])日"),
    re.compile(
        rf"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?:{_S}年{_S}|[ \t]+))?(?P<m>1[0-2]|0?[1-9]){_S}月{_S}(?P<d>3[01]|[12]\d|0?[1-9]){_S}[日号]"
    ),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)年(?P<m>1[0-2]|[1-9])[ \t]+(?P<d>3[01]|[12]\d|[1-9])日"),
    re.compile(r"(?<=[,;])(?P<m>1[0-2]|[1-9])(?P<d>3[01]|[12]\d|0[1-9])日(?=[^。]{0,4}反馈)"),
    re.compile(r"(?<=[至到—-])[ \t]*(?P<m>1[0-2]|[1-9])[ \t]+(?P<d>3[01]|[12]\d|[1-9])日"),
    re.compile(r"(?<=[至到])(?P<m>1[0-2]|[1-9])(?P<d>3[01]|[12]\d|0[1-9])日"),
    re.compile(
        rf"(?<!\d)(?:(?P<y>(?:19|20)\d\d){_S}年{_S})?(?P<m>1[0-2]|0?[1-9]){_S}月(?:份)?(?P<part>上旬|中旬|下旬|初|中|底|末)?(?![\d/内])"
    ),
    re.compile(rf"(?<=[日号]){_S}(?:至|到|-|—|~)+{_S}(?P<d>3[01]|[12]\d|[1-9]){_S}[日号]"),
)  # fmt: skip
_TITLE_YEAR = re.compile(r"(?:^|(?<=[\n。]))[^\d。]{0,30}?((?:19|20)\d\d)年(?!\s*\d{1,2}\s*月)")
_LINK = re.compile(
    r"^[ \t]*(?:起|开始|上午|下午)?[、,]?[ \t]*(?:至|到|—+|-+|~+|起至|起到)?[ \t]*\Z"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month where ``day`` is None; ``year`` None where the text tells none."""

    start: int
    end: int
    words: str
    year: int | None
    month: int
    day: int | None

    @property
    def iso(self) -> str | None:
        """The day, if it is one and its year is known."""
        if self.year is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day).isoformat()
        except ValueError:
            return None

    @property
    def order(self) -> tuple[int, int, int]:
        return self.year or 0, self.month, self.day or 0


def find_days(plain: str) -> list[Day]:
    """All days and months in order. A day without a year takes the year told before it, a later
    one's where none was told before; a range over New Year goes on into the next."""
    return _carried(plain, _matched(plain))


def _matched(plain: str) -> list[Day]:
    taken: list[tuple[int, int, re.Match[str]]] = []
    covered = bytearray(len(plain))
    for form in _FORMS:
        for match in islice(form.finditer(plain), MOST_DAYS):
            if not any(covered[match.start() : match.end()]):
                covered[match.start() : match.end()] = b"\1" * len(match.group())
                taken.append((match.start(), match.end(), match))
    days: list[Day] = []
    for _, end, match in sorted(taken, key=lambda one: one[0]):
        told = match.groupdict()
        month = int(told["m"]) if told.get("m") else (days[-1].month if days else 0)
        if not month:
            continue
        start = match.start("d") if not told.get("m") else match.start()
        days.append(
            Day(
                start, end, plain[start:end], int(told["y"]) if told.get("y") else None, month,
                int(told["d"]) if told.get("d") else None,
            )
        )  # fmt: skip
    return days


def _carried(plain: str, days: list[Day]) -> list[Day]:
    later = next((one.year for one in days if one.year), None)
    made: list[Day] = []
    known: int | None = None
    title = _TITLE_YEAR.search(plain, 0, 80)
    told = int(title[1]) if title else None
    for one in days:
        if one.year is None:
            year = known or told or later
            if year and made and _LINK.match(plain[made[-1].end : one.start]):
                before = made[-1]
                year = before.year or year
                year += one.month < before.month
            one = replace(one, year=year)
        if one.year:
            known = one.year
        made.append(one)
    return made


def are_linked(plain: str, one: Day, other: Day) -> bool:
    """Whether two days are the ends of a range."""
    between = plain[one.end : other.start]
    return bool(re.match(
        r"^[^。;\d]{0,6}?(?:至|到|—|-|~|起、|止)[^。;,\d]{0,4}$|^[ ]*$|^起[,、]?(?:[^。;\d]{0,8})(?:至|到)[ ]*$",
        between,
    ))  # fmt: skip
