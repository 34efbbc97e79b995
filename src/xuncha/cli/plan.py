"""``xuncha plan``: rounds and teams for a term. Works on files alone, opens no database."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import threading
import time
from pathlib import Path

from xuncha.cli.errors import UsageError
from xuncha.engines.scheduling import (
    News,
    Problem,
    Rescue,
    Solution,
    read_problem,
    solve,
)
from xuncha.engines.scheduling.telling import table

_START_UP = 0.5
_LATE = 4.5
"""Seconds after the time told by which the command ends at the latest. What it takes to check and
print an answer is set aside: about three times what reading the problem took."""
_LONGEST = 86_400


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``plan`` to the command line."""
    parser = commands.add_parser("plan", help="编排一届的轮次和巡察组（不需要站点）")
    parser.add_argument("problem", metavar="PROBLEM.json", help="要编排的单位、轮次、人员和规则")
    parser.add_argument("--out", metavar="FILE", help="把结果写进文件（JSON）")
    parser.add_argument("--seconds", metavar="N", default="60", help="最多用多少秒（默认 60）")
    parser.add_argument("--json", action="store_true", help="输出一份 JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read, solve, print. Exit status 1 where there is no plan."""
    gone = _since_start()
    begun = time.monotonic()
    seconds = _seconds(args.seconds)
    out = _writable(args.out) if args.out is not None else None
    problem = read_problem(Path(args.problem))
    told = _Progress(sys.stderr.isatty())
    reading = time.monotonic() - begun
    left = max(0.1, seconds - max(_START_UP, gone) - reading)
    late = max(0.5, seconds - gone - reading + _LATE - max(1.0, 3 * reading) - left)
    answer = _in_time(problem, left, late, told)
    told.end()
    text = json.dumps(answer.as_json(), ensure_ascii=False, indent=1) + "\n"
    if out is not None:
        out.write_text(text, encoding="utf-8")
    _print(problem, answer, text, args)
    status = 0 if answer.teams or answer.status in {"optimal", "feasible"} else 1
    return status if answer is told.answer else _leave(status)


def _in_time(problem: Problem, seconds: float, late: float, told: _Progress) -> Solution:
    """The answer, at the latest ``late`` seconds after the time: on a machine without time the
    solver may not come back from a step of its own for long; then the best so far is taken."""
    rescue, failed = Rescue(), []

    def work() -> None:
        try:
            told.answer = solve(problem, seconds, told.hear, rescue=rescue)
        except BaseException as problem_of_run:
            failed.append(problem_of_run)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(seconds + late)
    if failed:
        raise failed[0]
    return told.answer or rescue.answer(problem, seconds)


def _leave(status: int) -> int:
    """End at once, with the run left where it is stuck: it has been answered without it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _since_start() -> float:
    """Seconds since this process began, as far as the system tells; 0 where the command is only a
    part of another program."""
    program = Path(sys.argv[0])
    if "xuncha" not in {program.name, program.parent.name}:
        return 0.0
    try:
        told = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
        begun = int(told[19]) / os.sysconf("SC_CLK_TCK")
        return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - begun)
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.0


def _print(problem: Problem, answer: Solution, text: str, args: argparse.Namespace) -> None:
    if args.json:
        sys.stdout.write(text)
    elif args.out is None:
        sys.stdout.write(table(problem, answer))


def _seconds(told: str) -> float:
    try:
        value = float(told)
    except ValueError:
        value = math.nan
    if not 0 < value <= _LONGEST:
        raise UsageError(f"--seconds 的“{told}”应是大于 0、不超过 {_LONGEST} 的数。")
    return value


def _writable(told: str) -> Path:
    path = Path(told)
    if path.is_dir():
        raise UsageError(f"--out 的“{told}”是文件夹，写不进去。")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"--out 的“{told}”所在的文件夹不存在。")
    return path


class _Progress:
    """One line on a terminal: what is being done, the best so far, the bound and the gap."""

    def __init__(self, is_shown: bool) -> None:
        self._is_shown = is_shown
        self._last = -1.0
        self.answer: Solution | None = None

    def hear(self, news: News) -> None:
        if not self._is_shown or news.seconds - self._last < 0.2:
            return
        self._last = news.seconds
        words = f"{news.seconds:6.1f} 秒  {news.stage}"
        if news.objective is not None:
            words += f"  加权延后 {news.objective:g}"
        if news.bound is not None and math.isfinite(news.bound):
            words += f"  下界 {news.bound:g}"
        if news.gap is not None and math.isfinite(news.gap):
            words += f"  差距 {news.gap:.2%}"
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
