"""The independent checker: it works from the problem as read and from the answer alone, and shares
no code with the models. Every broken rule is one Chinese sentence; none means the plan is valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from xuncha.engines.scheduling.problem import Inspector, Organisation, Problem, Round

Assignment = Mapping[str, Any]


def verify(
    problem: Problem, assignments: Sequence[Assignment], *, with_people: bool = True
) -> list[str]:
    """Every rule that a plan breaks. ``assignments`` as in the answer of ``xuncha plan``. A locked
    team is only looked at for standing there unchanged, and counts for everything."""
    return list(_Check(problem, assignments).broken(with_people=with_people))


class _Check:
    def __init__(self, problem: Problem, assignments: Sequence[Assignment]) -> None:
        self.problem, self.teams = problem, assignments
        self.rules = problem.rules
        self.organisations = {one.id: one for one in problem.organisations}
        self.people = {one.id: one for one in problem.inspectors}
        self.rounds = {one.id: one for one in problem.rounds}
        self.locked = {
            (one.round, one.number): {
                "round": one.round, "team": one.number, "organisations": set(one.organisations),
                "leader": one.leader, "deputies": set(one.deputies), "members": set(one.members),
            }
            for one in problem.locked
        }  # fmt: skip
        self.locked_rounds = {one.round for one in problem.locked}
        self.done = {o for one in problem.locked for o in one.organisations}
        self.led = {(one.inspector, one.organisation) for one in problem.history if one.leader}
        self.free_from: dict[tuple[str, str], date] = {}
        for kept in problem.recusals:
            key, day = (kept.inspector, kept.organisation), kept.until or date.max
            self.free_from[key] = max(day, self.free_from.get(key, date.min))
        self.near = _near(problem)

    def broken(self, *, with_people: bool) -> Iterator[str]:
        yield from self._known()
        yield from self._locked_stand()
        yield from self._each_once()
        yield from self._goes_with_parent()
        for team in self.teams:
            if self._key(team) not in self.locked and team["round"] in self.rounds:
                yield from self._team(team)
                if with_people:
                    yield from self._crew(team)
        yield from self._nobody_twice()
        yield from self._most_rounds()

    def _key(self, team: Assignment) -> tuple[str, int]:
        return team["round"], team["team"]

    def _known(self) -> Iterator[str]:
        keys = Counter(self._key(team) for team in self.teams)
        yield from (f"{r} 第{t}组列了两次。" for (r, t), n in keys.items() if n > 1)
        for team in self.teams:
            if team["round"] not in self.rounds:
                yield f"没有轮次 {team['round']}。"
            for one in team["organisations"]:
                if one not in self.organisations:
                    yield f"没有单位 {one}。"
            for one in _crew(team):
                if one not in self.people:
                    yield f"没有人员 {one}。"

    def _locked_stand(self) -> Iterator[str]:
        told = {self._key(team): team for team in self.teams}
        for key, kept in self.locked.items():
            now = told.get(key)
            if now is None or any(
                (set(now[name]) if isinstance(kept[name], set) else now[name]) != kept[name]
                for name in kept
            ):
                yield f"已锁定的 {key[0]} 第{key[1]}组变了。"

    def _each_once(self) -> Iterator[str]:
        times = Counter(one for team in self.teams for one in team["organisations"])
        before = Counter(o for one in self.problem.locked for o in one.organisations)
        for one in self.organisations:
            if times[one] != max(1, before[one]):
                yield f"{one} 巡察了{times[one]}次。"

    def _goes_with_parent(self) -> Iterator[str]:
        place = {one: self._key(team) for team in self.teams for one in team["organisations"]}
        for one in self.organisations.values():
            apart = place.get(one.id) != place.get(one.parent or one.id)
            if one.with_parent and apart and not {one.id, one.parent} & self.done:
                yield f"{one.id} 没有随 {one.parent} 一组。"

    def _team(self, team: Assignment) -> Iterator[str]:
        there, name = self.rounds[team["round"]], f"{team['round']} 第{team['team']}组"
        orgs = [self.organisations[o] for o in team["organisations"] if o in self.organisations]
        if there.id in self.locked_rounds:
            yield f"{name}：这一轮已锁定，不能再加组。"
        if there.start < self.problem.start or there.end > self.problem.end:
            yield f"{name}：这一轮不在任期内。"
        if not orgs:
            yield f"{name}没有单位。"
        if not 1 <= team["team"] <= there.teams:
            yield f"{name}：组号超出 1 到 {there.teams}。"
        if len(orgs) > self.rules.most_organisations:
            yield f"{name}有{len(orgs)}个单位，超过{self.rules.most_organisations}个。"
        effort = sum(one.effort for one in orgs)
        if effort > self.rules.most_effort:
            yield f"{name}的工作量 {effort} 超过 {self.rules.most_effort}。"
        for one in orgs:
            yield from _dates(one, there, name)

    def _crew(self, team: Assignment) -> Iterator[str]:
        name, crew = f"{team['round']} 第{team['team']}组", _crew(team)
        if len(crew) != len(set(crew)):
            yield f"{name}里有人列了两次。"
        low, high = self.rules.team_size
        if not low <= len(crew) <= high:
            yield f"{name}有{len(crew)}人，应为{low}到{high}人。"
        low, high = self.rules.deputies
        if not low <= len(team["deputies"]) <= high:
            yield f"{name}有{len(team['deputies'])}名副组长，应为{low}到{high}名。"
        people = [self.people[p] for p in crew if p in self.people]
        leader = self.people.get(team["leader"] or "")
        if leader is None or not leader.leader:
            yield f"{name}的组长不具备资格。"
        for p in team["deputies"]:
            if p in self.people and not self.people[p].deputy:
                yield f"{name}的副组长 {p} 不具备资格。"
        yield from self._skills_and_homes(team, name, people)
        for person in people:
            yield from self._may_sit(person, team, name)

    def _skills_and_homes(
        self, team: Assignment, name: str, people: list[Inspector]
    ) -> Iterator[str]:
        have = {skill for one in people for skill in one.skills}
        for o in team["organisations"]:
            for skill in sorted(self.organisations[o].skills - have):
                yield f"{name}没有人具备 {o} 要的{skill}。"
        homes = Counter(one.home for one in people if one.home is not None)
        if not self.rules.same_home:
            yield from (f"{name}有{n}人来自 {home}。" for home, n in homes.items() if n > 1)

    def _may_sit(self, person: Inspector, team: Assignment, name: str) -> Iterator[str]:
        there = self.rounds[team["round"]]
        if person.rounds is not None and there.id not in person.rounds:
            yield f"{name}：{person.id} 这一轮没有空。"
        for o in team["organisations"]:
            one = self.organisations[o]
            if person.home is not None and person.home in self.near[one.id]:
                yield f"{name}：{person.id} 的原单位与 {o} 有关。"
            if there.start < self.free_from.get((person.id, o), date.min):
                yield f"{name}：{person.id} 应回避 {o}。"
            again = self.rules.leader_not_twice and (person.id, o) in self.led
            if again and team["leader"] == person.id:
                yield f"{name}：{person.id} 曾在 {o} 任组长。"

    def _nobody_twice(self) -> Iterator[str]:
        for r in self.rounds:
            if r not in self.locked_rounds:
                times = Counter(
                    p for team in self.teams if team["round"] == r for p in set(_crew(team))
                )
                yield from (f"{p} 在 {r} 里进了{n}个组。" for p, n in times.items() if n > 1)

    def _most_rounds(self) -> Iterator[str]:
        served: dict[str, set[str]] = {one: set() for one in self.people}
        before: dict[str, set[str]] = {one: set() for one in self.people}
        for team in self.teams:
            for p in _crew(team):
                if p in served:
                    served[p].add(team["round"])
        for locked in self.problem.locked:
            for p in locked.people:
                before[p].add(locked.round)
        for p, rounds in served.items():
            most = self.people[p].max_rounds
            if most is not None and len(rounds) > max(most, len(before[p])):
                yield f"{p} 参加了{len(rounds)}轮，超过{most}轮。"


def _near(problem: Problem) -> dict[str, set[str]]:
    """Each organisation with its parent and its children."""
    near = {one.id: {one.id} for one in problem.organisations}
    for one in problem.organisations:
        if one.parent is not None:
            near[one.id].add(one.parent)
            near[one.parent].add(one.id)
    return near


def _dates(one: Organisation, there: Round, name: str) -> Iterator[str]:
    if one.not_before is not None and there.start < one.not_before:
        yield f"{name}：{one.id} 不能早于 {one.not_before}。"
    if one.due is not None and there.end > one.due:
        yield f"{name}：{one.id} 应在 {one.due} 前完成。"
    if one.fixed_round is not None and there.id != one.fixed_round:
        yield f"{name}：{one.id} 固定在 {one.fixed_round}。"


def _crew(team: Assignment) -> list[str]:
    head = [team["leader"]] if team["leader"] is not None else []
    return [*head, *team["deputies"], *team["members"]]
