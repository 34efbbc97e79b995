"""Figures about talks, site visits and questionnaires."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.inquiry.enums import TalkState, VisitState
from xuncha.cycle.inquiry.models import Talk, Visit
from xuncha.insight.figures.figure import Figure

TALKS = Figure(
    "talks_held", "个别谈话", "两名巡察人员谈一个人的谈话，撤回的除外", Talk,
    lambda _: ~Q(state=TalkState.WITHDRAWN), "inquiry_talk_rows", {"kept": "yes"},
)  # fmt: skip
VISITS = Figure(
    "visits_made", "走访", "去现场、单位、农户的走访，撤回的除外", Visit,
    lambda _: Q(state=VisitState.KEPT), "inquiry_visit_rows", {"state": VisitState.KEPT},
)  # fmt: skip

INQUIRY_FIGURES = (TALKS, VISITS)
