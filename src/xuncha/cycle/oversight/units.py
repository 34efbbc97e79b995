"""The colour of a unit: from its items' steps, the share that is overdue, and how far behind its
claims are. Computed whenever it is asked, with the words that say why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Min, Q

from xuncha.cycle.oversight.bands import Bands, bands_on
from xuncha.cycle.oversight.enums import AlertLevel
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import UNDONE
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.selectors import LEVELS
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

ORDER = ("red", "yellow", "green", "")
"""Colours, the most urgent first; the last has nothing to be told of."""


@dataclass(frozen=True, slots=True)
class UnitAlert:
    """One inspection's rectification as of today. ``steps`` counts items by step; ``total`` and the
    three levels leave out what is kept up for good."""

    inspection: Inspection
    steps: dict[AlertLevel, int]
    total: int
    claimed: int
    verified: int
    sustained: int
    longest: int
    elapsed_percent: int | None
    colour: str = ""
    why: tuple[str, ...] = field(default=())
    undated: int = 0
    """Items that the unit owes by no day and that are not for good: no alert ever comes of them."""

    @property
    def overdue(self) -> int:
        """Items past their day."""
        return self.steps[AlertLevel.RED] + self.steps[AlertLevel.GROUP]


def unit_alerts(actor: Actor, within: Q | None = None) -> list[UnitAlert]:
    """Every inspection in sight with an item on a step, or whose months for rectification are on;
    the most urgent first. ``within`` speaks of items. Six queries."""
    bands = bands_on(clock.today())
    told = _counted(actor, bands, within or Q())
    inspections = access.visible(
        actor, Inspection.objects.select_related("organisation", "round")
    ).in_bulk(list(told))
    rows = [_judged(inspections[pk], told[pk], bands) for pk in told if pk in inspections]
    return sorted(
        rows,
        key=lambda one: (
            ORDER.index(one.colour), -one.overdue, -one.steps[AlertLevel.YELLOW],
            one.inspection.organisation.code, one.inspection.pk,
        ),
    )  # fmt: skip


def _counted(actor: Actor, bands: Bands, within: Q) -> dict[int, dict[str, Any]]:
    """Counts by inspection. What is owed is found by its own index, so that years of finished
    rounds cost nothing."""
    items = access.visible(actor, Item).filter(within)
    owing = set(items.filter(bands.any).values_list("inspection_id", flat=True))
    running = access.visible(actor, Inspection).filter(
        feedback_on__lt=bands.today, rectify_until_on__gte=bands.today
    )
    ids = owing | set(running.values_list("pk", flat=True))
    counts: dict[str, Any] = {
        f"step_{level.value}": Count("pk", filter=bands.where(level)) for level in AlertLevel
    }
    counts["undated"] = Count("pk", filter=Q(due_on=None, state__in=sorted(UNDONE)))
    counts |= {str(level): Count("pk", filter=where) for level, where in LEVELS.items()}
    rows: Any = items.filter(inspection__in=ids, is_long_term=False).values("inspection_id")
    rows = rows.annotate(total=Count("pk"), oldest=Min("owed_on"), **counts).order_by()
    return {row["inspection_id"]: row for row in rows}


def _judged(inspection: Inspection, told: dict[str, Any], bands: Bands) -> UnitAlert:
    oldest = told["oldest"]
    late = -bands.workdays(oldest) if oldest and oldest < bands.today else 0
    row = UnitAlert(
        inspection, {level: told[f"step_{level.value}"] for level in AlertLevel}, told["total"],
        told["claimed"], told["verified"], told["sustained"], late,
        _elapsed(inspection, bands.today), undated=told["undated"],
    )  # fmt: skip
    colour, why = judge(row, bands)
    return replace(row, colour=colour, why=why)


def _elapsed(inspection: Inspection, today: dt.date) -> int | None:
    """How much of the months for rectification is over; None before and after them."""
    first, last = inspection.feedback_on, inspection.rectify_until_on
    if first is None or last is None or not first < today <= last:
        return None
    return 100 * (today - first).days // (last - first).days


def judge(row: UnitAlert, bands: Bands) -> tuple[str, tuple[str, ...]]:
    """The colour and the words for it, by the rules of the day."""
    numbers = bands.numbers
    red, yellow = [], []
    if row.overdue * 100 >= numbers.unit_red_percent * row.total and row.overdue:
        share = round(row.overdue * 100 / row.total)
        red.append(f"逾期 {row.overdue} 件，占 {share}%（{numbers.unit_red_percent}% 转红）")
    elif row.overdue:
        yellow.append(f"逾期 {row.overdue} 件")
    if long := row.steps[AlertLevel.GROUP]:
        red.append(f"{long} 件逾期满 {numbers.group_days} 个工作日")
    if near := row.steps[AlertLevel.YELLOW]:
        yellow.append(f"{numbers.yellow_days} 个工作日内到期 {near} 件")
    done = 100 * row.claimed // row.total
    elapsed = row.elapsed_percent
    if elapsed is not None and elapsed - done >= numbers.unit_behind_percent:
        yellow.append(f"时间过了 {elapsed}%，申报完成 {done}%")
    if row.undated:
        yellow.append(f"{row.undated} 件没有写整改时限，不会预警")
    if red or yellow:
        return ("red" if red else "yellow"), (*red, *yellow)
    if soon := row.steps[AlertLevel.GREEN]:
        return "green", (f"{numbers.green_days} 个工作日内到期 {soon} 件",)
    return "", ()
