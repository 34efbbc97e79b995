"""Seats of users, and the people of the inspected side by post."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.models.organisations import Organisation


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


class Contact(models.Model):
    """Who holds a post of the inspected side for a time; need not be a user. Written by the office;
    ended by ``until_on``, by a successor in the post or by the end of the organisation. ``version``
    rises with every change."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name="党组织"
    )
    post = models.CharField("职务", max_length=10, choices=ContactPost.choices)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("电话", max_length=30, blank=True)
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        verbose_name = "单位联系人"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="contact_dates",
                violation_error_message="联系人的止日不能早于起日。",
            ),
            models.UniqueConstraint(
                fields=["organisation", "post"],
                condition=Q(until_on__isnull=True),
                name="contact_one_in_post",
                violation_error_message="同一职务同时只能登记一人。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.name}"
