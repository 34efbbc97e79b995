"""The feedback to the inspected unit: its fixed text, and each conversation with its receipt."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.feedback.enums import Audience, DeliveryState, FeedbackState
from xuncha.cycle.feedback.models.reports import Report, ReportVersion
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Feedback(Stated):
    """What an inspected unit is told (反馈意见). Its lines are those of one fixed version of the
    final report; the approval binds to them. With the delivery its findings are fed back and the
    unit's rectification begins. The day by which it had to be given stays as it was counted."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    report = models.ForeignKey(
        Report, models.PROTECT, related_name="feedbacks", verbose_name="巡察报告"
    )
    version_told = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="+", verbose_name="报告版次"
    )
    praise = models.TextField("总体评价")
    demands = models.TextField("整改要求")
    state = models.CharField(
        "状态", max_length=10, choices=FeedbackState.choices, default=FeedbackState.DRAFT
    )
    due_on = models.DateField("反馈期限")
    due_rule = models.CharField("期限的来历", max_length=120)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    made_by = person("拟稿人")
    made_at = models.DateTimeField("拟稿时间")
    edited_by = person("最近修改人")
    approved_by = person("批准人")
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_digest = models.CharField("批准时的摘要", max_length=64, blank=True)
    delivered_by = person("办理人")
    delivered_on = models.DateField("反馈日期", null=True, blank=True)
    copies_due_on = models.DateField("抄告期限", null=True, blank=True)
    end_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "反馈"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"], condition=~Q(state="withdrawn"), name="feedback_one",
                violation_error_message="这次巡察已经有一份反馈意见。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "delivered"])
                | (Q(approved_by__isnull=False, approved_on__isnull=False)
                   & ~Q(approved_digest="")),
                name="feedback_approved", violation_error_message="反馈意见批准以后才能反馈。",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (~Q(approved_by=F("made_by")) & ~Q(approved_by=F("edited_by"))),
                name="feedback_two_people",
                violation_error_message="反馈意见由没有拟稿、没有修改过的另一位同志批准。",
            ),
            models.CheckConstraint(
                condition=~Q(state="delivered") | Q(delivered_on__isnull=False),
                name="feedback_delivered", violation_error_message="反馈必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="feedback_withdrawn", violation_error_message="撤回必须写明理由。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["state", "due_on"], name="feedback_due")]

    def __str__(self) -> str:
        return f"反馈意见（{self.inspection}）"


class FeedbackLine(models.Model):
    """One finding as the unit is told of it. Copied from the report, never changed."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, related_name="lines", verbose_name="反馈"
    )
    line = models.PositiveSmallIntegerField("顺序")
    section = models.CharField("部分", max_length=80)
    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="feedback_lines", verbose_name="问题"
    )
    village = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="村（社区）",
    )  # fmt: skip
    text = models.TextField("文字")

    class Meta:
        verbose_name = "反馈条目"
        constraints = [
            models.UniqueConstraint(
                fields=["feedback", "finding"], name="feedback_line_once",
                violation_error_message="一个问题在一份反馈意见里只写一次。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.line}条"


class Delivery(Stated):
    """One conversation in which the feedback is given, to the head, to the body or to a village,
    with who was there by post; then the receipt, signed here or on paper."""

    feedback = models.ForeignKey(
        Feedback, models.PROTECT, related_name="deliveries", verbose_name="反馈"
    )
    audience = models.CharField("对象", max_length=10, choices=Audience.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="党组织"
    )
    state = models.CharField(
        "状态", max_length=10, choices=DeliveryState.choices, default=DeliveryState.PLANNED
    )
    held_on = models.DateField("反馈日期", null=True, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    told_by = models.CharField("反馈人（职务）", max_length=200, blank=True)
    attended = models.CharField("参加（职务）", max_length=500, blank=True)
    noted_by = person("记录人")
    receive_by = models.DateField("签收期限", null=True, blank=True)
    signed_by = person("签收人")
    signed_as = models.CharField("签收人职务", max_length=60, blank=True)
    signed_on = models.DateField("签收日期", null=True, blank=True)
    is_on_paper = models.BooleanField("纸质回执", default=False)

    class Meta:
        verbose_name = "反馈对象"
        constraints = [
            models.UniqueConstraint(
                fields=["feedback", "audience", "organisation"], name="feedback_delivery_once",
                violation_error_message="这个反馈对象已经有了。",
            ),
            models.CheckConstraint(
                condition=Q(state="planned")
                | (Q(held_on__isnull=False) & ~Q(attended="") & ~Q(told_by="")),
                name="feedback_delivery_held",
                violation_error_message="反馈必须写明日期、反馈人和参加的人。",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | (Q(signed_on__isnull=False) & ~Q(signed_as="")),
                name="feedback_delivery_signed",
                violation_error_message="签收必须有职务和日期。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"向{self.organisation}{self.get_audience_display()}反馈"
