"""What this room asks for before an inspection goes on."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.feedback.enums import (
    COPY_OUT,
    TASK_UNDONE,
    DeliveryState,
    FeedbackState,
    FilingState,
    ReportKind,
    ReportState,
    ReviewState,
)
from xuncha.cycle.feedback.models import (
    CopyLetter,
    Delivery,
    Feedback,
    Filing,
    Report,
    Task,
    TeamReview,
)
from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.planning.enums import AFTER_FEEDBACK, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_REACHED = {
    Stage.HEARD_BY_GROUP: ("巡察报告还没有经巡察办审核", ReportState.REVIEWED),
    Stage.HEARD_BY_SECRETARY: ("领导小组还没有听取巡察报告", ReportState.HEARD_BY_GROUP),
    Stage.FOR_FEEDBACK: ("巡察报告还没有定稿", ReportState.FINAL),
}


def _here(row: Inspection) -> str:
    return f"/inspections/{row.pk}/feedback/"


def _missing(actor: Actor, row: Inspection, stage: Stage) -> Iterable[Lack]:
    """The main report must have come at least so far; inspections fed back in former times have
    none and are asked nothing."""
    if row.state in AFTER_FEEDBACK:
        return
    words, least = _REACHED[stage]
    order = list(ReportState)
    enough = order[order.index(least) : order.index(ReportState.WITHDRAWN)]
    rows = access.visible(actor, Report).filter(inspection=row, kind=ReportKind.MAIN)
    yield Lack(words, int(not rows.filter(state__in=enough).exists()), _here(row))


@before(Stage.HEARD_BY_GROUP)
def _reviewed(actor: Actor, row: Inspection) -> Iterable[Lack]:
    yield from _missing(actor, row, Stage.HEARD_BY_GROUP)


@before(Stage.HEARD_BY_SECRETARY)
def _heard(actor: Actor, row: Inspection) -> Iterable[Lack]:
    yield from _missing(actor, row, Stage.HEARD_BY_SECRETARY)


@before(Stage.FOR_FEEDBACK)
def _final(actor: Actor, row: Inspection) -> Iterable[Lack]:
    yield from _missing(actor, row, Stage.FOR_FEEDBACK)


@before(Stage.FED_BACK)
def _delivered(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = access.visible(actor, Feedback).filter(inspection=row, state=FeedbackState.DELIVERED)
    yield Lack("反馈还没有办结", int(not rows.exists()), _here(row))


@before(Stage.ARCHIVED)
def _answered(actor: Actor, row: Inspection) -> Iterable[Lack]:
    """What the feedback set going: tasks, filing, receipts, the four notices, the unit's word."""
    here = _here(row)
    tasks = access.visible(actor, Task).filter(inspection=row, state__in=sorted(TASK_UNDONE))
    yield Lack("会议交办的事项没有办结", tasks.count(), here)
    filings = access.visible(actor, Filing).filter(
        hearing__reports__report__inspection=row, state=FilingState.DUE
    )
    yield Lack("书记专题会情况没有报备", filings.distinct().count(), here)
    receipts = access.visible(actor, Delivery).filter(feedback__inspection=row)
    receipts = receipts.exclude(feedback__state=FeedbackState.WITHDRAWN)
    yield Lack("反馈对象没有签收", receipts.exclude(state=DeliveryState.SIGNED).count(), here)
    told = access.visible(actor, Feedback).filter(inspection=row, state=FeedbackState.DELIVERED)
    sent = access.visible(actor, CopyLetter).filter(
        feedback__inspection=row, state__in=sorted(COPY_OUT)
    )
    kinds = set(sent.values_list("kind", flat=True)) if told.exists() else None
    yield Lack("四抄告没有发齐", 0 if kinds is None else 4 - len(kinds), here)
    reviews = access.visible(actor, TeamReview).filter(inspection=row, state=ReviewState.OPEN)
    yield Lack("被巡察单位没有填后评估", reviews.count(), here)
