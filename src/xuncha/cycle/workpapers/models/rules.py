"""The local rules of working papers, versioned with the day from which they hold."""

from __future__ import annotations

from django.db import models

from xuncha.foundation.accounts.columns import person


class PaperRules(models.Model):
    """One version of the rules: who signs where the author holds the seat that should, how many
    working days the unit has to answer. Only ever added; what was counted keeps its version."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么调整", max_length=200)
    settings = models.JSONField("规则")
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "底稿规则"

    def __str__(self) -> str:
        return f"底稿规则第{self.number}版"
