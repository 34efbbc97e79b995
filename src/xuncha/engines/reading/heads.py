"""What title, foot and name lines tell: the unit, the feedback day, the day the ledger states."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from xuncha.engines.reading.dates import find_dates
from xuncha.engines.reading.text import fold, squeeze

_TOLD_UNIT = re.compile(
    r"(?:填报|被巡察|整改|报送|上报|责任|填表|被巡|制表)?(?:单位|党组织)(?:名称|\(盖章\)|\(公章\)|\(章\)|盖章)*"
    r"(?:\([^)]*\))?[:]\s*([^\s:,;()]{2,40})"
)
_UNIT_BESIDE = re.compile(
    r"(?:填报|被巡察|整改|报送|上报|填表|被巡)(?:单位|党组织)(?:名称)?"
    r"[ ]{2,}([^\s:,;()]{2,40})(?=\s|$)"
)
"""The label and the name in two cells side by side."""
_FED_BACK_TO = re.compile(
    r"巡察组(?:向|对)?反馈(?:给|的)?(?:中共)?([^,.;:]{2,25}?)(?:的)?(?:巡察|反馈|问题|整改|意见)"
)
_NO_UNIT = re.compile(r"^(?:亿元|百万元|万元|千元|元|人民币|个|项|件|万|%|盖章|公章|签字|负责人)")
# 某局十三届县委第七轮…, 某局上轮台账: where the unit's name ends. 区委第二轮 is whose round it is.
_TERM = (
    r"(?<![区县市省旗州]委)(?:第?[一二三四五六七八九十\d]{1,4}[届轮]|[上本首历]一?轮|往[年届轮])"
)
_TITLE = re.compile(
    rf"^(?:附件?\d*[:.]?)?(?:关于)?(?:中共|中国共产党)?(.{{2,40}}?)(?:(?:19|20)\d\d年?|{_TERM}|关于|落实|贯彻|对照|针对|巡察|(?:区|县|市|省|旗)委[^,]{{0,14}}(?:轮|巡察)|(?:反馈)?(?:问题)?整改|问题清单)"
)
_NAME = re.compile(
    rf"^(?:附件?\d*[-_.、:]?)?\d*[-_.、)]?(?:中共)?(.{{2,30}}?)(?:{_TERM}|关于|落实|贯彻|巡察|反馈|整改|问题|台账|[-_(]|20\d\d|$)"
)
_UNIT_WORDS = re.compile(
    r"(?:局|委|办|镇|乡|街道|村|社区|院|校|学|园|所|站|中心|公司|集团|队|会|部|组|厅|处|馆|社|府|室|委员会|党委|党组|党支部|党总支|党工委|法院|检察院|单位|银行|厂|场|协|联)$"
)
_BAND_UNIT = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十]{1,3}[)]|\d+[.、])?(?:中共)?([^,.;:]{2,25}?)"
    r"(?:(?:巡察)?(?:反馈)?(?:问题)?整改台账|\(\d+[个项]?(?:问题)?\))?$"
)
_FEEDBACK_LABEL = re.compile(
    r"反馈(?:时间|日期|会时间|会日期|意见时间|意见日期|日)[:为是]?\s*(.{4,24})"
)
_FED_BACK = re.compile(
    r"^\s*反馈|^\s*(?:上午|下午|晚上?)?,?[^,.;:0-9]{0,45}?(?<!巡察)反馈(?!(?:的)?(?:问题|意见|情况)?(?:整改|清单|台账|落实))"
)
_AS_OF = re.compile(
    r"(?:截[至止](?:到|日期|时间|日)?|填报时间|填报日期|填表时间|填表日期|上报时间|上报日期|报送时间|报送日期|报告时间|统计时间|统计日期|更新时间|更新日期|制表时间|制表日期"
    r"|日期|时间)(?=[:为]?\s*(.{2,24}))"
)
_MOST_AFTER = 2


def unit_told(lines: Iterable[str]) -> str:
    """The unit named by 填报单位： and the like, else by the title; "" where neither tells."""
    texts = [fold(line) for line in lines]
    for text in texts:
        for found in _TOLD_UNIT.finditer(text):
            if not _NO_UNIT.match(found[1]):
                return found[1]
        for found in _UNIT_BESIDE.finditer(text):
            if _UNIT_WORDS.search(found[1]):
                return found[1]
    for text in texts:
        if unit := _by_pattern(_TITLE, squeeze(text)):
            return unit
        told = _FED_BACK_TO.search(squeeze(text))
        if told and _UNIT_WORDS.search(told[1]):
            return told[1]
    return ""


def unit_alone(lines: Iterable[str]) -> str:
    """The unit whose name is a line of its own, as on a front sheet; "" for none."""
    texts = (squeeze(fold(line)).removeprefix("中共") for line in lines)
    return next((one for one in texts if 3 <= len(one) <= 25 and unit_of_band(one)), "")


def unit_in_name(stem: str) -> str:
    """The unit that a file or sheet name tells (``区民政局整改台账``); "" for none."""
    return _by_pattern(_NAME, squeeze(fold(stem)))


@lru_cache(maxsize=256)
def unit_of_band(band: str) -> str:
    """The unit that a band heading names (``二、清源镇党委``); "" for any other heading."""
    found = _BAND_UNIT.match(squeeze(fold(band)))
    if not found or re.search(r"问题|方面|落实|整改|巡察|建设|情况|工作", found[1]):
        return ""
    return found[1] if _UNIT_WORDS.search(found[1]) else ""


def is_unit(name: str) -> bool:
    """Whether a name ends as names of organisations do."""
    return _UNIT_WORDS.search(name) is not None


def feedback_told(lines: Iterable[str], year: int | None = None) -> dt.date | None:
    """The feedback day: 反馈时间：…, 于…反馈."""
    for line in lines:
        plain = fold(line)
        if label := _FEEDBACK_LABEL.search(plain):
            dates = find_dates(label[1], year)
            if dates and dates[0].start <= _MOST_AFTER:
                return dates[0].read.on
        for found in find_dates(plain, year):
            before, after = plain[: found.start], plain[found.end :]
            is_range = re.match(r"\s*(?:至|到|-|~)", after) or re.search(
                r"(?:至|到|-|~|截[至止])\s*$", before
            )
            if found.read.precision == "day" and not is_range and _FED_BACK.match(after):
                return found.read.on
    return None


def as_of_told(lines: Sequence[str], year: int | None = None) -> dt.date | None:
    """The day that the ledger states (截至…, 填报日期…); the first that tells a date."""
    for line in lines:
        plain = fold(line)
        for found in _AS_OF.finditer(plain):
            if re.search(
                r"(?:反馈|巡察|进驻|完成|销号|整改|起始|开始)(?:的)?$", plain[: found.start()]
            ):
                continue
            dates = find_dates(found[1], year)
            if dates and dates[0].start <= _MOST_AFTER:
                return dates[0].read.on
    return None


def year_told(lines: Iterable[str]) -> int | None:
    """The latest year told in title and foot lines; the context for dates without a year."""
    years = [one.read.on.year for line in lines for one in find_dates(line)]
    return max(years) if years else None


def _by_pattern(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    if not found:
        return ""
    unit = re.sub(r"[^\w]+$", "", found[1])
    return unit if _UNIT_WORDS.search(unit) and not re.search(r"\d{3}", unit) else ""
