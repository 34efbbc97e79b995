"""Ready parsers for import columns: each gives the value or raises ``Problem``, one sentence."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from xuncha.engines.reading.dates import read_date
from xuncha.foundation.exchange.cells import undefused
from xuncha.foundation.exchange.columns import Doubtful, Parser, Problem, bare

T = TypeVar("T")

EXACT_DIGITS = 15
"""Excel keeps no more digits of a number; what is longer was typed in vain."""

_UNITS = {"亿元": 10**8, "亿": 10**8, "万元": 10**4, "万": 10**4, "千元": 1000, "元": 1}
_MONEY = re.compile(r"[¥￥]?([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)(亿元|亿|万元|万|千元|元)?整?")
_UNIT_IN_HEADER = re.compile(r"(亿元|万元|千元|元)")
_DAY = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*日?")
_SHORT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEARS = range(1900, 2201)
_YES = {"是", "有", "对", "√", "✓", "y", "yes", "true", "1"}
_NO = {"否", "无", "不", "×", "x", "n", "no", "false", "0"}


def text(longest: int = 0) -> Parser:
    """Words, trimmed; numbers as people typed them (no ".0"). Longer than ``longest``: refused."""

    def parse(value: object) -> str | Doubtful:
        words = plain(value)
        if longest and len(words) > longest:
            raise Problem(f"有 {len(words)} 个字，最多 {longest} 个字。")
        if isinstance(value, int | float) and len(words.lstrip("-")) > EXACT_DIGITS:
            return Doubtful(
                words, "数字超过 15 位，末尾几位可能已被 Excel 改成 0，请把单元格设为文本后核对。"
            )
        return words

    return parse


def whole_number(least: int | None = None, most: int | None = None) -> Parser:
    """A whole number, also written 1,200 or １２００, within the bounds told."""

    def parse(value: object) -> int:
        words = _half(value).replace(",", "")
        if isinstance(value, bool | dt.date) or not re.fullmatch(r"[+-]?\d{1,18}(\.0+)?", words):
            raise Problem(f"“{plain(value)[:20]}”不是整数。")
        number = int(Decimal(words))
        if least is not None and number < least:
            raise Problem(f"“{number}”太小，最小是 {least}。")
        if most is not None and number > most:
            raise Problem(f"“{number}”太大，最大是 {most}。")
        return number

    return parse


@dataclass(frozen=True, slots=True)
class Money:
    """Yuan to the fen; the cell's own unit counts, then the header's, else ``unit``."""

    unit: str = "元"
    may_be_negative: bool = False

    def for_header(self, header: str) -> Money:
        """The same under a header such as 涉及金额（万元）."""
        found = _UNIT_IN_HEADER.findall(unicodedata.normalize("NFKC", header))
        return Money(found[-1], self.may_be_negative) if found else self

    def __call__(self, value: object) -> Decimal:
        if isinstance(value, bool | dt.date):
            raise Problem(f"“{plain(value)[:20]}”不是金额。")
        words = re.sub(r"\s", "", _half(value)).removeprefix("人民币")
        found = _MONEY.fullmatch(words)
        if not found:
            raise Problem(f"“{plain(value)[:20]}”不是金额，请写成 3500 或 0.35万元 这样。")
        try:
            amount = Decimal(found[1].replace(",", "")) * _UNITS[found[2] or self.unit]
            yuan = amount.quantize(Decimal("0.01"))
        except InvalidOperation:
            raise Problem(f"“{plain(value)[:20]}”太大，不像是金额。") from None
        if yuan < 0 and not self.may_be_negative:
            raise Problem("金额不能是负数。")
        return yuan


def money(unit: str = "元", *, may_be_negative: bool = False) -> Parser:
    """Money with units; see ``Money``."""
    return Money(unit, may_be_negative)


def date() -> Parser:
    """A day: a date cell, 2024-05-06, 2024.5.6, 2024年5月6日, 20240506. Other forms that tell one
    whole day (二〇二四年五月六日, 24.5.6, an Excel day number) are taken with a doubt; a month, a
    range or a date without a year is refused: nothing is guessed."""

    def parse(value: object) -> dt.date | Doubtful:
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        words = _half(value)
        if found := _DAY.fullmatch(words) or _SHORT_DAY.fullmatch(words):
            return _day(words, *map(int, found.groups()))
        read = read_date(value)
        if read is None or read.precision != "day" or read.first != read.on:
            raise Problem(f"“{plain(value)[:20]}”不是完整的日期，请写成 2024-05-06 这样。")
        return Doubtful(read.on, f"“{plain(value)[:20]}”读作 {read.on}，请核对。")

    return parse


def _day(words: str, year: int, month: int, day: int) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise Problem(f"“{words}”这一天不存在。") from None
    if year not in _YEARS:
        raise Problem(f"“{words}”的年份不对。")
    return found


def choice(labels: Mapping[str, T], synonyms: Mapping[str, str] | None = None) -> Parser:
    """One of some words: label → value; ``synonyms`` go from other words to labels."""
    known = {bare(label): value for label, value in labels.items()}
    for other, label in (synonyms or {}).items():
        known.setdefault(bare(other), labels[label])

    def parse(value: object) -> T:
        words = plain(value)
        if bare(words) not in known:
            offered = "、".join(list(labels)[:12]) + ("等" if len(labels) > 12 else "")
            raise Problem(f"“{words[:20]}”不在可选范围内，可以填：{offered}。")
        return known[bare(words)]

    return parse


def yes_no() -> Parser:
    """是 or 否, also √ and ×."""

    def parse(value: object) -> bool:
        if isinstance(value, bool):
            return value
        words = _half(value).lower()
        if words in _YES | _NO:
            return words in _YES
        raise Problem(f"“{plain(value)[:20]}”请改为“是”或者“否”。")

    return parse


def plain(value: object) -> str:
    """A cell as a person would type it: 13800000000.0 → 13800000000, dates as 2024-05-06."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else undefused(str(value).strip("\u3000 \t\r\n\xa0\u200b\ufeff"))


def _half(value: object) -> str:
    return unicodedata.normalize("NFKC", plain(value)).strip()
