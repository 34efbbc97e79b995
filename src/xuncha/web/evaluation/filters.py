"""What the list of ways can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.evaluation.enums import EvaluationState, ReportState
from xuncha.cycle.evaluation.models import Evaluation, Report
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_rounds, visible_units

_REPORTS = [("late", "过了期限没有报齐"), ("waiting", "有报告等审核")]


class EndingFilter(filters.FilterSet):
    """Narrows the inspections whose feedback was given."""

    q = filters.CharFilter(
        field_name="organisation__name", lookup_expr="icontains", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "单位", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(queryset=visible_rounds, label="轮次", empty_label="全部轮次")
    reports = filters.ChoiceFilter(
        choices=_REPORTS, method="by_reports", label="报告", empty_label="不限报告"
    )
    evaluation = filters.ChoiceFilter(
        choices=[("none", "还没有评估"), *EvaluationState.choices[:-1]], method="by_evaluation",
        label="评估", empty_label="不限评估",
    )  # fmt: skip
    organisation = pointed(visible_units, "单位")

    class Meta:
        model = Inspection
        fields: tuple[str, ...] = ()

    def by_reports(
        self, rows: QuerySet[Inspection], _name: str, which: str
    ) -> QuerySet[Inspection]:
        reports = access.visible(self.request.actor, Report)
        if which == "waiting":
            found = reports.filter(state=ReportState.SENT)
            return rows.filter(pk__in=found.values("inspection_id"))
        unit = Q(pk__in=reports.filter(kind="unit").values("inspection_id"))
        head = Q(pk__in=reports.filter(kind="head").values("inspection_id"))
        return rows.filter(rectify_until_on__lt=clock.today()).exclude(unit & head)

    def by_evaluation(
        self, rows: QuerySet[Inspection], _name: str, which: str
    ) -> QuerySet[Inspection]:
        standing = access.visible(self.request.actor, Evaluation).exclude(state="withdrawn")
        if which == "none":
            return rows.exclude(pk__in=standing.values("inspection_id"))
        return rows.filter(pk__in=standing.filter(state=which).values("inspection_id"))
