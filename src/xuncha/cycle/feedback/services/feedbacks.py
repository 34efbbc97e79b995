"""A feedback from its draft to the delivery: the fixed version of the final report, approved,
told in separate conversations; with the delivery the findings are fed back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.directory.roles import OFFICE, OFFICE_DIRECTOR, UNIT
from xuncha.cycle.feedback.digests import digest_of_feedback
from xuncha.cycle.feedback.enums import (
    Audience,
    DeliveryState,
    FeedbackState,
    ReportKind,
    ReportState,
)
from xuncha.cycle.feedback.looking import sentences_of, version_of
from xuncha.cycle.feedback.models import (
    Delivery,
    Feedback,
    FeedbackLine,
    Report,
    ReportSentence,
    TeamReview,
)
from xuncha.cycle.feedback.rules import due, rules_on
from xuncha.cycle.feedback.services.common import add, note_step, step, told, touch
from xuncha.cycle.feedback.states import DELIVERY_STATES, FEEDBACK_STATES
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.services import move_finding
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.services import advance_inspection
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

TARGET = "feedback"
LONGEST = 4000
PRAISE = "巡察期间，单位党组织能够支持配合巡察工作，按要求提供情况、立行立改。"
DEMANDS = (
    "提高政治站位，扛起整改主体责任，主要负责人负总责。\n"
    "逐条制定整改措施，明确责任领导、责任部门和完成时限，按期报送整改方案。\n"
    "举一反三、建章立制，防止问题反弹。\n"
    "整改情况在党内通报并向社会公开，接受监督。"
)
_FIXED = "反馈意见已经批准，不能再改；要改请主任退回。"


@service
def draft_feedback(actor: Actor, *, report_id: int) -> Feedback:
    """Draft what the unit is told, out of the final main report: its lines are copied and never
    change. Head and body are told apart, each village of which something is said by itself."""
    related = ("inspection__organisation", "inspection__round")
    report = access.get_or_404(actor, Report, related=related, pk=report_id)
    row = Feedback(
        inspection=report.inspection, report=report, version_told=version_of(report),
        praise=PRAISE, demands=DEMANDS, made_by_id=actor.user_id, made_at=clock.now(),
        edited_by_id=actor.user_id,
    )  # fmt: skip
    access.require(actor, "create", row)
    if report.kind != ReportKind.MAIN or report.state != ReportState.FINAL:
        raise Conflict("巡察报告定稿以后才能拟反馈意见。")
    assert report.final_on is not None
    deadline = due("feedback_workdays", report.final_on)
    row.due_on, row.due_rule, row.rules_version = deadline.on, deadline.rule, deadline.version
    add(row, "这次巡察已经有一份反馈意见。")
    note_provisional(row, "due_on", deadline.counted)
    sentences = [one for one in sentences_of(row.version_told) if one.finding is not None]
    FeedbackLine.objects.bulk_create(
        [FeedbackLine(feedback=row, line=line, section=one.section, finding=one.finding,
                      village_id=one.village_id, text=one.text)
         for line, one in enumerate(sentences, start=1)]
    )  # fmt: skip
    _plan(row, sentences)
    note_step(actor, row, "draft", "拟稿", "", row.state, target=TARGET)
    record(actor, "feedback.feedback.drafted", row, lines=len(sentences))
    return row


def _plan(row: Feedback, sentences: list[ReportSentence]) -> None:
    unit = row.inspection.organisation_id
    villages = dict.fromkeys(one.village_id for one in sentences if one.village_id)
    plan = [(Audience.HEAD, unit), (Audience.BODY, unit)]
    plan += [(Audience.VILLAGE, pk) for pk in villages if pk]
    Delivery.objects.bulk_create(
        [Delivery(feedback=row, audience=who, organisation_id=pk) for who, pk in plan]
    )


@service
def change_feedback(
    actor: Actor, *, feedback_id: int, version: int, praise: str, demands: str
) -> Feedback:
    """The general words and the demands; the findings' lines are the report's."""
    row = find_feedback(actor, feedback_id)
    access.require(actor, "change", row)
    fields = {
        "praise": words(praise, LONGEST, "praise", "请写总体评价。"),
        "demands": words(demands, LONGEST, "demands", "请写整改要求，一行一条。"),
    }
    edited = {"edited_by_id": actor.user_id}
    touch(row, version, FeedbackState.DRAFT, _FIXED, **fields, **edited)
    record(actor, "feedback.feedback.changed", row)
    return row


@service
def approve_feedback(actor: Actor, *, feedback_id: int, version: int) -> Feedback:
    """These words and no others may be told."""
    row = find_feedback(actor, feedback_id)
    digest = digest_of_feedback(row, row.lines.all())
    step(
        actor, FEEDBACK_STATES, row, "approve", version=version, target=TARGET,
        approved_by_id=actor.user_id, approved_on=clock.today(), approved_digest=digest,
    )  # fmt: skip
    record(actor, "feedback.feedback.approved", row, digest=digest)
    told(
        actor, with_roles(OFFICE), "feedback.feedback.approved",
        f"{row.inspection.organisation}：反馈意见已批准，请在 {row.due_on} 前反馈。", _url(row),
        row.inspection_id,
    )  # fmt: skip
    return row


@service
def return_feedback(actor: Actor, *, feedback_id: int, version: int, reason: str) -> Feedback:
    """Back to the desk; refused once somebody was told."""
    row = find_feedback(actor, feedback_id)
    if row.deliveries.exclude(state=DeliveryState.PLANNED).exists():
        raise Conflict("已经开始反馈，文字不能再退回修改。")
    step(
        actor, FEEDBACK_STATES, row, "return", version=version, reason=reason, target=TARGET,
        approved_by=None, approved_on=None, approved_digest="",
    )  # fmt: skip
    record(actor, "feedback.feedback.returned", row, reason=reason.strip())
    return row


@service
def withdraw_feedback(actor: Actor, *, feedback_id: int, version: int, reason: str) -> Feedback:
    """Leave a draft."""
    row = find_feedback(actor, feedback_id)
    step(
        actor, FEEDBACK_STATES, row, "withdraw", version=version, reason=reason, target=TARGET,
        end_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "feedback.feedback.withdrawn", row, reason=reason.strip())
    return row


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is put down of one conversation, by posts."""

    held_on: dt.date
    told_by: str
    attended: str
    place: str = ""


@service
def hold_conversation(
    actor: Actor, *, delivery_id: int, version: int, facts: Conversation
) -> Delivery:
    """It was told on a day. Under the rule the head hears it before the body, and the unit before
    its villages."""
    related = ("feedback__inspection__organisation", "organisation")
    row = access.get_or_404(actor, Delivery, related=related, pk=delivery_id)
    access.require(actor, "hold", row)
    feedback = row.feedback
    _demand_told_in_order(row, facts.held_on)
    step(
        actor, DELIVERY_STATES, row, "hold", version=version, target=TARGET, about=feedback,
        note=f"{row}，{facts.held_on}", held_on=facts.held_on, place=facts.place.strip()[:80],
        told_by=words(facts.told_by, 200, "told_by", "请写明反馈人的职务。"),
        attended=words(facts.attended, 500, "attended", "请写明参加人的职务。"),
        noted_by_id=actor.user_id, receive_by=due("receipt_workdays", facts.held_on).on,
    )  # fmt: skip
    record(actor, "feedback.delivery.held", row, on=str(facts.held_on))
    if feedback.state == FeedbackState.DELIVERED:
        _ask_to_sign(actor, feedback, [row])
    return row


def _demand_told_in_order(row: Delivery, day: dt.date) -> None:
    feedback = row.feedback
    is_village = row.audience == Audience.VILLAGE
    open_states = {FeedbackState.APPROVED, *([FeedbackState.DELIVERED] if is_village else [])}
    if feedback.state not in open_states:
        raise Conflict("反馈意见批准以后、办结以前登记反馈。")
    assert feedback.approved_on is not None
    if not feedback.approved_on <= day <= clock.today():
        raise Invalid("反馈日期应当在批准之后、不晚于今天。", field="held_on")
    before = {Audience.BODY: Audience.HEAD, Audience.VILLAGE: Audience.BODY}.get(
        Audience(row.audience)
    )
    if before is None or (not is_village and not rules_on(day).settings.head_first):
        return
    earlier = Delivery.objects.filter(feedback=feedback, audience=before).first()
    if earlier is None or earlier.held_on is None:
        raise Conflict(f"请先登记向{before.label}反馈。")
    if day < earlier.held_on:
        raise Invalid(f"不能早于向{before.label}反馈的 {earlier.held_on}。", field="held_on")


@service
def deliver_feedback(actor: Actor, *, feedback_id: int, version: int) -> Feedback:
    """Head and body were told: the findings are fed back, the inspection goes on, the unit sees
    the feedback and is asked to sign for it and for its word on the team. Every finding of it must
    still stand as it was settled. Where somebody led the inspection on by hand it stays there."""
    row = find_feedback(actor, feedback_id)
    access.require(actor, "deliver", row)
    inspection = row.inspection
    if inspection.state not in {Stage.FOR_FEEDBACK, Stage.FED_BACK}:
        raise Conflict(
            f"巡察任务现在是“{inspection.get_state_display()}”，先推进到“待反馈”再办结反馈。"
        )
    if digest_of_feedback(row, row.lines.all()) != row.approved_digest:
        raise Conflict("反馈意见的文字和批准时不一致，请退回重新批准。")
    day = _last_day(row)
    copies = due("copy_workdays", day)
    step(
        actor, FEEDBACK_STATES, row, "deliver", version=version, target=TARGET, note=str(day),
        delivered_by_id=actor.user_id, delivered_on=day, copies_due_on=copies.on,
    )  # fmt: skip
    note_provisional(row, "copies_due_on", copies.counted)
    _feed_back(actor, row)
    if inspection.state == Stage.FOR_FEEDBACK:
        advance_inspection(
            actor, inspection_id=inspection.pk, version=inspection.version, on=day
        )  # fmt: skip
    record(actor, "feedback.feedback.delivered", row, on=str(day), digest=row.approved_digest)
    _ask_to_sign(actor, row, list(row.deliveries.filter(state=DeliveryState.HELD)))
    _open_review(actor, row, day)
    return row


def _last_day(row: Feedback) -> dt.date:
    """The day on which the later of head and body was told; today while one is missing (the state
    refuses that with its sentence)."""
    own = row.deliveries.exclude(audience=Audience.VILLAGE)
    days = [one for one in own.values_list("held_on", flat=True) if one]
    return max(days, default=clock.today())


def _feed_back(actor: Actor, row: Feedback) -> None:
    for line in row.lines.select_related("finding").order_by("line"):
        finding = line.finding
        if finding.state != FindingState.SETTLED:
            raise Conflict(
                f"问题{finding.number}现在是“{finding.get_state_display()}”，不能反馈；"
                "请把它重新定稿，或者退回报告删去。"
            )
        move_finding(actor, finding_id=finding.pk, version=finding.version, action="feed_back")


def _ask_to_sign(actor: Actor, row: Feedback, deliveries: list[Delivery]) -> None:
    for unit in dict.fromkeys(one.organisation_id for one in deliveries):
        told(
            actor, unit_users(unit, UNIT), "feedback.feedback.delivered",
            "巡察反馈意见已送达，请签收。", _url(row),
        )  # fmt: skip


def _open_review(actor: Actor, row: Feedback, day: dt.date) -> None:
    deadline = due("review_workdays", day)
    review = TeamReview.objects.create(
        feedback=row, inspection=row.inspection, due_on=deadline.on, due_rule=deadline.rule,
        rules_version=deadline.version,
    )  # fmt: skip
    note_provisional(review, "due_on", deadline.counted)
    record(actor, "feedback.review.opened", review, due=str(deadline.on))
    told(
        actor, unit_users(row.inspection.organisation_id, UNIT), "feedback.review.opened",
        f"请在 {deadline.on} 前填写对巡察组的后评估。", f"/team-reviews/{review.pk}/",
    )  # fmt: skip


@service
def sign_receipt(actor: Actor, *, delivery_id: int, version: int) -> Delivery:
    """The unit signs for what it was told; what was told to the head, the head in person."""
    row = _delivered(actor, delivery_id)
    titles = {"unit_head": "主要负责人", "unit_liaison": "联络员"}
    post = next((label for role, label in titles.items() if actor.has(role)), "签收人")
    step(
        actor, DELIVERY_STATES, row, "sign", version=version, target=TARGET, about=row.feedback,
        note=str(row), signed_by_id=actor.user_id, signed_as=post, signed_on=clock.today(),
    )  # fmt: skip
    record(actor, "feedback.delivery.signed", row)
    told(
        actor, with_roles([OFFICE_DIRECTOR]), "feedback.delivery.signed", f"{row}已签收。",
        _url(row.feedback), row.feedback.inspection_id,
    )  # fmt: skip
    return row


@service
def enter_receipt(
    actor: Actor, *, delivery_id: int, version: int, signed_as: str, on: dt.date
) -> Delivery:
    """A receipt that was signed on paper, put down by the office."""
    row = _delivered(actor, delivery_id)
    if row.held_on is None or not row.held_on <= on <= clock.today():
        raise Invalid("签收日期应当在反馈之后、不晚于今天。", field="on")
    step(
        actor, DELIVERY_STATES, row, "enter", version=version, target=TARGET, about=row.feedback,
        note=f"{row}，纸质回执", signed_on=on, is_on_paper=True,
        signed_as=words(signed_as, 60, "signed_as", "请写明签收人的职务。"),
    )  # fmt: skip
    record(actor, "feedback.delivery.signed", row, on_paper=True)
    return row


def _delivered(actor: Actor, delivery_id: int) -> Delivery:
    related = ("feedback__inspection__organisation", "organisation")
    row = access.get_or_404(actor, Delivery, related=related, pk=delivery_id)
    if row.feedback.state != FeedbackState.DELIVERED:
        raise Conflict("反馈办结以后再签收。")
    return row


@service
def note_print(actor: Actor, *, feedback_id: int) -> Feedback:
    """Somebody prints it."""
    row = find_feedback(actor, feedback_id)
    access.require(actor, "print", row)
    record(actor, "feedback.feedback.printed", row)
    return row


def find_feedback(actor: Actor, feedback_id: int) -> Feedback:
    """The feedback under the actor's scope."""
    related = ("inspection__organisation", "inspection__round", "report", "version_told")
    return access.get_or_404(actor, Feedback, related=related, pk=feedback_id)


def _url(row: Feedback) -> str:
    return f"/feedbacks/{row.pk}/"
