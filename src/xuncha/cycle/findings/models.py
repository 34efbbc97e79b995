"""The findings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.enums import FindingState, Nature, Source
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyNode
from xuncha.kernel.states import Stated


class Finding(Stated):
    """One problem that an inspection found. Written by the office or brought in with the list that
    was fed back; once fed back its text never changes."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="findings", verbose_name="巡察任务"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="findings", verbose_name="被巡察党组织"
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="findings", verbose_name="轮次")
    number = models.CharField("编号", max_length=20)
    text = models.TextField("问题")
    key = models.CharField("内容摘要", max_length=64, editable=False)
    leaf = models.ForeignKey(
        TaxonomyNode, models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name="问题分类项",
    )  # fmt: skip
    nature = models.CharField("性质", max_length=10, choices=Nature.choices, blank=True)
    source = models.CharField("来源", max_length=10, choices=Source.choices, blank=True)
    is_key = models.BooleanField("是否重点", default=False)
    amount_yuan = models.DecimalField(
        "涉及金额（元）", max_digits=16, decimal_places=2, null=True, blank=True
    )
    state = models.CharField(
        "状态", max_length=10, choices=FindingState.choices, default=FindingState.DRAFT
    )
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "问题"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "key"],
                name="finding_once",
                violation_error_message="这次巡察里已经有一条内容相同的问题。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="finding_text",
                violation_error_message="问题内容不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(amount_yuan__isnull=True) | Q(amount_yuan__gte=0),
                name="finding_amount",
                violation_error_message="涉及金额不能是负数。",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "id"], name="finding_round"),
            models.Index(fields=["organisation", "state", "id"], name="finding_unit"),
            models.Index(fields=["leaf", "id"], name="finding_leaf"),
        ]

    def __str__(self) -> str:
        return f"问题{self.number}"


class FindingPoint(models.Model):
    """That a finding answers to a point of its inspection's list. Written by the office, also long
    after; a finding may answer to several points and the other way round."""

    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="point_links", verbose_name="问题"
    )
    point = models.ForeignKey(
        InspectionPoint, models.PROTECT, related_name="finding_links", verbose_name="任务要点"
    )
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="关联人"
    )
    linked_at = models.DateTimeField("关联时间")

    class Meta:
        verbose_name = "问题对应要点"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "point"],
                name="finding_point_once",
                violation_error_message="这个问题已经对应这条要点。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} = {self.point_id}"


class FindingFrame(models.Model):
    """Where somebody placed a finding in a second frame; without it the table of matches says."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="frames", verbose_name="问题")
    frame = models.ForeignKey(Taxonomy, models.PROTECT, related_name="+", verbose_name="对照框架")
    node = models.ForeignKey(
        TaxonomyNode, models.PROTECT, related_name="+", verbose_name="问题分类项"
    )
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="归类人"
    )
    placed_at = models.DateTimeField("归类时间")

    class Meta:
        verbose_name = "问题的对照归类"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "frame"],
                name="finding_frame_once",
                violation_error_message="一个问题在一个框架里只归一处。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} → {self.node_id}"
