"""A conflict in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from xuncha.engines.scheduling.frame import Demand, Frame
from xuncha.engines.scheduling.problem import Organisation, Problem
from xuncha.engines.scheduling.solution import plain

_MOST = 10
_ABOUT_ROUNDS = {"due", "not_before", "fixed", "teams", "term", "locked", "with"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Organisations to be inspected and demands that can't all hold."""

    organisations: tuple[Organisation, ...]
    demands: tuple[Demand, ...]


def sentence(problem: Problem, conflict: Conflict) -> str:
    """One sentence: what is asked, that it can't all hold, and the facts behind it."""
    words = _Words(problem, conflict)
    facts = "；".join(words.facts())
    if not conflict.demands:
        return f"{'，'.join(words.demands())}，但是{facts}。"
    tail = f"（{facts}）" if facts else ""
    return f"{'，'.join(words.demands())}，这几条不能同时满足{tail}。"


class _Words:
    def __init__(self, problem: Problem, conflict: Conflict) -> None:
        self.problem, self.conflict = problem, conflict
        self.kinds = {one[0] for one in conflict.demands}
        self.units = {one.id: one for one in problem.organisations}
        self.people = {one.id: one.name for one in problem.inspectors}

    def demands(self) -> Iterator[str]:
        yield f"{self._names(self.conflict.organisations)}要巡察"
        for kind, words in (
            ("due", "最迟{}结束"), ("not_before", "不早于{}开始"), ("fixed", "固定在{}"),
            ("skill", "要有会{}的人"),
        ):  # fmt: skip
            yield from self._asked(kind, words)
        yield from self._along()
        rules = self.problem.rules
        for kind, words in (
            ("effort", f"每组工作量不超过{plain(rules.most_effort)}天"),
            ("count", f"每组最多{rules.most_organisations}个单位"),
            ("teams", "各轮的组数不能再多"),
            ("term", "轮次要整个在任期内"),
            ("locked", "已锁定的轮次不再加组"),
            ("leader", "每组要有组长"),
            ("deputies", f"每组至少{rules.deputies[0]}名副组长"),
            ("size_least", f"每组至少{rules.team_size[0]}人"),
            ("size_most", f"每组最多{rules.team_size[1]}人"),
            ("same_home", "同组的人不能来自同一单位"),
        ):
            if kind in self.kinds:
                yield words
        yield from self._of_people()

    def _along(self) -> Iterator[str]:
        """Who goes with whom."""
        same: dict[str, list[Organisation]] = {}
        for demand in self._of("with"):
            one = self.units[demand[1]]
            same.setdefault(one.parent or "", []).append(one)
        if len(same) > 3:
            yield f"{len(self._of('with'))}个单位随上级同轮同组"
            return
        for parent, units in same.items():
            yield f"{self._names(units)}随{self.units[parent].name}同轮同组"

    def _asked(self, kind: str, words: str) -> Iterator[str]:
        """Demands of organisations, those that ask the same together."""
        same: dict[str, list[Organisation]] = {}
        for demand in self._of(kind):
            one = self.units[demand[1]]
            value = {
                "due": str(one.due), "not_before": str(one.not_before),
                "fixed": str(one.fixed_round), "skill": demand[-1],
            }[kind]  # fmt: skip
            same.setdefault(value, []).append(one)
        if len(same) > 3:
            every = list({one.id: one for units in same.values() for one in units}.values())
            span = "、".join(same) if kind == "skill" else f"{min(same)}至{max(same)}"
            yield f"{self._names(every)}各按所定（{words.format(span)}）"
            return
        for value, units in same.items():
            everybody = len(units) == len(self.conflict.organisations)
            yield f"{'' if everybody else self._names(units)}{words.format(value)}"

    def _of_people(self) -> Iterator[str]:
        for kind, words, general in (
            ("recusal", "须回避", "有回避关系的人不进组"),
            ("history", "任过组长、不能再任", "在同一单位任过组长的不再任组长"),
        ):
            same: dict[str, list[str]] = {}
            for demand in self._of(kind):
                if len(demand) == 1:
                    yield general
                else:
                    same.setdefault(demand[2], []).append(demand[1])
            for unit, who in same.items():
                yield f"{self._persons(who)}{words}{self.units[unit].name}"
        for kind, words, general in (
            ("home", "不能去原单位及其上下级", "不能去自己的原单位及其上下级"),
            ("rounds", "只在自己有空的轮次参加", "各人只在有空的轮次参加"),
            ("max_rounds", "不能超过自己的轮次上限", "各人不超过自己的轮次上限"),
        ):
            who = [demand[1] for demand in self._of(kind) if len(demand) > 1]
            if who:
                yield f"{self._persons(who)}{words}"
            elif self._of(kind):
                yield general

    def facts(self) -> Iterator[str]:
        """What one needs to know to act on it."""
        units = self.conflict.organisations
        total = sum((one.effort for one in units), Fraction(0))
        if "effort" in self.kinds:
            who = f"{len(units)}个单位" if len(units) > 1 else ""
            yield f"{who}工作量共{plain(total)}天"
        frame = Frame(self.problem)
        rounds = [r for r in frame.open_rounds if any(self._may(frame, one, r) for one in units)]
        if not self.conflict.demands or self.kinds & _ABOUT_ROUNDS:
            yield self._rounds(rounds, frame)
        yield from self._counts(rounds)

    def _may(self, frame: Frame, one: Organisation, r: int) -> bool:
        return frame.may_go(one, r)

    def _rounds(self, rounds: Sequence[int], frame: Frame) -> str:
        named = [self.problem.rounds[r] for r in rounds]
        if not named:
            every = [self.problem.rounds[r] for r in frame.open_rounds]
            if not every:
                return "没有可以排的轮次"
            span = f"{every[0].id}（{every[0].start}开始）至{every[-1].id}（{every[-1].end}结束）"
            return f"可以排的轮次是{span}"
        if len(named) > 3:
            teams = sum(one.teams for one in named)
            return f"可以排的有{named[0].id}至{named[-1].id}共{len(named)}轮、{teams}个组"
        each = "、".join(f"{one.id}（{one.start}至{one.end}，{one.teams}个组）" for one in named)
        return f"可以排的只有{each}"

    def _counts(self, rounds: Sequence[int]) -> Iterator[str]:
        people = self.problem.inspectors
        wide = len(rounds) > 1
        names = {self.problem.rounds[r].id for r in rounds}
        free = [one for one in people if one.rounds is None or not names or names & set(one.rounds)]
        where = "各轮" if wide else "这一轮"
        if self.kinds & {"leader", "deputies", "size_least", "size_most", "rounds", "max_rounds"}:
            leaders = sum(one.leader for one in free)
            deputies = sum(one.deputy for one in free)
            yield f"{where}有空的共{len(free)}人，其中可任组长{leaders}人、副组长{deputies}人"
        for skill in sorted({demand[-1] for demand in self._of("skill")}):
            who = [one.id for one in free if skill in one.skills]
            yield f"{where}有空的人里会{skill}的{self._persons(who) if who else '没有'}"

    def _of(self, kind: str) -> list[Demand]:
        return [one for one in self.conflict.demands if one[0] == kind]

    def _names(self, units: Sequence[Organisation]) -> str:
        names = [one.name for one in units]
        return "、".join(names) if len(names) <= _MOST else f"{names[0]}等{len(names)}个单位"

    def _persons(self, ids: Sequence[str]) -> str:
        names = [self.people[one] for one in ids]
        return "、".join(names) if len(names) <= _MOST else f"{names[0]}等{len(names)}人"
