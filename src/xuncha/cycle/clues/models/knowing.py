"""Who may know of a clue, and who read what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.clues.enums import Basis, Way
from xuncha.cycle.clues.models.clues import Clue
from xuncha.foundation.accounts.columns import person


class ClueGrant(models.Model):
    """That a named person may know of one clue, from a day on until another. Given by the head of
    the team or the director, never to oneself; those who have it by duty get it at registration.
    The reason is sealed with the clue. Ended with a reason, never deleted."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="grants", verbose_name="线索")
    user = person("知悉人", null=False)
    basis = models.CharField("依据", max_length=10, choices=Basis.choices)
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    given_by = person("授予人")
    given_at = models.DateTimeField("授予时间")
    ended_at = models.DateTimeField("收回时间", null=True, blank=True)
    ended_by = person("收回人")

    class Meta:
        verbose_name = "知悉授权"
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "user"],
                condition=Q(ended_at__isnull=True),
                name="clue_grant_once",
                violation_error_message="这个人已经有这条线索的知悉授权。",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="clue_grant_dates",
                violation_error_message="知悉授权的止日不能早于起日。",
            ),
            models.CheckConstraint(
                condition=Q(basis="duty") | Q(given_by__isnull=True) | ~Q(given_by=F("user")),
                name="clue_grant_not_himself",
                violation_error_message="不能给自己授予知悉授权。",
            ),
        ]
        indexes = [models.Index(fields=["user", "ended_at"], name="clue_grant_user")]

    def __str__(self) -> str:
        return f"知悉授权 {self.pk}"


class ClueRead(models.Model):
    """That one field was opened by one person. Rows of a clue are chained by digests of their own;
    the general log keeps the chain's end and no word."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="read_rows", verbose_name="线索")
    number = models.PositiveIntegerField("序号")
    place = models.CharField("栏目", max_length=40)
    way = models.CharField("方式", max_length=10, choices=Way.choices)
    by = person("阅读人", null=False)
    by_name = models.CharField("阅读人姓名", max_length=60)
    at = models.DateTimeField("时间")
    request_id = models.CharField("请求编号", max_length=40, blank=True)
    previous = models.CharField("上一条摘要", max_length=64, blank=True)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "线索阅读记录"
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "number"],
                name="clue_read_number",
                violation_error_message="阅读记录的序号重复。",
            )
        ]

    def __str__(self) -> str:
        return f"阅读记录 {self.pk}"
