# ruff: noqa: SIM905  (tables of texts)
"""What fills the places of a text: places, people, numbers, days and sums, alike in one row."""

from __future__ import annotations

import datetime as dt
import random

from benchmarks.check.second.texts import Matter

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = "国强 丽华 建平 文秀 志远 桂兰 学军 晓燕 海波 玉珍 永康 春生 立新 秀英 振东 佳宁".split()
VILLAGES = {
    "a": "青石村 柳林村 东塘社区 桃源村 白马社区 双桥村 梅岭村 石磨村 新渡社区".split(),
    "b": "上坪村 大樟村 南溪村 油坊社区 丰岩村 竹园村 渡口村 沙坝村 云峰社区".split(),
    "c": "长河村 红星社区 石坝村 杏花村 北塘社区 黄泥岗村 金鸡村 河口社区 麻园村".split(),
}
FIRMS = {
    "a": "清源恒顺商贸公司 清源宏远建筑公司 清源信诚会计师事务所 清源安达物业公司".split(),
    "b": "山水工程队 清源同创科技公司 兴农合作社 清源利民服务公司".split(),
    "c": "清源绿源环保公司 清源鼎立建设公司 众合专业合作社 清源天平律师事务所".split(),
}


def day_words(day: dt.date, style: int) -> str:
    """A day in running text."""
    return (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.month}月{'上中下'[min(2, (day.day - 1) // 10)]}旬",
    )[style % 4]


def sum_words(yuan: int, style: int) -> str:
    """A sum in running text; 万元 only where it says the same."""
    if style % 3 == 0 and yuan % 100 == 0 and yuan >= 10_000:
        return f"{yuan / 10_000:g}万元"
    if style % 3 == 1:
        return f"{yuan:,}元"
    return f"{yuan}元"


def make_slots(
    half: str, matter: Matter, first: dt.date, last: dt.date, rng: random.Random
) -> tuple[dict[str, str], dict[str, int]]:
    """Slots of one row and its sums in yuan. ``first`` to ``last``: when work was done."""
    villages = rng.sample(VILLAGES[half], 3)
    people = [f"{rng.choice(SURNAMES)}{given}" for given in rng.sample(GIVEN, 3)]
    total = rng.choice((rng.randrange(12, 400) * 100, rng.randrange(11, 90) * 1000, 23460, 8725))
    part = total * rng.randrange(3, 7) // 10 // 10 * 10
    sums = {"全": total, "收": total, "甲": part, "乙": total - part}
    span = max(2, (last - first).days)
    days = sorted(first + dt.timedelta(days=rng.randrange(span)) for _ in range(2))
    style, more = rng.randrange(4), rng.randrange(4, 9)
    slots = {
        **{f"村{at + 1}": name for at, name in enumerate(villages)},
        **{f"人{at + 1}": name for at, name in enumerate(people)},
        "司": rng.choice(FIRMS[half]),
        "文": f"清{rng.choice('民财教建农卫')}发〔{first.year}〕{rng.randrange(4, 60)}号",
        "T": matter.one("T"),
        "n1": str(rng.randrange(9, 40)), "n2": str(more),
        "n3": str(rng.randrange(2, more)), "n4": str(rng.randrange(20, 90)),
        "d1": day_words(days[0], style), "d2": day_words(days[1], style),
        **{name: sum_words(value, rng.randrange(3)) for name, value in sums.items()},
    }  # fmt: skip
    return slots, sums
