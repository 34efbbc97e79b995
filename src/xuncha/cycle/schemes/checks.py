"""What is looked at before a scheme is sent: refusals where the rule is hard, else hints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.deadlines import deadlines_of
from xuncha.cycle.schemes.coverage import Covered, coverage, findings_of
from xuncha.cycle.schemes.enums import Check
from xuncha.cycle.schemes.models import Scheme, SchemeRow, SchemeTie, SchemeVersion
from xuncha.cycle.schemes.rules import SchemeSettings, rules_on
from xuncha.engines import checking
from xuncha.engines.checking.registry import CODES
from xuncha.engines.reading.records import Cell, Column, Field, Ledger, LedgerRow, LedgerSheet
from xuncha.kernel import clock

ECHO = "R05"
_ONLY_ECHO = checking.Settings.from_dict({"off": sorted(set(CODES) - {ECHO})})
_FIELDS = (Field.FINDING, Field.PROBLEM, Field.MEASURE)
_HEADS = tuple(Column(name, place, name.value) for place, name in enumerate(_FIELDS))
_TOLD = 3
_ORDER = list(Check)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is missing or doubtful, in words a clerk understands; ``hard`` stops the
    scheme from being sent."""

    check: Check
    words: str
    finding_id: int
    line: int | None = None
    hard: bool = False

    @property
    def colour(self) -> str:
        return "red" if self.hard else "yellow"

    @property
    def label(self) -> str:
        return str(self.check.label)


@dataclass(frozen=True, slots=True)
class Looked:
    """A version as it was looked at."""

    covered: list[Covered]
    faults: list[Fault]

    @property
    def hard(self) -> list[Fault]:
        return [one for one in self.faults if one.hard]

    def of_line(self, line: int) -> list[Fault]:
        """What is said of one row."""
        return [one for one in self.faults if one.line == line]


def version_of(scheme: Scheme) -> SchemeVersion:
    """The version that is being written, reviewed or approved."""
    return scheme.versions.get(number=scheme.revision)


def rows_of(version: SchemeVersion) -> list[SchemeRow]:
    """A version's rows, in the order of the findings."""
    rows = version.rows.select_related("finding").order_by("finding_id", "line")
    return list(rows)


def look_at(scheme: Scheme, rows: Sequence[SchemeRow]) -> Looked:
    """Everything about these rows, by the rules in force when the scheme was begun."""
    inspection = scheme.inspection
    settings = rules_on(_begun(scheme)).settings
    covered = coverage(findings_of(inspection.pk), rows)
    faults = [
        *_left(covered),
        *(fault for row in rows for fault in _of_row(row, last_day(inspection, settings))),
        *_echoes(rows),
        *_tied(scheme, rows),
    ]  # fmt: skip
    hard = {*settings.hard, Check.TIED}
    told = [replace(one, hard=one.check in hard) for one in faults]
    order = {one.finding.pk: at for at, one in enumerate(covered)}
    return Looked(
        covered, sorted(told, key=lambda one: (not one.hard, order.get(one.finding_id, 0)))
    )


def _begun(scheme: Scheme) -> dt.date:
    return scheme.made_at.astimezone(clock.CHINA).date()


def last_day(inspection: Inspection, settings: SchemeSettings) -> dt.date | None:
    """The latest deadline that a task may have."""
    if inspection.feedback_on is None:
        return inspection.rectify_until_on
    return inspection.feedback_on + dt.timedelta(days=settings.most_days)


def why_not_send(scheme: Any) -> str:
    """ "" or the sentence that names what stops the scheme."""
    rows = rows_of(version_of(scheme))
    if not rows:
        return "方案里还没有任务，先填写再报送。"
    hard = sorted(look_at(scheme, rows).hard, key=lambda one: _ORDER.index(one.check))
    if not hard:
        return ""
    told = "；".join(one.words for one in hard[:_TOLD])
    more = f"；另有 {len(hard) - _TOLD} 处" if len(hard) > _TOLD else ""
    return f"还有 {len(hard)} 处要改好才能报送：{told}{more}。"


def _left(covered: Iterable[Covered]) -> Iterator[Fault]:
    for one in covered:
        number = one.finding.number
        if not one.rows:
            yield Fault(Check.LEFT_OUT, f"问题 {number} 没有任务", one.finding.pk)
        for gap in one.gaps:
            words = f"问题 {number} 的“{gap.words}”没有写到"
            yield Fault(Check.PART, words, one.finding.pk)
        for line, part in one.named:
            words = f"问题 {number} 第 {line} 条勾了“{part.words}”，措施没有说到它"
            yield Fault(Check.NAMED, words, one.finding.pk, line)


def _of_row(row: SchemeRow, last: dt.date | None) -> Iterator[Fault]:
    place = f"问题 {row.finding.number} 第 {row.line} 条"
    checks = (
        (Check.MEASURE, not row.acts, "没有写措施"),
        (Check.LEAD, not row.lead, "没有写责任领导"),
        (Check.DEPARTMENT, not row.department, "没有写责任部门"),
        (Check.DUE, row.due_on is None and not row.is_long_term, "没有写时限，也没有写长期坚持"),
        (
            Check.BEYOND,
            bool(last and row.due_on and row.due_on > last and not row.is_long_term),
            f"时限 {row.due_on} 晚于允许的 {last}",
        ),
    )
    for check, is_so, words in checks:
        if is_so:
            yield Fault(check, f"{place}{words}", row.finding_id, row.line)


def _echoes(rows: Sequence[SchemeRow]) -> Iterator[Fault]:
    """Measures that only repeat the finding, by the same rule that later checks the results."""
    by_line = {row.line: row for row in rows if row.acts}
    if not by_line:
        return
    told = tuple(
        LedgerRow("方案", row.line, row.line, "", {
            Field.FINDING: Cell(row.finding.text, row.finding.text),
            Field.PROBLEM: Cell(row.task, row.task),
            Field.MEASURE: Cell(row.measures, row.measures),
        })
        for row in by_line.values()
    )  # fmt: skip
    ledger = Ledger(Path("方案"), "方案", "", (LedgerSheet("方案", (0, 0), _HEADS, told),))
    report = checking.check([ledger], settings=_ONLY_ECHO)
    for item in report.ledgers[0].items:
        row = by_line[item.row]
        words = (
            f"问题 {row.finding.number} 第 {row.line} 条的措施只是重说问题，没有写谁、何时、做什么"
        )
        yield Fault(Check.ECHO, words, row.finding_id, row.line)


def _tied(scheme: Scheme, rows: Sequence[SchemeRow]) -> Iterator[Fault]:
    """Lines that are rectification items already: they stay, and their deadlines move by extension
    only, so that no plan erases lateness."""
    by_line = {row.line: row for row in rows}
    ties = SchemeTie.objects.filter(scheme=scheme).select_related("item")
    ties = ties.prefetch_related("item__due_moves")
    for tie in ties.order_by("line"):
        item, row = tie.item, by_line.get(tie.line)
        if row is None:
            words = f"第 {tie.line} 条已是整改事项 {item.number}，不能从方案里去掉"
            yield Fault(Check.TIED, words, item.finding_id, tie.line)
        elif row.finding_id != item.finding_id:
            words = f"第 {tie.line} 条已是整改事项 {item.number}，不能改到别的问题下面"
            yield Fault(Check.TIED, words, item.finding_id, tie.line)
        elif (row.due_on, row.is_long_term) not in deadlines_of(item):
            day = item.due_on or "没有时限"
            words = f"第 {tie.line} 条已是整改事项 {item.number}，时限（{day}）要改请申请延期"
            yield Fault(Check.TIED, words, item.finding_id, tie.line)
