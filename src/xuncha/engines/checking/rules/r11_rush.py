"""R11 突击销号: many rows closed on the deadline day or the days just before."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from xuncha.engines.checking.closing import done_on
from xuncha.engines.checking.context import Run, Unit
from xuncha.engines.checking.deadlines import due_of
from xuncha.engines.checking.report import Severity, Total
from xuncha.engines.checking.rule import Param, Rule

CODE = "R11"


def _totals(run: Run, unit: Unit) -> Iterator[Total]:
    context = unit.ledger.feedback_on or unit.as_of
    year = context.year if context else unit.ledger.year
    dues = [due_of(view, year, run.lexicon).on for view in unit.views]
    shared = Counter(day for day in dues if day is not None).most_common(1)
    if not shared or shared[0][1] < run.number(CODE, "shared_deadline") * len(unit.views):
        return
    deadline = shared[0][0]
    closed = [
        (day, due)
        for view, due in zip(unit.views, dues, strict=True)
        if view.is_done and (day := done_on(view, unit)) is not None
    ]
    first = deadline - dt.timedelta(days=int(run.number(CODE, "days_before")))
    late = [day for day, due in closed if due == deadline and first <= day <= deadline]
    enough = len(late) >= run.number(CODE, "least_rows")
    if enough and len(late) >= run.number(CODE, "share") * len(closed):
        yield Total(
            CODE,
            RULE.name,
            RULE.severity,
            f"{len(closed)}项已销号，其中{len(late)}项集中在{first}至{deadline}（时限最后几天）销号，"
            "请核实是否为赶时限集中销号",
        )


RULE = Rule(
    code=CODE,
    name="突击销号",
    severity=Severity.MEDIUM,
    params={
        "share": Param(0.4, "集中销号的至少占已销号的多少", 0, 1),
        "least_rows": Param(5, "至少几项集中销号", 1, 10_000),
        "days_before": Param(2, "时限前几天算最后几天", 0, 60),
        "shared_deadline": Param(0.5, "至少多少行是同一时限", 0, 1),
    },
    totals=_totals,
)
