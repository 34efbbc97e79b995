"""What decisions, points and lists can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.checkpoints.enums import CHECKED_KINDS, DecisionLevel, DecisionState, PointState
from xuncha.cycle.checkpoints.models import Checkpoint, Decision, InspectionPoint, PointSet
from xuncha.cycle.checkpoints.selectors import DONE, GIVEN
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.findings.pointing import unlinked
from xuncha.cycle.taxonomy.models import FrameRole, TaxonomyNode
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.narrowing import (
    pointed,
    visible_inspections,
    visible_leaves,
    visible_rounds,
    visible_units,
)

KINDS = [(one.value, one.label) for one in CHECKED_KINDS]
PROGRESS = [("given", "列入的"), ("answered", "已填写"), ("unlinked", "发现问题、待关联")]
VALID = [("yes", "今天有效"), ("no", "未到或已过执行期、已停用")]


def _words(placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"placeholder": placeholder, "type": "search"})


def branches(request: Any) -> QuerySet[TaxonomyNode]:
    """First-level branches of the main frames."""
    nodes = access.visible(request.actor, TaxonomyNode)
    return nodes.filter(parent__isnull=True, taxonomy__role=FrameRole.MAIN).order_by("code")


def sets(request: Any) -> QuerySet[PointSet]:
    """Versions, newest first."""
    return access.visible(request.actor, PointSet).order_by("-pk")


def decisions(request: Any) -> QuerySet[Decision]:
    """Decisions in sight."""
    return access.visible(request.actor, Decision)


def checkpoints(request: Any) -> QuerySet[Checkpoint]:
    """Points of all versions."""
    return access.visible(request.actor, Checkpoint)


def under(branch: TaxonomyNode) -> Q:
    """What is filed anywhere under a branch."""
    return Q(leaf=branch) | Q(leaf__parent=branch) | Q(leaf__parent__parent=branch)


class DecisionFilter(filters.FilterSet):
    """Narrows the list of decisions."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("名称、文号或内容"))
    level = filters.ChoiceFilter(
        choices=DecisionLevel.choices, label="级别", empty_label="全部级别"
    )
    valid = filters.ChoiceFilter(
        choices=VALID, method="by_validity", label="效力", empty_label="全部"
    )
    state = filters.ChoiceFilter(
        choices=DecisionState.choices, label="状态", empty_label="全部状态"
    )

    class Meta:
        model = Decision
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Decision], _name: str, words: str) -> QuerySet[Decision]:
        found = Q(title__icontains=words) | Q(number__icontains=words) | Q(issuer__icontains=words)
        return rows.filter(found | Q(excerpt__icontains=words))

    def by_validity(self, rows: QuerySet[Decision], _name: str, valid: str) -> QuerySet[Decision]:
        day = clock.today()
        holds = Q(state=DecisionState.IN_FORCE)
        holds &= Q(valid_from_on__isnull=True) | Q(valid_from_on__lte=day)
        holds &= Q(valid_until_on__isnull=True) | Q(valid_until_on__gte=day)
        return rows.filter(holds) if valid == "yes" else rows.exclude(holds)


class CheckpointFilter(filters.FilterSet):
    """Narrows the points of a version."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("要点或问题表现"))
    set = filters.ModelChoiceFilter(
        queryset=sets,
        label="版本",
        empty_label=None,
        widget=forms.Select(attrs={"data-wide": "1"}),
    )
    kind = filters.ChoiceFilter(
        choices=KINDS, method="by_kind", label="适用类别", empty_label="全部类别"
    )
    level = filters.ChoiceFilter(
        field_name="decision__level", choices=DecisionLevel.choices, label="依据级别",
        empty_label="全部级别",
    )  # fmt: skip
    branch = filters.ModelChoiceFilter(
        queryset=branches, method="by_branch", label="分类", empty_label="全部分类"
    )
    key = filters.ChoiceFilter(
        field_name="is_key", choices=[("True", "只看重点")], label="重点", empty_label="全部"
    )
    decision = pointed(decisions, "决策部署")
    leaf = pointed(visible_leaves, "分类")

    class Meta:
        model = Checkpoint
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Checkpoint], _name: str, words: str) -> QuerySet[Checkpoint]:
        return rows.filter(Q(text__icontains=words) | Q(signs__icontains=words))

    def by_kind(self, rows: QuerySet[Checkpoint], _name: str, kind: str) -> QuerySet[Checkpoint]:
        return rows.filter(kinds__kind=kind)

    def by_branch(
        self, rows: QuerySet[Checkpoint], _name: str, branch: TaxonomyNode
    ) -> QuerySet[Checkpoint]:
        return rows.filter(under(branch))


class PointFilter(filters.FilterSet):
    """Narrows the points of inspections' lists: what figures about them open."""

    q = filters.CharFilter(method="by_words", label="关键词", widget=_words("要点、单位或情况"))
    round = filters.ModelChoiceFilter(queryset=visible_rounds, label="轮次", empty_label="全部轮次")
    unit_kind = filters.ChoiceFilter(
        field_name="organisation__kind", choices=OrganisationKind.choices, label="单位类别",
        empty_label="全部类别",
    )  # fmt: skip
    branch = filters.ModelChoiceFilter(
        queryset=branches, method="by_branch", label="分类", empty_label="全部分类"
    )
    state = filters.ChoiceFilter(choices=PointState.choices, label="状态", empty_label="全部状态")
    progress = filters.ChoiceFilter(
        choices=PROGRESS, method="by_progress", label="进度", empty_label="全部进度"
    )
    mine = filters.ChoiceFilter(
        choices=[("yes", "分给我的")], method="by_person", label="承办", empty_label="全部"
    )
    inspection = pointed(visible_inspections, "巡察任务")
    organisation = pointed(visible_units, "单位")
    group = pointed(visible_leaves, "分组")
    decision = pointed(decisions, "决策部署")
    checkpoint = pointed(checkpoints, "监督要点")

    class Meta:
        model = InspectionPoint
        fields: tuple[str, ...] = ()

    def by_words(
        self, rows: QuerySet[InspectionPoint], _name: str, words: str
    ) -> QuerySet[InspectionPoint]:
        found = Q(text__icontains=words) | Q(organisation__name__icontains=words)
        return rows.filter(found | Q(how__icontains=words) | Q(answer__icontains=words))

    def by_branch(
        self, rows: QuerySet[InspectionPoint], _name: str, branch: TaxonomyNode
    ) -> QuerySet[InspectionPoint]:
        return rows.filter(under(branch))

    def by_progress(
        self, rows: QuerySet[InspectionPoint], _name: str, progress: str
    ) -> QuerySet[InspectionPoint]:
        if progress == "unlinked":
            return rows.filter(unlinked())
        return rows.filter(GIVEN if progress == "given" else DONE)

    def by_person(
        self, rows: QuerySet[InspectionPoint], _name: str, _mine: str
    ) -> QuerySet[InspectionPoint]:
        return rows.filter(assigned_to=self.request.actor.user_id)
