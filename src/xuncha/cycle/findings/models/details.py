"""Who answers for a finding, and its numbers, as rows."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.findings.enums import Duty
from xuncha.cycle.findings.models.findings import Finding


class FindingPerson(models.Model):
    """Somebody who answers for a finding, by post and time rather than by name."""

    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="persons", verbose_name="问题"
    )
    number = models.PositiveSmallIntegerField("序号")
    post = models.CharField("职务", max_length=80)
    duty = models.CharField("责任", max_length=10, choices=Duty.choices)
    period = models.CharField("任职期间", max_length=60, blank=True)

    class Meta:
        verbose_name = "问题责任人"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "post", "duty", "period"],
                name="finding_person_once",
                violation_error_message="同一职务、同一责任写了两次。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.post}（{self.get_duty_display()}）"


class FindingCount(models.Model):
    """A number of a finding with its unit: 3 笔, 12,600 元, 28 件."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="counts", verbose_name="问题")
    number = models.PositiveSmallIntegerField("序号")
    label = models.CharField("数的是什么", max_length=80)
    quantity = models.DecimalField("数量", max_digits=16, decimal_places=2)
    unit = models.CharField("单位", max_length=10)

    class Meta:
        verbose_name = "问题数字"
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "label"],
                name="finding_count_once",
                violation_error_message="同一个数写了两次。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.quantity.normalize():,f}{self.unit}"
