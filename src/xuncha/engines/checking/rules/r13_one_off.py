"""R13 就事论事: a systemic finding, and nothing institutional followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.matters import finding_cell, groups
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.checking.systemic import lays_down, systemic_words

CODE = "R13"


def _run(run: Run) -> Iterator[RowSignal]:
    asked: set[int] = set()
    for rows in run.blocks.values():
        # The finding that rows share is answered by all of them together.
        words = systemic_words(rows[0].row.finding, run)
        if _is_one_off(rows, words, run):
            asked.add(id(rows[0]))
            yield _signal(rows[0], words)
    for rows in groups(run):
        if rows[0].finding == rows[0].row.finding.strip():
            continue  # no problem of its own
        words = systemic_words(rows[0].finding, run)
        if id(rows[0]) not in asked and _is_one_off(rows, words, run):
            yield _signal(rows[0], words)


def _is_one_off(rows: Sequence[RowView], words: str, run: Run) -> bool:
    if not words or not all(view.is_done for view in rows):
        return False
    sure = run.number(CODE, "sure")
    return any(view.progress for view in rows) and not any(
        lays_down(view, run, sure) for view in rows
    )


def _signal(view: RowView, words: str) -> RowSignal:
    return RowSignal(
        view,
        f"问题是普遍性、制度性的（“{words}”），整改只处理了个别事项，"
        "没有看到建立或完善制度、机制、流程",
        finding_cell(view),
    )


RULE = Rule(
    code=CODE,
    name="就事论事",
    severity=Severity.MEDIUM,
    params={"sure": Param(0.5, "几分把握才算写了长久的安排", 0, 1)},
    rows=_run,
)
