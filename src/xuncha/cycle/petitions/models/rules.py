"""Periods of petitions, by version."""

from __future__ import annotations

from django.db import models

from xuncha.foundation.accounts.columns import person


class PetitionRules(models.Model):
    """One version of the periods, in force from a day on. Made by the director; never changed, only
    followed by the next. A deadline keeps the version it was counted by."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    settings = models.JSONField("设置")
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "信访规则"

    def __str__(self) -> str:
        return f"第{self.number}版"
