"""What the lists of results can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.results.enums import (
    OWED,
    InstitutionState,
    Outcome,
    ResultKind,
    ResultState,
    SelfCheckState,
)
from xuncha.cycle.results.models import CommonProblem, Institution, Result, SelfCheck
from xuncha.cycle.results.selectors import late_on, was_late
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_findings, visible_rounds, visible_units


def _words(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"placeholder": placeholder, "type": "search"})


def _visible_commons(request: object) -> QuerySet[CommonProblem]:
    return access.visible(request.actor, CommonProblem)  # type: ignore[attr-defined]


class ResultFilter(filters.FilterSet):
    """Narrows the list of results; ``due=late`` is the list of what is overdue."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("标题或接收单位"))
    kind = filters.ChoiceFilter(choices=ResultKind.choices, label="类型", empty_label="全部类型")
    state = filters.ChoiceFilter(choices=ResultState.choices, label="状态", empty_label="全部状态")
    due = filters.ChoiceFilter(
        choices=[("owed", "等对方办"), ("late", "超期没有办"), ("was_late", "反馈超期")],
        method="by_due", label="期限", empty_label="全部",
    )  # fmt: skip
    outcome = filters.ChoiceFilter(choices=Outcome.choices, label="结果", empty_label="全部结果")
    round = filters.ModelChoiceFilter(queryset=visible_rounds, label="轮次", empty_label="全部轮次")
    unit = pointed(visible_units, "接收单位")
    finding = pointed(visible_findings, "依据的问题", field_name="basis__finding")

    class Meta:
        model = Result
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Result], _name: str, words: str) -> QuerySet[Result]:
        return rows.filter(Q(title__icontains=words) | Q(unit__name__icontains=words))

    def by_due(self, rows: QuerySet[Result], _name: str, due: str) -> QuerySet[Result]:
        if due == "late":
            return rows.filter(late_on(clock.today()))
        return rows.filter(was_late() if due == "was_late" else Q(state__in=sorted(OWED)))


class InstitutionFilter(filters.FilterSet):
    """Narrows the list of institutions."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("名称、单位或原因"))
    state = filters.ChoiceFilter(
        choices=InstitutionState.choices, label="状态", empty_label="全部状态"
    )
    back = filters.ChoiceFilter(
        choices=[("yes", "问题又出现的"), ("no", "没有再出现的")], method="by_back",
        label="施行以后", empty_label="全部",
    )  # fmt: skip
    organisation = pointed(visible_units, "单位")

    class Meta:
        model = Institution
        fields: tuple[str, ...] = ()

    def by_words(
        self, rows: QuerySet[Institution], _name: str, words: str
    ) -> QuerySet[Institution]:
        return rows.filter(
            Q(title__icontains=words) | Q(organisation__name__icontains=words)
            | Q(cause__icontains=words)
        )  # fmt: skip

    def by_back(self, rows: Any, _name: str, back: str) -> Any:
        """``came_back`` comes with the rows of the selector."""
        return rows.filter(came_back=back == "yes")


class SelfCheckFilter(filters.FilterSet):
    """Narrows the list of self-checks."""

    state = filters.ChoiceFilter(
        choices=SelfCheckState.choices, label="状态", empty_label="全部状态"
    )
    found = filters.ChoiceFilter(
        choices=[("yes", "查到同类问题"), ("no", "没有查到")], method="by_found", label="自查结果",
        empty_label="全部",
    )  # fmt: skip
    due = filters.ChoiceFilter(
        choices=[("late", "超期没有报")], method="by_due", label="期限", empty_label="全部"
    )
    common = pointed(_visible_commons, "共性问题")
    organisation = pointed(visible_units, "单位")

    class Meta:
        model = SelfCheck
        fields: tuple[str, ...] = ()

    def by_found(self, rows: QuerySet[SelfCheck], _name: str, found: str) -> QuerySet[SelfCheck]:
        return rows.filter(found=found == "yes")

    def by_due(self, rows: QuerySet[SelfCheck], _name: str, _due: str) -> QuerySet[SelfCheck]:
        return rows.filter(state=SelfCheckState.ASKED, due_on__lt=clock.today())
