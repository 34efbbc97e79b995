"""Kinds of record that can be found: places, rounds, findings, items, points, decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from xuncha.cycle.checkpoints.models import Checkpoint, Decision, InspectionPoint
from xuncha.cycle.directory.models import FormerName, Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.rectification.models import Extension, Item, ItemStep, Measure, Progress
from xuncha.insight.search.kinds import Extra, Kind, Place, register
from xuncha.insight.search.sounds import sounds_of

_OF_INSPECTION = ("organisation", "round")


def _of_record(row: Any, day: Any) -> Place:
    return Place(row.organisation_id, row.round_id, row.inspection_id, day)


def _names(parts: Iterable[str]) -> list[str]:
    return [sound for name in parts for sound in sounds_of(name)]


def _unit(row: Any) -> str:
    return str(row.organisation)


def _nowhere(_row: Any) -> str:
    return ""


register(
    Kind(
        "unit", "党组织", "党组织", Organisation,
        title=lambda row: row.name,
        parts=lambda row: (row.name, row.short_name),
        place=lambda row: Place(unit=row.pk, day=row.established_on),
        page="directory_detail",
        unit_name=lambda row: row.get_kind_display(),
        extras=(
            Extra(FormerName, "organisation_id", lambda row: (row.name, row.short_name)),
        ),
        sounds=_names,
    )
)  # fmt: skip
register(
    Kind(
        "round", "轮次", "轮次和任务", Round,
        title=lambda row: f"{row.term} {row.name}",
        parts=lambda row: (row.name, row.term.name),
        place=lambda row: Place(round=row.pk, day=row.start_on),
        page="rounds_detail", unit_name=_nowhere, related=("term",),
    )
)  # fmt: skip
register(
    Kind(
        "inspection", "巡察任务", "轮次和任务", Inspection,
        title=str,
        parts=lambda row: (
            row.organisation.name, row.round.name, row.get_kind_display(), row.team_name,
        ),
        place=lambda row: Place(row.organisation_id, row.round_id, row.pk, row.entered_on),
        page="rounds_inspection", unit_name=_unit, related=_OF_INSPECTION,
        told_by={"directory.organisation": "organisation", "planning.round": "round"},
    )
)  # fmt: skip
register(
    Kind(
        "finding", "问题", "问题", Finding,
        title=lambda row: f"问题 {row.number}",
        parts=lambda row: (
            row.text, row.criteria, row.facts, row.cause, row.consequence, row.advice,
        ),
        place=lambda row: _of_record(row, row.created_at.date()),
        page="findings_detail", unit_name=_unit, related=_OF_INSPECTION,
        told_by={"rectification.ledgerimport": "inspection__imports"},
    )
)  # fmt: skip
register(
    Kind(
        "item", "整改事项", "整改", Item,
        title=lambda row: f"整改事项 {row.number}",
        parts=lambda row: (row.problem, row.category, row.lead, row.responsible_unit),
        place=lambda row: _of_record(row, row.created_at.date()),
        page="rectification_item", unit_name=_unit, related=_OF_INSPECTION,
        extras=(
            Extra(Measure, "item_id", lambda row: (row.text,)),
            Extra(Progress, "item_id", lambda row: (row.text,)),
            Extra(ItemStep, "item_id", lambda row: (row.reason,), only=~Q(reason="")),
            Extra(Extension, "item_id", lambda row: (row.reason, row.decision)),
        ),
        told_by={"rectification.ledgerimport": "inspection__imports"},
    )
)  # fmt: skip
register(
    Kind(
        "checkpoint", "监督要点", "监督清单", Checkpoint,
        title=lambda row: f"{row.set} 要点 {row.number}",
        parts=lambda row: (row.text, row.signs, row.ways),
        place=lambda row: Place(day=row.set.effective_on),
        page="points_checkpoint", unit_name=_nowhere, related=("set",),
        told_by={"checkpoints.pointimport": "set__imports"},
    )
)  # fmt: skip
register(
    Kind(
        "point", "任务要点", "监督清单", InspectionPoint,
        title=lambda row: f"任务要点 {row.number}",
        parts=lambda row: (row.text, row.signs, row.answer, row.how),
        place=lambda row: _of_record(row, row.answered_at and row.answered_at.date()),
        page="points_point", unit_name=_unit, related=_OF_INSPECTION,
        told_by={"planning.inspection": "inspection"},
    )
)  # fmt: skip
register(
    Kind(
        "decision", "决策部署", "监督清单", Decision,
        title=lambda row: row.title,
        parts=lambda row: (row.title, row.number, row.issuer, row.excerpt),
        place=lambda row: Place(day=row.issued_on),
        page="points_decision", unit_name=_nowhere,
    )
)  # fmt: skip
