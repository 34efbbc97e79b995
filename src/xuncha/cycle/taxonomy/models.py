"""The frames, their branches and leaves, and which places of two frames mean the same."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class FrameRole(models.TextChoices):
    MAIN = "main", "主用分类"
    SECOND = "second", "对照框架"


class Taxonomy(models.Model):
    """One version of a frame. Never edited once used: a new version gets a new row with its
    effective date. Findings and points are filed under the main frame; a second frame is what they
    are counted under as well."""

    name = models.CharField("名称", max_length=60)
    version = models.CharField("版本", max_length=20)
    effective_on = models.DateField("生效日期")
    role = models.CharField(
        "用途", max_length=10, choices=FrameRole.choices, default=FrameRole.MAIN
    )

    class Meta:
        verbose_name = "问题分类"
        db_table = "findings_taxonomy"  # its first home; rows stay where they are
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"],
                name="taxonomy_version",
                violation_error_message="这套问题分类已经有同名版本。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class TaxonomyNode(models.Model):
    """A branch or leaf of the tree; findings and points are filed under leaves."""

    taxonomy = models.ForeignKey(
        Taxonomy, models.PROTECT, related_name="nodes", verbose_name="问题分类"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    code = models.CharField("代码", max_length=20)
    name = models.CharField("名称", max_length=80)

    class Meta:
        verbose_name = "问题分类项"
        db_table = "findings_taxonomynode"
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "code"],
                name="taxonomy_code",
                violation_error_message="同一版分类里代码不能重复。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class TaxonomyMatch(models.Model):
    """A leaf and what means the same elsewhere: a place in a second frame, or (for the short tree
    of villages) a leaf of the large tree. One match for each leaf and target frame."""

    node = models.ForeignKey(
        TaxonomyNode, models.PROTECT, related_name="matches", verbose_name="分类项"
    )
    target = models.ForeignKey(
        TaxonomyNode, models.PROTECT, related_name="+", verbose_name="对应项"
    )
    frame = models.ForeignKey(Taxonomy, models.PROTECT, related_name="+", verbose_name="对应框架")

    class Meta:
        verbose_name = "分类对照"
        constraints = [
            models.UniqueConstraint(
                fields=["node", "frame"],
                name="taxonomy_match_once",
                violation_error_message="同一分类项在一个框架里只对应一处。",
            ),
            models.CheckConstraint(
                condition=~Q(node=F("target")),
                name="taxonomy_match_other",
                violation_error_message="分类项不能对应它自己。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id} = {self.target_id}"
