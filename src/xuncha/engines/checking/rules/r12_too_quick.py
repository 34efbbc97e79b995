"""R12 速成销号: a systemic finding closed within days of the feedback."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.closing import done_on, feedback_on
from xuncha.engines.checking.context import Run
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.checking.systemic import systemic_words
from xuncha.engines.reading.records import Field

CODE = "R12"


def _run(run: Run) -> Iterator[RowSignal]:
    most = int(run.number(CODE, "days"))
    for unit in run.checked:
        fed_back = feedback_on(run, unit)
        for view in unit.views if fed_back else ():
            closed = done_on(view, unit) if view.is_done else None
            if closed is None or fed_back is None or not 0 <= (closed - fed_back).days <= most:
                continue
            words = systemic_words(view.row.finding, run) or systemic_words(view.finding, run)
            if words:
                yield RowSignal(
                    view,
                    f"反馈是{fed_back}，{closed}就销号，只隔{(closed - fed_back).days}天；"
                    f"而问题是普遍性、制度性的（“{words}”），请核实是否真的改好",
                    view.whole(Field.DONE_ON),
                )


RULE = Rule(
    code=CODE,
    name="速成销号",
    severity=Severity.MEDIUM,
    params={"days": Param(10, "反馈后几天内销号算过快", 0, 365)},
    rows=_run,
)
