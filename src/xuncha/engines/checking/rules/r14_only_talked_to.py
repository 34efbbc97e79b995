"""R14 以轻代重: persons to answer for money or discipline got only a talk, and no more was done."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.acts import read_acts
from xuncha.engines.checking.answerable import answerable
from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.prose import clauses
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.rule import RowSignal, Rule
from xuncha.engines.checking.sums import sums

CODE = "R14"


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if view.is_open or not view.progress:
            continue
        wrong = answerable(view, run.lexicon)
        if not wrong or _was_punished_or_mended(view, run):
            continue
        light = [
            act.clause
            for act in read_acts(view.progress, view.finding, run.lexicon)
            if run.lexicon["light"].search(act.clause.text) or (act.is_talk and act.is_word)
        ]
        if light:
            yield RowSignal(
                view,
                f"问题涉及“{wrong}”，责任人只受到谈话、提醒一类处理，没有看到追缴、处分或其他整改",
                tuple(Span(view.progress_field.value, one.start, one.end) for one in light),
            )


def _was_punished_or_mended(view: RowView, run: Run) -> bool:
    lexicon = run.lexicon
    # 承诺尽快还款, 拟追缴: what is promised or still to come mends nothing.
    told = [
        one.text
        for one in clauses(view.progress)
        if not lexicon["promise"].search(one.text) and not lexicon["pending"].search(one.text)
    ]
    if any(lexicon["heavy"].search(one) or lexicon["recovery"].search(one) for one in told):
        return True
    if any(sums(one) for one in told):
        return True
    return any(
        act.change > 0.5 and not lexicon["light"].search(act.clause.text)
        for act in read_acts(view.progress, view.finding, lexicon)
        if not lexicon["promise"].search(act.clause.text)
    )


RULE = Rule(code=CODE, name="以轻代重", severity=Severity.HIGH, rows=_run)
