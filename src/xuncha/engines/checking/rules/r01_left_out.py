"""R01 漏改: a finding in the feedback has no row in the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.answering import Limits, Told, told, unanswered
from xuncha.engines.checking.context import RowView, Run, Unit
from xuncha.engines.checking.prose import bare
from xuncha.engines.checking.report import Missing, Severity
from xuncha.engines.checking.rule import Param, Rule
from xuncha.engines.checking.units import same_unit
from xuncha.engines.reading.records import FedBackFinding, Feedback, Field

CODE = "R01"


def _missing(run: Run, unit: Unit) -> Iterator[Missing]:
    if run.feedback is None:
        return
    findings = _for_unit(run, run.feedback, unit)
    rows = [row for at, view in enumerate(unit.views) for row in _told_rows(view, at)]
    limits = Limits(
        plain=run.number(CODE, "plain"),
        only=run.number(CODE, "only"),
        numbered=run.number(CODE, "numbered"),
    )
    asked = [told(finding.number, finding.text) for finding in findings]
    for at in unanswered(asked, rows, limits):
        finding = findings[at]
        name = f"第{finding.number.strip('.、（）() ')}项" if finding.number.strip() else ""
        yield Missing(
            CODE,
            RULE.name,
            RULE.severity,
            finding.number,
            finding.text,
            f"反馈问题{name}台账中没有",
        )


def _for_unit(run: Run, feedback: Feedback, unit: Unit) -> list[FedBackFinding]:
    """The findings that this ledger has to answer: those of its unit, and those of no unit."""
    name = unit.ledger.unit
    if feedback.unit and len(run.checked) > 1 and not same_unit(feedback.unit, name):
        others = (one.ledger.unit for one in run.checked if one.at != unit.at)
        if any(same_unit(feedback.unit, other) for other in others):
            return [one for one in feedback.findings if one.unit and same_unit(one.unit, name)]
    known = [one for one in feedback.findings if one.unit and same_unit(one.unit, name)]
    if known or len(run.checked) > 1:
        return [one for one in feedback.findings if not one.unit or same_unit(one.unit, name)]
    # A single ledger without a name that fits: it answers for all.
    return list(feedback.findings)


def _told_rows(view: RowView, at: int) -> Iterator[Told]:
    number = view.row.cell(Field.NUMBER).shown
    finding = view.row.cell(Field.FINDING).shown
    problem = view.row.cell(Field.PROBLEM).shown
    yield told(number, view.finding, at)
    if finding and problem and bare(finding) != bare(problem):
        yield told(number, finding, at)
        yield told(number, f"{finding}\n{problem}", at)


RULE = Rule(
    code=CODE,
    name="漏改",
    severity=Severity.HIGH,
    params={
        "plain": Param(0.4, "几分相像就算同一问题", 0, 1),
        "only": Param(0.07, "没有更像的问题时，几分相像算同一问题", 0, 1),
        "numbered": Param(0.04, "序号也相同时，几分相像算同一问题", 0, 1),
    },
    missing=_missing,
)
