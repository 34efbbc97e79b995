"""What fills the slots of a sentence: drawn when first asked for, then the same for the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from random import Random

from xuncha.demo.texts.names import SURNAMES
from xuncha.demo.texts.profiles import Profile

_TOPICS: tuple[tuple[dt.date, str], ...] = (
    (dt.date(2021, 9, 1), "乡村全面振兴"), (dt.date(2021, 9, 1), "基层治理"),
    (dt.date(2021, 9, 1), "生态文明建设"), (dt.date(2021, 9, 1), "安全生产"),
    (dt.date(2022, 1, 1), "粮食安全"), (dt.date(2021, 9, 1), "优化营商环境"),
    (dt.date(2022, 12, 1), "党的二十大精神"), (dt.date(2023, 10, 1), "主题教育"),
    (dt.date(2024, 7, 1), "党纪学习教育"), (dt.date(2025, 5, 1), "整治形式主义为基层减负"),
)  # fmt: skip
_FIRMS = (
    "某建筑公司",
    "某工程公司",
    "某商贸公司",
    "某咨询公司",
    "某园林公司",
    "某劳务公司",
    "某科技公司",
)
_SMALL = {
    "c2": (2, 4),
    "c3": (3, 9),
    "c4": (10, 26),
    "n9": (16, 86),
    "pc": (91, 98),
}


def words_of_sum(yuan: Decimal) -> str:
    """A sum as the papers write it: 万元 from ten thousand on, else 元."""
    if yuan >= 10_000:
        return f"{(yuan / 10_000).normalize():f}万元"
    return f"{yuan:f}元"


def words_of_month(day: dt.date) -> str:
    return f"{day.year}年{day.month}月"


def person(rng: Random, posts: tuple[str, ...]) -> str:
    """Somebody by post and surname: 原股长周某. Names of persons never stand in the texts."""
    return f"{rng.choice(posts)}{rng.choice(SURNAMES)}某"


class Slots(dict[str, str]):
    """The slots of one case of one organisation; sums are kept as numbers in ``sums``."""

    def __init__(
        self, profile: Profile, ranges: Mapping[str, tuple[float, float, bool]],
        entered_on: dt.date, rng: Random,
    ) -> None:  # fmt: skip
        super().__init__(profile.fixed)
        self.profile = profile
        self.ranges = ranges
        self.entered_on = entered_on
        self.rng = rng
        self.sums: dict[str, Decimal] = {}
        self.year = entered_on.year

    def __missing__(self, name: str) -> str:
        value = self._figure(name) if name in self.ranges else self._drawn(name)
        self[name] = value
        return value

    def _figure(self, name: str) -> str:
        low, high, money = self.ranges[name]
        if not money:
            return str(self.rng.randint(int(low), int(high)))
        share = self.rng.random() ** 2  # small sums are more common than large ones
        yuan = (low + (high - low) * share) * 10_000
        step = 1000 if yuan > 1_000_000 else 100 if yuan >= 10_000 else 20
        self.sums[name] = Decimal(max(step, round(yuan / step) * step))
        return words_of_sum(self.sums[name])

    def _drawn(self, name: str) -> str:
        rng, own = self.rng, self.profile
        if name in _SMALL:
            return str(rng.randint(*_SMALL[name]))
        if name in ("y", "y0", "ym", "ym2"):
            return self._past(name)
        if name in ("w1", "w9", "w0"):
            return person(rng, own.staff) if name != "w0" else f"{rng.choice(SURNAMES)}某"
        if name in ("v0", "v1", "v2"):
            return f"{rng.choice(SURNAMES)}某某"
        if name in ("p", "p2"):
            other = self.get("p2" if name == "p" else "p")
            return rng.choice([one for one in own.places if one != other])
        if name == "topic":
            return rng.choice([topic for since, topic in _TOPICS if since <= self.entered_on])
        if name == "no":
            return f"{own.mark}〔{self.year}〕{rng.randint(3, 96)}号"
        if name == "folk":
            return "群众" if own.tags & {"village", "town"} else "职工"
        pools = {"vc": own.deputies, "dp": own.sections, "biz": own.matters, "pj": own.projects,
                 "sub": own.below, "co": _FIRMS}  # fmt: skip
        return rng.choice(pools[name])

    def _past(self, name: str) -> str:
        rng, year = self.rng, self.entered_on.year
        if name == "y":
            return str(year - 1 if self.entered_on.month < 7 or rng.random() < 0.7 else year)
        if name == "y0":
            return str(int(self["y"]) - rng.randint(1, 3))
        if name == "ym2":
            first = self["ym"]
            at = int(first[:4]) * 12 + int(first[5:-1]) - 1 + rng.randint(2, 5)
            return f"{at // 12}年{at % 12 + 1}月"
        at = year * 12 + self.entered_on.month - 1 - rng.randint(6, 26)
        return f"{at // 12}年{at % 12 + 1}月"

    def on(self, day: dt.date, *, with_year: bool) -> None:
        """Let the next sentence speak of this day."""
        self["d"] = (
            f"{day.year}年{day.month}月{day.day}日" if with_year else f"{day.month}月{day.day}日"
        )
        earlier = day - dt.timedelta(days=45)
        self["ym_now"] = (
            f"{earlier.month}月" if earlier.year == day.year else words_of_month(earlier)
        )
        self["y_now"] = str(day.year)
        if day.year != self.year:
            self.year = day.year
            self.pop("no", None)  # papers carry the year in which they were issued

    def fresh(self, rng: Random) -> Slots:
        """Slots for a further 具体问题 of the same finding: own figures, people and places."""
        other = Slots(self.profile, self.ranges, self.entered_on, rng)
        for name in ("y", "y0", "topic"):
            if name in self:
                other[name] = self[name]
        return other
