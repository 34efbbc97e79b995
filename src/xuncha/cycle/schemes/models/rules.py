"""Who reviews, how long, and what stops a scheme: by version."""

from __future__ import annotations

from django.db import models

from xuncha.foundation.accounts.columns import person


class SchemeRules(models.Model):
    """One version of the rules of schemes, in force from its day until the next one's. A scheme or
    a review that was counted by an earlier one keeps that one's number."""

    number = models.PositiveSmallIntegerField("版本", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么调整", max_length=200)
    settings = models.JSONField("内容", default=dict)
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "整改方案规则"

    def __str__(self) -> str:
        return f"整改方案规则第{self.number}版"
