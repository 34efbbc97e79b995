"""What the pool goes by: vocabulary of specialties, conditions of entry, when expiry is told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.foundation.accounts.columns import person


class PoolRules(models.Model):
    """One version of the pool's rules, in force from a day on. Written by the director; never
    changed, only followed by the next. Before the first one ``defaults`` hold."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    specialties = models.JSONField("专长词表")
    conditions = models.JSONField("入库条件")
    expiring_days = models.PositiveSmallIntegerField("证书到期提前提醒天数")
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "人才库规则"
        constraints = [
            models.CheckConstraint(
                condition=Q(expiring_days__gte=1) & Q(expiring_days__lte=730),
                name="pool_rules_days",
                violation_error_message="提前提醒的天数在 1 到 730 之间。",
            )
        ]

    def __str__(self) -> str:
        return f"人才库规则第{self.number}版"
