"""Fictional districts to plan: townships with their villages, bureaus, schools, hospitals, people
with skills and ties. One seed, one problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

Told = dict[str, Any]
SKILLS = ("财务", "工程", "信访", "组织人事", "审计", "法律", "信息化")
_RULES = {
    "team_size": [5, 7], "deputies": [1, 2], "max_organisations_per_team": 3,
    "max_effort_per_team": 60, "leader_not_same_organisation_twice": True,
    "same_home_in_team": False, "recusal_years": 3, "delay_tolerance": 0.02,
}  # fmt: skip
_START, _DAYS, _LONG = dt.date(2021, 10, 8), 1720, 60
PEOPLE = {110: 90, 500: 320, 2000: 1100}


def build(organisations: int, *, seed: int = 1, rounds: int = 12, slack: float = 1.15) -> Told:
    """A problem that has a plan in all likelihood. ``slack``: places over what is needed."""
    chance = Random(seed)
    people = PEOPLE.get(organisations, max(12, int(organisations * 0.8)))
    units = _units(chance, organisations)
    effort = sum(one["effort"] for one in units)
    places = max(effort / _RULES["max_effort_per_team"], organisations / 3)  # type: ignore[operator]
    calendar = _rounds(rounds, max(1, round(places * slack / rounds)))
    _dates(chance, units, calendar)
    staff = [_person(chance, k, units, calendar) for k in range(people)]
    return {
        "term": {"start": "2021-09-01", "end": "2026-08-31"}, "rules": dict(_RULES),
        "rounds": calendar, "organisations": units, "inspectors": staff,
        "recusals": [_recusal(chance, staff, units) for _ in range(2 * people)],
        "history": [
            _pick(chance, staff, units) | {"leader": chance.random() < 0.3, "round": "earlier"}
            for _ in range(2 * people)
        ],
        "locked": [],
    }  # fmt: skip


def _rounds(count: int, teams: int) -> list[Told]:
    starts = [_START + dt.timedelta(days=k * _DAYS // count) for k in range(count)]
    return [
        {"id": f"R{k}", "start": str(day), "end": str(day + dt.timedelta(days=_LONG)),
         "teams": teams}
        for k, day in enumerate(starts, start=1)
    ]  # fmt: skip


def _units(chance: Random, count: int) -> list[Told]:
    made: list[Told] = []
    while len(made) < count:
        if len(made) < count * 0.55:
            town = _unit(chance, len(made), "镇", [25, 30, 35, 40], chance.sample(SKILLS, 2))
            made.append(town)
            for k in range(chance.randint(10, 20)):
                skills = ["财务"] if chance.random() < 0.2 else []
                village = _unit(chance, len(made), "村", [8, 10, 12], skills)
                made.append(village | {"parent": town["id"], "with_parent": k == 0})
        else:
            kind = chance.choice(["区直单位", "区直单位", "街道", "国企", "学校", "医院"])
            skills = chance.sample(SKILLS, chance.choice([0, 1, 1, 2]))
            made.append(_unit(chance, len(made), kind, [15, 18, 20, 22, 25, 30, 40], skills))
    return made[:count]


def _unit(chance: Random, k: int, kind: str, efforts: list[int], skills: list[str]) -> Told:
    return {
        "id": f"O{k + 1}", "name": f"清源区第{k + 1}{kind}", "kind": kind, "parent": None,
        "risk": chance.randint(5, 60) if kind == "村" else chance.randint(20, 99),
        "effort": chance.choice(efforts), "skills": skills, "not_before": None, "due": None,
        "with_parent": False, "fixed_round": None,
    }  # fmt: skip


def _dates(chance: Random, units: list[Told], calendar: list[Told]) -> None:
    for one in units:
        if one["with_parent"]:
            continue
        draw, last = chance.random(), len(calendar) - 1
        if draw < 0.08:
            one["due"] = calendar[chance.randint(len(calendar) // 3, last)]["end"]
        elif draw < 0.12:
            one["not_before"] = calendar[chance.randint(0, last // 2)]["start"]
        elif draw < 0.13:
            one["fixed_round"] = calendar[chance.randint(0, last)]["id"]


def _person(chance: Random, k: int, units: list[Told], calendar: list[Told]) -> Told:
    free = None
    if chance.random() < 0.3:
        free = [one["id"] for one in calendar if chance.random() < 0.7]
    return {
        "id": f"P{k + 1}", "name": f"人员{k + 1}",
        "skills": chance.sample(SKILLS, chance.choice([1, 1, 2, 2, 3])),
        "leader": chance.random() < 0.3, "deputy": chance.random() < 0.5,
        "home": chance.choice(units)["id"] if chance.random() < 0.9 else None, "rounds": free,
        "max_rounds": chance.choice([None, 4, 6, 6, 8]),
    }  # fmt: skip


def _pick(chance: Random, staff: list[Told], units: list[Told]) -> Told:
    return {
        "inspector": chance.choice(staff)["id"], "organisation": chance.choice(units)["id"]
    }  # fmt: skip


def _recusal(chance: Random, staff: list[Told], units: list[Told]) -> Told:
    return _pick(chance, staff, units) | {
        "kind": chance.choice(["任职", "亲属", "地域", "公务"]),
        "since": chance.choice([None, "2020-05-01"]),
        "until": chance.choice([None, "2024-01-01"]),
    }


def half_over(told: Told, assignments: list[Told], done: int) -> Told:
    """The same problem with the first ``done`` rounds of a plan behind it."""
    past = {one["id"] for one in told["rounds"][:done]}
    return told | {"locked": [one for one in assignments if one["round"] in past]}


def _due_too_early(told: Told) -> str:
    told["organisations"][5]["due"] = "2021-10-20"
    return told["organisations"][5]["name"]


def _skill_unknown(told: Told) -> str:
    told["organisations"][7]["skills"] = ["外语"]
    return "外语"


def _too_much_work(told: Told) -> str:
    told["organisations"][9]["effort"] = 95
    return told["organisations"][9]["name"]


def _too_many_due(told: Told) -> str:
    places = 3 * told["rounds"][0]["teams"]
    alone = [one for one in told["organisations"] if not one["with_parent"]]
    for one in alone[: places + 4]:
        one |= {"due": told["rounds"][0]["end"], "not_before": None, "fixed_round": None}
    return told["rounds"][0]["end"]


def _no_leaders(told: Told) -> str:
    for one in told["inspectors"]:
        one["leader"] = False
    return "组长"


def _everybody_recused(told: Told) -> str:
    unit = told["organisations"][11]
    told["recusals"] += [
        {"inspector": one["id"], "organisation": unit["id"], "kind": "亲属", "since": None,
         "until": None}
        for one in told["inspectors"]
    ]  # fmt: skip
    return unit["name"]


PLANTED: dict[str, Callable[[Told], str]] = {
    "时限早于所有轮次": _due_too_early, "无人具备的专长": _skill_unknown,
    "工作量超过上限": _too_much_work, "同一时限的单位太多": _too_many_due,
    "没有人能任组长": _no_leaders, "人人都要回避": _everybody_recused,
}  # fmt: skip
"""Changes that leave no plan; each gives words that the explanation must hold."""
