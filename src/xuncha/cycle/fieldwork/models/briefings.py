"""What partners are asked to tell before the entry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.cycle.fieldwork.enums import BriefingSource, BriefingState
from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned
from xuncha.foundation.files.models import StoredFile


class Briefing(FieldRecord):
    """One partner asked to inform about one inspection (巡前通报). ``addressee`` is the partner's
    account that may answer; without one the office enters what came on paper. Never seen by the
    unit that it is about."""

    MARK = "通"

    source = models.CharField("通报方面", max_length=14, choices=BriefingSource.choices)
    body = models.CharField("协作单位", max_length=80)
    addressee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="请谁回复",
    )  # fmt: skip
    ask = models.TextField("请通报什么")
    due_on = models.DateField("回复期限")
    original_due_on = models.DateField("原定期限")
    due_rule = models.CharField("期限的来历", max_length=80)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    state = models.CharField(
        "状态", max_length=10, choices=BriefingState.choices, default=BriefingState.ASKED
    )
    answer = models.TextField("通报内容", blank=True)
    paper = models.CharField("来件文号", max_length=80, blank=True)
    answered_by = person("回复人")
    answered_on = models.DateField("回复日期", null=True, blank=True)
    reminded_at = models.DateTimeField("最近催办", null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("催办次数", default=0)

    class Meta:
        verbose_name = "巡前通报"
        constraints = [
            once("briefing_number"),
            reasoned("briefing_withdrawn"),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "accepted"])
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="briefing_answered",
                violation_error_message="已回复的通报必须有内容和日期。",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="briefing_due")]


class BriefingFile(models.Model):
    """A file that came with a briefing. Added, never changed."""

    briefing = models.ForeignKey(
        Briefing, models.PROTECT, related_name="files", verbose_name="巡前通报"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "通报文件"

    def __str__(self) -> str:
        return f"通报文件 {self.pk}"
