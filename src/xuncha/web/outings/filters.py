"""What the list of machines can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.outings.models import Machine
from xuncha.cycle.outings.selectors import with_open_clashes
from xuncha.web.narrowing import visible_rounds

_STANDING = [("out", "还没有清理"), ("asked", "有冲突待裁定"), ("wiped", "已清理")]


class MachineFilter(filters.FilterSet):
    """Narrows the list of machines."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "设备编号、领用人", "type": "search"}),
    )  # fmt: skip
    standing = filters.ChoiceFilter(
        choices=_STANDING, method="by_standing", label="情况", empty_label="全部"
    )
    round = filters.ModelChoiceFilter(
        field_name="team__round", queryset=visible_rounds, label="轮次", empty_label="全部轮次"
    )

    class Meta:
        model = Machine
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Machine], _name: str, words: str) -> QuerySet[Machine]:
        return rows.filter(Q(code__icontains=words) | Q(holder__icontains=words))

    def by_standing(self, rows: QuerySet[Machine], _name: str, one: str) -> QuerySet[Machine]:
        if one == "asked":
            return with_open_clashes(self.request.actor, rows)
        return rows.filter(wiped_on__isnull=one == "out")
