"""What talks, visits and questionnaires can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.inquiry.enums import PostKind, TalkState, VisitKind, VisitState
from xuncha.cycle.inquiry.models import Talk, Visit
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds

KEPT = [("yes", "没有撤回的")]


def words(placeholder: str) -> forms.TextInput:
    """A field to search by words."""
    return forms.TextInput(attrs={"placeholder": placeholder, "type": "search"})


class TalkFilter(filters.FilterSet):
    """Narrows the list of talks."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=words("职务、地点或记录"))
    round = filters.ModelChoiceFilter(
        queryset=visible_rounds, field_name="inspection__round", label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    post_kind = filters.ChoiceFilter(
        choices=PostKind.choices, label="对象类别", empty_label="全部类别"
    )
    state = filters.ChoiceFilter(choices=TalkState.choices, label="状态", empty_label="全部状态")
    kept = filters.ChoiceFilter(choices=KEPT, method="by_kept", label="撤回", empty_label="全部")
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Talk
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Talk], _name: str, words: str) -> QuerySet[Talk]:
        found = Q(post__icontains=words) | Q(place__icontains=words) | Q(text__icontains=words)
        return rows.filter(found)

    def by_kept(self, rows: QuerySet[Talk], _name: str, _kept: str) -> QuerySet[Talk]:
        return rows.exclude(state=TalkState.WITHDRAWN)


class VisitFilter(filters.FilterSet):
    """Narrows the list of visits."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=words("地点或看到什么"))
    round = filters.ModelChoiceFilter(
        queryset=visible_rounds, field_name="inspection__round", label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    kind = filters.ChoiceFilter(choices=VisitKind.choices, label="方式", empty_label="全部方式")
    state = filters.ChoiceFilter(choices=VisitState.choices, label="状态", empty_label="全部状态")
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Visit
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Visit], _name: str, words: str) -> QuerySet[Visit]:
        return rows.filter(Q(place__icontains=words) | Q(seen__icontains=words))
