"""Findings: how many, of which kind, old or new, and the money that they are about."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from xuncha.cycle.findings.enums import FindingState, Nature, Recurrence
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.rectification.enums import REACHED, Level
from xuncha.engines.filling.words import Words
from xuncha.foundation import access
from xuncha.insight.figures import definitions as pages
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.counted import counted
from xuncha.insight.figures.figure import Figure
from xuncha.insight.figures.levels import standing
from xuncha.insight.figures.measure import Measure, Paths

SUBJECT = "问题"
_PATHS = Paths(
    round="round", organisation="organisation", leaf="leaf", date="inspection__feedback_on"
)  # fmt: skip
_BY = frozenset({"kind", "round", "way", "focus", "year"})
PROBLEMS = (
    "问题",
    "突出问题",
    "具体问题",
    "主要问题",
    "各类问题",
    "方面问题",
    "有关问题",
    "巡察问题",
    "具体问题表现",
    "问题总数",
    "各方面问题",
    "问题表现",
    "各类具体问题",
    "各类突出问题",
)
FOUND_BY = (
    "发现",
    "查找",
    "查出",
    "揭示",
    "查摆",
    "发现了",
    "找出",
    "查出来",
    "找出来",
    "发现出",
    "查找出",
    "查到",
    "巡出",
    "挖出",
    "发现并指出",
    "揪出",
)
_TOLD_BY = ("反馈", "反馈了", "集中反馈", "反馈指出", "一对一反馈", "双反馈")
RIGHTED = ("整改",)


def _told(ask: Ask) -> QuerySet[Finding]:
    rows = access.visible(ask.actor, Finding)
    return rows.filter(state=FindingState.FED_BACK, inspection__feedback_on__lte=ask.day)


def _found(ask: Ask) -> QuerySet[Any]:
    """Settled, and fed back if it was: found on the day of the feedback, else when written down."""
    rows = access.visible(ask.actor, Finding).filter(
        state__in=[FindingState.SETTLED, FindingState.FED_BACK]
    )
    day = Coalesce("inspection__feedback_on", TruncDate("created_at"))
    return rows.annotate(found_on=day).filter(found_on__lte=ask.day)


FOUND = Measure(
    "findings_found", "发现问题", "定稿的问题，已反馈的在内；草拟的、不采用的和归并的除外", "个",
        SUBJECT,
    _found, Paths(round="round", organisation="organisation", leaf="leaf", date="found_on"), _BY,
    words=(Words(PROBLEMS, FOUND_BY, needs_act=True),),
)  # fmt: skip
FED_BACK = counted(
    pages.FINDINGS, "个", SUBJECT, _PATHS, _BY,
    dated=lambda ask: Q(inspection__feedback_on__lte=ask.day),
    words=(Words(PROBLEMS, _TOLD_BY, needs_act=True),),
)  # fmt: skip


def _again(figure: Figure, which: Recurrence, *marks: str) -> Measure:
    said = (Words(PROBLEMS, FOUND_BY, marks=marks),) if marks else ()
    return counted(
        figure, "个", SUBJECT, _PATHS, _BY,
        dated=lambda ask: Q(recurrence=which, recurrence_at__lt=ask.end),
        words=said,
    )  # fmt: skip


OLD = _again(pages.FINDINGS_OLD, Recurrence.OLD, "老")
NEW_FORM = _again(pages.FINDINGS_NEW_FORM, Recurrence.NEW_FORM, "新表现")
NEW = _again(pages.FINDINGS_NEW, Recurrence.NEW)
COMMON = Measure(
    "findings_common", "共性问题", "已反馈、性质为共性的问题", "个", SUBJECT,
    _told, _PATHS, _BY, where=lambda _: Q(nature=Nature.COMMON),
    words=(Words(PROBLEMS, FOUND_BY + _TOLD_BY, marks=("共性",)),),
)  # fmt: skip
SYSTEMIC = Measure(
    "findings_systemic", "系统性问题", "已反馈、性质为系统性的问题", "个", SUBJECT,
    _told, _PATHS, _BY, where=lambda _: Q(nature=Nature.SYSTEMIC),
    words=(Words(PROBLEMS, FOUND_BY + _TOLD_BY, marks=("系统性",)),),
)  # fmt: skip
KEY = Measure(
    "findings_key", "重点问题", "已反馈、列为重点的问题", "个", SUBJECT,
    _told, _PATHS, _BY, where=lambda _: Q(is_key=True),
    words=(Words(PROBLEMS, FOUND_BY + _TOLD_BY, marks=("重点",)),),
)  # fmt: skip
AMOUNT = Measure(
    "findings_amount", "问题涉及金额", "已反馈的问题写明的涉及金额合计", "元", "资金",
    _told, _PATHS, _BY, where=lambda _: Q(amount_yuan__isnull=False), adds="amount_yuan",
    words=(Words(("涉及金额", "涉及资金", "问题金额", "问题涉及金额", "问题涉及资金",
    "涉及问题金额",
                  "涉及问题资金", "涉及各类资金", "涉及总金额"),
        FOUND_BY + _TOLD_BY,
                 ("元", "万元", "亿元")),),
)  # fmt: skip


def righted(level: Level, label: str, mark: str) -> tuple[Measure, Measure]:
    """Findings all of whose items had reached a level by the day, and their share."""

    def where(ask: Ask) -> Q:
        items = standing(ask).filter(finding=OuterRef("pk"))
        short = items.exclude(then__in=sorted(REACHED[level]))
        return Q(Exists(items)) & ~Q(Exists(short))

    count = Measure(
        f"findings_{level}", f"问题整改{label}",
        f"名下整改事项全部{label}的已反馈问题，没有整改事项的除外", "个", "整改", _told, _PATHS,
        _BY, where=where, words=(
            Words(PROBLEMS, RIGHTED, marks=(mark,)),
            Words(PROBLEMS, RIGHTED, ("个", "条"), (mark, "事项全部"), headless=True),
        ),
    )  # fmt: skip
    rate = Measure(
        f"findings_{level}_rate", f"问题整改{label}率",
        f"名下整改事项全部{label}的问题，占已反馈的问题的百分比", "%", "整改", _told, _PATHS, _BY,
        where=where, part_of=FED_BACK,
        words=(Words(("问题完成率", "问题整改率", "问题整改完成率", "反馈问题整改率",
        "反馈问题整改完成率"), RIGHTED, ("%",),
            marks=(mark,)),),
    )  # fmt: skip
    return count, rate


FINDING_MEASURES = (FOUND, FED_BACK, OLD, NEW_FORM, NEW, COMMON, SYSTEMIC, KEY, AMOUNT)
