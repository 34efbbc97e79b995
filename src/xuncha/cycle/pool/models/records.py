"""What a person may show: qualifications, training, secrecy pledges."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.pool.models.entered import Entered
from xuncha.cycle.pool.models.inspectors import Inspector
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile


class Qualification(Entered):
    """One certificate of a person; after its last day it counts no more. Entered by the office;
    a wrong one is withdrawn with a reason, a renewed one is a new row."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="qualifications", verbose_name="巡察人员"
    )
    name = models.CharField("证书名称", max_length=60)
    number = models.CharField("证书编号", max_length=60, blank=True)
    issuer = models.CharField("发证机关", max_length=60, blank=True)
    issued_on = models.DateField("发证日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="扫描件"
    )

    class Meta(Entered.Meta):
        verbose_name = "资格证书"
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="qualification_dates",
                violation_error_message="有效期不能早于发证日期。",
            ),
            models.UniqueConstraint(
                fields=["inspector", "name", "number", "expires_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="qualification_once",
                violation_error_message="这个证书已经登记过了。",
            ),
        ]
        indexes = [models.Index(fields=["expires_on", "id"], name="qualification_expiry")]

    def __str__(self) -> str:
        return self.name

    def counts_on(self, day: dt.date) -> bool:
        """Whether it is good on a day: issued, not expired, not withdrawn."""
        begun = self.issued_on is None or self.issued_on <= day
        return begun and (self.expires_on is None or self.expires_on >= day) and not (
            self.is_withdrawn
        )  # fmt: skip


class Training(models.Model):
    """One training course. Entered by the office, by form or by an attendance list."""

    title = models.CharField("培训名称", max_length=80)
    held_on = models.DateField("开班日期")
    until_on = models.DateField("结束日期", null=True, blank=True)
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    is_secrecy = models.BooleanField("保密培训", default=False)
    organiser = models.CharField("主办单位", max_length=60, blank=True)
    entered_by = person("登记人")
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "培训"
        constraints = [
            models.UniqueConstraint(
                fields=["title", "held_on"],
                name="training_once",
                violation_error_message="同一天已经登记过同名的培训。",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("held_on")),
                name="training_dates",
                violation_error_message="培训的结束日期不能早于开班日期。",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0),
                name="training_hours",
                violation_error_message="学时必须大于 0。",
            ),
        ]
        indexes = [models.Index(fields=["held_on", "id"], name="training_held")]

    def __str__(self) -> str:
        return self.title


class TrainingRecord(Entered):
    """That a person took part in a course: for how long, and whether he passed."""

    training = models.ForeignKey(
        Training, models.PROTECT, related_name="records", verbose_name="培训"
    )
    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="trainings", verbose_name="巡察人员"
    )
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1)
    passed = models.BooleanField("合格", default=True)
    note = models.CharField("备注", max_length=100, blank=True)

    class Meta(Entered.Meta):
        verbose_name = "培训记录"
        constraints = [
            *Entered.Meta.constraints,
            models.UniqueConstraint(
                fields=["training", "inspector"],
                condition=Q(withdrawn_at__isnull=True),
                name="training_record_once",
                violation_error_message="这个人的这次培训已经登记过了。",
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=0),
                name="training_record_hours",
                violation_error_message="学时不能是负数。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training}"


class SecrecyPledge(Entered):
    """A signed secrecy commitment (保密承诺书); after its last day a new one is due."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="pledges", verbose_name="巡察人员"
    )
    signed_on = models.DateField("签署日期")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="扫描件"
    )

    class Meta(Entered.Meta):
        verbose_name = "保密承诺"
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("signed_on")),
                name="pledge_dates",
                violation_error_message="有效期不能早于签署日期。",
            ),
            models.UniqueConstraint(
                fields=["inspector", "signed_on"],
                condition=Q(withdrawn_at__isnull=True),
                name="pledge_once",
                violation_error_message="同一天的保密承诺已经登记过了。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signed_on} 签署的保密承诺"
