"""Where the records of this room may go."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.feedback.enums import (
    CopyState,
    DeliveryState,
    FeedbackState,
    FilingState,
    HearingState,
    ReportKind,
    ReportState,
    ReviewState,
    TaskState,
)
from xuncha.cycle.feedback.looking import unused_of
from xuncha.cycle.feedback.suspects import suspects_in
from xuncha.kernel.states import StateTable, Transition


def _has_sentences(row: Any) -> str:
    told = row.versions.filter(number=row.revision, sentences__isnull=False).exists()
    return "" if told else "报告里还没有一条内容，请先写进问题。"


def _all_used(row: Any) -> str:
    if row.kind != ReportKind.MAIN:
        return ""
    number = len(unused_of(row))
    return (
        f"还有 {number} 个去向为反馈的问题没有写进报告，请先写进去或者改定去向。" if number else ""
    )


def _heard_by_group(row: Any) -> str:
    return "" if row.group_heard_on else "领导小组还没有听取过，请在听取会议里登记。"


def _heard_by_secretary(row: Any) -> str:
    return "" if row.secretary_heard_on else "书记专题会还没有听取过，请在听取会议里登记。"


REPORT_STATES = StateTable(
    "巡察报告状态",
    ReportState,
    [
        Transition(
            "sign", "签发", frozenset({ReportState.DRAFT}), ReportState.SIGNED,
            guard=_has_sentences,
        ),
        Transition("review", "审核", frozenset({ReportState.SIGNED}), ReportState.REVIEWED),
        Transition(
            "return", "退回修改",
            frozenset({ReportState.SIGNED, ReportState.REVIEWED, ReportState.HEARD_BY_GROUP,
                       ReportState.HEARD_BY_SECRETARY}),
            ReportState.DRAFT, needs_reason=True,
        ),
        Transition(
            "hear_group", "领导小组听取", frozenset({ReportState.REVIEWED}),
            ReportState.HEARD_BY_GROUP,
        ),
        Transition(
            "hear_secretary", "书记专题会听取", frozenset({ReportState.HEARD_BY_GROUP}),
            ReportState.HEARD_BY_SECRETARY,
        ),
        Transition(
            "amend_group", "按领导小组意见改好", frozenset({ReportState.REVIEWED}),
            ReportState.HEARD_BY_GROUP, guard=_heard_by_group,
        ),
        Transition(
            "amend_secretary", "按书记专题会意见改好", frozenset({ReportState.HEARD_BY_GROUP}),
            ReportState.HEARD_BY_SECRETARY, guard=_heard_by_secretary,
        ),
        Transition(
            "finalise", "定稿", frozenset({ReportState.HEARD_BY_SECRETARY}), ReportState.FINAL,
            guard=_all_used,
        ),
        Transition(
            "withdraw", "撤回", frozenset({ReportState.DRAFT}), ReportState.WITHDRAWN,
            needs_reason=True,
        ),
    ],
)  # fmt: skip


def _hears_something(row: Any) -> str:
    return "" if row.reports.exists() else "还没有选听取哪几份报告。"


HEARING_STATES = StateTable(
    "听取会议状态",
    HearingState,
    [
        Transition(
            "close", "定稿", frozenset({HearingState.DRAFT}), HearingState.CLOSED,
            guard=_hears_something,
        ),
        Transition(
            "withdraw", "撤回", frozenset({HearingState.DRAFT}), HearingState.WITHDRAWN,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

TASK_STATES = StateTable(
    "交办事项状态",
    TaskState,
    [
        Transition("open", "交办", frozenset({TaskState.DRAFT}), TaskState.OPEN),
        Transition("report", "报结", frozenset({TaskState.OPEN}), TaskState.REPORTED),
        Transition(
            "return", "退回再办", frozenset({TaskState.REPORTED}), TaskState.OPEN,
            needs_reason=True,
        ),
        Transition("settle", "确认办结", frozenset({TaskState.REPORTED}), TaskState.DONE),
        Transition(
            "withdraw", "撤回", frozenset({TaskState.DRAFT, TaskState.OPEN}),
            TaskState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

FILING_STATES = StateTable(
    "报备状态",
    FilingState,
    [
        Transition("file", "登记报备", frozenset({FilingState.DUE}), FilingState.FILED),
        Transition("receive", "登记回执", frozenset({FilingState.FILED}), FilingState.RECEIVED),
    ],
)


def _held(row: Any) -> str:
    waiting = row.deliveries.exclude(audience="village").filter(state=DeliveryState.PLANNED)
    names = "、".join(str(one.get_audience_display()) for one in waiting.order_by("pk"))
    return f"还没有登记向{names}反馈，主要负责人和领导班子都反馈以后再办。" if names else ""


FEEDBACK_STATES = StateTable(
    "反馈状态",
    FeedbackState,
    [
        Transition(
            "approve", "批准", frozenset({FeedbackState.DRAFT}), FeedbackState.APPROVED
        ),
        Transition(
            "return", "退回修改", frozenset({FeedbackState.APPROVED}), FeedbackState.DRAFT,
            needs_reason=True,
        ),
        Transition(
            "deliver", "办结反馈", frozenset({FeedbackState.APPROVED}), FeedbackState.DELIVERED,
            guard=_held,
        ),
        Transition(
            "withdraw", "撤回", frozenset({FeedbackState.DRAFT}), FeedbackState.WITHDRAWN,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

DELIVERY_STATES = StateTable(
    "反馈对象状态",
    DeliveryState,
    [
        Transition("hold", "登记反馈", frozenset({DeliveryState.PLANNED}), DeliveryState.HELD),
        Transition("sign", "签收", frozenset({DeliveryState.HELD}), DeliveryState.SIGNED),
        Transition(
            "enter", "登记纸质回执", frozenset({DeliveryState.HELD}), DeliveryState.SIGNED
        ),
    ],
)  # fmt: skip


def _unsuspicious(row: Any) -> str:
    found = suspects_in(row)
    return found[0] if found else ""


COPY_STATES = StateTable(
    "抄告状态",
    CopyState,
    [
        Transition(
            "submit", "送审", frozenset({CopyState.DRAFT}), CopyState.FOR_APPROVAL,
            guard=_unsuspicious,
        ),
        Transition(
            "return", "退回", frozenset({CopyState.FOR_APPROVAL}), CopyState.DRAFT,
            needs_reason=True,
        ),
        Transition(
            "issue", "批准发出", frozenset({CopyState.FOR_APPROVAL}), CopyState.ISSUED,
            guard=_unsuspicious,
        ),
        Transition("receive", "签收", frozenset({CopyState.ISSUED}), CopyState.RECEIVED),
        Transition(
            "enter", "登记纸质回执", frozenset({CopyState.ISSUED}), CopyState.RECEIVED
        ),
        Transition(
            "withdraw", "撤回",
            frozenset({CopyState.DRAFT, CopyState.FOR_APPROVAL, CopyState.ISSUED}),
            CopyState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

REVIEW_STATES = StateTable(
    "后评估状态",
    ReviewState,
    [Transition("answer", "填写", frozenset({ReviewState.OPEN}), ReviewState.ANSWERED)],
)

TABLES = (
    REPORT_STATES, HEARING_STATES, TASK_STATES, FILING_STATES, FEEDBACK_STATES, DELIVERY_STATES,
    COPY_STATES, REVIEW_STATES,
)  # fmt: skip
"""All of this room, for the printed page."""
