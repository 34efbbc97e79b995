"""Frozen figures of closed rounds."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.planning.models import Round
from xuncha.foundation.accounts.columns import person


class Snapshot(models.Model):
    """All figures of one round as they were on a day, of the whole district. Never changed: a later
    one is the next version, with its reason. ``registry`` is the digest of the definitions that
    held; ``digest`` is over everything below and the version before it, and stands in the log."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name="轮次")
    number = models.PositiveSmallIntegerField("版次")
    day = models.DateField("截至")
    closed_on = models.DateField("本轮期满日期")
    reason = models.CharField("为什么再封存", max_length=200, blank=True)
    registry = models.CharField("统计口径摘要", max_length=64)
    previous = models.CharField("上一版摘要", max_length=64, blank=True)
    digest = models.CharField("摘要", max_length=64)
    made_by = person("封存人")
    made_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "封存的统计数"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"], name="snapshot_number",
                violation_error_message="这一轮已经有这一版封存的统计数。",
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous="")
                | (Q(number__gt=1) & ~Q(reason="") & ~Q(previous="")),
                name="snapshot_reason",
                violation_error_message="再次封存必须写明为什么，并接着上一版。",
            ),
            models.CheckConstraint(
                condition=Q(day__gte=F("closed_on")), name="snapshot_after_closing",
                violation_error_message="期满以后才能封存。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round}封存数第{self.number}版"


class FrozenFigure(models.Model):
    """One figure of a snapshot: its value with the words that defined it then. Without a value it
    says why."""

    snapshot = models.ForeignKey(
        Snapshot, models.PROTECT, related_name="figures", verbose_name="封存的统计数"
    )
    place = models.PositiveSmallIntegerField("次序")
    name = models.CharField("固定名称", max_length=60)
    params = models.CharField("条件", max_length=120, blank=True)
    label = models.CharField("名称", max_length=100)
    subject = models.CharField("类别", max_length=20)
    unit = models.CharField("计量单位", max_length=10)
    definition = models.TextField("定义")
    value = models.DecimalField("数值", max_digits=20, decimal_places=2, null=True)
    rows = models.PositiveIntegerField("行数", null=True)
    why = models.CharField("没有数值的原因", max_length=60, blank=True)

    class Meta:
        verbose_name = "封存的一个数"
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "name", "params"], name="frozen_name"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, why="") | (Q(value__isnull=True) & ~Q(why="")),
                name="frozen_value_or_why",
                violation_error_message="封存的数要么有数值，要么写明为什么没有。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label
