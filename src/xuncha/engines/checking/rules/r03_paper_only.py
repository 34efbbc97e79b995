"""R03 以会议文件代整改: all that was done is studying, meeting, issuing papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha.engines.checking.acts import Act, without_change
from xuncha.engines.checking.answerable import answerable
from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.demand import asks_for
from xuncha.engines.checking.prose import shortened
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R03"
_ATTITUDE = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:高度重视|引起(?:高度)?重视|迅速行动|立即行动|认真对待|照单全收|诚恳接受|主动认领"
    r"|(?:强化|加强)(?:组织)?领导|凝聚(?:思想)?共识|(?:牢固|切实)?树[立牢][^,。;]{0,10}(?:观念|意识|理念|思想|宗旨))"
)
"""An attitude is neither a meeting nor a paper: R16 asks about it."""


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if view.is_open:
            continue  # what is not claimed yet may still be at the stage of meetings
        field, text = _what_was_done(view)
        most = run.number(CODE, "most_change")
        acts = without_change(text, view.finding, run.lexicon, most) if text else ()
        talk = [act for act in acts if act.is_talk and not _ATTITUDE.fullmatch(act.clause.text)]
        asked = asks_for(view.told, run.lexicon) if talk else ""
        if not asked:
            continue
        if _length([act for act in acts if act.is_later]) > _length(talk):
            continue  # most of it is still to come: R10 asks about that
        light = run.lexicon["light"]
        words = _length([act for act in talk if act.is_word or light.search(act.clause.text)])
        if words * 3 > _length(talk) * 2 and answerable(view, run.lexicon):
            continue  # words to somebody who should answer for it: R14 asks about that
        if _share(talk, acts) >= run.number(CODE, "min_share"):
            yield RowSignal(
                view,
                f"问题要求{asked}上有改变，{field.value}写的是“{_quoted(talk, text)}”"
                "这样的学习、开会、发文，没有写实际改变了什么",
                tuple(Span(field.value, act.clause.start, act.clause.end) for act in talk),
            )


def _quoted(talk: list[Act], text: str) -> str:
    """The longest piece of talk, in the unit's own words."""
    longest = max(talk, key=lambda act: act.clause.end - act.clause.start).clause
    return shortened(text[longest.start : longest.end])


def _what_was_done(view: RowView) -> tuple[Field, str]:
    """The progress; the measure only where a row without progress is marked done."""
    if view.progress:
        return view.progress_field, view.progress
    return Field.MEASURE, view.measure if view.is_done else ""


def _share(talk: list[Act], acts: tuple[Act, ...]) -> float:
    """How much of what is told is talk; set phrases tell nothing either way."""
    return _length(talk) / max(1, _length([act for act in acts if not act.is_empty]))


def _length(acts: list[Act]) -> int:
    return sum(act.clause.end - act.clause.start for act in acts)


RULE = Rule(
    code=CODE,
    name="以会议文件代整改",
    severity=Severity.HIGH,
    params={
        "min_share": Param(0.34, "学习、开会、发文的文字至少占多少", 0, 1),
        "most_change": Param(0.5, "每一句是实事的可能，最多多少", 0, 1),
    },
    rows=_run,
)
