"""Talks on an inspection's first page, and what waits on the workbench."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.coverage import coverage_of
from xuncha.cycle.inquiry.enums import QuestionnaireState, TalkState, VisitState
from xuncha.cycle.inquiry.households import households_of
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor
from xuncha.web.fieldwork.audience import READING
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.rounds.cards import Card, Fact, card


@card(READING, 30)
def _talks(actor: Actor, row: Inspection) -> Card:
    url = reverse("inquiry_talks", args=[row.pk])
    rows = selectors.talks_of(actor, row).exclude(state=TalkState.WITHDRAWN)
    lacking = sum(one.lacking for one in coverage_of(actor, row))
    facts = [
        Fact("已谈", rows.count(), url),
        Fact("没有签齐", rows.filter(state__in=[TalkState.DRAFT, TalkState.HALF]).count(), url),
        Fact("还要谈", lacking, url),
    ]
    return Card("谈话", "users", url, facts, "还没有谈话，先写应谈人数。")


@card(READING, 31)
def _visits(actor: Actor, row: Inspection) -> Card:
    url = reverse("inquiry_visits", args=[row.pk])
    rows = selectors.visits_of(actor, row).filter(state=VisitState.KEPT)
    short = sum(1 for one in households_of(actor, row) if one.lacking)
    facts = [Fact("走访", rows.count(), url), Fact("户数不够的村", short, url)]
    return Card("走访", "map-2", url, facts, "还没有走访记录。")


@card(READING, 32)
def _questionnaires(actor: Actor, row: Inspection) -> Card:
    url = reverse("inquiry_questionnaires", args=[row.pk])
    rows = selectors.questionnaires_of(actor, row)
    facts = [
        Fact("发放中", rows.filter(state=QuestionnaireState.OPEN).count(), url),
        Fact("已收齐", rows.filter(state=QuestionnaireState.CLOSED).count(), url),
    ]
    return Card("问卷", "list-details", url, facts, "还没有问卷。")


@source(frozenset({INSPECTOR}), 20)
def _to_sign(actor: Actor) -> Iterable[Section]:
    lines = [
        Todo(
            f"{one.inspection.organisation}：谈话 {one.code}（{one.post}）",
            reverse("inquiry_talk", args=[one.pk]),
        )
        for one in selectors.to_sign(actor)[:SHOWN]
    ]
    yield Section("等我签字的谈话", lines)
