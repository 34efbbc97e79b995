"""Who visits the same unit in the same month: plans of the supervising bodies and inspections."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import find_units
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.results.models import JointPlan
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

MOST_LINES = 400
_MONTHS = re.compile(r"(\d{1,2})\s*(?:月)?(?:\s*[-—~～至到]\s*(\d{1,2})\s*(?:月)?)?$")
_HEADS = ("单位", "被监督单位", "被审计单位", "单位名称")


@dataclass(slots=True)
class Meeting:
    """One unit in one month, and who comes."""

    organisation: Organisation
    year: int
    month: int
    plans: list[JointPlan] = field(default_factory=list)
    inspections: list[Inspection] = field(default_factory=list)

    @property
    def visitors(self) -> int:
        """How many bodies come: each area once, inspection once."""
        return len({one.area for one in self.plans}) + bool(self.inspections)


def months_of(inspection: Inspection) -> Iterator[tuple[int, int]]:
    """The months of a stay: from the entry, or the round's first day, to the last day."""
    first = inspection.entered_on or inspection.round.start_on
    last = inspection.left_on or inspection.round.end_on
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def meetings(actor: Actor, year: int, *, organisation_id: int | None = None) -> list[Meeting]:
    """All visits of a year in the reader's sight, by month and unit. An inspection that the reader
    does not know of yet is not among them. Two queries."""
    here = Q() if organisation_id is None else Q(organisation=organisation_id)
    plans = access.visible(actor, JointPlan).filter(here, year=year, withdrawn_at__isnull=True)
    found: dict[tuple[int, int], Meeting] = {}
    for plan in plans.select_related("organisation", "added_by").order_by("area", "pk"):
        key = (plan.month, plan.organisation_id)
        found.setdefault(key, Meeting(plan.organisation, year, plan.month)).plans.append(plan)
    stays = Q(round__start_on__year__lte=year, round__end_on__year__gte=year)
    rows = access.visible(actor, Inspection).filter(here, stays)
    for one in rows.select_related("organisation", "round").order_by("pk"):
        for told, month in months_of(one):
            if told == year:
                key = (month, one.organisation_id)
                known = found.setdefault(key, Meeting(one.organisation, year, month))
                known.inspections.append(one)
    return [found[key] for key in sorted(found, key=lambda k: (k[0], found[k].organisation.code))]


@dataclass(frozen=True, slots=True)
class Line:
    """One visit as it was typed."""

    organisation: Organisation
    month: int
    what: str


def read_plans(actor: Actor, text: str) -> list[Line]:
    """A pasted table: unit (name or code), month or months, what for; cells by tabs, as Excel
    gives them. ``Invalid`` names every line that can't be taken: all or nothing."""
    rows = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if rows and rows[0].split("\t")[0].strip() in _HEADS:
        rows = rows[1:]
    if len(rows) > MOST_LINES:
        raise Invalid(f"一次最多 {MOST_LINES} 行，请分几次贴。", field="text")
    units: dict[str, list[Organisation]] = {}
    lines: list[Line] = []
    wrong: list[str] = []
    for at, row in enumerate(rows, start=1):
        try:
            lines += _line(actor, row, units)
        except Invalid as problem:
            wrong.append(f"第 {at} 行：{problem.sentence}")
    if wrong:
        raise Invalid("".join(wrong[:10]), field="text")
    if not lines:
        raise Invalid("请贴监督计划，每行：单位、月份、内容。", field="text")
    return lines


def _line(actor: Actor, row: str, units: dict[str, list[Organisation]]) -> list[Line]:
    cells = [cell.strip() for cell in row.split("\t")]
    if len(cells) < 3:
        raise Invalid("应当有三格：单位、月份、内容，用制表符隔开。")
    name, months, what = cells[0], cells[1], cells[2]
    if name not in units:
        units[name] = find_units(actor, name)
    if len(units[name]) != 1:
        why = "名录里没有" if not units[name] else "名录里不止一个"
        raise Invalid(f"“{name}”{why}，请写全称或者代码。")
    told = _MONTHS.match(months)
    first, last = (int(told[1]), int(told[2] or told[1])) if told else (0, 0)
    if not 1 <= first <= last <= 12:
        raise Invalid(f"月份“{months}”看不懂，请写 5 或者 5-6。")
    if not what or len(what) > 120:
        raise Invalid("内容要写，最多 120 个字。")
    return [Line(units[name][0], month, what) for month in range(first, last + 1)]


def area_counts(rows: list[Meeting]) -> dict[str, int]:
    """How many visits each body plans."""
    counted: dict[str, int] = defaultdict(int)
    for one in rows:
        for plan in one.plans:
            counted[BriefingSource(plan.area).label] += 1
    return dict(counted)


def years(actor: Actor, today: dt.date) -> list[int]:
    """Years to choose from: those with plans, this one and the next."""
    known = access.visible(actor, JointPlan).values_list("year", flat=True).distinct()
    return sorted({*known, today.year, today.year + 1}, reverse=True)
