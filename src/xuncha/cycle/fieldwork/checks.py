"""What the rooms up to this one ask for before an inspection goes on."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.checkpoints.models import InspectionPoint, PointList
from xuncha.cycle.checkpoints.selectors import UNCOVERED
from xuncha.cycle.fieldwork.enums import NoticeState
from xuncha.cycle.fieldwork.models import EntryNotice
from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@before(Stage.ENTERED)
def _list_given(actor: Actor, row: Inspection) -> Iterable[Lack]:
    given = access.visible(actor, PointList).filter(inspection=row).exists()
    yield Lack("任务清单还没有下发", not given, f"/inspections/{row.pk}/points/")


@before(Stage.LEFT)
def _points_checked(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = access.visible(actor, InspectionPoint).filter(UNCOVERED, inspection=row)
    yield Lack("监督要点没有查", rows.count(), f"/points/?inspection={row.pk}&state=open")


@before(Stage.LEARNING)
def _notice_out(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = access.visible(actor, EntryNotice).filter(inspection=row, state=NoticeState.PUBLISHED)
    yield Lack("进驻公告还没有发布", not rows.exists(), f"/inspections/{row.pk}/entry-notice/")
