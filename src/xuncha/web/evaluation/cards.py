"""What of the end of rectification waits for somebody's hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from xuncha.cycle.directory.roles import LEADER, OFFICE, OFFICE_DIRECTOR, PARTNER, UNIT
from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.enums import (
    EvaluationState,
    MeetingState,
    PublicityState,
    ReportState,
)
from xuncha.cycle.evaluation.models import Evaluation, LifeMeeting, Publicity, Report
from xuncha.cycle.evaluation.process import UNIT_OWES, known_of, parts_of, process_of
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.evaluation.common import EVERYBODY
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.rounds.cards import Card, Fact, card

_OF = ("inspection__organisation", "inspection__round")
_YEARS = 400
"""Days after the months of rectification for which a unit is still told what it owes."""


@card(EVERYBODY, 75)
def _way(actor: Actor, row: Inspection) -> Card:
    """How many parts of the way are done, late and owed."""
    url = reverse("evaluation_process", args=[row.pk])
    parts = process_of(actor, row) if row.feedback_on else []
    late = sum(one.late and not one.done for one in parts)
    facts = [
        Fact("办完的环节", sum(one.done for one in parts), url),
        Fact("过了期限没有办完的", late, url, late=True),
    ]
    return Card(
        "办理进程", "flag", url, facts, "反馈以后，方案、报告、公开、会议、评估都在这里看。"
    )


@source(UNIT, 44)
def _unit_owes(actor: Actor) -> Iterable[Section]:
    """What this unit owes before its rectification is over."""
    today = clock.today()
    rows = [
        one for one in selectors.list_ending(actor).order_by("-feedback_on", "-pk")[:4]
        if one.rectify_until_on is None or (today - one.rectify_until_on).days < _YEARS
    ]  # fmt: skip
    known = known_of(actor, [one.pk for one in rows])
    todos = [
        Todo(lack.words, lack.url, due_on=part.due_on, late=part.late, tag=part.label)
        for row in rows
        for part in parts_of(row, known, today)
        for lack in part.owed
        if lack.who == UNIT_OWES and part.key not in {"scheme", "progress"}
    ]
    yield Section("整改收口还要本单位办的", todos[:SHOWN], reverse("evaluation_board"))


@source(OFFICE, 45)
def _office(actor: Actor) -> Iterable[Section]:
    """Reports to review, meetings that nobody was sent to."""
    sent = access.visible(actor, Report).select_related(*_OF).filter(state=ReportState.SENT)
    todos = [
        Todo(f"审核{one}（{one.inspection.organisation}）",
             reverse("evaluation_report", args=[one.pk]), tag="报告", late=one.is_late)
        for one in sent.order_by("first_sent_on", "pk")[:SHOWN]
    ]  # fmt: skip
    alone = (
        access.visible(actor, LifeMeeting)
        .select_related(*_OF)
        .filter(state=MeetingState.PREPARING, supervisor__isnull=True)
    )
    todos += [
        Todo(f"派现场督导人（{one.inspection.organisation}）",
             reverse("evaluation_meeting", args=[one.pk]), due_on=one.due_on, tag="民主生活会")
        for one in alone.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    url = reverse("evaluation_board") + "?reports=waiting"
    yield Section("整改报告和民主生活会", todos[:SHOWN], url)


@source(OFFICE | {LEADER}, 46)
def _evaluations(actor: Actor) -> Iterable[Section]:
    """Evaluations to confirm, and those that the unit answered or let go by."""
    over = Q(state=EvaluationState.CONFIRMED, answer_by__lt=clock.today())
    rows = (
        access.visible(actor, Evaluation)
        .select_related(*_OF)
        .filter(over | Q(state__in=[EvaluationState.SUBMITTED, EvaluationState.ANSWERED]))
    )
    found = [
        Todo(f"整改评估（{one.inspection.organisation}）",
             reverse("evaluation_evaluation", args=[one.pk]), tag=one.get_state_display())
        for one in rows.order_by("pk")[:40]
        if access.can(actor, "confirm" if one.state == EvaluationState.SUBMITTED else "finish", one)
    ]  # fmt: skip
    url = reverse("evaluation_board") + f"?evaluation={EvaluationState.SUBMITTED}"
    yield Section("等我办的整改评估", found[:SHOWN], url)


@source(UNIT | {OFFICE_DIRECTOR}, 47)
def _publicity(actor: Actor) -> Iterable[Section]:
    """Public texts that wait for this person's approval."""
    rows = (
        access.visible(actor, Publicity).select_related(*_OF).filter(state=PublicityState.SUBMITTED)
    )
    found = [
        Todo(f"{one}（{one.inspection.organisation}）",
             reverse("evaluation_publicity", args=[one.pk]), tag="待审批")
        for one in rows.order_by("pk")[:40] if access.can(actor, "approve", one)
    ]  # fmt: skip
    yield Section("等我审批的公开稿", found[:SHOWN], reverse("evaluation_board"))


@source(OFFICE | {PARTNER}, 48)
def _meetings(actor: Actor) -> Iterable[Section]:
    """Meetings that this person was sent to."""
    rows = (
        access.visible(actor, LifeMeeting)
        .select_related(*_OF)
        .filter(supervisor_id=actor.user_id)
        .exclude(state=MeetingState.CONFIRMED)
    )
    found = [
        Todo(f"专题民主生活会（{one.inspection.organisation}）",
             reverse("evaluation_meeting", args=[one.pk]), due_on=one.planned_on or one.due_on,
             tag=one.get_state_display())
        for one in rows.order_by("pk")[:SHOWN]
    ]  # fmt: skip
    yield Section("我到会督导的专题民主生活会", found, reverse("evaluation_board"))
