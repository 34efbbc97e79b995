# ruff: noqa: E501, RUF001  (patterns with look-alike noughts)
"""Dates as offices write them: interval, precision and the words told.

Nothing is guessed: a date without a year is read only where the year is known, by ``year`` or by a
date before it in the same text. Offsets count in the text as given.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from xuncha.engines.reading.records import Cell, DateRead
from xuncha.engines.reading.text import fold, without_marks

_D = "0-9〇零一二三四五六七八九十"
_YEAR = r"(?P<year>(?:19|20)\d\d|[〇零一二两三四五六七八九OoО]{4}|\d{2}(?=年\s*\d{1,2}\s*月)|[今本去明次当前同后]年)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = r"(?P<part>底|末|初|中旬|上旬|下旬|中(?!旬|[央心学])|上半月|下半月|份)"
_SPAN = (
    r"(?P<span>第?[一二三四1-4]个?季度(?:[末底初])?|[上下]半年|年?[底末](?!数)|年?中(?![央心国学小])|年?初"
    r"|[上下]半年[底末]?)"
)
_S = r"[ \t]*"
_WORDED = re.compile(
    rf"(?<!\d)(?:{_YEAR}{_S}年?{_S}度?{_S})?{_MONTH}{_S}月{_S}(?:份{_S})?(?:{_DAY}{_S}[日号]|{_PART}|(?P<whole>))"
)
_SPANNED = re.compile(rf"(?<!\d)(?:{_YEAR}{_S}年?{_S}度?{_S}的?)?{_SPAN}")
_YEARED = re.compile(rf"(?<!\d){_YEAR}{_S}(?:年度?)(?!{_S}[个以来限多内])")
_DOTTED = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d|\d\d)(?P<sep>[ ]?[./\-年][ ]?)(?P<month>1[0-2]|0?[1-9])(?:(?P=sep)|月)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d%]|\.\d|[万元亿个])(?:日)?(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"
)
_DOTTED_MONTH = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)[ ]?[./\-][ ]?(?P<month>1[0-2]|0?[1-9])(?![\d%.]|[万元亿个千百米人户]|[/\-]\d)"
    rf"(?:月)?{_PART}?"
)
_SOLID = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)"
)
_FORMS = (
    (_DOTTED, "./-年"), (_WORDED, "月"), (_SOLID, ("19", "20")), (_SPANNED, "季半年"),
    (_DOTTED_MONTH, "./-"), (_YEARED, "年"),
)  # fmt: skip
"""Each form with the signs of which it needs one."""
_CJK = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
        "八": 8, "九": 9, "O": 0, "o": 0, "О": 0, "元": 1}  # fmt: skip
_RELATIVE = {"今": 0, "本": 0, "当": 0, "同": 0, "去": -1, "前": -2, "明": 1, "次": 1, "后": 2}
_PARTS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "中": (11, 20),
          "底": (21, 31), "末": (21, 31), "上半月": (1, 15), "下半月": (16, 31)}  # fmt: skip
_LINKS = re.compile(r"^\s*(?:至|到|-{1,2}|~|起至)\s*$")
_BROKEN_LINE = re.compile(r"(?<=[年月])\s+(?=\d)|(?<=\d)\s+(?=[年月日])")
_EARLIEST, _LATEST = 1949, 2100
_SERIAL = (20_000, 80_000)  # Excel days from 1954 to 2119


class FoundDate(NamedTuple):
    read: DateRead
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline cell: the day if one is told, and whether it says 长期坚持 or 立行立改."""

    read: DateRead | None
    is_lasting: bool
    is_at_once: bool


def find_dates(text: str, year: int | None = None) -> list[FoundDate]:
    """All dates in a text, in order, with the place of their words.

    ``year`` is the year of the paper, for dates that tell none; a date told earlier in the text goes
    before it, and a range over New Year goes on (2023年11月至1月). Without either they are left out.
    """
    plain = fold(text)
    found: list[FoundDate] = []
    known = year
    for match in _matches(plain):
        told = _year_of(match, known)
        if told is None:
            continue
        if match.groupdict().get("year") is None and found:
            told = _over_new_year(found[-1], match, plain, told)
        span = _interval(match, told)
        if span is None:
            continue
        first, on, precision = span
        start, end = match.span()
        words = text[start:end]
        found.append(FoundDate(DateRead(on, first, words.strip(), precision), start, end))
        known = on.year
    return found


def read_date(cell: Cell | str | object, year: int | None = None) -> DateRead | None:
    """The date in a cell: Excel date or serial number, a number like 20240305, or text in any form.

    Several dates in one cell (a range, or one a measure) give one interval: it ends with the last.
    None where no date can be read; nothing raises.
    """
    value = cell.value if isinstance(cell, Cell) else cell
    if isinstance(cell, Cell) and cell.text:
        value = cell.text
    if isinstance(value, dt.datetime):
        return _exact(value.date(), value.date().isoformat())
    if isinstance(value, dt.date):
        return _exact(value, value.isoformat())
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _of_number(float(value))
    return _of_text(value, year) if isinstance(value, str) else None


def deadline_of(cell: Cell | str | object, year: int | None = None) -> Deadline:
    """What a deadline cell tells: ``2024年6月底前，长期坚持`` gives the day and ``is_lasting``."""
    text = cell.shown if isinstance(cell, Cell) else str(cell or "")
    lasting = re.search(r"长期|持续|常态|常抓|永久|不间断", text) is not None
    at_once = re.search(
        r"立[行即知查说]立?[改整]|即[知行]即改|边[查巡]边改|立整立改|当即|立即", text
    )
    return Deadline(read_date(cell, year), lasting, at_once is not None)


def number_of(words: str) -> int:
    """A number up to 99 in digits or Chinese numerals (十二, 廿一, 三十); 0 for none."""
    if words.isdigit():
        return int(words)
    words = words.replace("廿", "二十")
    if "十" not in words:
        return _CJK.get(words, 0) if len(words) == 1 else 0
    tens, _, ones = words.partition("十")
    return (_CJK.get(tens, 1) if tens else 1) * 10 + (_CJK.get(ones, 0) if ones else 0)


def _matches(plain: str) -> list[re.Match[str]]:
    """All forms' matches; where two overlap, the longer, then the earlier form."""
    every = [
        (match.start(), -match.end(), rank, match)
        for rank, (form, signs) in enumerate(_FORMS)
        if any(sign in plain for sign in signs)
        for match in form.finditer(plain)
        if match.end() > match.start()
    ]
    chosen: list[re.Match[str]] = []
    for _, _, _, match in sorted(every, key=lambda one: (one[0], one[1], one[2])):
        if not chosen or match.start() >= chosen[-1].end():
            chosen.append(match)
    return chosen


def _year_of(match: re.Match[str], known: int | None) -> int | None:
    words = match.groupdict().get("year")
    if words is None:
        return known
    if words[0] in _RELATIVE:
        return None if known is None else known + _RELATIVE[words[0]]
    if words.isdigit():
        year = int(words)
        if len(words) == 2:
            year = 2000 + year if year < 50 else 1900 + year
    else:
        year = int("".join(str(_CJK[one]) for one in words))
    return year if _EARLIEST <= year <= _LATEST else None


def _over_new_year(before: FoundDate, match: re.Match[str], plain: str, year: int) -> int:
    month = match.groupdict().get("month")
    linked = _LINKS.match(plain[before.end : match.start()])
    if linked and month and number_of(month) < before.read.first.month:
        return year + 1
    return year


def _interval(match: re.Match[str], year: int) -> tuple[dt.date, dt.date, str] | None:
    told = match.groupdict()
    if told.get("month") is None:
        return _of_span(told.get("span") or "", year)
    month = number_of(told["month"])
    last = calendar.monthrange(year, month)[1]
    if told.get("day"):
        day = number_of(told["day"])
        if not 1 <= day <= last:
            return None
        on = dt.date(year, month, day)
        return on, on, "day"
    first_day, last_day = _PARTS.get(told.get("part") or "", (1, 31))
    on = dt.date(year, month, min(last_day, last))
    return dt.date(year, month, first_day), on, "month"


def _of_span(span: str, year: int) -> tuple[dt.date, dt.date, str]:
    if "季" in span:
        quarter = number_of(re.sub(r"[第个季度末底初]", "", span)) or 1
        month = quarter * 3
        on = dt.date(year, month, calendar.monthrange(year, month)[1])
        return dt.date(year, month - 2, 1), on, "quarter"
    if span.startswith("上半年") or span.endswith("中"):
        return dt.date(year, 1, 1), dt.date(year, 6, 30), "year"
    if span.startswith("下半年"):
        return dt.date(year, 7, 1), dt.date(year, 12, 31), "year"
    if span.endswith("初"):
        return dt.date(year, 1, 1), dt.date(year, 1, 31), "year"
    if span.endswith(("底", "末")):
        return dt.date(year, 12, 1), dt.date(year, 12, 31), "year"
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


def _exact(day: dt.date, words: str) -> DateRead | None:
    if not _EARLIEST <= day.year <= _LATEST:
        return None
    return DateRead(day, day, words, "day")


def _of_number(value: float) -> DateRead | None:
    if _SERIAL[0] <= value <= _SERIAL[1]:
        day = dt.date(1899, 12, 30) + dt.timedelta(days=int(value))
        return _exact(day, day.isoformat())
    if value.is_integer():
        words = str(int(value))
        if _SOLID.fullmatch(words):
            return _of_text(words, None)
        month = re.fullmatch(r"((?:19|20)\d\d)(1[0-2]|0[1-9])", words)
        return _of_text(f"{month[1]}年{int(month[2])}月", None) if month else None
    # 2024.1 as a number may have been 2024.10: only months that can't lose a nought are read.
    words = f"{value:.10g}"
    month = re.fullmatch(r"((?:19|20)\d\d)\.([2-9]|1[12]|0[1-9])", words)
    return _of_text(words, None) if month else None


@lru_cache(maxsize=8192)
def _of_text(text: str, year: int | None) -> DateRead | None:
    plain = _BROKEN_LINE.sub("", fold(without_marks(text)).strip())
    if re.fullmatch(r"\d{5}(?:\.0+)?", plain):
        return _of_number(float(plain))
    if year is not None and (short := re.fullmatch(r"(\d{1,2})[./\-](\d{1,2})", plain)):
        plain = f"{short[1]}月{short[2]}日"
    found = [one.read for one in find_dates(plain, year)]
    if not found:
        solid = re.fullmatch(r"((?:19|20)\d\d)(1[0-2]|0[1-9])", plain)
        return _of_text(f"{solid[1]}年{int(solid[2])}月", None) if solid else None
    last = max(found, key=lambda one: one.on)
    if len(found) == 1:
        return last
    first = min(one.first for one in found)
    return DateRead(last.on, first, text.strip(), last.precision)
