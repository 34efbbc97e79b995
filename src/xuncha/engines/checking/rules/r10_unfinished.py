"""R10 未完成称完成: marked done while the progress says that the main act is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.context import Run
from xuncha.engines.checking.pending import Pending, still_to_come
from xuncha.engines.checking.prose import shortened
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.residents import contradicted
from xuncha.engines.checking.rule import Param, RowSignal, Rule

CODE = "R10"


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if not view.is_done or not view.progress:
            continue
        pending = still_to_come(
            view.progress, view.finding, run.lexicon,
            measure=view.measure, until=run.unit_of(view).as_of, sure=run.number(CODE, "sure"),
        )  # fmt: skip
        pending = _not_voiced(pending, view.progress, run) if pending else ()
        if pending:
            words = "、".join(dict.fromkeys(f"“{one.words}”" for one in pending))
            quote = shortened(view.progress[pending[0].clause.start : pending[0].clause.end], 40)
            yield RowSignal(
                view,
                f"标为已完成，整改进展却写着“{quote}”，看来还没有做完（{words}）",
                tuple(
                    Span(view.progress_field.value, one.clause.start, one.clause.end)
                    for one in pending
                ),
            )


def _not_voiced(pending: tuple[Pending, ...], progress: str, run: Run) -> tuple[Pending, ...]:
    """Without what residents say of the result: that is R19's question."""
    start, end = contradicted(progress, run.lexicon) or (0, 0)
    return tuple(one for one in pending if not start <= one.clause.start < end)


RULE = Rule(
    code=CODE,
    name="未完成称完成",
    severity=Severity.HIGH,
    params={"sure": Param(0.85, "词表里没有的写法，几分把握才算还没有做完", 0, 1)},
    rows=_run,
)
