"""What a team must be made of, checked. Pure: facts and rules in, one answer for each rule out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xuncha.cycle.teams.enums import DEPUTIES, SeatRole
from xuncha.cycle.teams.rules import RulesInForce


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team with what the rules ask about. ``rounds`` are those of the term that he
    serves, this one included; ``conflicts`` the sentences of what stands against him."""

    seat: int
    inspector: int
    name: str
    role: str
    home: int | None
    home_name: str
    skills: frozenset[str]
    can_lead: bool
    can_deputise: bool
    from_discipline: bool
    in_pool: bool
    rounds: int
    pledged: bool
    trained: bool
    expired: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One organisation that the team inspects and what it asks for."""

    inspection: int
    name: str
    skills: frozenset[str]
    in_round: bool = True


@dataclass(frozen=True, slots=True)
class TeamFacts:
    members: tuple[Member, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule's answer. ``level``: ``ok``, ``fault`` (the team can't be handed in) or ``warn``
    (told, not forbidden). ``members`` are the seats that it speaks of."""

    key: str
    label: str
    level: str
    words: str
    seats: tuple[int, ...] = ()

    @property
    def colour(self) -> str:
        return {"ok": "green", "warn": "yellow", "fault": "red"}[self.level]


Rule = Callable[[TeamFacts, RulesInForce], Check]


def check_team(team: TeamFacts, rules: RulesInForce) -> list[Check]:
    """Every rule with its answer, in the order in which people read them."""
    return [rule(team, rules) for rule in _RULES]


def _answer(
    key: str, label: str, faults: Sequence[tuple[str, int | None]], good: str, level: str = "fault"
) -> Check:
    seats = tuple(seat for _, seat in faults if seat is not None)
    if not faults:
        return Check(key, label, "ok", good)
    return Check(key, label, level, "；".join(dict.fromkeys(words for words, _ in faults)), seats)


def _of(team: TeamFacts, *roles: str) -> list[Member]:
    return [one for one in team.members if one.role in roles]


def _size(team: TeamFacts, rules: RulesInForce) -> Check:
    least, most, here = rules.team.least, rules.team.most, len(team.members)
    faults: list[tuple[str, int | None]] = []
    if here < least:
        faults.append((f"现有 {here} 人，至少要 {least} 人", None))
    if here > most:
        faults.append((f"现有 {here} 人，最多 {most} 人", None))
    return _answer("size", "人数", faults, f"{here} 人，符合 {least} 至 {most} 人")


def _leader(team: TeamFacts, _: RulesInForce) -> Check:
    leaders = _of(team, SeatRole.LEADER)
    if not leaders:
        return Check("leader", "组长", "fault", "还没有组长")
    unfit = [(f"{one.name}不具备组长资格", one.seat) for one in leaders if not one.can_lead]
    return _answer("leader", "组长", unfit, f"{leaders[0].name}，具备组长资格")


def _deputies(team: TeamFacts, rules: RulesInForce) -> Check:
    found = [one for one in team.members if one.role in DEPUTIES]
    least, most = rules.team.least_deputies, rules.team.most_deputies
    faults: list[tuple[str, int | None]] = [
        (f"{one.name}不具备副组长资格", one.seat)
        for one in found
        if not one.can_deputise and not one.can_lead
    ]
    faults += [
        (f"第二副组长{one.name}不是纪检监察干部", one.seat)
        for one in found
        if one.role == SeatRole.SECOND_DEPUTY and not one.from_discipline
    ]
    if len(found) < least:
        faults.append((f"副组长 {len(found)} 人，至少要 {least} 人", None))
    if len(found) > most:
        faults.append((f"副组长 {len(found)} 人，最多 {most} 人", None))
    if rules.team.second_deputy and not _of(team, SeatRole.SECOND_DEPUTY):
        faults.append(("规则要求有一名来自纪检监察机关的第二副组长", None))
    return _answer("deputies", "副组长", faults, f"{len(found)} 人")


def _liaison(team: TeamFacts, _: RulesInForce) -> Check:
    found = _of(team, SeatRole.LIAISON)
    if len(found) > 1:
        return Check("liaison", "联络员", "fault", "联络员只能有一人", tuple(o.seat for o in found))
    return _answer(
        "liaison", "联络员", [] if found else [("还没有指定联络员", None)],
        found[0].name if found else "", "warn",
    )  # fmt: skip


def _skills(team: TeamFacts, _: RulesInForce) -> Check:
    have = frozenset(skill for one in team.members for skill in one.skills)
    faults: list[tuple[str, int | None]] = [
        (f"{task.name}需要“{skill}”，组内没有人有这项专长", None)
        for task in team.tasks
        for skill in sorted(task.skills - have)
    ]
    wanted = sorted({skill for task in team.tasks for skill in task.skills})
    good = f"需要的 {'、'.join(wanted)} 都有" if wanted else "各单位没有专门要求"
    return _answer("skills", "专长", faults, good)


def _recusals(team: TeamFacts, _: RulesInForce) -> Check:
    faults = [(f"{one.name}：{words}", one.seat) for one in team.members for words in one.conflicts]
    return _answer("recusals", "回避", faults, "没有需要回避的情形")


def _homes(team: TeamFacts, rules: RulesInForce) -> Check:
    if rules.recusal.same_home_in_team:
        return Check("homes", "同单位", "ok", "规则允许同一单位的人在一个组")
    counted = Counter(one.home for one in team.members if one.home is not None)
    faults = [
        (f"{one.name}与同组的人都来自{one.home_name}", one.seat)
        for one in team.members
        if one.home is not None and counted[one.home] > 1
    ]
    return _answer("homes", "同单位", faults, "没有两人来自同一单位")


def _availability(team: TeamFacts, _: RulesInForce) -> Check:
    faults = [(f"{one.name}现在不在库", one.seat) for one in team.members if not one.in_pool]
    return _answer("pool", "在库", faults, "都在人才库内")


def _load(team: TeamFacts, rules: RulesInForce) -> Check:
    most = rules.team.most_rounds
    faults = [
        (f"{one.name}本届已安排 {one.rounds} 轮，最多 {most} 轮", one.seat)
        for one in team.members
        if most and one.rounds > most
    ]
    heaviest = max((one.rounds for one in team.members), default=0)
    return _answer("load", "负荷", faults, f"本届最多的一位参加 {heaviest} 轮")


def _secrecy(team: TeamFacts, rules: RulesInForce) -> Check:
    months = rules.team.secrecy_months
    if not months:
        return Check("secrecy", "保密", "ok", "规则不要求保密培训和承诺")
    faults: list[tuple[str, int | None]] = [
        (f"{one.name}没有有效的保密承诺", one.seat) for one in team.members if not one.pledged
    ]
    faults += [
        (f"{one.name}近 {months} 个月没有保密培训", one.seat)
        for one in team.members
        if not one.trained
    ]
    level = "fault" if rules.team.strict_secrecy else "warn"
    return _answer("secrecy", "保密", faults, "保密承诺和培训都有效", level)


def _certificates(team: TeamFacts, _: RulesInForce) -> Check:
    faults = [
        (f"{one.name}的“{name}”已过有效期", one.seat)
        for one in team.members
        for name in one.expired
    ]
    return _answer("certificates", "资格证书", faults, "没有过期的证书", "warn")


def _tasks(team: TeamFacts, rules: RulesInForce) -> Check:
    most, here = rules.team.most_organisations, len(team.tasks)
    faults: list[tuple[str, int | None]] = [
        (f"{one.name}已经调整到别的轮次，请移出", None) for one in team.tasks if not one.in_round
    ]
    if not here:
        faults.append(("还没有分到巡察任务", None))
    if most and here > most:
        faults.append((f"分到 {here} 个单位，最多 {most} 个", None))
    return _answer("tasks", "任务", faults, f"巡察 {here} 个单位")


def _declared(team: TeamFacts, _: RulesInForce) -> Check:
    waiting = [one for one in team.members if not one.declared]
    words = f"{'、'.join(one.name for one in waiting)}还没有申报，申报以前门不开"
    faults = [(words, one.seat) for one in waiting]
    return _answer("declared", "申报", faults, "都已申报回避事项", "warn")


_RULES: tuple[Rule, ...] = (
    _tasks, _size, _leader, _deputies, _liaison, _skills, _recusals, _homes, _availability, _load,
    _secrecy, _certificates, _declared,
)  # fmt: skip


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier; the last of the month where there is none."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)
