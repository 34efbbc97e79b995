"""The report of an inspection: its versions, and each sentence with the finding that it tells."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.feedback.enums import ReportKind, ReportState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated

_SIGNED = ["signed", "reviewed", "group", "secretary", "final"]


class Report(Stated):
    """An inspection's report, or a special report on one topic. What it says lies in versions:
    signing binds to the digest of one; whoever sends it back starts the next. The days on which
    the meetings should have heard it stay as they were first counted."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    kind = models.CharField("种类", max_length=10, choices=ReportKind.choices)
    number = models.PositiveSmallIntegerField("编号")
    title = models.CharField("标题", max_length=120)
    revision = models.PositiveSmallIntegerField("版次", default=1)
    state = models.CharField(
        "状态", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT
    )
    group_due_on = models.DateField("领导小组听取期限", null=True, blank=True)
    secretary_due_on = models.DateField("书记专题会听取期限", null=True, blank=True)
    due_rule = models.CharField("期限的来历", max_length=160, blank=True)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    made_by = person("起草人")
    made_at = models.DateTimeField("起草时间")
    signed_by = person("签发组长")
    signed_on = models.DateField("签发日期", null=True, blank=True)
    signed_digest = models.CharField("签发时的摘要", max_length=64, blank=True)
    reviewed_by = person("审核人")
    reviewed_on = models.DateField("审核日期", null=True, blank=True)
    review_note = models.CharField("审核意见", max_length=500, blank=True)
    group_heard_on = models.DateField("领导小组听取日期", null=True, blank=True)
    secretary_heard_on = models.DateField("书记专题会听取日期", null=True, blank=True)
    final_by = person("定稿人")
    final_on = models.DateField("定稿日期", null=True, blank=True)
    end_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "巡察报告"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"], name="report_number",
                violation_error_message="刚才有人用了同一个编号，请再保存一次。",
            ),
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(kind="main") & ~Q(state="withdrawn"),
                name="report_one_main",
                violation_error_message="这次巡察已经有一份巡察报告。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SIGNED)
                | (Q(signed_by__isnull=False, signed_on__isnull=False) & ~Q(signed_digest="")),
                name="report_signed", violation_error_message="报告由组长签发以后才能往下走。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SIGNED[1:]) | Q(reviewed_on__isnull=False),
                name="report_reviewed", violation_error_message="报告审核以后才能提请听取。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SIGNED[2:]) | Q(group_heard_on__isnull=False),
                name="report_heard_by_group",
                violation_error_message="领导小组听取必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_SIGNED[3:]) | Q(secretary_heard_on__isnull=False),
                name="report_heard_by_secretary",
                violation_error_message="书记专题会听取必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="final") | Q(final_on__isnull=False),
                name="report_final", violation_error_message="定稿必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="report_withdrawn", violation_error_message="撤回必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | Q(signed_by__isnull=True)
                | ~Q(reviewed_by=F("signed_by")),
                name="report_two_people", violation_error_message="签发人不能自己审核。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "group_due_on"], name="report_due")]

    def __str__(self) -> str:
        return self.title


class ReportVersion(models.Model):
    """What a report said in one version; ``digest`` is set when it was signed."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="versions", verbose_name="巡察报告"
    )
    number = models.PositiveSmallIntegerField("版次")
    opening = models.TextField("总体情况")
    closing = models.TextField("意见建议", blank=True)
    digest = models.CharField("内容摘要", max_length=64, blank=True)
    reason = models.CharField("为什么有这一版", max_length=300, blank=True)
    made_by = person("起草人")
    made_at = models.DateTimeField("起草时间")

    class Meta:
        verbose_name = "报告版次"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="report_version_number",
                violation_error_message="这一版刚才已经有了，请刷新后再看。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.number}版"


class ReportSentence(models.Model):
    """One entry of a report. ``drafted`` is what came out of the finding's fields, ``text`` what
    people made of it; without a finding it is a sentence of its own and is shown as such."""

    version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="sentences", verbose_name="报告版次"
    )
    line = models.PositiveSmallIntegerField("顺序")
    place = models.CharField("分类代码", max_length=20, blank=True)
    section = models.CharField("部分", max_length=80)
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="问题"
    )
    village = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="村（社区）",
    )  # fmt: skip
    drafted = models.TextField("按问题起草的文字", blank=True)
    text = models.TextField("文字")
    edited_by = person("修改人")
    edited_at = models.DateTimeField("修改时间", null=True, blank=True)

    class Meta:
        verbose_name = "报告条目"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "finding"], condition=Q(finding__isnull=False),
                name="report_sentence_once",
                violation_error_message="这个问题已经写在这份报告里。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.line}条"

    @property
    def is_edited(self) -> bool:
        """Whether somebody changed what the system drafted."""
        return bool(self.drafted) and self.text != self.drafted
