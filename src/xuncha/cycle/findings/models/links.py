"""What findings point at: points of the list, a second frame, working papers."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.findings.models.findings import Finding
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyNode
from xuncha.cycle.workpapers.models import Paper, PaperVersion
from xuncha.foundation.accounts.columns import person


class FindingPaper(models.Model):
    """That a finding rests on a working paper, in the version that was current then. A finding may
    rest on several, and a paper may bear several findings."""

    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="paper_links", verbose_name="问题"
    )
    paper = models.ForeignKey(
        Paper, models.PROTECT, related_name="finding_links", verbose_name="底稿"
    )
    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="+", verbose_name="底稿版本"
    )
    linked_by = person("关联人")
    linked_at = models.DateTimeField("关联时间")

    class Meta:
        verbose_name = "问题依据的底稿"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "paper"],
                name="finding_paper_once",
                violation_error_message="这个问题已经关联这份底稿。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} ← {self.paper_id}"


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
