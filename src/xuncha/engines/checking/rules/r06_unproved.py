"""R06 无佐证: marked done, and no proof is named, or a named file is missing or empty.

A sheet without a column for proof says nothing about it: its rows are not signalled one by one.
"""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.naming import Shelf
from xuncha.engines.checking.proving import Proof, is_empty, proofs_of, shelf_of
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.rule import RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R06"


def _run(run: Run) -> Iterator[RowSignal]:
    shelf = shelf_of(run)
    for view in run.views:
        if view.is_done and view.sheet.column(Field.EVIDENCE) is not None:
            signal = _of_row(run, view, shelf)
            if signal is not None:
                yield signal


def _of_row(run: Run, view: RowView, shelf: Shelf | None) -> RowSignal | None:
    told = view.row.cell(Field.EVIDENCE).shown.strip()
    if not told:
        return RowSignal(view, "标为已完成，佐证材料一栏是空的")
    proofs = proofs_of(view, shelf, run.lexicon, run.unit_of(view).ledger.unit)
    if not proofs:
        return RowSignal(
            view,
            f"标为已完成，佐证材料只写“{told}”，没有写明是哪份材料",
            view.whole(Field.EVIDENCE),
        )
    if shelf is None:
        return None
    missing = [one for one in proofs if not one.files]
    empty = [one for one in proofs if one.files and all(is_empty(file) for file in one.files)]
    if not missing and not empty:
        return None
    reasons = []
    if missing:
        reasons.append(f"佐证文件夹中找不到{_names(missing)}")
    if empty:
        reasons.append(f"{_names(empty)}是空文件")
    spans = tuple(
        Span(Field.EVIDENCE.value, one.named.start, one.named.end) for one in (*missing, *empty)
    )
    return RowSignal(view, f"标为已完成，{'；'.join(reasons)}", spans)


def _names(proofs: list[Proof]) -> str:
    return "、".join(f"“{one.named.words}”" for one in proofs)


RULE = Rule(code=CODE, name="无佐证", severity=Severity.HIGH, rows=_run)
