"""What the desk's queue can be narrowed to, and the address of one narrowing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import django_filters as filters
from django.db.models import QuerySet

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.questions.enums import Box
from xuncha.cycle.questions.rules import NAMES
from xuncha.cycle.questions.selectors import in_box
from xuncha.cycle.rectification.enums import Severity
from xuncha.cycle.rectification.models import Signal
from xuncha.foundation import access
from xuncha.web.http import Request
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds

_RULES = [(code, f"{code} {name}") for code, name in NAMES.items()]


def questioned_units(request: Any) -> QuerySet[Organisation]:
    """Units about which there are signals in sight."""
    asked = access.visible(request.actor, Signal).order_by().values("inspection__organisation")
    return access.visible(request.actor, Organisation).filter(pk__in=asked).order_by("code")


class DeskFilter(filters.FilterSet):
    """Narrows the queue. Without a box it is what there is to do."""

    box = filters.ChoiceFilter(
        choices=Box.choices, method="by_box", label="哪一摞", empty_label=None
    )
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    unit = filters.ModelChoiceFilter(
        field_name="inspection__organisation", queryset=questioned_units, label="单位",
        empty_label="全部单位",
    )  # fmt: skip
    code = filters.ChoiceFilter(choices=_RULES, label="规则", empty_label="全部规则")
    severity = filters.ChoiceFilter(choices=Severity.choices, label="程度", empty_label="全部程度")
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Signal
        fields: tuple[str, ...] = ()

    def by_box(self, rows: QuerySet[Signal], _name: str, box: str) -> QuerySet[Signal]:
        return rows.filter(in_box(self.request.actor, box))


def narrowed(request: Request, rows: QuerySet[Signal]) -> DeskFilter:
    """The filter that the address asks for."""
    asked = request.GET.copy()
    asked.setdefault("box", Box.DUE)
    return DeskFilter(asked, queryset=rows, request=request)


def way_back(request: Request) -> str:
    """The part of the address that says how the queue is narrowed; "" for all."""
    kept = {name: request.GET[name] for name in DeskFilter.base_filters if request.GET.get(name)}
    return f"?{urlencode(kept)}" if kept else ""
