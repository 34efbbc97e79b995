"""Yearly tables that an office loaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Outcome(models.TextChoices):
    """What became of a provisional day."""

    MOVED = "moved", "改到后来的日期"
    SAME = "same", "日期不变"
    OVERTAKEN = "overtaken", "期限先前已经另定"


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


class ProvisionalDeadline(models.Model):
    """A day that a room counted without a year's table, and what became of it when the table came.
    ``kind`` names the column (app.model.field), ``record`` the row there. Counted once, settled
    once, never changed after: the first day, the tables and the new day stay to be seen."""

    kind = models.CharField("期限", max_length=120)
    record = models.PositiveBigIntegerField("记录")
    since = models.DateField("起算日")
    workdays = models.PositiveSmallIntegerField("工作日数")
    first_on = models.DateField("暂定的日期")
    counted_at = models.DateTimeField("起算时间")
    settled_at = models.DateTimeField("改定时间", null=True, blank=True)
    settled_on = models.DateField("改定的日期", null=True, blank=True)
    tables = models.JSONField("改定所用工作日表", default=list, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = "暂定期限"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, settled_on__isnull=True, outcome="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(outcome="")),
                name="provisional_settled",
                violation_error_message="改定的暂定期限必须有时间和结果。",
            )
        ]
        indexes = [
            models.Index(fields=["settled_at", "id"], name="provisional_waiting"),
            models.Index(fields=["kind", "record"], name="provisional_record"),
        ]

    def __str__(self) -> str:
        return f"{self.since} 起 {self.workdays} 个工作日"
