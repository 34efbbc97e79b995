"""Figures about talks, site visits and questionnaires."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.inquiry.enums import TalkState
from xuncha.cycle.inquiry.models import Talk
from xuncha.insight.figures.figure import Figure

TALKS = Figure(
    "talks_held", "个别谈话", "两名巡察人员谈一个人的谈话，撤回的除外", Talk,
    lambda _: ~Q(state=TalkState.WITHDRAWN), "inquiry_talk_rows", {"kept": "yes"},
)  # fmt: skip

INQUIRY_FIGURES = (TALKS,)
