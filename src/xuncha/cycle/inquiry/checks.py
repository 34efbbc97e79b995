"""What talks, visits and questionnaires ask for before a team leaves."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.inquiry.coverage import coverage_of
from xuncha.cycle.inquiry.enums import QuestionnaireState, TalkState
from xuncha.cycle.inquiry.households import households_of
from xuncha.cycle.inquiry.models import Questionnaire, Talk
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@before(Stage.LEFT)
def _talks_closed(actor: Actor, row: Inspection) -> Iterable[Lack]:
    url = f"/inspections/{row.pk}/talks/"
    rows = access.visible(actor, Talk).filter(inspection=row)
    waiting = rows.filter(state__in=[TalkState.DRAFT, TalkState.HALF, TalkState.SIGNED])
    yield Lack("谈话没有签齐、归存", waiting.count(), url)
    yield Lack("应谈的人还没有谈", sum(one.lacking for one in coverage_of(actor, row)), url)


@before(Stage.LEFT)
def _households_visited(actor: Actor, row: Inspection) -> Iterable[Lack]:
    short = [one for one in households_of(actor, row) if one.lacking]
    yield Lack("个村入户走访没有达到最低户数", len(short), f"/inspections/{row.pk}/visits/")


@before(Stage.LEFT)
def _questionnaires_closed(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = access.visible(actor, Questionnaire).filter(inspection=row)
    waiting = rows.filter(state=QuestionnaireState.OPEN).count()
    yield Lack("问卷没有收齐", waiting, f"/inspections/{row.pk}/questionnaires/")
