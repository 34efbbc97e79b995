"""A small district in the middle of a term: two rounds over, one running, four ahead."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

import openpyxl

from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import Organisation, Succession
from xuncha.cycle.planning.coverage import drafting, plans
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection, PlanEntry, PlanVersion, Round, Term
from xuncha.kernel.actor import Actor

_SPANS = (
    "2025-03-03 2025-04-30", "2025-09-01 2025-10-31", "2026-03-02 2026-04-30",
    "2026-09-01 2026-10-30", "2027-03-01 2027-04-30", "2027-09-01 2027-10-29",
    "2028-03-01 2028-04-28",
)  # fmt: skip


@dataclass
class District:
    """``units`` by code; ``rounds`` from 第一轮 on."""

    term: Term
    rounds: list[Round]
    units: dict[str, Organisation]

    def pk(self, code: str) -> int:
        return self.units[code].pk


def district() -> District:
    """Inspected: 水务局 A01 (round 1), 民政局 A02 (2), 青石村 V4 (2, alone); running: 林业局 A03
    (3); planned: 住建局 A04 (4, second team); owed without a place: 教育局 A05, 东屏镇 T1 and its
    villages V1 to V3."""
    term = Term.objects.create(
        number=20, name="二十届区委", start_on=dt.date(2024, 9, 1), end_on=dt.date(2029, 8, 31)
    )
    rounds = []
    for number, span in enumerate(_SPANS, 1):
        start, end = map(dt.date.fromisoformat, span.split())
        name = f"第{'一二三四五六七'[number - 1]}轮"
        rounds.append(
            Round.objects.create(term=term, number=number, name=name, start_on=start, end_on=end)
        )
    made = District(term, rounds, {})
    for code, name in (("A01", "水务局"), ("A02", "民政局"), ("A03", "林业局"),
                       ("A04", "住建局"), ("A05", "教育局")):  # fmt: skip
        unit(made, code, f"清源区{name}")
    town = unit(made, "T1", "东屏镇", Kind.TOWN)
    for number, name in enumerate(("石桥村", "河口村", "柳湾村", "青石村"), 1):
        unit(made, f"V{number}", name, Kind.VILLAGE, town)
    inspected(made, "A01", 0, Stage.RECTIFYING)
    inspected(made, "A02", 1, Stage.RECTIFYING)
    inspected(made, "V4", 1, Stage.RECTIFYING, InspectionKind.RAISED)
    inspected(made, "A03", 2, Stage.LEARNING)
    inspected(made, "A04", 3, Stage.PLANNED)
    return made


def unit(
    made: District, code: str, name: str, kind: str = Kind.DEPARTMENT,
    parent: Organisation | None = None, **dates: dt.date,
) -> Organisation:  # fmt: skip
    """One more organisation."""
    short = name.removeprefix("清源区")
    made.units[code] = Organisation.objects.create(
        code=code, name=name, short_name=short, kind=kind, parent=parent, **dates
    )
    return made.units[code]


def inspected(
    made: District, code: str, at: int, stage: Stage,
    kind: InspectionKind = InspectionKind.REGULAR,
) -> Inspection:  # fmt: skip
    """An inspection in a round (by index) at a stage."""
    row = made.rounds[at]
    is_entered = stage not in {Stage.PLANNED, Stage.PREPARING}
    is_fed_back = stage == Stage.RECTIFYING
    return Inspection.objects.create(
        round=row, organisation=made.units[code], kind=kind, state=stage,
        team_name="区委第二巡察组", entered_on=row.start_on if is_entered else None,
        left_on=row.end_on if is_fed_back else None,
        feedback_on=row.end_on + dt.timedelta(30) if is_fed_back else None,
    )  # fmt: skip


def merged(old: Organisation, new: Organisation, on: dt.date, kind: str = "merge") -> None:
    """``old`` goes into ``new`` and ends that day."""
    Succession.objects.create(
        predecessor=old, successor=new, on=on, kind=kind, document="机构改革方案"
    )
    Organisation.objects.filter(pk=old.pk).update(dissolved_on=on)


def draft(actor: Actor, made: District, **more: Any) -> PlanVersion:
    """A version of the plan as drafted."""
    return drafting.draft_plan(actor, term_id=made.term.pk, title="调整规划", **more)


def entry(plan: PlanVersion, made: District, code: str) -> PlanEntry:
    """Where a version puts a unit."""
    return PlanEntry.objects.get(plan=plan, organisation=made.units[code])


def place_all(plan: PlanVersion, made: District, at: int = 4) -> None:
    """Put everybody that has no place yet into a round (by index), the first team."""
    PlanEntry.objects.filter(plan=plan, done=False, round=None).update(
        round=made.rounds[at], team_number=1
    )


def approved(writer: Actor, approver: Actor, made: District, plan: PlanVersion) -> PlanVersion:
    """Submit a whole plan and approve it today."""
    from xuncha.kernel import clock

    sent = plans.submit_plan(writer, plan_id=plan.pk, version=plan.version)
    return plans.approve_plan(
        approver, plan_id=plan.pk, version=sent.version, approved_on=clock.today(),
        paper_number="清委发2026年3号",
    )  # fmt: skip


def workbook(headers: list[str], *rows: list[Any], title: str = "") -> io.BytesIO:
    """An Excel list."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append([title])
    for line in (headers, *rows):
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream
