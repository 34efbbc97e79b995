"""R13 就事论事: a systemic finding, and nothing institutional followed."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.matters import finding_cell, groups
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.checking.systemic import lays_down, systemic_words

CODE = "R13"


def _run(run: Run) -> Iterator[RowSignal]:
    for rows in groups(run):
        first = rows[0]
        if not all(_is_claimed(view) for view in rows) or not any(view.progress for view in rows):
            continue
        words = systemic_words(first.told, run)
        sure = run.number(CODE, "sure")
        if words and not any(lays_down(view, run, sure) for view in rows):
            yield RowSignal(
                first,
                f"问题是普遍性、制度性的（“{words}”），整改只处理了个别事项，"
                "没有看到建立或完善制度、机制、流程",
                finding_cell(first),
            )


def _is_claimed(view: RowView) -> bool:
    return view.is_done


RULE = Rule(
    code=CODE,
    name="就事论事",
    severity=Severity.MEDIUM,
    params={"sure": Param(0.5, "几分把握才算写了长久的安排", 0, 1)},
    rows=_run,
)
