"""Parsers for cells of lists about people: months, words in a row, posts in one word."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

from xuncha.engines.reading.dates import read_date
from xuncha.foundation.exchange.columns import Doubtful, Parser, Problem
from xuncha.foundation.exchange.parsers import date, plain

_SPLIT = re.compile(r"[、，,;；/\s]+")
_OPEN_END = {"至今", "现在", "目前", "今", "在任", "仍在任", "—", "-", "无", "长期"}
_NONE = {"无", "—", "-", "/", "没有", "暂无"}
_LONGEST = 40
_PHONE = re.compile(r"[0-9+][0-9\- ]{5,18}[0-9]")


def day_or_month(*, last: bool = False) -> Parser:
    """A day; a month (2019.06, 2019年6月) is taken as its first day, or as its ``last``: so that a
    time that is known to the month only is never told too short. A year alone, a range, and a
    number such as 2019.1, which may have been typed as 2019.10, are refused."""
    whole = date()

    def parse(value: object) -> dt.date | Doubtful:
        if isinstance(value, float) and re.fullmatch(r"(19|20)\d\d\.1", repr(value)):
            raise Problem(f"“{value}”分不清是 1 月还是 10 月，请写成 2019年10月 这样。")
        try:
            found: dt.date | Doubtful = whole(value)
        except Problem:
            read = read_date(plain(value))
            if read is None or read.precision != "month":
                raise
            return read.on if last else read.first
        return found

    return parse


def day_or_still() -> Parser:
    """As ``day_or_month``, to the last day; “至今” and its like say that it goes on: no day."""
    known = day_or_month(last=True)

    def parse(value: object) -> dt.date | Doubtful | None:
        if plain(value) in _OPEN_END:
            return None
        found: dt.date | Doubtful = known(value)
        return found

    return parse


def words_or_none(longest: int) -> Parser:
    """Words; “无” and its like say nothing."""

    def parse(value: object) -> str | None:
        words = plain(value)
        if words in _NONE:
            return None
        if len(words) > longest:
            raise Problem(f"有 {len(words)} 个字，最多 {longest} 个字。")
        return words

    return parse


def word_list(value: object) -> list[str]:
    """Words set apart by any sign."""
    words = [one for one in _SPLIT.split(plain(value)) if one and one not in _NONE]
    if any(len(one) > _LONGEST for one in words):
        raise Problem("各项之间请用顿号分开。")
    return list(dict.fromkeys(words))


def person_name(value: object) -> str:
    """A name without the blanks that make two characters as wide as three."""
    words = plain(value)
    name = words if words.isascii() else "".join(words.split())
    if len(name) > 40 or not any(char.isalpha() for char in name):
        raise Problem(f"“{words[:20]}”不像姓名。")
    return name


def phone(value: object) -> str | None:
    """A phone as text, also where the sheet holds it as a number."""
    words = plain(value)
    if words in _NONE:
        return None
    if not _PHONE.fullmatch(words):
        raise Problem(f"“{words[:20]}”不是电话号码。")
    return words


def ranks(value: object) -> tuple[bool, bool]:
    """(may lead, may deputise) from words such as 组长人选, 副组长, 成员."""
    words = plain(value)
    deputy = "副组长" in words
    lead = "组长" in words.replace("副组长", "")
    if not (lead or deputy) and not re.search("成员|组员|联络员|干部|骨干", words):
        raise Problem(f"“{words[:20]}”看不出是组长、副组长还是成员人选。")
    return lead, deputy or lead


def hours(value: object) -> Decimal:
    """Hours of training, also with their unit: 4, 4.5, 8学时."""
    words = re.sub(r"\s|学时|课时|小时|个", "", unicodedata.normalize("NFKC", plain(value)))
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", words):
        raise Problem(f"“{plain(value)[:20]}”不是学时，请填数字。")
    return Decimal(words).quantize(Decimal("0.1"))
