"""Recall and false alarms by rule over many scenarios, asked of the engine itself."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from benchmarks.check.first.build import Row, Scenario
from benchmarks.check.first.scenario import make
from benchmarks.check.tally import Tally
from xuncha.engines.checking import Report, check
from xuncha.engines.checking.settings import Settings


def measure(texts: ModuleType, seeds: Iterable[int], rules: Path | None = None) -> Tally:
    """Every scenario of one half. Only honest rows are judged: planted rows have no list of what
    may be said besides."""
    settings = Settings.from_dict(json.loads(rules.read_text("utf-8"))) if rules else None
    tally = Tally()
    for seed in seeds:
        scenario = make(texts, seed)
        report = check(
            scenario.ledgers,
            feedback=scenario.feedback,
            proofs=scenario.proofs,
            against=scenario.against,
            settings=settings,
        )
        _count(scenario, report, tally)
    return tally


def _count(scenario: Scenario, report: Report, tally: Tally) -> None:
    for at, told in enumerate(report.ledgers):
        reasons = {
            item.row: {one.code: one.reason for one in item.signals} for item in told.items
        }  # fmt: skip
        for row_at, row in enumerate(scenario.texts[at]):
            _count_row(row, reasons.get(scenario.numbers[at][row_at], {}), tally)
        missing = {one.finding for one in told.missing}
        tally.compare("R01", "", scenario.left_out[at], missing)


def _count_row(row: Row, reasons: dict[str, str], tally: Tally) -> None:
    for code in row.labels:
        tally.hit(code, _shown(row), is_found=code in reasons)
    if not row.labels:
        tally.judged += 1
        tally.alarmed += bool(reasons)
        for code, reason in reasons.items():
            tally.alarm(code, f"{reason} | {_shown(row)}")


def _shown(row: Row) -> str:
    told = [f"{name}={value}" for name, value in row.cells.items() if value]
    return f"{row.finding} | {' | '.join(told)}"
