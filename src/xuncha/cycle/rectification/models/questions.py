"""Signals and extensions: what is asked about an item, and who answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ExtensionLevel, ExtensionState, Severity, SignalState
from xuncha.cycle.rectification.models.items import Item
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Signal(Stated):
    """A question that the engine asks a person about an item (or, without item, about the whole
    inspection). It changes no state of the item. ``gone`` when a later check no longer asks."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="signals", verbose_name="巡察任务"
    )
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="signals", verbose_name="整改事项"
    )
    code = models.CharField("规则", max_length=4)
    name = models.CharField("名称", max_length=20)
    severity = models.CharField("程度", max_length=10, choices=Severity.choices)
    reason = models.TextField("缘由")
    spans = models.JSONField("原文位置", default=list)
    other = models.JSONField("对照位置", null=True, blank=True)
    fingerprint = models.CharField("识别码", max_length=64)
    settings_version = models.CharField("规则版本", max_length=40)
    found_at = models.DateTimeField("发现时间")
    state = models.CharField(
        "状态", max_length=10, choices=SignalState.choices, default=SignalState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="处理人",
    )  # fmt: skip
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    decision = models.TextField("处理理由", blank=True)

    class Meta:
        verbose_name = "疑点"
        constraints = [
            models.UniqueConstraint(fields=["inspection", "fingerprint"], name="signal_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["cleared", "upheld"])
                | (Q(decided_at__isnull=False) & ~Q(decision="")),
                name="signal_decided",
                violation_error_message="处理疑点必须写明理由。",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "state"], name="signal_item"),
            models.Index(fields=["inspection", "state", "code"], name="signal_inspection"),
            models.Index(fields=["state", "id"], name="signal_state"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Extension(Stated):
    """A request to move an item's due date. The day before and the reason stay; lateness against
    the original date is never erased. ``level`` says who may decide, by days and by how many were
    granted before; ``late_days`` how late the item was when it was asked."""

    item = models.ForeignKey(
        Item, models.PROTECT, related_name="extensions", verbose_name="整改事项"
    )
    from_on = models.DateField("现时限")
    to_on = models.DateField("延至")
    reason = models.TextField("理由")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="申请人"
    )
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField(
        "状态", max_length=10, choices=ExtensionState.choices, default=ExtensionState.ASKED
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="审批人",
    )  # fmt: skip
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decision = models.TextField("审批意见", blank=True)
    ordinal = models.PositiveSmallIntegerField("第几次", default=1)
    level = models.CharField(
        "审批层级", max_length=10, choices=ExtensionLevel.choices, default=ExtensionLevel.DIRECTOR
    )
    late_days = models.PositiveIntegerField("申请时已逾期天数", default=0)
    rules_number = models.PositiveSmallIntegerField("规则版本", default=0)

    class Meta:
        verbose_name = "延期"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")),
                name="extension_later",
                violation_error_message="延期后的日期必须晚于现时限。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="extension_reason",
                violation_error_message="延期必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(asked_by__isnull=True)
                | ~Q(decided_by=F("asked_by")),
                name="extension_two_people",
                violation_error_message="不能审批自己提出的延期。",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state="asked"),
                name="extension_one_open",
                violation_error_message="这一事项已有一份延期申请正在审批。",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="extension_state")]

    def __str__(self) -> str:
        return f"延期至{self.to_on}"

    @property
    def days(self) -> int:
        """By how many days the due date would move."""
        return (self.to_on - self.from_on).days


class ExtensionRules(models.Model):
    """Who may grant which extension, by version: in force from its day until the next one's. A
    request keeps the level that it was asked at, and the version that said so."""

    number = models.PositiveSmallIntegerField("版本", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么调整", max_length=200)
    settings = models.JSONField("内容", default=dict)
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "延期规则"

    def __str__(self) -> str:
        return f"延期规则第{self.number}版"
