"""Periods of the field, by version."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.fieldwork.models.base import person


class FieldRules(models.Model):
    """One version of the periods and words of the field, in force from its day until the next
    one's. What was counted by an earlier one keeps that one's number."""

    number = models.PositiveSmallIntegerField("版本", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么调整", max_length=200)
    values = models.JSONField("内容", default=dict)
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "巡中工作规则"

    def __str__(self) -> str:
        return f"巡中工作规则第{self.number}版"
