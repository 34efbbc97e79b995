"""What the rooms up to this one ask for before an inspection goes on."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from xuncha.cycle.checkpoints.models import InspectionPoint, PointList
from xuncha.cycle.checkpoints.selectors import UNCOVERED
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import ASKED, HELD_ORIGINALS, TO_TAKE
from xuncha.cycle.fieldwork.enums import FIX_UNDONE, UNDELIVERED, NoticeState, SupervisionState
from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@before(Stage.ENTERED)
def _prepared(actor: Actor, row: Inspection) -> Iterable[Lack]:
    given = access.visible(actor, PointList).filter(inspection=row).exists()
    yield Lack("任务清单还没有下发", int(not given), f"/inspections/{row.pk}/points/")
    briefings = selectors.list_briefings(actor).filter(inspection=row)
    here = f"/inspections/{row.pk}/briefings/"
    yield Lack("还没有请协作单位通报", int(not briefings.exists()), here)
    owed = briefings.filter(selectors.briefings_owed())
    yield Lack("协作单位没有回复巡前通报", owed.count(), here)


@before(Stage.LEARNING)
def _notice_out(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = selectors.notices_of(actor, row).filter(state=NoticeState.PUBLISHED)
    yield Lack("进驻公告还没有发布", int(not rows.exists()), f"/inspections/{row.pk}/entry-notice/")


@before(Stage.LEFT)
def _points_checked(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = access.visible(actor, InspectionPoint).filter(UNCOVERED, inspection=row)
    yield Lack("监督要点没有查", rows.count(), f"/points/?inspection={row.pk}&state=open")


@before(Stage.LEFT)
def _papers_back(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = selectors.list_lines(actor).filter(inspection=row)
    here = f"/documents/?inspection={row.pk}"
    owed = rows.filter(ASKED, Q(state__in=sorted(UNDELIVERED)))
    yield Lack("要的材料单位没有交齐", owed.count(), f"/inspections/{row.pk}/requests/")
    yield Lack("单位交来的材料没有签收", rows.filter(TO_TAKE).count(), f"{here}&state=handed")
    yield Lack(
        "借阅的原件没有退还", rows.filter(HELD_ORIGINALS).count(), f"{here}&state=received"
    )  # fmt: skip


@before(Stage.LEFT)
def _fixes_confirmed(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = selectors.list_fixes(actor).filter(inspection=row, state__in=sorted(FIX_UNDONE))
    yield Lack("立行立改没有确认改好", rows.count(), f"/inspections/{row.pk}/immediate-fixes/")


@before(Stage.LEFT)
def _opinions_answered(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = selectors.list_supervisions(actor).filter(inspection=row, state=SupervisionState.ISSUED)
    yield Lack("督导意见没有答复", rows.count(), f"/inspections/{row.pk}/supervision/")
