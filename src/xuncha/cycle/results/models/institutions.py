"""Institutions that were built because of findings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.results.enums import InstitutionState
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class Institution(Stated):
    """A rule that a unit made (制度): what it says, which cause it answers, since when it is in
    force. Whether the problem came back after is never stored: later findings tell."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="institutions", verbose_name="制定单位"
    )
    title = models.CharField("制度名称", max_length=120)
    paper = models.CharField("文号", max_length=60, blank=True)
    cause = models.TextField("针对的原因")
    text = models.TextField("制度主要内容", blank=True)
    in_force_on = models.DateField("施行日期")
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=InstitutionState.choices, default=InstitutionState.REPORTED
    )
    reported_by = person("登记人")
    reported_at = models.DateTimeField("登记时间")
    kept_by = person("核对人")
    end_reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "制度"
        constraints = [
            models.CheckConstraint(
                condition=Q(repealed_on__isnull=True) | Q(repealed_on__gte=F("in_force_on")),
                name="institution_days", violation_error_message="废止日期不能早于施行日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="repealed") | Q(repealed_on__isnull=False),
                name="institution_repealed", violation_error_message="废止必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["repealed", "withdrawn"]) | ~Q(end_reason=""),
                name="institution_reason", violation_error_message="废止、撤回必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(kept_by__isnull=True) | Q(reported_by__isnull=True)
                | ~Q(kept_by=F("reported_by")),
                name="institution_two_people", violation_error_message="登记的人不能自己核对。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "state"], name="institution_unit")]

    def __str__(self) -> str:
        return f"《{self.title}》"


class InstitutionFinding(models.Model):
    """A finding whose cause the institution answers."""

    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="ties", verbose_name="制度"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="institutions", verbose_name="问题"
    )

    class Meta:
        verbose_name = "制度针对的问题"
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "finding"], name="institution_finding_once",
                violation_error_message="同一个问题只列一次。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.institution_id}→{self.finding_id}"


class InstitutionFile(models.Model):
    """The text as it was issued."""

    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="files", verbose_name="制度"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "制度文本"

    def __str__(self) -> str:
        return f"制度文本 {self.pk}"
