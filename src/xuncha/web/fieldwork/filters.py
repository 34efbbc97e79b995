"""What the lists of the field can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import SHORT, answered
from xuncha.cycle.fieldwork.enums import (
    BriefingSource,
    BriefingState,
    FixState,
    LineState,
    Timeliness,
)
from xuncha.cycle.fieldwork.models import Briefing, ImmediateFix, RequestLine
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds


def _words(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"placeholder": placeholder, "type": "search"})


class BriefingFilter(filters.FilterSet):
    """Narrows the list of briefings."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("单位或协作单位"))
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    source = filters.ChoiceFilter(
        choices=BriefingSource.choices, label="方面", empty_label="全部方面"
    )
    state = filters.ChoiceFilter(
        choices=BriefingState.choices, label="状态", empty_label="全部状态"
    )
    due = filters.ChoiceFilter(
        choices=[("overdue", "逾期未复"), ("owed", "待回复")], method="by_due", label="期限",
        empty_label="全部",
    )  # fmt: skip
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Briefing
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Briefing], _name: str, words: str) -> QuerySet[Briefing]:
        return rows.filter(
            Q(body__icontains=words) | Q(inspection__organisation__name__icontains=words)
        )

    def by_due(self, rows: QuerySet[Briefing], _name: str, due: str) -> QuerySet[Briefing]:
        if due == "owed":
            return rows.filter(selectors.briefings_owed())
        return rows.filter(selectors.briefings_overdue(clock.today()))


class LineFilter(filters.FilterSet):
    """Narrows the documents that units were asked for."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("材料或单位"))
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    answer = filters.ChoiceFilter(
        choices=Timeliness.choices, method="by_answer", label="回应", empty_label="全部"
    )
    state = filters.ChoiceFilter(choices=LineState.choices, label="状态", empty_label="全部状态")
    short = filters.ChoiceFilter(
        choices=[("yes", "页数不符")], method="by_short", label="页数", empty_label="全部"
    )
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = RequestLine
        fields: tuple[str, ...] = ()

    def by_words(
        self, rows: QuerySet[RequestLine], _name: str, words: str
    ) -> QuerySet[RequestLine]:
        return rows.filter(
            Q(title__icontains=words) | Q(inspection__organisation__name__icontains=words)
        )

    def by_answer(
        self, rows: QuerySet[RequestLine], _name: str, how: str
    ) -> QuerySet[RequestLine]:  # fmt: skip
        return rows.filter(answered(how, clock.today()))

    def by_short(
        self, rows: QuerySet[RequestLine], _name: str, _yes: str
    ) -> QuerySet[RequestLine]:  # fmt: skip
        return rows.filter(SHORT)


class FixFilter(filters.FilterSet):
    """Narrows immediate fixes."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("问题或单位"))
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    state = filters.ChoiceFilter(choices=FixState.choices, label="状态", empty_label="全部状态")
    due = filters.ChoiceFilter(
        choices=[("overdue", "逾期未改"), ("issued", "已下达")], method="by_due", label="进度",
        empty_label="全部",
    )  # fmt: skip
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = ImmediateFix
        fields: tuple[str, ...] = ()

    def by_words(
        self, rows: QuerySet[ImmediateFix], _name: str, words: str
    ) -> QuerySet[ImmediateFix]:
        return rows.filter(
            Q(problem__icontains=words) | Q(inspection__organisation__name__icontains=words)
        )

    def by_due(self, rows: QuerySet[ImmediateFix], _name: str, due: str) -> QuerySet[Any]:
        if due == "issued":
            return rows.filter(selectors.fixes_issued())
        return rows.filter(selectors.fixes_overdue(clock.today()))
