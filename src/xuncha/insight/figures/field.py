"""Figures of the field: how units answer, what was put right at once, who informed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import ASKED, SHORT, answered
from xuncha.cycle.fieldwork.enums import FixState, Timeliness
from xuncha.cycle.fieldwork.models import Briefing, ImmediateFix, RequestLine
from xuncha.insight.figures.figure import Figure

_LINES, _FIXES, _BRIEFINGS = "fieldwork_lines", "fieldwork_fixes", "fieldwork_briefings"


def _answer(name: str, label: str, definition: str, how: Timeliness) -> Figure:
    def where(today: Any) -> Q:
        return answered(how, today)

    return Figure(name, label, definition, RequestLine, where, _LINES, {"answer": how})


DOCUMENTS = Figure(
    "documents_asked", "调阅材料", "送达被巡察单位、没有注明不再需要的材料，一件一行", RequestLine,
    lambda _: ASKED, _LINES,
)  # fmt: skip
DOCUMENTS_ON_TIME = _answer(
    "documents_on_time", "按时", "期限之内首次交来、没有再欠的材料", Timeliness.ON_TIME
)
DOCUMENTS_LATE = _answer(
    "documents_late", "逾期交", "首次交来的日期晚于期限的材料", Timeliness.LATE
)
DOCUMENTS_OVERDUE = _answer(
    "documents_overdue", "逾期未交", "过了期限还没有交齐的材料", Timeliness.OVERDUE
)
DOCUMENTS_NONE = _answer(
    "documents_none", "称没有", "单位说明没有、组里没有要求再提供的材料", Timeliness.NONE
)
DOCUMENTS_SHORT = Figure(
    "documents_short", "页数不符", "单位所报、收到、退还的页数对不上的材料", RequestLine,
    lambda _: SHORT, _LINES, {"short": "yes"},
)  # fmt: skip
FIXES = Figure(
    "fixes_issued", "立行立改", "下达被巡察单位、没有撤回的立行立改", ImmediateFix,
    lambda _: selectors.fixes_issued(), _FIXES, {"due": "issued"},
)  # fmt: skip
FIXES_CONFIRMED = Figure(
    "fixes_confirmed", "立行立改已确认", "由巡察组（不是单位自己）确认改好的立行立改", ImmediateFix,
    lambda _: Q(state=FixState.CONFIRMED), _FIXES, {"state": FixState.CONFIRMED},
)  # fmt: skip
FIXES_OVERDUE = Figure(
    "fixes_overdue", "立行立改逾期", "过了期限、单位还没有报结的立行立改", ImmediateFix,
    selectors.fixes_overdue, _FIXES, {"due": "overdue"},
)  # fmt: skip
BRIEFINGS_OVERDUE = Figure(
    "briefings_overdue", "通报逾期", "过了期限、协作单位还没有回复的巡前通报", Briefing,
    selectors.briefings_overdue, _BRIEFINGS, {"due": "overdue"},
)  # fmt: skip

FIELD_FIGURES = (
    DOCUMENTS, DOCUMENTS_ON_TIME, DOCUMENTS_LATE, DOCUMENTS_OVERDUE, DOCUMENTS_NONE,
    DOCUMENTS_SHORT, FIXES, FIXES_CONFIRMED, FIXES_OVERDUE, BRIEFINGS_OVERDUE,
)  # fmt: skip
