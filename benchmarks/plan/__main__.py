"""``python -m benchmarks plan [--sizes 110,500,2000] [--seconds 60] [--seed 1]``: time to the first
plan, gap over time, and what an independent checker says, side by side in one run."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.plan.baselines import greedy, peer
from benchmarks.plan.build import PLANTED, build, half_over
from xuncha.engines.scheduling import News, Problem, Solution, measure, parse_problem, solve, verify

_LOOKS = (5, 15, 30, 60, 120)


class Trail:
    """Best delay and bound over time, and when the first plan stood."""

    def __init__(self) -> None:
        self.first: float | None = None
        self.rows: list[tuple[float, float, float]] = []

    def hear(self, news: News) -> None:
        if news.objective is not None:
            self.first = news.seconds if self.first is None else self.first
            self.rows.append((news.seconds, news.objective, news.bound or 0.0))

    def gap_at(self, seconds: float) -> str:
        known = [(delay, bound) for at, delay, bound in self.rows if at <= seconds]
        return _gap(*known[-1]) if known else "—"


def _gap(delay: float, bound: float) -> str:
    return f"{max(0.0, delay - bound) / delay:.2%}" if delay else "0.00%"


def main(arguments: Sequence[str]) -> None:
    """Run all sizes, then the planted conflicts and a term half over."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks plan")
    parser.add_argument("--sizes", default="110,500,2000")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(arguments)
    print(f"开始时负载 {os.getloadavg()[0]:.1f}；每种规模 {args.seconds:g} 秒，2 线程")
    for size in map(int, args.sizes.split(",")):
        _size(size, args.seconds, args.seed)
    _conflicts(args.seed)


def _size(size: int, seconds: float, seed: int) -> None:
    told = build(size, seed=seed)
    problem = parse_problem(told)
    looks = [one for one in _LOOKS if one <= seconds]
    print(f"\n{size} 个单位，{len(problem.rounds)} 轮，{len(problem.inspectors)} 人")
    trail, cpu = Trail(), time.process_time()
    answer = solve(problem, seconds, trail.hear)
    cpu = time.process_time() - cpu
    gaps = "，".join(f"{one} 秒 {trail.gap_at(one)}" for one in looks)
    first = f"{trail.first:.1f} 秒" if trail.first is not None else "没有"
    print(f"  引擎      第一个方案 {first}；差距 {gaps}；CPU {cpu:.0f} 秒")
    print(f"            {_figures(problem, answer)}")
    _baseline(problem, answer)
    _peer(problem, seconds, looks, answer)
    if size == 110 and answer.teams:
        _half_over(told, answer, seconds)


def _figures(problem: Problem, answer: Solution) -> str:
    if answer.report is None:
        return answer.status
    told = answer.as_json()
    broken = verify(problem, told["assignments"])
    report = told["report"]
    return (
        f"{answer.status}，最小延后 {report['least_delay']}，下界 {told['bound']}，"
        f"轮间 {report['round_spread']}，组间 {report['effort_spread']}，"
        f"人间 {report['load_spread']}；核对 {len(broken)} 处不合"
    )


def _baseline(problem: Problem, answer: Solution) -> None:
    begun = time.monotonic()
    plan: list[dict[str, Any]] = greedy(problem)
    seconds = time.monotonic() - begun
    delay = float(measure(problem, plan)["risk_weighted_delay"])
    broken = verify(problem, plan)
    more = ""
    if answer.report is not None and answer.report.least_delay:
        more = f"（比引擎多 {delay / float(answer.report.least_delay) - 1:.1%}）"
    print(f"  贪心      {seconds:.1f} 秒，延后 {delay:g}{more}；核对 {len(broken)} 处不合")


def _peer(problem: Problem, seconds: float, looks: list[int], answer: Solution) -> None:
    run = peer(problem, seconds)
    if run is None:
        print("  同类      没有安装 OR-Tools，或者逐组建模太大，没有比")
        return
    first = f"{run.first:.1f} 秒" if run.first is not None else "没有"
    trail = Trail()
    trail.rows = run.trail
    gaps = "，".join(f"{one} 秒 {trail.gap_at(one)}" for one in looks)
    delay = f"{run.delay:g}" if run.delay is not None else "没有"
    print(f"  {run.name}（不管人员）  第一个方案 {first}；差距 {gaps}；延后 {delay}")


def _half_over(told: dict[str, Any], answer: Solution, seconds: float) -> None:
    later = parse_problem(half_over(told, answer.as_json()["assignments"], 6))
    trail = Trail()
    again = solve(later, min(seconds, 30.0), trail.hear)
    first = f"{trail.first:.1f} 秒" if trail.first is not None else "没有"
    print(f"  过半重排  第一个方案 {first}；{_figures(later, again)}")


def _conflicts(seed: int) -> None:
    print("\n种下的冲突（110 个单位）")
    for name, plant in PLANTED.items():
        told = build(110, seed=seed)
        words = plant(told)
        begun = time.monotonic()
        answer = solve(parse_problem(told), 60)
        named = "说中" if any(words in one for one in answer.conflicts) else "没有说中"
        took = time.monotonic() - begun
        print(f"  {name}：{answer.status}，{took:.1f} 秒，{len(answer.conflicts)} 句，{named}")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
