"""The periods of the use of results, by version."""

from __future__ import annotations

from django.db import models

from xuncha.foundation.accounts.columns import person


class ResultRules(models.Model):
    """One version of the periods, in force from its day until the next one's. What was handed over
    keeps the number of the version it went by."""

    number = models.PositiveSmallIntegerField("版本", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么调整", max_length=200)
    values = models.JSONField("内容", default=dict)
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "成果运用规则"

    def __str__(self) -> str:
        return f"成果运用规则第{self.number}版"
