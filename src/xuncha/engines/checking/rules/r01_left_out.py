"""R01 漏改: a finding in the feedback has no row in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xuncha.engines.checking.answering import Limits, Told, answered, told
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
    if len(run.checked) > 1 and not _tells_units(run, run.feedback):
        left = _left_by_all(run, run.feedback, unit)
    else:
        findings = _for_unit(run, run.feedback, unit)
        answers = _answers(run, findings, list(unit.views))
        left = [one for at, one in enumerate(findings) if at not in answers]
    yield from (_told_missing(finding) for finding in left)


def _told_missing(finding: FedBackFinding) -> Missing:
    number = finding.number.strip(".、（）() ")
    name = f"第{number}项" if number else ""
    return Missing(
        CODE,
        RULE.name,
        RULE.severity,
        finding.number,
        finding.text,
        f"反馈问题{name}台账中没有对应的整改事项，要补上，写明措施、责任人和时限",
    )


def _answers(
    run: Run, findings: Sequence[FedBackFinding], views: Sequence[RowView]
) -> dict[int, RowView]:
    """The row that answers each finding, by the finding's place."""
    limits = Limits(
        plain=run.number(CODE, "plain"),
        only=run.number(CODE, "only"),
        numbered=run.number(CODE, "numbered"),
    )
    # Rows of one finding are one answer: a second row of it is not left over for another finding.
    first: dict[object, int] = {}
    rows = [
        row for at, view in enumerate(views)
        for row in _told_rows(view, first.setdefault((view.unit_at, view.matter or at), at))
    ]  # fmt: skip
    asked = [told(finding.number, finding.text) for finding in findings]
    found = answered(asked, rows, limits)
    return {at: views[rows[row].row] for at, row in found.items()}


def _tells_units(run: Run, feedback: Feedback) -> bool:
    """Whether the feedback names the unit of any ledger."""
    names = {feedback.unit, *(one.unit for one in feedback.findings)}
    return any(same_unit(name, unit.ledger.unit) for name in names for unit in run.checked)


def _left_by_all(run: Run, feedback: Feedback, unit: Unit) -> list[FedBackFinding]:
    """A feedback without units: any ledger may answer; what none answers is told with the ledger
    that answers the finding before it (else the first that answers any, else the first)."""
    answers = _answers(run, feedback.findings, run.views)
    first = min(answers, default=None)
    holder = answers[first].unit_at if first is not None else run.checked[0].at
    left: list[FedBackFinding] = []
    for at, finding in enumerate(feedback.findings):
        if at in answers:
            holder = answers[at].unit_at
        elif holder == unit.at:
            left.append(finding)
    return left


def _for_unit(run: Run, feedback: Feedback, unit: Unit) -> list[FedBackFinding]:
    """The findings that this ledger has to answer: its unit's, and those of no unit where the
    whole feedback is its own."""
    name = unit.ledger.unit
    told_of = [one for one in feedback.findings if one.unit and same_unit(one.unit, name)]
    of_none = [one for one in feedback.findings if not one.unit]
    if len(run.checked) == 1:
        if told_of:
            return [one for one in feedback.findings if not one.unit or one in told_of]
        # A single ledger whose name fits none: it answers for all.
        return list(feedback.findings)
    if feedback.unit and not same_unit(feedback.unit, name):
        return told_of
    return [one for one in feedback.findings if one in told_of or one in of_none]


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
