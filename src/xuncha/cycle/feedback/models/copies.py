"""The four notices of a feedback: to the leader in charge, a department, discipline, personnel."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.feedback.enums import CopyKind, CopyState
from xuncha.cycle.feedback.models.feedbacks import Feedback
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated

_OUT = Q(state__in=["issued", "received"])


class CopyLetter(Stated):
    """One notice (抄告). Its words come from the delivered feedback and nothing else: no clue, no
    petitioner. Approved by another than who handed it in, numbered when issued, receipted."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, related_name="copies", verbose_name="反馈"
    )
    kind = models.CharField("抄告对象", max_length=14, choices=CopyKind.choices)
    recipient = models.CharField("收文单位和职务", max_length=80)
    user = person("收文账号")
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    number = models.PositiveSmallIntegerField("文号", null=True, blank=True)
    text = models.TextField("正文")
    state = models.CharField(
        "状态", max_length=14, choices=CopyState.choices, default=CopyState.DRAFT
    )
    drafted_by = person("拟稿人")
    drafted_at = models.DateTimeField("拟稿时间")
    submitted_by = person("送审人")
    issued_by = person("批准人")
    issued_on = models.DateField("发出日期", null=True, blank=True)
    receive_by = models.DateField("签收期限", null=True, blank=True)
    due_rule = models.CharField("期限的来历", max_length=120, blank=True)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    received_by = person("签收人")
    received_as = models.CharField("签收人职务", max_length=60, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)
    end_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "抄告"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="copy_letter_number",
                violation_error_message="刚才有人用了同一个文号，请再发一次。",
            ),
            models.UniqueConstraint(
                fields=["feedback", "kind", "recipient"], condition=~Q(state="withdrawn"),
                name="copy_letter_once",
                violation_error_message="已经有一份给同一收文单位的抄告。",
            ),
            models.CheckConstraint(
                condition=~_OUT
                | Q(year__isnull=False, number__isnull=False, issued_on__isnull=False,
                    receive_by__isnull=False),
                name="copy_letter_issued",
                violation_error_message="发出的抄告必须有文号、日期和签收期限。",
            ),
            models.CheckConstraint(
                condition=~Q(state="received")
                | (Q(received_on__isnull=False) & ~Q(received_as="")),
                name="copy_letter_received",
                violation_error_message="签收必须有职务和日期。",
            ),
            models.CheckConstraint(
                condition=Q(issued_by__isnull=True) | Q(submitted_by__isnull=True)
                | ~Q(issued_by=F("submitted_by")),
                name="copy_letter_two_people",
                violation_error_message="送审人不能自己批准。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="copy_letter_withdrawn",
                violation_error_message="撤回必须写明理由。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"抄告{self.code}"

    @property
    def code(self) -> str:
        """Its number as papers write it; before it is issued it has none."""
        return f"巡抄〔{self.year}〕{self.number}号" if self.number else "（未编号）"
