# ruff: noqa: E501  (patterns)
"""Counts, shares and sums in a text, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xuncha.engines.checking.prose import fold
from xuncha.engines.reading.money import find_money

MONEY = "元"
SHARE = "%"
CASES = frozenset("个人户种盒瓶箱头株册卷处份件笔起项条宗家栋座套辆台张块次场期批本篇村所间组例")
"""Counters of things and persons: what cases are counted in."""
_COUNTER = r"(?:个(?:村民小组|村组|村|社区|镇|乡|街道|支部|党支部|党组织|单位|部门|项目|方面|月|工作日|批次)?|人次|户次|批次|名|人(?![民口才事员均大])|户|处|份|件|笔|次(?!日|年|序|级)|起|项|条(?!例)|宗|亩|辆|台|套(?!取)|间|栋|座|张|期(?!间)|轮(?!岗)|场(?![地所合])|家(?![庭属])|所(?!有|属|得|在|长)|本(?![级单村镇局人地])|篇|组|例|批|种(?![植粮养])|盒|瓶|袋|箱|只(?!有|是|要|能)|头(?!脑)|株|册|卷|吨|块|公里|千米|平方米|平米|米|公斤|天|年(?![度前底初终])|小时|学时|元)"
_HAN = "一二两三四五六七八九十百千"
_COUNT = re.compile(
    rf"(?<![\d.第〔\[(a-z-])(?<!\d,)(?P<n>\d{{1,9}}(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<wan>万)?(?P<more>余|多)?\s*(?P<unit>{_COUNTER})"
    rf"|(?<![第每各几数{_HAN}])(?P<han>[{_HAN}]{{1,4}})(?P<more2>余|多)?(?P<unit2>{_COUNTER})"
)
_IDIOM = re.compile(
    r"一(?:个个|项项|次性|些|定|般|直|家(?:人|独大)|条龙|件事|把手|人一|户一|事一|村一|岗|组一|本账)|两个(?:责任|清单|维护|确立)|三(?:会一课|重一大|个清单|项机制|个区分)|[四三五]个(?:意识|自信|落实|聚焦|服从|对照)|十(?:分|个月)?之|[三四两]项(?:机制|清单)|第一|一岗双责|百年|十分|一体|三支"
)
_SHARE = re.compile(
    r"(?<![\d.])(?P<n>\d{1,3}(?:\.\d+)?)\s*(?:%|个百分点)|百分之(?P<han>[零一二三四五六七八九十百点]{1,6})|(?P<part>[一二三四五六七八九两]{1,2}成(?!立|为|员|本|效|果|功|绩|熟)(?:以上|多)?|[二三四五六七八九十]分之[一二三四五六七八九])"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SAME = {"名": "人", "平方米": "平米", "千米": "公里"}
_TIMES = frozenset({"个月", "个工作日"})
_DIGITS = {sign: at for at, sign in enumerate("〇一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its value, its counter (元 for sums, % for shares), where it stands, half a unit
    of its last place as ``slack``."""

    value: Decimal
    unit: str
    start: int
    end: int
    slack: Decimal = Decimal(0)

    @property
    def is_case(self) -> bool:
        return self.unit[0] in CASES or self.unit in {"人次", "户次"}

    def agrees(self, other: Figure) -> bool:
        """Whether both may be the same figure, each rounded as it is told."""
        return abs(self.value - other.value) <= max(self.slack, other.slack)


@lru_cache(maxsize=4096)
def figures_of(text: str) -> tuple[Figure, ...]:
    """All figures in order; years, days of the month, ordinals and numbers of papers are none."""
    plain = fold(text)
    sums = [
        Figure(one.yuan, MONEY, one.start, one.end, _slack(plain[one.start : one.end]))
        for one in find_money(plain)
    ]
    taken = [(one.start, one.end) for one in sums]
    others = [*_counts(plain), *_shares(plain)]
    made = sums + [
        one for one in others if not any(a < one.end and one.start < b for a, b in taken)
    ]
    return tuple(sorted(made, key=lambda one: one.start))


def _counts(plain: str) -> list[Figure]:
    idioms = [one.span() for one in _IDIOM.finditer(plain)]
    made = []
    for found in _COUNT.finditer(plain):
        start, end = found.span()
        if any(a < end and start < b for a, b in idioms):
            continue
        unit = _SAME.get(unit := found["unit"] or found["unit2"], unit)
        if unit.startswith("个") and unit not in _TIMES:
            unit = "个"
        if unit == "元":
            continue
        if found["n"]:
            if unit == "年" and _YEAR.match(found["n"]):
                continue
            value = Decimal(found["n"].replace(",", "")) * (10_000 if found["wan"] else 1)
        else:
            value = Decimal(_of_han(found["han"]))
        rough = found["more"] or found["more2"]
        made.append(Figure(value, unit, start, end, value / 10 if rough else Decimal(0)))
    return made


def _shares(plain: str) -> list[Figure]:
    made = []
    for found in _SHARE.finditer(plain):
        if found["n"]:
            value = Decimal(found["n"])
        elif found["part"]:
            value = Decimal(_of_han(found["part"][0]) * 10)
        else:
            value = Decimal(_of_han(found["han"]))
        made.append(Figure(value, SHARE, *found.span(), Decimal("0.5")))
    return made


def _of_han(words: str) -> int:
    """三十五 → 35."""
    total = digit = 0
    for one in words:
        if one in _DIGITS:
            digit = _DIGITS[one]
        elif one in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[one]
            digit = 0
    return total + digit


def _slack(words: str) -> Decimal:
    """Half of the last place told of a sum: 12.6万元 may be 125,500 to 126,500; whole ones (12万元)
    are taken at their word."""
    found = re.search(
        r"(\d+)(?:\.(\d+))?\s*(余|多)?\s*(亿|千万|百万|十万|万|千)?", words.replace(",", "")
    )
    if found is None:
        return Decimal(0)
    scale = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1000}
    last = Decimal(scale.get(found[4] or "", 1)).scaleb(-len(found[2] or ""))
    if found[3]:
        return last
    return last / 2 if found[2] and found[4] else Decimal(0)
