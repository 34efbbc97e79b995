"""When other supervising bodies visit which unit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.foundation.accounts.columns import person


class JointPlan(models.Model):
    """One visit that a supervising body plans (监督计划): which unit, in which month, for what.
    Added or withdrawn, never changed."""

    area = models.CharField("监督方面", max_length=14, choices=BriefingSource.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="joint_plans", verbose_name="被监督单位"
    )
    year = models.PositiveSmallIntegerField("年份")
    month = models.PositiveSmallIntegerField("月份")
    what = models.CharField("监督内容", max_length=120)
    added_by = person("登记人")
    added_at = models.DateTimeField("登记时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "监督计划"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "year", "month", "what"],
                condition=Q(withdrawn_at__isnull=True), name="joint_once",
                violation_error_message="同样的监督计划已经登记了。",
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, year__gte=2000, year__lte=2100),
                name="joint_month", violation_error_message="月份应当是1到12。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="joint_withdrawn", violation_error_message="撤回必须写明理由。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["year", "month", "organisation"], name="joint_month_unit")]

    def __str__(self) -> str:
        return f"{self.get_area_display()} {self.year}年{self.month}月"
