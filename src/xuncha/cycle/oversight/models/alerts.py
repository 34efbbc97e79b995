"""Alerts: which step an item has taken, and who of the leading group is in charge of a unit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.oversight.enums import AlertLevel
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.foundation.accounts.columns import person


class AlertStep(models.Model):
    """An item came to a step of alert on a day, measured against the due date that it had then, and
    the right persons were told. Once a step and due date; never changed. The present colour is not
    kept: it follows from the day."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="alerts", verbose_name="整改事项")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    level = models.PositiveSmallIntegerField("台阶", choices=AlertLevel.choices)
    owed_on = models.DateField("当时的时限")
    workdays = models.IntegerField("离时限的工作日")
    """Working days left; below nought so many overdue."""
    on = models.DateField("预警日期")
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    is_provisional = models.BooleanField("暂定", default=False)

    class Meta:
        verbose_name = "预警"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "level", "owed_on"], name="alert_once",
                violation_error_message="这一台阶已经预警过了。",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["inspection", "on"], name="alert_inspection")]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.on}"


class Charge(models.Model):
    """A leader is in charge of a unit for a time (分管). One at a time; ended, never deleted."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="charges", verbose_name="党组织"
    )
    leader = person("分管领导", null=False)
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    set_by = person("登记人")
    set_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "分管"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(until_on__isnull=True), name="charge_one",
                violation_error_message="一个单位同时只登记一位分管领导。",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="charge_dates", violation_error_message="分管的止日不能早于起日。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.leader_id}→{self.organisation_id}"
