"""Organisations and seats."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.enums import OrganisationKind


class Organisation(models.Model):
    """One Party organisation of the district, from the day it was set up to the day it ended.
    Written by the office (form, import, demo); ended by ``dissolved_on``, never deleted."""

    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=80, db_index=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=20, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    established_on = models.DateField("设立日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = "党组织"
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(established_on__isnull=True)
                | Q(dissolved_on__gt=F("established_on")),
                name="organisation_dates",
                violation_error_message="撤销日期必须晚于设立日期。",
            )
        ]
        indexes = [models.Index(fields=["kind", "id"], name="organisation_kind")]

    def __str__(self) -> str:
        return self.short_name or self.name


class Membership(models.Model):
    """A user's seat in an organisation for a time: it decides which unit's business he sees.
    Written with the account; ended by ``until_on``."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="用户"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name="党组织"
    )
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "任职"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="membership_dates",
                violation_error_message="任职的止日不能早于起日。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.organisation_id}"
