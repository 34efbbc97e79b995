"""Choices of oversight."""

from django.db import models


class CheckState(models.TextChoices):
    PENDING = "pending", "待派人"
    ASSIGNED = "assigned", "待核查"
    RECORDED = "recorded", "待另一人确认"
    CONFIRMED = "confirmed", "待定处理"
    CONCLUDED = "concluded", "已处理"
    DROPPED = "dropped", "不再核查"


OPEN_CHECKS = frozenset(
    {CheckState.PENDING, CheckState.ASSIGNED, CheckState.RECORDED, CheckState.CONFIRMED}
)
"""States in which a check still waits for somebody."""

SEEN = frozenset({CheckState.RECORDED, CheckState.CONFIRMED, CheckState.CONCLUDED})
"""States in which somebody was on the spot."""


class Found(models.TextChoices):
    TRUE = "true", "属实"
    PARTLY = "partly", "部分属实"
    NOT = "not", "不属实"


class Knew(models.TextChoices):
    AGREES = "agrees", "知道，说法一致"
    DIFFERS = "differs", "知道，说法不一致"
    UNAWARE = "unaware", "不知道这件事"


class Outcome(models.TextChoices):
    VERIFIED = "verified", "核实"
    SUSTAINED = "sustained", "确认巩固"
    RETURNED = "returned", "退回"
    REOPENED = "reopened", "重新整改"
    NONE = "none", "事项不变"


class AlertLevel(models.IntegerChoices):
    """Steps of alert, each to a wider circle of persons. The last is red as well."""

    GREEN = 1, "绿色提醒"
    YELLOW = 2, "黄色预警"
    RED = 3, "红色预警"
    GROUP = 4, "红色预警，报领导小组"


COLOURS = {
    AlertLevel.GREEN: "green",
    AlertLevel.YELLOW: "yellow",
    AlertLevel.RED: "red",
    AlertLevel.GROUP: "red",
}
