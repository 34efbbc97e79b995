"""An inspection's own list of points, and what was found out about each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models.decisions import Decision
from xuncha.cycle.checkpoints.models.sets import Checkpoint, PointSet
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.kernel.states import Stated


class PointList(models.Model):
    """That an inspection was given its list: from which version, for which kinds, when, by whom."""

    inspection = models.OneToOneField(
        Inspection, models.PROTECT, related_name="point_list", verbose_name="巡察任务"
    )
    set = models.ForeignKey(
        PointSet, models.PROTECT, related_name="lists", verbose_name="监督清单版本"
    )
    kinds = models.JSONField("按哪些类别", default=list)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="下发人"
    )
    given_at = models.DateTimeField("下发时间")

    class Meta:
        verbose_name = "任务清单"

    def __str__(self) -> str:
        return f"{self.inspection_id}：{self.set_id}"


class InspectionPoint(Stated):
    """One point on an inspection's list: a copy of the wording of its day, so that later versions
    touch nothing. Given by the office, adapted and answered by whoever works on the inspection."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="points", verbose_name="巡察任务"
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="points", verbose_name="轮次")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="points", verbose_name="被巡察党组织"
    )
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, blank=True, related_name="given",
        verbose_name="监督要点",
    )  # fmt: skip
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="given",
        verbose_name="决策部署",
    )  # fmt: skip
    leaf = models.ForeignKey(
        TaxonomyNode, models.PROTECT, related_name="points", verbose_name="问题分类项"
    )
    group = models.ForeignKey(
        TaxonomyNode, models.PROTECT, related_name="+", verbose_name="要点分组"
    )
    number = models.PositiveIntegerField("序号")
    text = models.TextField("监督要点")
    signs = models.TextField("问题表现形式", blank=True)
    ways = models.CharField("检查方式", max_length=200, blank=True)
    is_key = models.BooleanField("是否重点", default=False)
    key = models.CharField("内容摘要", max_length=64, editable=False)
    added_reason = models.CharField("增加理由", max_length=200, blank=True)
    left_reason = models.CharField("不列入理由", max_length=200, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="承办人",
    )  # fmt: skip
    state = models.CharField(
        "状态", max_length=20, choices=PointState.choices, default=PointState.OPEN
    )
    how = models.CharField("怎样查的", max_length=300, blank=True)
    answer = models.TextField("检查情况", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="填写人",
    )  # fmt: skip
    answered_at = models.DateTimeField("填写时间", null=True, blank=True)

    class Meta:
        verbose_name = "任务要点"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "key"],
                name="inspection_point_once",
                violation_error_message="这份清单里已经有一条相同的要点。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["clear", "found", "not_applicable"])
                | Q(answered_at__isnull=False),
                name="inspection_point_answered",
                violation_error_message="填写了检查情况的要点必须有填写时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="clear") | ~Q(how=""),
                name="inspection_point_how",
                violation_error_message="已查未发现问题的要点必须写明怎样查的。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["found", "not_applicable"]) | ~Q(answer=""),
                name="inspection_point_answer",
                violation_error_message="发现问题和不适用都必须写明情况。",
            ),
            models.CheckConstraint(
                condition=~Q(state="left_out") | ~Q(left_reason=""),
                name="inspection_point_left_reason",
                violation_error_message="不列入清单必须写明理由。",
            ),
        ]
        indexes = [
            models.Index(fields=["inspection", "number"], name="inspection_point_order"),
            models.Index(fields=["round", "state", "id"], name="inspection_point_round"),
            models.Index(fields=["state", "id"], name="inspection_point_state"),
            models.Index(fields=["assigned_to", "state", "id"], name="inspection_point_mine"),
        ]

    def __str__(self) -> str:
        return f"任务要点{self.number}"

    def sign_lines(self) -> list[str]:
        """The examples of trouble, one by one."""
        return [line.strip() for line in self.signs.splitlines() if line.strip()]


class PointStep(models.Model):
    """One step of a point's life: who did what when and why. Never changed."""

    point = models.ForeignKey(
        InspectionPoint, models.PROTECT, related_name="steps", verbose_name="任务要点"
    )
    action = models.CharField("动作", max_length=20)
    label = models.CharField("动作名称", max_length=20)
    before = models.CharField("原状态", max_length=20)
    after = models.CharField("新状态", max_length=20)
    reason = models.TextField("说明", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    by_name = models.CharField("经办人姓名", max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "要点经过"

    def __str__(self) -> str:
        return f"{self.label} {self.at:%Y-%m-%d}"
