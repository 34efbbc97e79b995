"""Where reports, publicity, meetings, surveys and evaluations may go."""

from __future__ import annotations

from xuncha.cycle.evaluation.enums import (
    EvaluationState,
    MeetingState,
    PublicityState,
    ReadState,
    ReportState,
    SurveyState,
)
from xuncha.cycle.evaluation.models import Evaluation, Publicity, Report
from xuncha.cycle.evaluation.outdated import why_outdated
from xuncha.kernel import clock
from xuncha.kernel.states import Stated, StateTable, Transition


def _answered_for(record: Stated) -> str:
    assert isinstance(record, Report)
    last = record.editions.order_by("-number").first()
    if last is None or last.read_state == ReadState.WAITING:
        return "系统还在核对最近一稿，核对完再接受。"
    if left := last.differences.filter(explanation="").count():
        return f"还有 {left} 处和台账对不上，单位没有说明，先退回或者等单位说明。"
    return ""


REPORT_STATES = StateTable(
    "整改报告状态",
    ReportState,
    [
        Transition(
            "resend", "重新报送", frozenset({ReportState.SENT, ReportState.RETURNED}),
            ReportState.SENT,
        ),
        Transition(
            "return", "退回", frozenset({ReportState.SENT}), ReportState.RETURNED,
            needs_reason=True,
        ),
        Transition(
            "accept", "接受", frozenset({ReportState.SENT}), ReportState.ACCEPTED,
            needs_reason=True, guard=_answered_for,
        ),
    ],
)  # fmt: skip


def _is_over(record: Stated) -> str:
    assert isinstance(record, Publicity)
    if record.until_on is None or clock.today() <= record.until_on:
        return f"公开期到 {record.until_on} 为止，期满才能结束。"
    if left := record.objections.filter(answer="").count():
        return f"还有 {left} 条公开意见没有处理。"
    return ""


def _has_contact(record: Stated) -> str:
    assert isinstance(record, Publicity)
    if not record.contact:
        return "还没有写意见反映方式，先修改公开稿。"
    return why_outdated(record)


def _is_still_so(record: Stated) -> str:
    assert isinstance(record, Publicity)
    return why_outdated(record)


PUBLICITY_STATES = StateTable(
    "整改公开状态",
    PublicityState,
    [
        Transition(
            "submit", "送审", frozenset({PublicityState.DRAFT}), PublicityState.SUBMITTED,
            guard=_has_contact,
        ),
        Transition(
            "return", "退回修改",
            frozenset({PublicityState.SUBMITTED, PublicityState.APPROVED}),
            PublicityState.DRAFT, needs_reason=True,
        ),
        Transition(
            "approve", "批准", frozenset({PublicityState.SUBMITTED}), PublicityState.APPROVED,
            guard=_is_still_so,
        ),
        Transition(
            "publish", "登记公开", frozenset({PublicityState.APPROVED}), PublicityState.PUBLISHED,
            guard=_is_still_so,
        ),
        Transition(
            "close", "公开期满", frozenset({PublicityState.PUBLISHED}), PublicityState.CLOSED,
            needs_reason=True, guard=_is_over,
        ),
        Transition(
            "withdraw", "撤回",
            frozenset({
                PublicityState.DRAFT, PublicityState.SUBMITTED, PublicityState.APPROVED,
                PublicityState.PUBLISHED,
            }),
            PublicityState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

MEETING_STATES = StateTable(
    "专题民主生活会状态",
    MeetingState,
    [
        Transition(
            "record", "登记会议情况", frozenset({MeetingState.PREPARING}), MeetingState.RECORDED
        ),
        Transition(
            "return", "退回补充", frozenset({MeetingState.RECORDED}), MeetingState.PREPARING,
            needs_reason=True,
        ),
        Transition(
            "confirm", "督导确认", frozenset({MeetingState.RECORDED}), MeetingState.CONFIRMED,
            needs_reason=True,
        ),
    ],
)  # fmt: skip

SURVEY_STATES = StateTable(
    "满意度测评状态",
    SurveyState,
    [
        Transition("close", "统计", frozenset({SurveyState.OPEN}), SurveyState.CLOSED),
        Transition(
            "withdraw", "撤回", frozenset({SurveyState.OPEN, SurveyState.CLOSED}),
            SurveyState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip


def _all_scored(record: Stated) -> str:
    assert isinstance(record, Evaluation)
    if left := record.scores.filter(points__isnull=True).count():
        return f"还有 {left} 项指标没有给分。"
    return ""


def _heard(record: Stated) -> str:
    assert isinstance(record, Evaluation)
    if record.state != EvaluationState.CONFIRMED:
        return ""
    if record.answer_by and clock.today() <= record.answer_by:
        return f"单位可以在 {record.answer_by} 前回复，回复以后或者过了期限再定等次。"
    return ""


EVALUATION_STATES = StateTable(
    "整改评估状态",
    EvaluationState,
    [
        Transition(
            "submit", "送交确认", frozenset({EvaluationState.DRAFT}), EvaluationState.SUBMITTED,
            guard=_all_scored,
        ),
        Transition(
            "return", "退回评分",
            frozenset({
                EvaluationState.SUBMITTED, EvaluationState.CONFIRMED, EvaluationState.ANSWERED,
            }),
            EvaluationState.DRAFT, needs_reason=True,
        ),
        Transition(
            "confirm", "确认并告知单位", frozenset({EvaluationState.SUBMITTED}),
            EvaluationState.CONFIRMED,
        ),
        Transition(
            "answer", "回复", frozenset({EvaluationState.CONFIRMED}), EvaluationState.ANSWERED
        ),
        Transition(
            "finish", "定等次",
            frozenset({EvaluationState.CONFIRMED, EvaluationState.ANSWERED}),
            EvaluationState.FINAL, needs_reason=True, guard=_heard,
        ),
        Transition(
            "withdraw", "撤回",
            frozenset({
                EvaluationState.DRAFT, EvaluationState.SUBMITTED, EvaluationState.CONFIRMED,
                EvaluationState.ANSWERED, EvaluationState.FINAL,
            }),
            EvaluationState.WITHDRAWN, needs_reason=True,
        ),
    ],
)  # fmt: skip

TABLES = (REPORT_STATES, PUBLICITY_STATES, MEETING_STATES, SURVEY_STATES, EVALUATION_STATES)
