"""What the list of inspections can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.planning.enums import AFTER_ENTRY, AFTER_FEEDBACK, InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.web.narrowing import pointed, visible_rounds, visible_units

STAGES = [("entered", "已进驻"), ("fed_back", "已反馈")]


class InspectionFilter(filters.FilterSet):
    """Narrows the list of inspections."""

    q = filters.CharFilter(
        field_name="organisation__name", lookup_expr="icontains", label="单位名称",
        widget=forms.TextInput(attrs={"placeholder": "单位名称", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(queryset=visible_rounds, label="轮次", empty_label="全部轮次")
    kind = filters.ChoiceFilter(
        choices=InspectionKind.choices, label="方式", empty_label="全部方式"
    )
    unit_kind = filters.ChoiceFilter(
        field_name="organisation__kind", choices=OrganisationKind.choices, label="单位类别",
        empty_label="全部类别",
    )  # fmt: skip
    state = filters.ChoiceFilter(choices=Stage.choices, label="阶段", empty_label="全部阶段")
    stage = filters.ChoiceFilter(
        choices=STAGES, method="by_stage", label="进度", empty_label="全部进度"
    )
    organisation = pointed(visible_units, "单位")

    class Meta:
        model = Inspection
        fields: tuple[str, ...] = ()

    def by_stage(self, rows: QuerySet[Inspection], _name: str, stage: str) -> QuerySet[Inspection]:
        return rows.filter(state__in=AFTER_ENTRY if stage == "entered" else AFTER_FEEDBACK)
