"""The rules of recusal and of making teams, by version."""

from __future__ import annotations

from django.db import models

from xuncha.foundation.accounts.columns import person


class RecusalRules(models.Model):
    """One version of the rules, in force from a day on: ``recusal`` as the recusal engine reads it,
    ``team`` what a team must be made of. Written by the office's director; never changed, only
    followed by the next. What was judged keeps its version."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    recusal = models.JSONField("回避规则")
    team = models.JSONField("组队规则")
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "回避和组队规则"
        indexes = [models.Index(fields=["effective_on", "number"], name="recusal_rules_day")]

    def __str__(self) -> str:
        return f"第{self.number}版"
