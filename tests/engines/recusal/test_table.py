"""The table: person × organisation × day → free, or barred on these grounds until that day.

Invented places: 水务局 (1) with its 河道所 (2) below; 柳渡镇 (10) with 青石村 (11) below;
民政局 (3); 文广局 (20) came on 2024-01-01 from 文化局 (21) and 广电局 (22); 旧区水利站 (30)
went into 水务局 on 2023-06-01; 开发区 (40) was split on 2024-07-01: 城东办 (41), 城西办 (42).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from xuncha.engines.recusal import (
    DEFAULT,
    Degree,
    Ground,
    Link,
    Person,
    Role,
    Rules,
    Service,
    Spell,
    Standing,
    Tie,
    Unit,
    judge,
)

D = dt.date.fromisoformat
MERGED, SPLIT, SUNK = D("2024-01-01"), D("2024-07-01"), D("2023-06-01")

WATER = Unit(
    1, "区水务局", children=(Link(2, "河道所"),), predecessors=(Link(30, "旧区水利站", SUNK),)
)
RIVER = Unit(2, "河道所", parents=(Link(1, "区水务局"),))
CIVIL = Unit(3, "区民政局")
TOWN = Unit(10, "柳渡镇", children=(Link(11, "青石村"),), place_names=("柳渡镇",))
VILLAGE = Unit(11, "柳渡镇青石村", parents=(Link(10, "柳渡镇"),), place_names=("青石村", "柳渡镇"))
CULTURE = Unit(
    20, "区文广局", predecessors=(Link(21, "区文化局", MERGED), Link(22, "区广电局", MERGED))
)
OLD_CULTURE = Unit(21, "区文化局", successors=(Link(20, "区文广局", MERGED),))
EAST = Unit(41, "城东办", predecessors=(Link(40, "开发区", SPLIT),))
MOVED = Unit(
    50, "区供销社",
    parents=(Link(1, "区水务局", None, D("2024-03-31")), Link(3, "区民政局", D("2024-04-01"))),
)  # fmt: skip

STRICT = replace(DEFAULT, member_degrees=frozenset(Degree) - {Degree.FURTHER})
NARROW = replace(DEFAULT, member_degrees=frozenset({Degree.SPOUSE, Degree.DIRECT}))
NO_KIN = replace(DEFAULT, member_degrees=frozenset())
NO_NATIVE = replace(DEFAULT, native_place=False)
NO_FAMILY = replace(DEFAULT, home_family=False)
POST_FAMILY = replace(DEFAULT, tie_family=frozenset({Ground.POST}))
TWICE = replace(DEFAULT, leader_not_twice=False)
SERVED = replace(DEFAULT, years={**DEFAULT.years, Ground.EARLIER: 2})
ONLY_NOW = replace(DEFAULT, years={**DEFAULT.years, Ground.POST: 0, Ground.HOME: 0})
EVER = replace(DEFAULT, years={**DEFAULT.years, Ground.POST: None})
LONG = replace(DEFAULT, long_service_years=3)


def who(**facts: object) -> Person:
    return Person(7, "甲", **facts)  # type: ignore[arg-type]


def home(unit: int, since: str = "", until: str = "") -> Person:
    return who(homes=(Spell(unit, _day(since), _day(until), "科长"),))


def tie(ground: Ground, unit: int, since: str = "", until: str = "", **more: object) -> Person:
    return who(ties=(Tie(ground, unit, _day(since), _day(until), **more),))  # type: ignore[arg-type]


def kin(degree: Degree, unit: int = 1, since: str = "", until: str = "") -> Person:
    return tie(Ground.KIN, unit, since, until, words="王某任副局长", degree=degree)


def led(unit: int, on: str = "2021-05-20") -> Person:
    return who(services=(Service(unit, D(on), led=True, words="第一轮"),))


def took_part(unit: int, on: str = "2023-05-20") -> Person:
    return who(services=(Service(unit, D(on), words="第五轮"),))


def settled(unit: int, since: str = "", free: str = "") -> Person:
    return who(standing=(Standing(unit, _day(since), _day(free), "本人申请"),))


def _day(text: str) -> dt.date | None:
    return D(text) if text else None


Row = tuple[str, Person, Unit, str, Rules, Role, str, str]
M, L, DEP = Role.MEMBER, Role.LEADER, Role.DEPUTY
FREE = ""

TABLE: list[Row] = [
    # the home of today, its family, and strangers
    ("home", home(1, "2019-03-01"), WATER, "2025-03-18", DEFAULT, M, "home", ""),
    ("home before it began", home(1, "2025-03-19"), WATER, "2025-03-18", DEFAULT, M, FREE, ""),
    ("home on its first day", home(1, "2025-03-18"), WATER, "2025-03-18", DEFAULT, M, "home", ""),
    ("home since nobody knows when", home(1), WATER, "1990-01-01", DEFAULT, M, "home", ""),
    ("home is the parent", home(1), RIVER, "2025-03-18", DEFAULT, M, "home", ""),
    ("home is the child", home(2), WATER, "2025-03-18", DEFAULT, M, "home", ""),
    ("family switched off", home(2), WATER, "2025-03-18", NO_FAMILY, M, FREE, ""),
    ("home elsewhere", home(3), WATER, "2025-03-18", DEFAULT, M, FREE, ""),
    ("town hall, village below", home(10), VILLAGE, "2025-03-18", DEFAULT, M, "home", ""),
    ("village cadre, its town", home(11), TOWN, "2025-03-18", DEFAULT, M, "home", ""),
    ("two villages of one town", home(12), VILLAGE, "2025-03-18", DEFAULT, M, FREE, ""),
    ("the parent it had then", home(1), MOVED, "2024-03-31", DEFAULT, M, "home", "2024-04-01"),
    ("the parent it no longer has", home(1), MOVED, "2024-04-01", DEFAULT, M, FREE, ""),
    ("the parent it has now", home(3), MOVED, "2024-04-01", DEFAULT, M, "home", ""),
    ("not yet the parent", home(3), MOVED, "2024-03-31", DEFAULT, M, FREE, ""),
    # former homes: three years, to the day
    ("former home, last day of the years", home(1, "", "2022-03-18"), WATER, "2025-03-18", DEFAULT,
     M, "home", "2025-03-19"),
    ("former home, first free day", home(1, "", "2022-03-18"), WATER, "2025-03-19", DEFAULT, M,
     FREE, ""),
    ("left on 29 February", home(1, "", "2024-02-29"), WATER, "2027-02-28", DEFAULT, M, "home",
     "2027-03-01"),
    ("left on 29 February, free", home(1, "", "2024-02-29"), WATER, "2027-03-01", DEFAULT, M, FREE,
     ""),
    ("left on 28 February, leap year ahead", home(1, "", "2021-02-28"), WATER, "2024-02-28",
     DEFAULT, M, "home", "2024-02-29"),
    ("free on 29 February", home(1, "", "2021-02-28"), WATER, "2024-02-29", DEFAULT, M, FREE, ""),
    ("no look-back", home(1, "", "2022-03-18"), WATER, "2022-03-19", ONLY_NOW, M, FREE, ""),
    ("no look-back, last day", home(1, "", "2022-03-18"), WATER, "2022-03-18", ONLY_NOW, M, "home",
     "2022-03-19"),
    ("long service keeps away for ever", home(1, "2010-01-01", "2015-01-01"), WATER, "2040-01-01",
     LONG, M, "home", ""),
    ("short of long service by a day", home(1, "2010-01-01", "2012-12-31"), WATER, "2040-01-01",
     LONG, M, FREE, ""),
    ("long service to the day", home(1, "2010-01-01", "2013-01-01"), WATER, "2040-01-01", LONG, M,
     "home", ""),
    # posts
    ("post now", tie(Ground.POST, 1, "2024-01-01"), WATER, "2025-03-18", DEFAULT, M, "post", ""),
    ("post ended, within", tie(Ground.POST, 1, "2018-01-01", "2022-12-31"), WATER, "2025-12-31",
     DEFAULT, M, "post", "2026-01-01"),
    ("post ended, over", tie(Ground.POST, 1, "2018-01-01", "2022-12-31"), WATER, "2026-01-01",
     DEFAULT, M, FREE, ""),
    ("post for ever", tie(Ground.POST, 1, "", "1999-12-31"), WATER, "2026-01-01", EVER, M, "post",
     ""),
    ("post at the child", tie(Ground.POST, 2), WATER, "2025-03-18", DEFAULT, M, FREE, ""),
    ("post at the child, family counts", tie(Ground.POST, 2), WATER, "2025-03-18", POST_FAMILY, M,
     "post", ""),
    ("withdrawn", tie(Ground.POST, 1, withdrawn=True), WATER, "2025-03-18", DEFAULT, M, FREE, ""),
    # kin, by degree and place in the team
    ("spouse", kin(Degree.SPOUSE), WATER, "2025-03-18", DEFAULT, M, "kin", ""),
    ("cousin", kin(Degree.COLLATERAL), WATER, "2025-03-18", DEFAULT, M, "kin", ""),
    ("cousin of a member, narrow rule", kin(Degree.COLLATERAL), WATER, "2025-03-18", NARROW, M,
     FREE, ""),
    ("cousin of the leader, narrow rule", kin(Degree.COLLATERAL), WATER, "2025-03-18", NARROW, L,
     "kin", ""),
    ("cousin of a deputy, narrow rule", kin(Degree.COLLATERAL), WATER, "2025-03-18", NARROW, DEP,
     "kin", ""),
    ("brother-in-law", kin(Degree.IN_LAW), WATER, "2025-03-18", DEFAULT, M, "kin", ""),
    ("further kin", kin(Degree.FURTHER), WATER, "2025-03-18", DEFAULT, M, "kin", ""),
    ("further kin of a member, four degrees", kin(Degree.FURTHER), WATER, "2025-03-18", STRICT, M,
     FREE, ""),
    ("further kin of the leader", kin(Degree.FURTHER), WATER, "2025-03-18", STRICT, L, "kin", ""),
    ("no kin counts", kin(Degree.SPOUSE), WATER, "2025-03-18", NO_KIN, M, FREE, ""),
    ("kin left, within", kin(Degree.SPOUSE, until="2022-03-18"), WATER, "2025-03-18", DEFAULT, M,
     "kin", "2025-03-19"),
    ("kin left, over", kin(Degree.SPOUSE, until="2022-03-18"), WATER, "2025-03-19", DEFAULT, M,
     FREE, ""),
    ("kin at another unit", kin(Degree.SPOUSE, 3), WATER, "2025-03-18", DEFAULT, M, FREE, ""),
    # native places
    ("born in the town", who(native_place="清源区柳渡镇"), TOWN, "2025-03-18", DEFAULT, M, "native",
     ""),
    ("born in the village, the town", who(native_place="清源区柳渡镇青石村"), TOWN, "2025-03-18",
     DEFAULT, M, "native", ""),
    ("born in the village", who(native_place="青石村"), VILLAGE, "2025-03-18", DEFAULT, M, "native",
     ""),
    ("born in the town, a village of it", who(native_place="柳渡镇"), VILLAGE, "2025-03-18",
     DEFAULT, M, "native", ""),
    ("born in another town", who(native_place="白鹭镇"), VILLAGE, "2025-03-18", DEFAULT, M, FREE,
     ""),
    ("rule off", who(native_place="柳渡镇"), TOWN, "2025-03-18", NO_NATIVE, M, FREE, ""),
    ("an office is no place", who(native_place="清源区区水务局家属院"), WATER, "2025-03-18",
     DEFAULT, M, FREE, ""),
    ("tie of place", tie(Ground.NATIVE, 10, words="长期居住"), TOWN, "2025-03-18", DEFAULT, M,
     "native", ""),
    ("native village, its town is inspected", tie(Ground.NATIVE, 11), TOWN, "2025-03-18", DEFAULT,
     M, "native", ""),
    ("native town, a village of it is inspected", tie(Ground.NATIVE, 10), VILLAGE, "2025-03-18",
     DEFAULT, M, "native", ""),
    ("tie of place, rule off", tie(Ground.NATIVE, 10), TOWN, "2025-03-18", NO_NATIVE, M, FREE, ""),
    # business, declared, others
    ("business", tie(Ground.BUSINESS, 1, "2024-01-01", "2024-06-30"), WATER, "2027-06-30", DEFAULT,
     M, "business", "2027-07-01"),
    ("business over", tie(Ground.BUSINESS, 1, "2024-01-01", "2024-06-30"), WATER, "2027-07-01",
     DEFAULT, M, FREE, ""),
    ("declared", tie(Ground.DECLARED, 1), WATER, "2025-03-18", DEFAULT, M, "declared", ""),
    ("other", tie(Ground.OTHER, 1), WATER, "2025-03-18", DEFAULT, M, "other", ""),
    ("begins tomorrow", tie(Ground.BUSINESS, 1, "2025-03-19"), WATER, "2025-03-18", DEFAULT, M,
     FREE, ""),
    # earlier inspections
    ("led there, leads again", led(1), WATER, "2025-03-18", DEFAULT, L, "led", ""),
    ("led there, now a member", led(1), WATER, "2025-03-18", DEFAULT, M, FREE, ""),
    ("led there, now a deputy", led(1), WATER, "2025-03-18", DEFAULT, DEP, FREE, ""),
    ("took part, leads now", took_part(1), WATER, "2025-03-18", DEFAULT, L, FREE, ""),
    ("twice allowed", led(1), WATER, "2025-03-18", TWICE, L, FREE, ""),
    ("led at the child", led(2), WATER, "2025-03-18", DEFAULT, L, FREE, ""),
    ("led at the predecessor", led(30), WATER, "2025-03-18", DEFAULT, L, "led", ""),
    ("on the last day of leading there", led(1, "2025-03-18"), WATER, "2025-03-17", DEFAULT, L,
     FREE, ""),
    ("took part lately", took_part(1), WATER, "2025-05-20", SERVED, M, "earlier", "2025-05-21"),
    ("took part, over", took_part(1), WATER, "2025-05-21", SERVED, M, FREE, ""),
    # mergers and splits
    ("home went into it", home(21), CULTURE, "2024-01-01", DEFAULT, M, "home", ""),
    ("the day before it did", home(21), CULTURE, "2023-12-31", DEFAULT, M, FREE, ""),
    ("kin at what went into it", kin(Degree.SPOUSE, 22), CULTURE, "2025-03-18", DEFAULT, M, "kin",
     ""),
    ("tie to the successor", tie(Ground.POST, 20), OLD_CULTURE, "2025-03-18", DEFAULT, M, "post",
     ""),
    ("tie to the successor, before", tie(Ground.POST, 20), OLD_CULTURE, "2023-12-31", DEFAULT, M,
     FREE, ""),
    ("split: the whole counts for the part", home(40, "", "2024-06-30"), EAST, "2027-06-30",
     DEFAULT, M, "home", "2027-07-01"),
    ("split: over", home(40, "", "2024-06-30"), EAST, "2027-07-01", DEFAULT, M, FREE, ""),
    ("split: the other part does not", home(42), EAST, "2025-03-18", DEFAULT, M, FREE, ""),
    # what people settled
    ("settled", settled(1), WATER, "2025-03-18", DEFAULT, M, "standing", ""),
    ("settled, last day", settled(1, "", "2025-03-19"), WATER, "2025-03-18", DEFAULT, M, "standing",
     "2025-03-19"),
    ("settled, first free day", settled(1, "", "2025-03-19"), WATER, "2025-03-19", DEFAULT, M,
     FREE, ""),
    ("settled from tomorrow on", settled(1, "2025-03-19"), WATER, "2025-03-18", DEFAULT, M, FREE,
     ""),
    ("settled for what went into it", settled(30), WATER, "2025-03-18", DEFAULT, M, "standing", ""),
    ("settled for another", settled(3), WATER, "2025-03-18", DEFAULT, M, FREE, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "unit", "on", "rules", "role", "grounds", "free"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_table(
    person: Person, unit: Unit, on: str, rules: Rules, role: Role, grounds: str, free: str
) -> None:
    verdict = judge(person, unit, D(on), rules, role=role)
    assert ",".join(one.ground for one in verdict.reasons) == grounds
    assert verdict.free_on == _day(free)
    assert verdict.is_barred == bool(grounds)


def test_the_table_is_as_long_as_promised() -> None:
    assert len(TABLE) >= 60
    assert len({row[0] for row in TABLE}) == len(TABLE)
