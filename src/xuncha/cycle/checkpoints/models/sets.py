"""Versions of the list of points to check."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.cycle.checkpoints.enums import CHECKED_KINDS, SetState
from xuncha.cycle.checkpoints.models.decisions import Decision
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyNode
from xuncha.kernel.states import Stated


class PointSet(Stated):
    """One version of the points to check, in force from its day until the next one's. Drafted by
    the office (afresh or from an earlier version), issued by its director, frozen from then on."""

    name = models.CharField("名称", max_length=60, unique=True)
    taxonomy = models.ForeignKey(
        Taxonomy, models.PROTECT, related_name="point_sets", verbose_name="问题分类"
    )
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="由哪一版改来"
    )
    effective_on = models.DateField("启用日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=SetState.choices, default=SetState.DRAFT
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    drafted_at = models.DateTimeField("起草时间")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="发布人",
    )  # fmt: skip
    issued_at = models.DateTimeField("发布时间", null=True, blank=True)

    class Meta:
        verbose_name = "监督清单版本"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued")
                | (Q(effective_on__isnull=False) & Q(issued_at__isnull=False)),
                name="point_set_issued",
                violation_error_message="已发布的版本必须有启用日期和发布时间。",
            ),
            models.UniqueConstraint(
                fields=["effective_on"],
                condition=Q(state="issued"),
                name="point_set_one_a_day",
                violation_error_message="同一天只能启用一个版本。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Checkpoint(models.Model):
    """One point to check in one version: what the decision asks, where to look, what trouble looks
    like. ``number`` is the same point through all versions. Written while its version is drafted,
    never afterwards."""

    set = models.ForeignKey(
        PointSet, models.PROTECT, related_name="checkpoints", verbose_name="监督清单版本"
    )
    number = models.PositiveIntegerField("编号")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="checkpoints", verbose_name="决策部署"
    )
    leaf = models.ForeignKey(
        TaxonomyNode, models.PROTECT, related_name="checkpoints", verbose_name="问题分类项"
    )
    text = models.TextField("监督要点")
    signs = models.TextField("问题表现形式", blank=True)
    ways = models.CharField("检查方式", max_length=200, blank=True)
    is_key = models.BooleanField("是否重点", default=False)
    key = models.CharField("内容摘要", max_length=64, editable=False)

    class Meta:
        verbose_name = "监督要点"
        constraints = [
            models.UniqueConstraint(
                fields=["set", "number"],
                name="checkpoint_number",
                violation_error_message="同一版里要点编号不能重复。",
            ),
            models.UniqueConstraint(
                fields=["set", "key"],
                name="checkpoint_once",
                violation_error_message="这一版里已经有一条相同的要点。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="checkpoint_text",
                violation_error_message="监督要点不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return f"要点{self.number}"

    def sign_lines(self) -> list[str]:
        """The examples of trouble, one by one."""
        return [line.strip() for line in self.signs.splitlines() if line.strip()]

    def kind_labels(self) -> list[str]:
        """The kinds of organisation in words, in their usual order."""
        mine = {one.kind for one in self.kinds.all()}
        return [str(one.label) for one in CHECKED_KINDS if one.value in mine]


class CheckpointKind(models.Model):
    """A kind of organisation that a point is for."""

    checkpoint = models.ForeignKey(
        Checkpoint, models.CASCADE, related_name="kinds", verbose_name="监督要点"
    )
    kind = models.CharField("类别", max_length=20, choices=OrganisationKind.choices)

    class Meta:
        verbose_name = "要点适用类别"
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "kind"],
                name="checkpoint_kind_once",
                violation_error_message="同一类别只写一次。",
            )
        ]

    def __str__(self) -> str:
        return str(OrganisationKind(self.kind).label)
