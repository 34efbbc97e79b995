"""R03 以会议文件代整改: all that was done is studying, meeting, issuing papers."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.acts import Act, Kind, may_talk, read_acts
from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.demand import asks_for
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R03"


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if view.is_open:
            continue  # what is not claimed yet may still be at the stage of meetings
        field, text = _what_was_done(view)
        if not text or not may_talk(text, run.lexicon):
            continue
        asked = asks_for(view.finding, run.lexicon)
        if not asked:
            continue
        acts = read_acts(text, view.finding, run.lexicon)
        talk = [act for act in acts if act.kind is Kind.TALK]
        if not talk or any(act.kind is Kind.CHANGE for act in acts):
            continue
        unknown = [act for act in acts if act.kind is Kind.UNKNOWN]
        if _length(unknown) > run.number(CODE, "most_unknown") * _length(talk):
            continue
        if _share(talk, acts) >= run.number(CODE, "min_share"):
            yield RowSignal(
                view,
                f"问题要求的是{asked}上的改变，{field.value}写的都是学习、开会、发文一类，"
                "没有看到实际的改变",
                tuple(Span(field.value, act.clause.start, act.clause.end) for act in talk),
            )


def _what_was_done(view: RowView) -> tuple[Field, str]:
    """The progress; the measure only where a row without progress is marked done."""
    if view.progress:
        return view.progress_field, view.progress
    return Field.MEASURE, view.measure if view.is_done else ""


def _share(talk: list[Act], acts: tuple[Act, ...]) -> float:
    return _length(talk) / max(1, _length(list(acts)))


def _length(acts: list[Act]) -> int:
    return sum(act.clause.end - act.clause.start for act in acts)


RULE = Rule(
    code=CODE,
    name="以会议文件代整改",
    severity=Severity.HIGH,
    params={
        "min_share": Param(0.34, "学习、开会、发文的文字至少占多少", 0, 1),
        "most_unknown": Param(0.3, "说不清是不是实事的文字，至多是开会发文一类的几倍", 0, 10),
    },
    rows=_run,
)
