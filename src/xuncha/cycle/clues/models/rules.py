"""Periods of the sealed store, by version."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.directory.models import Organisation
from xuncha.foundation.accounts.columns import person


class ClueRules(models.Model):
    """One version of the periods and of who receives, in force from a day on. Made by the director;
    never changed, only followed by the next. A deadline keeps the version it was counted by."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    settings = models.JSONField("设置")
    discipline = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="接收的纪检监察机关",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="接收的组织部门",
    )  # fmt: skip
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "线索规则"

    def __str__(self) -> str:
        return f"第{self.number}版"
