"""What the list of deeds can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.deeds.enums import DeedKind, DeedState, Ledger
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.deeds.selectors import in_ledger, late_on
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds, visible_units


class DeedFilter(filters.FilterSet):
    """Narrows the one table of the five ledgers."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "实事、村、责任单位", "type": "search"}),
    )  # fmt: skip
    ledger = filters.ChoiceFilter(
        choices=Ledger.choices, method="by_ledger", label="账", empty_label="五账"
    )
    state = filters.ChoiceFilter(choices=DeedState.choices, label="状态", empty_label="全部状态")
    kind = filters.ChoiceFilter(choices=DeedKind.choices, label="类别", empty_label="全部类别")
    due = filters.ChoiceFilter(
        choices=[("late", "超过承诺时限")], method="by_due", label="时限", empty_label="全部"
    )
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    village = pointed(visible_units, "村（社区）")
    owner = pointed(visible_units, "责任单位")
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Deed
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Deed], _name: str, words: str) -> QuerySet[Deed]:
        return rows.filter(
            Q(title__icontains=words) | Q(village__name__icontains=words)
            | Q(owner__name__icontains=words)
        )  # fmt: skip

    def by_ledger(self, rows: QuerySet[Deed], _name: str, ledger: str) -> QuerySet[Deed]:
        return rows.filter(in_ledger(ledger))

    def by_due(self, rows: QuerySet[Deed], _name: str, _due: str) -> QuerySet[Deed]:
        return rows.filter(late_on(clock.today()))
