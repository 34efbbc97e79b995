"""Papers that were read in, and which findings came out of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.intake.enums import IntakeState, PaperKind
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class PaperIntake(Stated):
    """One file that somebody had read. What was understood is kept, encrypted, as a file of its
    own; ``corrections`` is what a person changed. It ends when its findings were taken in as drafts
    or the paper was left; the paper stays, so that a finding can be traced back to its words."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    reading = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name="识别结果"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="intakes",
        verbose_name="巡察任务",
    )  # fmt: skip
    kind = models.CharField("文种", max_length=24, choices=PaperKind.choices)
    corrections = models.JSONField("更正", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=IntakeState.choices, default=IntakeState.READ
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="读入人"
    )
    brought_at = models.DateTimeField("读入时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "读入文件"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=IntakeState.DONE)
                | Q(done_at__isnull=False, inspection__isnull=False),
                name="intake_done",
                violation_error_message="已导入的文件必须有巡察任务和导入时间。",
            )
        ]
        indexes = [models.Index(fields=["inspection", "id"], name="intake_inspection")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.brought_at:%Y-%m-%d}"


class IntakeFinding(models.Model):
    """That a finding came out of a paper, and where its words stand in the text as read. Written
    when the paper is taken in; never changed."""

    intake = models.ForeignKey(
        PaperIntake, models.PROTECT, related_name="findings", verbose_name="读入文件"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="intakes", verbose_name="问题"
    )
    place = models.PositiveIntegerField("第几条")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        verbose_name = "读入的问题"
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "finding"],
                name="intake_finding_once",
                violation_error_message="一个问题在一份文件里只记一处。",
            ),
            models.CheckConstraint(
                condition=Q(start__lte=F("end")),
                name="intake_finding_span",
                violation_error_message="问题在原文里的位置不对。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intake_id} → {self.finding_id}"
