# ruff: noqa: E501  (patterns)
"""Totals that a line tells: how many findings, how many done, open, lasting; how much came back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xuncha.engines.checking.prose import fold
from xuncha.engines.checking.sums import slack
from xuncha.engines.reading.money import find_money

_HAN_DIGITS = "一二三四五六七八九"
_N = r"(?P<n>\d{1,5}(?!\.?\d|%)|[一二三四五六七八九十]{1,3}(?=个|项|条|件))\s*(?:个|项|条|件|处)?"
_UNIT = r"(?:反馈|整改|巡察|具体)?(?:的)?(?:问题|事项|任务|意见)?"
_GROUPS = r"(?:[\d一二三四五六七八九十]{1,2}个?大?(?:方面|类别?)(?:共|的)?)?"
"""3个方面10个问题: into how many groups they were put."""
_LATER = r"(?:正在|尚未|仍在|还在|未能?|没有|需继续|继续)(?:抓紧|加快|持续|继续)?(?:整改|推进|办理|完成|销号|实施|办结)"
_OF_IT = r"(?:整改|销号)?(?:了|的)?(?:有|为|共)?[:]?\s*(?:\d{1,5}(?!\.?\d|%)|[一二三四五六七八九十]{1,3})\s*(?:个|项|条|件|处)"
"""So many of them: the figure before tells how many there are (43个问题已整改完成40个)."""
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("done", re.compile(rf"(?:已|均已|全部)?(?:整改)?(?:完成|销号|办结)(?:整改|销号)?{_UNIT}[:为共计]?\s*{_N}")),
    ("done", re.compile(rf"{_N}{_UNIT}(?:均|全部)?(?:已经?|得到)(?:整改)?(?:完成|销号|办结|整改到位)(?!{_OF_IT})")),
    ("done", re.compile(rf"(?:已|均已)整改到位{_UNIT}[:为共计]?\s*{_N}")),
    ("basically", re.compile(rf"{_N}{_UNIT}基本完成")),
    ("basically", re.compile(rf"基本完成{_UNIT}(?:的)?[:为共计]?\s*{_N}")),
    ("lasting", re.compile(rf"{_N}{_UNIT}(?:需?要?长期坚持|需?持续(?:坚持|整改)|需?长期整改)")),
    ("lasting", re.compile(rf"(?:长期坚持|持续(?:坚持|整改)|需?长期整改){_UNIT}(?:的)?[:为共计]?\s*{_N}")),
    ("open", re.compile(rf"(?:正在(?:整改|推进|办理)|(?:整改|推进|办理)中|未完成|未办结|未销号|未整改到位|尚未(?:完成|整改)|未整改)(?:整改)?{_UNIT}(?:的)?[:为共计]?\s*{_N}")),
    ("open", re.compile(rf"{_N}{_UNIT}{_LATER}")),
    ("findings", re.compile(rf"(?:共|合计|总计|共计)?(?:反馈|指出|梳理|涉及|列出?|认领|整改)(?:了|出|为|的)?{_UNIT}[:共计]*\s*{_GROUPS}{_N}")),
    ("findings", re.compile(rf"(?:反馈|指出|巡察)的?\s*{_N}\s*(?:方面)?(?:具体|主要)?(?:问题|事项)")),
    ("findings", re.compile(rf"{_N}(?:反馈)?(?:的)?(?:具体)?(?:问题|事项|任务)(?:中|里|当中)")),
    ("findings", re.compile(rf"{_N}(?:反馈|整改)?(?:的)?(?:具体)?(?:问题|事项|任务)[,:]?(?:截至[^,。;]{{1,16}})?,?(?:目前|现)?,?(?:其中)?(?:已|均)?(?:经)?(?:整改)?(?:完成|销号|办结|整改到位){_OF_IT}")),
    ("findings", re.compile(rf"(?:共|合计|总计|共计)[:有]?\s*{_N}(?:(?<=[个项条件处])|(?=问题|事项))(?:问题|事项|整改)?(?=$|[,。;:)\s])")),
)  # fmt: skip
_RATE = re.compile(
    r"(?:整改)?(?:完成|销号|办结)率(?:已)?(?:为|达到?|是|:)?\s*(?P<n>\d{1,3}(?:\.\d+)?)\s*%"
)
_ALL = re.compile(
    r"(?:问题|事项|任务)(?:现|目前)?(?:已经?|均已?|都已?)?(?:已)?(?:全部|全面|均)(?:已经?)?(?:整改)?(?:完成|整改到位|到位|销号|办结|清零)(?!时限)"
)
_EXCEPT = re.compile(
    r"除[^。;]{1,30}外|其余|其他|力争|确保|预计|计划|推动|要求|争取|目标|其中|立行立改|个性|共性|上[一轮]"
)
_NOT_DONE = re.compile(r"(?:未|尚未|没有|基本|阶段性|预计|计划|拟|力争|应|需)$")
_NO_COUNT = re.compile(r"^\s*(?:年|月|日|号|%|次|人|名|户|元|万|篇|期|场|制度|措施|类|方面|轮|份)")
_BACK = re.compile(r"(?<![应需待未拟])(?:追缴|追回|清退|收回|退缴|上缴|挽回|收缴)[^,。;]{0,12}$")
_OTHER_THINGS = re.compile(r"(?:信访|举报|来信|案|线索|诉求|工单|提案|议案|求助|投诉)[^。;]{0,14}$")
"""办理信访件9件，其中办结8件: no findings are counted."""
_OF_A_PART = re.compile(
    r"^\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^\d]{0,40}(?<![个几])方面"
)
_PART = re.compile(r"其中|立行立改|制度|学习|会议")


@dataclass(frozen=True, slots=True)
class Told:
    """A total as told: what is counted, the figure, the words."""

    key: str
    value: Decimal
    words: str
    slack: Decimal = Decimal(0)


def told_totals(line: str) -> Iterator[Told]:
    """The totals of one line; a figure counts once, for the first thing that it fits."""
    text = fold(line)
    taken: list[tuple[int, int]] = []
    for key, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            start, end = found.span()
            spot = found.span("n")
            if any(a < spot[1] and spot[0] < b for a, b in taken):
                continue
            if _NO_COUNT.match(text[spot[1] :]) or _NOT_DONE.search(text[:start]):
                continue
            if key != "findings" and _OTHER_THINGS.search(text[:start]):
                continue
            if key == "findings" and _PART.search(text[max(0, start - 8) : end]):
                continue
            taken.append(spot)
            yield Told(key, Decimal(_number(found["n"])), line[start:end].strip())
    yield from _whole(text, line)
    for money in find_money(line):
        if _BACK.search(text[: money.start]):
            words = line[max(0, money.start - 6) : money.end]
            yield Told("recovered", money.yuan, words, slack(money) + 1)


def tells_a_part(line: str) -> bool:
    """Whether the line tells of one part only: （一）党的建设方面。反馈问题3个……"""
    return _OF_A_PART.match(line) is not None


def _whole(text: str, line: str) -> Iterator[Told]:
    """What is told of all at once: the share that is done, or that nothing is open."""
    for found in _RATE.finditer(text):
        yield Told("rate", Decimal(found["n"]), line[found.start() : found.end()].strip())
    for found in _ALL.finditer(text):
        if not _EXCEPT.search(text[: found.start()]):
            yield Told("all", Decimal(0), line[found.start() : found.end()].strip())


def _number(words: str) -> int:
    """16 or 十六, up to 九十九."""
    if words.isdigit():
        return int(words)
    tens, _, ones = words.partition("十") if "十" in words else ("", "", words)
    ten = (_HAN_DIGITS.index(tens[-1]) + 1 if tens else 1) * 10 if "十" in words else 0
    return ten + (_HAN_DIGITS.index(ones[-1]) + 1 if ones else 0)
