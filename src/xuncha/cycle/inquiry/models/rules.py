"""Numbers of this room that differ from place to place, by version."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.fieldwork.models.base import person


class InquiryRules(models.Model):
    """One version of the shares and minimum counts, in force from its day until the next one's.
    Results that were counted by an earlier one keep that one's number."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    values = models.JSONField("规则")
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "走访问卷规则"

    def __str__(self) -> str:
        return f"第{self.number}版"
