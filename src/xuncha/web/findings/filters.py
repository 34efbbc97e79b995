"""What the store of findings can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.roles import INSPECTOR, READERS
from xuncha.cycle.findings.enums import FindingState, Nature, Recurrence
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.taxonomy.models import FrameRole, TaxonomyNode
from xuncha.foundation import access
from xuncha.web.narrowing import (
    pointed,
    visible_inspections,
    visible_leaves,
    visible_rounds,
    visible_terms,
    visible_units,
)


def branches(request: Any) -> QuerySet[TaxonomyNode]:
    """First-level branches of the taxonomy."""
    nodes = access.visible(request.actor, TaxonomyNode)
    return nodes.filter(parent__isnull=True, taxonomy__role=FrameRole.MAIN).order_by("code")


class FindingFilter(filters.FilterSet):
    """Narrows the store of findings."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "问题或单位", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(queryset=visible_rounds, label="轮次", empty_label="全部轮次")
    kind = filters.ChoiceFilter(
        field_name="organisation__kind", choices=OrganisationKind.choices, label="单位类别",
        empty_label="全部类别",
    )  # fmt: skip
    branch = filters.ModelChoiceFilter(
        queryset=branches, method="by_branch", label="分类", empty_label="全部分类"
    )
    nature = filters.ChoiceFilter(choices=Nature.choices, label="性质", empty_label="全部性质")
    state = filters.ChoiceFilter(choices=FindingState.choices, label="状态", empty_label="全部状态")
    recurrence = filters.ChoiceFilter(
        choices=Recurrence.choices, method="by_recurrence", label="是否重复", empty_label="全部"
    )
    organisation = pointed(visible_units, "单位")
    term = pointed(visible_terms, "届", field_name="round__term")
    inspection = pointed(visible_inspections, "巡察任务")
    leaf = pointed(visible_leaves, "分类")

    class Meta:
        model = Finding
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Finding], _name: str, words: str) -> QuerySet[Finding]:
        return rows.filter(Q(text__icontains=words) | Q(organisation__name__icontains=words))

    def by_recurrence(
        self, rows: QuerySet[Finding], _name: str, recurrence: str
    ) -> QuerySet[Finding]:
        """For those inside only: to others it would tell what was judged of them."""
        if not self.request.actor.has(*READERS, INSPECTOR):
            return rows.none()
        return rows.filter(recurrence=recurrence)

    def by_branch(
        self, rows: QuerySet[Finding], _name: str, branch: TaxonomyNode
    ) -> QuerySet[Finding]:
        """Everything filed under a first-level branch, at any depth of the three."""
        return rows.filter(Q(leaf=branch) | Q(leaf__parent=branch) | Q(leaf__parent__parent=branch))
