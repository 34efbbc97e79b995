"""The answer as a table for people."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from unicodedata import east_asian_width

from xuncha.engines.scheduling.problem import Problem, Team
from xuncha.engines.scheduling.solution import Solution, plain

_STATUS = {
    "optimal": "最优方案", "feasible": "可行方案", "infeasible": "没有可行方案",
    "unknown": "时间用完，还没有找到方案",
}  # fmt: skip


def table(problem: Problem, answer: Solution) -> str:
    """Lines to read: the figures, then each round with its teams; or why there is no plan."""
    lines = [f"{_STATUS[answer.status]}（用时 {answer.seconds:.1f} 秒）"]
    lines += [f"  {one}" for one in answer.conflicts]
    if answer.report is not None:
        lines += _figures(answer)
        for one in problem.rounds:
            teams = [team for team in answer.teams if team.round == one.id]
            if teams:
                lines += ["", f"{one.id}  {one.start} 至 {one.end}  {len(teams)}个组"]
                lines += _teams(problem, teams)
    return "\n".join(lines) + "\n"


def _figures(answer: Solution) -> Iterator[str]:
    report = answer.report
    assert report is not None
    gap = float(answer.gap or 0)
    yield (
        f"  加权延后 {plain(report.risk_weighted_delay)}（最小 {plain(report.least_delay)}，"
        f"下界 {plain(answer.bound)}，差距 {gap:.2%}）"
    )
    yield (
        f"  各轮每组工作量相差 {plain(report.round_spread)}，同轮各组工作量相差合计 "
        f"{plain(report.effort_spread)}，各人参加轮次相差 {report.load_spread}"
    )


def _teams(problem: Problem, teams: list[Team]) -> Iterator[str]:
    names = {one.id: one.name for one in problem.organisations}
    people = {one.id: one.name for one in problem.inspectors}
    efforts = {one.id: one.effort for one in problem.organisations}
    rows = []
    for team in teams:
        units = "、".join(names[one] for one in team.organisations)
        total = plain(sum((efforts[one] for one in team.organisations), Fraction(0)))
        head = people[team.leader] if team.leader is not None else "—"
        rows.append((
            f"第{team.number}组", units, f"{total}天", f"组长 {head}",
            "副组长 " + ("、".join(people[p] for p in team.deputies) or "—"),
            "组员 " + ("、".join(people[p] for p in team.members) or "—"),
        ))  # fmt: skip
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True))
        yield ("  " + "  ".join(cells)).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in "FW" else 1 for one in text)
