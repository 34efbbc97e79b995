"""What the register can be narrowed to; never by whom it came from."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.petitions.enums import Category, PetitionState, Way
from xuncha.cycle.petitions.models import Petition
from xuncha.cycle.petitions.selectors import UNFINISHED, overdue
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds


class PetitionFilter(filters.FilterSet):
    """Narrows the register."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "被反映人或内容", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    state = filters.ChoiceFilter(
        choices=PetitionState.choices, label="状态", empty_label="全部状态"
    )  # fmt: skip
    way = filters.ChoiceFilter(choices=Way.choices, label="方式", empty_label="全部方式")
    category = filters.ChoiceFilter(choices=Category.choices, label="类别", empty_label="全部类别")
    due = filters.ChoiceFilter(
        choices=[("overdue", "有超期的"), ("open", "没有办结的")], method="by_due", label="时限",
        empty_label="全部",
    )  # fmt: skip
    mine = filters.ChoiceFilter(
        choices=[("yes", "我承办的")], method="by_person", label="承办", empty_label="全部"
    )
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Petition
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Petition], _name: str, words: str) -> QuerySet[Petition]:
        return rows.filter(Q(subject__icontains=words) | Q(text__icontains=words))

    def by_due(self, rows: QuerySet[Petition], _name: str, due: str) -> QuerySet[Petition]:
        return rows.filter(overdue(clock.today()) if due == "overdue" else UNFINISHED)

    def by_person(self, rows: QuerySet[Petition], _name: str, _mine: str) -> QuerySet[Petition]:
        return rows.filter(handler=self.request.actor.user_id)
