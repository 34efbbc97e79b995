"""Meetings that hear reports, and what they decide: tasks with owner, day and outcome."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.feedback.enums import (
    Aim,
    FilingState,
    HearingKind,
    HearingState,
    TaskState,
)
from xuncha.cycle.feedback.models.reports import Report, ReportVersion
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Hearing(Stated):
    """One meeting of the leading group, or of the secretary, that heard reports. Written by the
    office; once closed it never changes: its reports go on and its opinions are tasks."""

    kind = models.CharField("会议", max_length=10, choices=HearingKind.choices)
    number = models.PositiveIntegerField("顺序号")
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=80, blank=True)
    attended = models.CharField("出席（职务）", max_length=500)
    heard = models.TextField("听取情况")
    decision = models.TextField("会议意见")
    state = models.CharField(
        "状态", max_length=10, choices=HearingState.choices, default=HearingState.DRAFT
    )
    made_by = person("记录人")
    made_at = models.DateTimeField("记录时间")
    closed_by = person("定稿人")
    closed_at = models.DateTimeField("定稿时间", null=True, blank=True)
    end_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "听取会议"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"], name="hearing_number",
                violation_error_message="刚才有人用了同一个编号，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="hearing_closed", violation_error_message="会议记录定稿必须有人和时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="hearing_withdrawn", violation_error_message="撤回必须写明理由。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}第{self.number}次"


class HearingReport(models.Model):
    """That a meeting heard a report, in which version."""

    hearing = models.ForeignKey(
        Hearing, models.PROTECT, related_name="reports", verbose_name="听取会议"
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="hearings", verbose_name="巡察报告"
    )
    version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="+", verbose_name="报告版次"
    )

    class Meta:
        verbose_name = "听取的报告"
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "report"], name="hearing_report_once",
                violation_error_message="这份报告已经列在这次会议里。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.hearing_id} ← {self.report_id}"


class Task(Stated):
    """An opinion of a meeting on a person or a matter, and what becomes of it. Of persons only the
    director, leaders, the recorder and the owner read; each reading is noted. The first day on
    which an outcome was reported stays, whatever follows."""

    hearing = models.ForeignKey(
        Hearing, models.PROTECT, related_name="tasks", verbose_name="听取会议"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    number = models.PositiveSmallIntegerField("序号")
    aim = models.CharField("点人点事", max_length=10, choices=Aim.choices)
    subject = models.CharField("对象", max_length=120)
    text = models.TextField("会议意见")
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="问题"
    )
    owner = person("责任人", null=False)
    owner_post = models.CharField("责任单位和职务", max_length=80)
    due_on = models.DateField("办理期限")
    original_due_on = models.DateField("原定期限", editable=False)
    state = models.CharField(
        "状态", max_length=10, choices=TaskState.choices, default=TaskState.DRAFT
    )
    outcome = models.TextField("办理结果", blank=True)
    reported_by = person("报结人")
    first_reported_on = models.DateField("首次报结日期", null=True, blank=True)
    settled_by = person("确认人")
    settled_on = models.DateField("确认日期", null=True, blank=True)
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)
    end_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "交办事项"
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "number"], name="hearing_task_number",
                violation_error_message="刚才有人用了同一个序号，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reported", "done"])
                | (Q(first_reported_on__isnull=False) & ~Q(outcome="")),
                name="hearing_task_reported",
                violation_error_message="报结必须写明办理结果。",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(settled_on__isnull=False),
                name="hearing_task_done", violation_error_message="办结必须有确认日期。",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | Q(reported_by__isnull=True)
                | ~Q(settled_by=F("reported_by")),
                name="hearing_task_two_people",
                violation_error_message="报结的人不能自己确认。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="hearing_task_withdrawn",
                violation_error_message="撤回必须写明理由。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["owner", "state", "due_on"], name="hearing_task_owner"),
            models.Index(fields=["inspection", "state"], name="hearing_task_inspection"),
        ]

    def __str__(self) -> str:
        return f"交办事项{self.hearing_id}-{self.number}"


class Filing(Stated):
    """That a secretary's meeting is filed with the upper level (报备), and by when."""

    hearing = models.OneToOneField(
        Hearing, models.PROTECT, related_name="filing", verbose_name="听取会议"
    )
    due_on = models.DateField("报备期限")
    due_rule = models.CharField("期限的来历", max_length=120)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    state = models.CharField(
        "状态", max_length=10, choices=FilingState.choices, default=FilingState.DUE
    )
    sent_to = models.CharField("报给", max_length=80, blank=True)
    paper = models.CharField("文号", max_length=60, blank=True)
    filed_by = person("报备人")
    filed_on = models.DateField("报备日期", null=True, blank=True)
    received_on = models.DateField("回执日期", null=True, blank=True)

    class Meta:
        verbose_name = "报备"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="due")
                | (Q(filed_on__isnull=False) & ~Q(sent_to="") & ~Q(paper="")),
                name="hearing_filing_filed",
                violation_error_message="报备必须写明报给谁、文号和日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received_on__isnull=False),
                name="hearing_filing_received",
                violation_error_message="回执必须有日期。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"报备（{self.hearing_id}）"
