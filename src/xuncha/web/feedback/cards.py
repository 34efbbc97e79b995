"""The room on an inspection's first page, and what of it waits for somebody's hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, LEADER, OFFICE, PARTNER, UNIT
from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import (
    TASK_UNDONE,
    CopyState,
    DeliveryState,
    FeedbackState,
    FilingState,
    ReportState,
    ReviewState,
    TaskState,
)
from xuncha.cycle.feedback.models import CopyLetter, Delivery, Filing, Report
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.feedback.audience import DIRECTOR, OWNERS, WITH_UNIT
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.rounds.cards import Card, Fact, card


@card(WITH_UNIT, 55)
def _room(actor: Actor, row: Inspection) -> Card:
    url = reverse("feedback_inspection", args=[row.pk])
    report = selectors.main_report(actor, row)
    told = selectors.list_feedbacks(actor).filter(inspection=row, state=FeedbackState.DELIVERED)
    open_tasks = selectors.list_tasks(actor).filter(inspection=row, state__in=sorted(TASK_UNDONE))
    late = open_tasks.filter(due_on__lt=clock.today(), state=TaskState.OPEN).exists()
    facts = [
        Fact(f"份报告 · {report.get_state_display()}" if report else "份报告",
             selectors.list_reports(actor).filter(inspection=row).count(), url),
        Fact("份反馈意见", told.count(), url),
        Fact("件交办没有办结", open_tasks.count(), url, late=late),
    ]  # fmt: skip
    return Card("报告反馈", "file-text", url, facts, "问题定稿以后起草报告，听取以后反馈。")


def _report(one: Report, words: str) -> Todo:
    today, url = clock.today(), reverse("feedback_report", args=[one.pk])
    due = one.group_due_on if one.state != ReportState.HEARD_BY_GROUP else one.secretary_due_on
    late = due is not None and due < today
    return Todo(f"{one.inspection.organisation}：{words}", url, due_on=due, late=late)


@source(frozenset({INSPECTOR}), 23)
def _to_sign(actor: Actor) -> Iterable[Section]:
    """Drafts that this person may sign."""
    rows = selectors.list_reports(actor).filter(state=ReportState.DRAFT).order_by("pk")
    todos = [_report(one, "报告等组长签发") for one in rows[:40] if access.can(actor, "sign", one)]
    yield Section("等我签发的报告", todos[:SHOWN], reverse("feedback_reports"))


@source(OFFICE, 23)
def _to_lead(actor: Actor) -> Iterable[Section]:
    """Reports and filings that wait for the office."""
    words = {
        ReportState.SIGNED: "报告等审核", ReportState.REVIEWED: "报告等领导小组听取",
        ReportState.HEARD_BY_GROUP: "报告等书记专题会听取",
    }  # fmt: skip
    rows = selectors.list_reports(actor).filter(state__in=list(words)).order_by("group_due_on")
    todos = [_report(one, words[ReportState(one.state)]) for one in rows[:SHOWN]]
    filings = access.visible(actor, Filing).filter(state=FilingState.DUE).order_by("due_on")
    todos += [
        Todo(f"{one.hearing}等报备", reverse("feedback_hearing", args=[one.hearing_id]),
             due_on=one.due_on, late=one.due_on < clock.today())
        for one in filings.select_related("hearing")[:SHOWN]
    ]  # fmt: skip
    yield Section("报告和听取", todos, reverse("feedback_reports"))
    given = selectors.list_feedbacks(actor).filter(state=FeedbackState.APPROVED)
    yield Section(
        "等反馈的单位",
        [Todo(f"{one.inspection.organisation}：已批准，请反馈",
              reverse("feedback_feedback", args=[one.pk]), due_on=one.due_on,
              late=one.due_on < clock.today()) for one in given.order_by("due_on")[:SHOWN]],
        reverse("feedback_desk"),
    )  # fmt: skip


@source(DIRECTOR, 23)
def _to_decide(actor: Actor) -> Iterable[Section]:
    """What waits for the director."""
    finals = selectors.list_reports(actor).filter(state=ReportState.HEARD_BY_SECRETARY)
    todos = [_report(one, "报告等定稿") for one in finals.order_by("pk")[:SHOWN]]
    drafts = selectors.list_feedbacks(actor).filter(state=FeedbackState.DRAFT)
    todos += [
        Todo(f"{one.inspection.organisation}：反馈意见等批准",
             reverse("feedback_feedback", args=[one.pk]), due_on=one.due_on)
        for one in drafts.order_by("pk")[:SHOWN]
    ]  # fmt: skip
    letters = selectors.list_letters(actor).filter(state=CopyState.FOR_APPROVAL)
    todos += [_letter(one, "抄告等批准") for one in letters.order_by("pk")[:SHOWN]]
    yield Section("等我定的报告、反馈和抄告", todos, reverse("feedback_desk"))
    tasks = selectors.list_tasks(actor).filter(state=TaskState.REPORTED).order_by("pk")
    yield Section(
        "等确认办结的交办事项",
        [Todo(f"{one.inspection.organisation}：{one.get_aim_display()}意见已报结",
              reverse("feedback_task", args=[one.pk])) for one in tasks[:SHOWN]],
        f"{reverse('feedback_tasks')}?state=reported",
    )  # fmt: skip


@source(OWNERS, 21)
def _given(actor: Actor) -> Iterable[Section]:
    """What meetings gave to this person to do. The words stay on the task's page."""
    today = clock.today()
    rows = selectors.tasks_given_to(actor).filter(state=TaskState.OPEN)
    todos = [
        Todo(f"{one.hearing}：{one.get_aim_display()}意见（{one.inspection.organisation}）",
             reverse("feedback_task", args=[one.pk]), due_on=one.due_on, late=one.due_on < today)
        for one in rows[:SHOWN]
    ]  # fmt: skip
    yield Section("会议交办我办的", todos, f"{reverse('feedback_tasks')}?mine=yes")


def _letter(one: CopyLetter, words: str) -> Todo:
    late = one.receive_by is not None and one.receive_by < clock.today()
    text = f"{one.feedback.inspection.organisation}：{words}"
    return Todo(text, reverse("feedback_letter", args=[one.pk]), due_on=one.receive_by, late=late)


@source(frozenset({LEADER, PARTNER}), 23)
def _to_receive(actor: Actor) -> Iterable[Section]:
    """Notices to sign for."""
    rows = selectors.list_letters(actor).filter(user=actor.user_id or 0, state=CopyState.ISSUED)
    todos = [_letter(one, "巡察抄告请签收") for one in rows.order_by("receive_by")[:SHOWN]]
    yield Section("等我签收的抄告", todos, reverse("feedback_letters"))


@source(UNIT, 22)
def _of_unit(actor: Actor) -> Iterable[Section]:
    """Receipts that the unit owes, and its word on the team."""
    today = clock.today()
    rows = access.visible(actor, Delivery).filter(
        state=DeliveryState.HELD, organisation=actor.unit_id or 0,
        feedback__state=FeedbackState.DELIVERED,
    )  # fmt: skip
    todos = [
        Todo(f"巡察反馈意见请签收（{one.get_audience_display()}）",
             reverse("feedback_feedback", args=[one.feedback_id]), due_on=one.receive_by,
             late=one.receive_by is not None and one.receive_by < today)
        for one in rows.order_by("pk")[:SHOWN]
        if access.can(actor, "sign", one)
    ]  # fmt: skip
    reviews = selectors.list_reviews(actor).filter(state=ReviewState.OPEN).order_by("pk")
    todos += [
        Todo("请填写对巡察组的后评估", reverse("feedback_review", args=[one.pk]),
             due_on=one.due_on, late=one.due_on < today)
        for one in reviews[:SHOWN]
    ]  # fmt: skip
    yield Section("巡察反馈", todos, reverse("feedback_desk"))
