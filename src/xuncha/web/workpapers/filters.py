"""What lists of papers can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.workpapers.enums import Destination, PaperState
from xuncha.cycle.workpapers.models import Paper
from xuncha.cycle.workpapers.selecting import COUNTED, IN_HAND, UNWEIGHED
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds, visible_units

PROGRESS = {
    "counted": ("在用的", COUNTED),
    "waiting": ("等签字的", IN_HAND),
    "unweighed": ("已审签、待会商的", UNWEIGHED),
}


class PaperFilter(filters.FilterSet):
    """Narrows the list of papers: what figures about them open."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "底稿名称或单位", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(
        queryset=visible_rounds, field_name="inspection__round", label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    state = filters.ChoiceFilter(choices=PaperState.choices, label="状态", empty_label="全部状态")
    destination = filters.ChoiceFilter(
        choices=Destination.choices, label="去向", empty_label="全部去向"
    )
    progress = filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _) in PROGRESS.items()], method="by_progress",
        label="进度", empty_label="全部进度",
    )  # fmt: skip
    inspection = pointed(visible_inspections, "巡察任务")
    organisation = pointed(visible_units, "单位", field_name="inspection__organisation")

    class Meta:
        model = Paper
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Paper], _name: str, words: str) -> QuerySet[Paper]:
        return rows.filter(
            Q(title__icontains=words) | Q(inspection__organisation__name__icontains=words)
        )

    def by_progress(self, rows: QuerySet[Paper], _name: str, progress: str) -> QuerySet[Paper]:
        return rows.filter(PROGRESS[progress][1])
