"""What the unit is told to put right while the team is there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.fieldwork.enums import FixState
from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned
from xuncha.foundation.files.models import StoredFile


class ImmediateFix(FieldRecord):
    """One matter to put right at once (立行立改): decided by the team's meeting, received by the
    unit's head in person, done inside the stay, confirmed by the team and never by the unit."""

    MARK = "改"

    meeting_on = models.DateField("组务会日期")
    problem = models.TextField("存在问题")
    demand = models.TextField("整改要求")
    basis = models.CharField("依据", max_length=300, blank=True)
    point = models.ForeignKey(
        InspectionPoint, models.PROTECT, null=True, blank=True, related_name="fixes",
        verbose_name="任务要点",
    )  # fmt: skip
    due_on = models.DateField("完成期限")
    original_due_on = models.DateField("原定期限")
    stay_ends_on = models.DateField("驻点截止")
    due_rule = models.CharField("期限的来历", max_length=80)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    state = models.CharField(
        "状态", max_length=10, choices=FixState.choices, default=FixState.DRAFT
    )
    issued_by = person("下达人")
    issued_on = models.DateField("下达日期", null=True, blank=True)
    signed_by = person("签收人")
    signed_on = models.DateField("签收日期", null=True, blank=True)
    signer = models.CharField("签收人姓名", max_length=40, blank=True)
    measure = models.TextField("整改措施", blank=True)
    owner = models.CharField("责任人", max_length=40, blank=True)
    result = models.TextField("整改结果", blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    reported_by = person("报送人")
    reported_on = models.DateField("报送日期", null=True, blank=True)
    confirmed_by = person("确认人")
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    confirm_note = models.CharField("怎样确认的", max_length=500, blank=True)
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "立行立改"
        constraints = [
            once("immediate_fix_number"),
            reasoned("immediate_fix_withdrawn"),
            models.CheckConstraint(
                condition=Q(due_on__lte=F("stay_ends_on")), name="immediate_fix_inside",
                violation_error_message="完成期限必须在驻点期间之内。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "reported", "returned", "confirmed"])
                | (Q(signed_on__isnull=False) & ~Q(signer="")),
                name="immediate_fix_signed",
                violation_error_message="签收必须有签收人和日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reported", "confirmed"])
                | (Q(done_on__isnull=False) & ~Q(result="")),
                name="immediate_fix_done",
                violation_error_message="报结必须写明结果和完成日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | (Q(confirmed_on__isnull=False) & ~Q(confirm_note="")),
                name="immediate_fix_confirmed",
                violation_error_message="确认必须写明怎样确认的。",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(reported_by__isnull=True)
                | ~Q(confirmed_by=F("reported_by")),
                name="immediate_fix_two_people",
                violation_error_message="报送人不能自己确认。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["state", "due_on"], name="immediate_fix_due"),
            models.Index(fields=["inspection", "state"], name="immediate_fix_state"),
        ]


class FixFile(models.Model):
    """A proof that a matter was put right. Added, never changed."""

    fix = models.ForeignKey(
        ImmediateFix, models.PROTECT, related_name="files", verbose_name="立行立改"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "立行立改佐证"

    def __str__(self) -> str:
        return f"立行立改佐证 {self.pk}"
