"""What papers, sheets and meetings ask for before an inspection goes on."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers import selectors
from xuncha.cycle.workpapers.enums import IN_CHAIN, MeetingState, PaperState, SheetState
from xuncha.cycle.workpapers.selecting import UNWEIGHED
from xuncha.kernel.actor import Actor


@before(Stage.LEFT)
def _papers_signed(actor: Actor, row: Inspection) -> Iterable[Lack]:
    papers = selectors.list_papers(actor).filter(inspection=row)
    here = f"/papers/?inspection={row.pk}"
    drafts = papers.filter(state=PaperState.DRAFT)
    yield Lack("底稿还在草拟", drafts.count(), f"{here}&state=draft")
    waiting = papers.filter(state__in=sorted(IN_CHAIN))
    yield Lack("底稿签名不全", waiting.count(), f"{here}&progress=waiting")


@before(Stage.LEFT)
def _facts_answered(actor: Actor, row: Inspection) -> Iterable[Lack]:
    sheets = selectors.list_sheets(actor).filter(inspection=row)
    here = f"/inspections/{row.pk}/fact-sheets/"
    owed = sheets.filter(state=SheetState.SENT)
    yield Lack("事实确认单单位没有答复", owed.count(), here)
    open_ones = sheets.filter(state=SheetState.ANSWERED)
    yield Lack("事实确认单有异议没有核定", open_ones.count(), here)


@before(Stage.REPORTING)
def _weighed(actor: Actor, row: Inspection) -> Iterable[Lack]:
    papers = selectors.list_papers(actor).filter(UNWEIGHED, inspection=row)
    yield Lack(
        "底稿会议还没有定去向", papers.count(), f"/papers/?inspection={row.pk}&progress=unweighed"
    )
    signing = selectors.list_meetings(actor).filter(inspection=row, state=MeetingState.SIGNING)
    yield Lack("会商记录没有签完", signing.count(), f"/inspections/{row.pk}/meetings/")
