"""Needs and coverage as tables, for pages and commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from xuncha.cycle.planning.coverage.importing import columns, value_of
from xuncha.cycle.planning.coverage.overview import BANDS, Overview, band_of
from xuncha.cycle.planning.coverage.selectors import Row, last_inspections
from xuncha.cycle.planning.models import Demand
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel.actor import Actor

_ASIDE = (
    OutColumn("类别（参考）", 12), OutColumn("上级（参考）", 16),
    OutColumn("算出的风险（参考）", 12, "number"), OutColumn("上次巡察（参考）", 14, "date"),
)  # fmt: skip
_COVERAGE = [
    OutColumn("代码", 12), OutColumn("单位", 28), OutColumn("类别", 10), OutColumn("上级", 16),
    OutColumn("覆盖情况", 12), OutColumn("为什么", 60), OutColumn("巡察或者计划的轮次", 20),
    OutColumn("风险", 8, "number"), OutColumn("风险等级", 10),
]  # fmt: skip


def demand_table() -> list[OutColumn]:
    """The columns that the import reads, and a few beside them to look at."""
    return [OutColumn(one.label, 20 if one.key == "unit" else 0) for one in columns()] + [*_ASIDE]


def demand_lines(actor: Actor, rows: Sequence[Demand]) -> Iterator[list[Any]]:
    """One line a need, as the import reads it back: by name, or by code where two bear one name."""
    last = last_inspections(actor, [one.organisation_id for one in rows])
    names = Counter(one.organisation.name for one in rows)
    keys = [one.key for one in columns() if one.key != "unit"]
    for row in rows:
        unit = row.organisation
        name = unit.name if names[unit.name] == 1 else unit.code
        at = last.get(unit.pk)
        yield [
            name, *(value_of(row, key) for key in keys), unit.get_kind_display(),
            str(unit.parent or ""), row.risk, at.entered_on if at else None,
        ]  # fmt: skip


def coverage_table() -> list[OutColumn]:
    """How each organisation stands."""
    return list(_COVERAGE)


def coverage_lines(seen: Overview, rows: Sequence[Row]) -> Iterator[list[Any]]:
    """One line an organisation: how it stands and why, and where it was or is planned."""
    for row in rows:
        unit, at = row.organisation, seen.round_of(row)
        where = row.visit.round_name if row.visit else f"计划：{at}" if at else ""
        yield [
            unit.code, unit.name, unit.get_kind_display(), str(unit.parent or ""),
            row.standing.label, row.stand.reason, where, row.risk,
            BANDS[band_of(row.risk)] if row.risk is not None else "",
        ]  # fmt: skip
