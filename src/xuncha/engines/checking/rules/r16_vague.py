"""R16 空泛无实例: a progress text without a number, date, name, place or document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha.engines.checking import wording
from xuncha.engines.checking.acts import read_acts
from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.instances import names_instance
from xuncha.engines.checking.prose import han, shortened
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.checking.vagueness import vagueness
from xuncha.engines.reading.records import Field

CODE = "R16"
_TELLING = 12
_BETTER = re.compile(r"好转|显著|明显|向好|提升|改善|增强|见效")


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if _tells_state_only(view):
            yield _state_only(view)
            continue
        if not _is_long(view, run) or not _claims(view, run) or names_instance(view.progress):
            continue
        least = run.number(CODE, "least_vague")
        is_vague = vagueness(view.progress, run.lexicon, view.finding) >= least
        if is_vague or _emptiness(view, run) >= run.number(CODE, "least_empty"):
            yield RowSignal(
                view,
                f"整改进展“{shortened(view.progress)}”没有一个数字、日期、人名、地点或文件，"
                "看不出具体做了什么",
                view.whole(view.progress_field),
            )


def _tells_state_only(view: RowView) -> bool:
    """Whether the progress says no more than 已整改 where a column of its own tells the state and
    the other rows of the sheet tell what was done."""
    text = view.row.text(Field.PROGRESS)
    if not view.is_done or not text.strip() or view.progress or not view.text(Field.STATUS):
        return False
    told = [len(row.text(Field.PROGRESS)) >= _TELLING for row in view.sheet.rows]
    return sum(told) * 2 > len(told)


def _state_only(view: RowView) -> RowSignal:
    text = view.row.text(Field.PROGRESS)
    return RowSignal(
        view,
        f"整改进展只写了“{shortened(text)}”，没有写做了什么",
        view.whole(Field.PROGRESS),
    )


def _emptiness(view: RowView, run: Run) -> float:
    """How likely it tells set phrases only, over its length."""
    acts = tuple(read_acts(view.progress, view.finding, run.lexicon))
    whole = sum(len(one.clause.text) for one in acts)
    return sum(len(one.clause.text) * one.shares[wording.EMPTY] for one in acts) / max(1, whole)


def _is_long(view: RowView, run: Run) -> bool:
    return len(han(view.progress)) >= run.number(CODE, "min_chars")


def _claims(view: RowView, run: Run) -> bool:
    """An open row is asked only where its text speaks as if it were done."""
    if not view.is_open:
        return True
    text = view.progress
    is_told_done = run.lexicon["finished"].search(text) is not None or _BETTER.search(text)
    return bool(is_told_done) and run.lexicon["pending"].search(text) is None


RULE = Rule(
    code=CODE,
    name="空泛无实例",
    severity=Severity.MEDIUM,
    params={
        "min_chars": Param(6, "进展至少几个汉字才判断", 0, 500),
        "least_vague": Param(0.38, "套话和重复问题的字至少占多少", 0, 1),
        "least_empty": Param(0.35, "读起来只是套话的可能，平均至少多少", 0, 1),
    },
    rows=_run,
)
