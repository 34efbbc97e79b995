"""The rounds of the term and what was inspected when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from xuncha.demo.texts import names
from xuncha.demo.texts.model import Inspection, Organisation, Round, Team
from xuncha.demo.texts.names import COUNTIES, SURNAMES

TERM_NUMBER = 12
TERM_NAME = "十二届区委"
TERM_START, TERM_END = dt.date(2021, 9, 1), dt.date(2026, 8, 31)
DEMO_DATE = dt.date(2026, 3, 18)

_SPANS = (
    "2021-10-18 2021-12-17", "2022-03-07 2022-05-06", "2022-08-15 2022-10-21",
    "2023-02-20 2023-04-21", "2023-06-05 2023-08-04", "2023-10-16 2023-12-15",
    "2024-03-04 2024-05-10", "2024-08-19 2024-10-25", "2025-02-17 2025-04-25",
    "2025-09-08 2025-11-07", "2026-03-02 2026-04-24", "2026-05-11 2026-07-10",
)  # fmt: skip
_STATUS = ("finished",) * 9 + ("rectifying", "field", "planned")
DIGITS = "一二三四五六七八九十"
NUMERALS = (*DIGITS, "十一", "十二")
PER_COUNTY = len(_SPANS)
_MEMBERS = ("联络员", "成员", "成员", "成员")
_RUNNING = _STATUS.index("rectifying")
_TOPICS = ("粮食购销领域", "教育领域", "医疗卫生领域", "营商环境", "乡村振兴领域", "工程招投标领域")


def rounds_of(county: int) -> list[Round]:
    """The 12 rounds of a county, numbered on from those of the counties before."""
    owner = TERM_NAME if county == 0 else COUNTIES[county] + "委"
    found = []
    for index, span in enumerate(_SPANS):
        start, end = (dt.date.fromisoformat(one) for one in span.split())
        name = f"{owner}第{NUMERALS[index]}轮巡察"
        found.append(
            Round(county * PER_COUNTY + index + 1, name, start, end, _STATUS[index], county)
        )
    return found


def rounds_at(place: int, scale: int) -> list[int]:
    """Numbers of the rounds at one place of the term, one for each county."""
    return [county * PER_COUNTY + place for county in range(scale)]


def teams_of(one: Round, rng: Random) -> list[Team]:
    """The teams of a round, by post and surname."""
    teams = []
    for number in range(1, rng.randint(5, 7) + 1):
        names = rng.sample(SURNAMES, 7)
        name = f"{'区' if one.county == 0 else '县'}委第{DIGITS[number - 1]}巡察组"
        teams.append(
            Team(
                one.number, number, name, f"组长{names[0]}某",
                tuple(f"副组长{n}某" for n in names[1 : 1 + rng.randint(1, 2)]),
                tuple(
                    f"{post}{surname}某"
                    for post, surname in zip(_MEMBERS, names[3:], strict=True)
                ),
            )
        )  # fmt: skip
    return teams


def first_rounds(organisations: Sequence[Organisation], rng: Random) -> dict[str, int]:
    """Organisation → index (from 0) of the round of its regular inspection; townships take most of
    their villages with them."""
    fixed = {one.code for one in organisations if one.short_name in names.LEDGER_UNITS}
    towns = [one for one in organisations if one.kind in ("street", "town", "township")]
    units = [one for one in organisations if one.parent is not None and one not in towns]
    villages = [one for one in units if one.kind in ("village", "community")]
    others = [one for one in units if one.kind not in ("village", "community")]
    rng.shuffle(towns)
    rng.shuffle(others)
    order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 4, 6, 9, 10]
    towns.sort(key=lambda one: one.code in fixed)
    order.sort(key=lambda at: at == _RUNNING)
    index = {town.code: order[at] for at, town in enumerate(towns)}
    quota = [9, 9, 9, 10, 10, 9, 9, 9, 8, 5, 2, 1]
    slots = [at for at, count in enumerate(quota) for _ in range(count)]
    others.sort(key=lambda one: one.code not in fixed)
    slots.sort(key=lambda at: at != _RUNNING)
    index |= {one.code: slots[at % len(slots)] for at, one in enumerate(others)}
    for one in villages:
        own = index[str(one.parent)]
        index[one.code] = own if rng.random() < 0.86 else rng.choice((2, 3, 5, 7, 8, 11))
    return index


def kind_of(one: Organisation, index: int, parent_index: int | None, rng: Random) -> str:
    """The way in which the regular inspection was done."""
    if one.kind in ("street", "town", "township"):
        return "with_villages"
    if one.kind in ("village", "community"):
        if parent_index == index:
            return "with_villages"
        return "raised" if rng.random() < 0.6 else "regular"
    return "extended" if one.kind == "school" and rng.random() < 0.4 else "regular"


def second_look(one: Organisation, first: int, rng: Random) -> tuple[int, str, str] | None:
    """A further inspection, for some: round index, kind, topic."""
    if first > 7:
        return None
    later = rng.randint(first + 2, 11)
    village = one.kind in ("village", "community")
    chance = rng.random()
    if chance < (0.08 if village else 0.18):
        return later, "revisit", ""
    if not village and chance < 0.38:
        return later, "special", rng.choice(_TOPICS)
    if not village and chance < 0.42:
        return later, "mobile", ""
    return None


def inspection(
    one: Organisation, round_: Round, kind: str, topic: str, team: str, shift: int, rng: Random
) -> Inspection:
    """One inspection with its days; ``shift`` moves them alike for all of a township."""
    entered = round_.start_on + dt.timedelta(days=shift % 4)
    stay = {"revisit": 20, "special": 24, "mobile": 16}.get(kind)
    left = entered + dt.timedelta(days=stay) if stay else round_.end_on - dt.timedelta(shift % 6)
    if round_.status == "planned":
        stage = rng.choice(("planned", "preparing"))
        return Inspection(round_.number, one.code, kind, topic, stage, team, None, None, None, None)
    if round_.status == "field":
        stage = "learning" if kind in ("with_villages", "raised") else "entered"
        return Inspection(
            round_.number, one.code, kind, topic, stage, team, entered, None, None, None
        )
    feedback = _workday(left + dt.timedelta(days=_gap(round_, shift)))
    until = _months_on(feedback, 3)
    stage = _stage(round_, feedback, shift)
    if one.short_name in names.LEDGER_UNITS and stage == "plan_review":
        stage = "rectifying"
    return Inspection(
        round_.number, one.code, kind, topic, stage, team, entered, left, feedback, until
    )


def _gap(round_: Round, shift: int) -> int:
    """Days from leaving to feedback: 22 to 167, median about 55; the running round lies near."""
    spread = (24, 31, 38, 43, 46, 50, 54, 57, 61, 66, 78, 91, 99, 118, 150)
    if round_.status == "rectifying":
        return (46, 49, 52, 55, 58, 62, 66, 70, 75, 80)[shift % 10]
    return spread[(shift * 7 + round_.number) % len(spread)]


def _stage(round_: Round, feedback: dt.date, shift: int) -> str:
    if round_.status == "rectifying":
        return "plan_review" if shift % 9 == 8 else "rectifying"
    if (DEMO_DATE - feedback).days < 240:
        return ("report_review", "published", "evaluated")[shift % 3]
    if (DEMO_DATE - feedback).days < 600:
        return ("published", "evaluated", "continuing")[shift % 3]
    return ("continuing", "archived", "archived")[shift % 3]


def _workday(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _months_on(day: dt.date, months: int) -> dt.date:
    at = day.year * 12 + day.month - 1 + months
    return dt.date(at // 12, at % 12 + 1, min(day.day, 28))
