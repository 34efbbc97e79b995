"""Recall and false alarms by rule over many scenarios."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import ModuleType

from benchmarks.check.build import Scenario
from benchmarks.check.scenario import make
from xuncha.engines.checking import Report, check
from xuncha.engines.checking.registry import RULES


@dataclass
class Tally:
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    honest: int = 0
    honest_alarmed: int = 0
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    wrong: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def measure(texts: ModuleType, seeds: Iterable[int]) -> Tally:
    tally = Tally()
    for seed in seeds:
        scenario = make(texts, seed)
        report = check(
            scenario.ledgers,
            feedback=scenario.feedback,
            proofs=scenario.proofs,
            against=scenario.against,
        )
        _count(scenario, report, tally)
    return tally


def _count(scenario: Scenario, report: Report, tally: Tally) -> None:
    for at, told in enumerate(report.ledgers):
        signals = {item.row: {one.code: one for one in item.signals} for item in told.items}
        for row_at, row in enumerate(scenario.texts[at]):
            _count_row(row, signals.get(scenario.numbers[at][row_at], {}), tally)
        missing = {one.finding for one in told.missing}
        left_out = scenario.left_out[at]
        tally.planted["R01"] += len(left_out)
        tally.found["R01"] += len(left_out & missing)
        tally.alarms["R01"] += len(missing - left_out)
        tally.missed["R01"] += sorted(left_out - missing)
        tally.wrong["R01"] += sorted(missing - left_out)


def _count_row(row: object, signals: dict[str, object], tally: Tally) -> None:
    for code in row.labels:  # type: ignore[attr-defined]
        tally.planted[code] += 1
        tally.found[code] += code in signals
        if code not in signals:
            tally.missed[code].append(_shown(row))
    if not row.labels:  # type: ignore[attr-defined]
        tally.honest += 1
        tally.honest_alarmed += bool(signals)
        for code, one in signals.items():
            tally.alarms[code] += 1
            tally.wrong[code].append(f"{one.reason} | {_shown(row)}")  # type: ignore[attr-defined]


def _shown(row: object) -> str:
    told = [f"{name}={value}" for name, value in row.cells.items() if value]  # type: ignore[attr-defined]
    return f"{row.finding} | {' | '.join(told)}"  # type: ignore[attr-defined]


def table(tally: Tally) -> str:
    """A table for people: planted, found, recall, false alarms on honest rows."""
    lines = ["规则   埋设   查出   查全率   误报(正常行)"]
    for rule in RULES:
        code = rule.code
        planted, found = tally.planted[code], tally.found[code]
        recall = found / planted if planted else 0.0
        lines.append(f"{code}  {planted:6d} {found:6d}   {recall:6.3f}   {tally.alarms[code]:6d}")
    planted, found = sum(tally.planted.values()), sum(tally.found.values())
    share = tally.honest_alarmed / tally.honest if tally.honest else 0.0
    lines.append(
        f"合计 {planted:6d} {found:6d}   {found / max(1, planted):6.3f}   "
        f"{tally.honest_alarmed} / {tally.honest} = {share:.3f}"
    )
    return "\n".join(lines)
