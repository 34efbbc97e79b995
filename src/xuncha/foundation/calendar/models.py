"""Yearly tables that an office loaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class WorkdayYear(models.Model):
    """One year's table as an office loaded it. The newest version of a year rules; older ones stay,
    because deadlines remember the table by which they were counted."""

    year = models.PositiveSmallIntegerField("年份")
    version = models.PositiveSmallIntegerField("版本")
    source = models.CharField("来源", max_length=120)
    days = models.JSONField("日期")
    loaded_at = models.DateTimeField("装入时间")
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="装入人"
    )

    class Meta:
        verbose_name = "工作日表"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "version"],
                name="workday_year_version",
                violation_error_message="这一年的工作日表已经有同一版本。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年工作日表 第{self.version}版"
