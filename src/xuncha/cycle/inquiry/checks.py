"""What talks, visits and questionnaires ask for before a team leaves."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.inquiry.coverage import coverage_of
from xuncha.cycle.inquiry.enums import TalkState
from xuncha.cycle.inquiry.models import Talk
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
