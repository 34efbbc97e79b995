"""Taking values out of told data, each with a sentence that says where it is wrong."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from xuncha.engines.scheduling.errors import ProblemError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGITS = 1_000_000
"""Numbers are kept to six decimals."""
LARGEST = 10**9
_LONGEST = 200
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def _is_sound(text: str) -> bool:
    return len(text) <= _LONGEST and not _CONTROLS.search(text)


@dataclass(frozen=True, slots=True)
class Row:
    """One object of the file; ``where`` names it in sentences."""

    told: dict[str, Any]
    where: str

    def wrong(self, key: str, words: str) -> ProblemError:
        """The error for one of its fields."""
        return ProblemError(f"{self.where}的 {key} {words}。")

    def has(self, key: str) -> bool:
        """Told, and not null."""
        return self.told.get(key) is not None

    def _must(self, key: str) -> Any:
        if key not in self.told:
            raise ProblemError(f"{self.where}缺少 {key}。")
        return self.told[key]

    def text(self, key: str) -> str:
        """A text that is not blank."""
        value = self._must(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "应是文字，不能为空")
        if not _is_sound(value):
            raise self.wrong(key, f"应是不超过{_LONGEST}个字、没有控制符的文字")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A text, or None where it is absent, null or blank."""
        return self.text(key) if self.has(key) and self.told[key] != "" else None

    def number(self, key: str, most: int = LARGEST) -> Fraction:
        """A number from 0 to ``most``, to six decimals."""
        return self.fraction(key, self._must(key), most)

    def fraction(self, key: str, value: object, most: int) -> Fraction:
        """``value`` as an exact number from 0 to ``most``."""
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise self.wrong(key, "应是数字")
        if isinstance(value, float) and not math.isfinite(value):
            raise self.wrong(key, "不是有效的数字")
        if not 0 <= value <= most:
            raise self.wrong(key, f"应在 0 到 {most} 之间")
        exact = Fraction(str(value)) if value * _DIGITS >= 1 else Fraction(0)
        return (
            exact if _DIGITS % exact.denominator == 0 else Fraction(round(exact * _DIGITS), _DIGITS)
        )

    def whole(self, key: str, least: int = 0) -> int:
        """A whole number from ``least``."""
        return self.whole_of(key, self._must(key), least)

    def whole_of(self, key: str, value: object, least: int) -> int:
        """``value`` as a whole number from ``least``."""
        exact = self.fraction(key, value, LARGEST)
        if exact.denominator != 1 or exact < least:
            raise self.wrong(key, f"应是不小于 {least} 的整数")
        return int(exact)

    def span(self, key: str, least: int) -> tuple[int, int]:
        """Two whole numbers, the least and the most."""
        value = self._must(key)
        if not isinstance(value, list) or len(value) != 2:
            raise self.wrong(key, "应是两个整数，如 [5, 7]")
        low, high = (self.whole_of(key, one, least) for one in value)
        if low > high:
            raise self.wrong(key, "的最小数大于最大数")
        return low, high

    def day(self, key: str) -> dt.date:
        """A day such as 2024-06-30."""
        value = self._must(key)
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                pass
        raise self.wrong(key, "应是日期，如 2024-06-30")

    def day_or_none(self, key: str) -> dt.date | None:
        """A day, or None where it is absent or null."""
        return self.day(key) if self.has(key) else None

    def flag(self, key: str) -> bool:
        """True or false; false where it is absent or null."""
        value = self.told.get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            raise self.wrong(key, "应是 true 或 false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is absent or null."""
        value = [] if self.told.get(key) is None else self.told[key]
        if not isinstance(value, list) or not all(
            isinstance(one, str) and one.strip() and _is_sound(one) for one in value
        ):
            raise self.wrong(key, "应是一列文字")
        return tuple(value)

    def row(self, key: str) -> Row:
        """An object inside it."""
        value = self._must(key)
        if not isinstance(value, dict):
            raise self.wrong(key, "应是一个对象")
        return Row(value, f"{key} ")

    def rows(self, key: str) -> list[Row]:
        """A list of objects, each named by its place and, where it has one, its id."""
        value = self._must(key)
        if not isinstance(value, list):
            raise self.wrong(key, "应是一个列表")
        made = []
        for number, one in enumerate(value, start=1):
            if not isinstance(one, dict):
                raise ProblemError(f"{key} 第{number}项应是一个对象。")
            name = one.get("id")
            mark = f"（{name}）" if isinstance(name, str) and name and _is_sound(name) else ""
            made.append(Row(one, f"{key} 第{number}项{mark}"))
        return made
