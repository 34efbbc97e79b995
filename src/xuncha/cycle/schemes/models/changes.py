"""Asking to change an approved scheme, and files brought into a draft."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.schemes.enums import ChangeState, SchemeImportState
from xuncha.cycle.schemes.models.schemes import Scheme
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class ChangeRequest(Stated):
    """The unit asks to change its approved scheme and says why; another person answers. The
    approved version stays in force until a new one is approved."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="changes", verbose_name="整改方案"
    )
    reason = models.TextField("变更理由")
    asked_by = person("申请人")
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField(
        "状态", max_length=10, choices=ChangeState.choices, default=ChangeState.ASKED
    )
    decided_by = person("答复人")
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    decision = models.TextField("答复意见", blank=True)

    class Meta:
        verbose_name = "方案变更申请"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="scheme_change_reason",
                violation_error_message="变更方案必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(asked_by__isnull=True)
                | ~Q(decided_by=F("asked_by")),
                name="scheme_change_two_people",
                violation_error_message="不能答复自己提出的变更申请。",
            ),
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(state="asked"), name="scheme_change_one_open",
                violation_error_message="这份方案已有一份变更申请正在等答复。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"变更申请 {self.asked_at:%Y-%m-%d}"


class SchemeImport(Stated):
    """One workbook or Word table brought into a draft: read first, then taken whole or dropped."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="imports", verbose_name="整改方案"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    summary = models.JSONField("结果", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=SchemeImportState.choices, default=SchemeImportState.READ
    )
    brought_by = person("导入人")
    brought_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "方案导入批次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="scheme_import_done_at",
                violation_error_message="已导入的批次必须有导入时间。",
            )
        ]

    def __str__(self) -> str:
        return f"方案导入 {self.brought_at:%Y-%m-%d}"
