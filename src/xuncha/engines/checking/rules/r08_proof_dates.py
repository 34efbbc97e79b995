"""R08 佐证时间不合: a proof's own date lies before the feedback or after the claimed completion.

Own dates are those of the signing line, the file's name, the day it was created. Dates in running
text, modified dates and the file system's count for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from xuncha.engines.checking.closing import done_on, feedback_on
from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.proving import Proof, proofs_of, shelf_of
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.rule import RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R08"
_WHERE = {"signed": "落款日期", "name": "文件名上的日期", "created": "文件生成日期"}


def _run(run: Run) -> Iterator[RowSignal]:
    shelf = shelf_of(run)
    if shelf is None:
        return
    for unit in run.checked:
        fed_back = feedback_on(run, unit)
        for view in unit.views:
            if view.is_open:
                continue
            closed = done_on(view, unit)
            reasons: list[str] = []
            spans: list[Span] = []
            for proof in proofs_of(view, shelf, run.lexicon, unit.ledger.unit):
                told = _told(proof, fed_back, closed)
                if told:
                    reasons.append(f"“{proof.named.words}”的{told}")
                    named = proof.named
                    spans.append(Span(Field.EVIDENCE.value, named.start, named.end))
            if reasons:
                yield _signal(view, reasons, spans)


def _told(proof: Proof, fed_back: dt.date | None, closed: dt.date | None) -> str:
    for where, day in proof.files[0].dates if proof.files else ():
        if fed_back is not None and day < fed_back:
            told, why = f"在反馈（{fed_back}）之前", "证明不了反馈以后的整改"
        elif closed is not None and day > closed:
            told, why = f"在完成时间（{closed}）之后", "完成的时候还没有它"
        else:
            continue
        return f"{_WHERE.get(where, '日期')}是{day}，{told}，{why}"
    return ""


def _signal(view: RowView, reasons: list[str], spans: list[Span]) -> RowSignal:
    return RowSignal(view, "；".join(reasons), tuple(spans))


RULE = Rule(code=CODE, name="佐证时间不合", severity=Severity.MEDIUM, rows=_run)
