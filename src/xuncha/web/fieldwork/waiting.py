"""What waits in the field, on the workbench of whoever has to do it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, PARTNER, UNIT
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import TO_TAKE, overdue_lines
from xuncha.cycle.fieldwork.enums import FixState, NoticeState, SupervisionState
from xuncha.cycle.fieldwork.weeks import monday_of, week_of
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source

_TEAM = frozenset({INSPECTOR})


@source(frozenset({OFFICE_DIRECTOR}), 10)
def _notices(actor: Actor) -> Iterable[Section]:
    rows = selectors.list_notices(actor).filter(state=NoticeState.FOR_APPROVAL)
    lines = [
        Todo(
            f"{one.organisation_name}：进驻公告第 {one.number} 版",
            reverse("fieldwork_notice", args=[one.pk]),
        )
        for one in rows.order_by("submitted_at", "pk")[:SHOWN]
    ]
    yield Section("待批准的进驻公告", lines)


@source(OFFICE | {PARTNER}, 12)
def _briefings(actor: Actor) -> Iterable[Section]:
    today = clock.today()
    rows = selectors.list_briefings(actor)
    office = actor.has(*OFFICE)
    wanted = selectors.briefings_overdue(today) if office else selectors.briefings_owed()
    lines = [
        Todo(
            f"{one.body}：{one.inspection.organisation}的情况",
            reverse("fieldwork_briefing", args=[one.pk]), one.due_on, late=one.due_on < today,
        )
        for one in rows.filter(wanted).order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    query = "due=overdue" if office else "due=owed"
    title = "协作单位逾期没有通报的" if office else "请您通报的"
    yield Section(title, lines, f"{reverse('fieldwork_briefings')}?{query}")


@source(_TEAM, 20)
def _documents(actor: Actor) -> Iterable[Section]:
    rows, base = selectors.list_lines(actor), reverse("fieldwork_lines")
    for title, wanted, query in (
        ("已交、等清点签收的材料", TO_TAKE, "state=handed"),
        ("逾期没有交的材料", overdue_lines(clock.today()), "answer=overdue"),
    ):
        found = rows.filter(wanted).order_by("due_on", "pk")[:SHOWN]
        yield Section(title, [_line(one) for one in found], f"{base}?{query}")


def _line(one: Any) -> Todo:
    return Todo(
        f"{one.inspection.organisation} · {one.request.code}：{one.title}",
        reverse("fieldwork_line", args=[one.pk]), one.due_on,
        late=one.state != "handed", tag=one.get_state_display(),
    )  # fmt: skip


@source(_TEAM, 22)
def _fixes(actor: Actor) -> Iterable[Section]:
    rows, today = selectors.list_fixes(actor), clock.today()
    overdue = selectors.fixes_overdue(today)
    wanted = rows.filter(overdue) | rows.filter(state=FixState.REPORTED)
    lines = [
        Todo(
            f"{one.inspection.organisation} · {one.code}：{one.problem[:36]}",
            reverse("fieldwork_fix", args=[one.pk]), one.due_on,
            late=one.state != FixState.REPORTED, tag=one.get_state_display(),
        )
        for one in wanted.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    yield Section("待确认和逾期的立行立改", lines, reverse("fieldwork_fixes"))


@source(_TEAM, 24)
def _opinions(actor: Actor) -> Iterable[Section]:
    rows = selectors.list_supervisions(actor).filter(state=SupervisionState.ISSUED)
    today = clock.today()
    lines = [
        Todo(
            f"{one.inspection.organisation}：督导意见 {one.code}",
            reverse("fieldwork_supervision", args=[one.pk]), one.due_on,
            late=bool(one.due_on and one.due_on < today),
        )
        for one in rows.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    yield Section("等组里答复的督导意见", lines)


@source(UNIT, 10)
def _asked_of_unit(actor: Actor) -> Iterable[Section]:
    today = clock.today()
    fixes = selectors.list_fixes(actor).filter(
        state__in=[FixState.ISSUED, FixState.SIGNED, FixState.RETURNED]
    )
    lines = [
        Todo(
            f"立行立改 {one.code}：{one.problem[:36]}", reverse("fieldwork_fix", args=[one.pk]),
            one.due_on, late=one.due_on < today, tag=one.get_state_display(),
        )
        for one in fixes.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    requests = selectors.requests_owed(actor)
    lines += [
        Todo(
            f"调阅清单 {one.code}：{one.subject}，还差 {one.owed_count} 件",  # type: ignore[attr-defined]
            reverse("fieldwork_request", args=[one.pk]), one.due_on, late=one.due_on < today,
        )
        for one in requests.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    yield Section("巡察组要您单位办的", lines, reverse("fieldwork_mine"))


@source(OFFICE, 14)
def _teams_not_seen(actor: Actor) -> Iterable[Section]:
    monday = monday_of(clock.today())
    lines = [
        Todo(
            f"{one.team_name}：本周还没有督导",
            reverse("fieldwork_supervisions_of", args=[one.inspections[0].pk]),
        )
        for one in week_of(actor, monday)
        if not one.seen
    ]
    yield Section("本周还没有督导的组", lines[:SHOWN], reverse("fieldwork_supervisions"))
