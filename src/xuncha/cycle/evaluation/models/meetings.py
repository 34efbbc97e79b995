"""The special democratic-life meeting (专题民主生活会) of the unit's leading body."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.evaluation.enums import MeetingState
from xuncha.cycle.evaluation.models.common import apart, needed
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class LifeMeeting(Stated):
    """One meeting for an inspection. Persons stand by their posts. The unit records it, whoever
    was on the spot for the office confirms it or sends the record back."""

    inspection = models.OneToOneField(
        Inspection, models.PROTECT, related_name="life_meeting", verbose_name="巡察任务"
    )
    state = models.CharField(
        "状态", max_length=10, choices=MeetingState.choices, default=MeetingState.PREPARING
    )
    due_on = models.DateField("召开期限")
    due_rule = models.CharField("期限来历", max_length=120)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    planned_on = models.DateField("拟召开日期", null=True, blank=True)
    supervisor = person("现场督导人")
    held_on = models.DateField("召开日期", null=True, blank=True)
    place = models.CharField("地点", max_length=120, blank=True)
    attended = models.TextField("参加人（职务）", blank=True)
    opinions = models.TextField("批评意见和表态", blank=True)
    recorded_by = person("记录人")
    supervisor_note = models.CharField("督导意见", max_length=500, blank=True)
    confirmed_by = person("确认人")
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    return_reason = models.CharField("退回理由", max_length=500, blank=True)
    made_by = person("建立人")
    made_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = "专题民主生活会"
        constraints = [
            needed(
                "life_meeting_held", ["recorded", "confirmed"],
                Q(held_on__isnull=False) & ~Q(place="") & ~Q(attended="") & ~Q(opinions=""),
                "开过的会必须有日期、地点、参加人和批评意见。",
            ),
            needed(
                "life_meeting_confirmed", ["confirmed"],
                Q(confirmed_on__isnull=False) & ~Q(supervisor_note=""),
                "确认必须有日期和督导意见。",
            ),
            apart("life_meeting_two", "confirmed_by", "recorded_by", "记录的人不能自己确认。"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "专题民主生活会"

    @property
    def is_late(self) -> bool:
        """Whether it was held after its day."""
        return self.held_on is not None and self.held_on > self.due_on


class LifeMeetingFinding(models.Model):
    """A finding that was taken up as criticism at the meeting."""

    meeting = models.ForeignKey(
        LifeMeeting, models.CASCADE, related_name="taken_up", verbose_name="专题民主生活会"
    )
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+", verbose_name="反馈问题")

    class Meta:
        verbose_name = "会上对照的问题"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "finding"], name="life_meeting_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}→{self.finding_id}"


class LifeMeetingFile(models.Model):
    """A paper of the meeting: comparison papers, minutes."""

    meeting = models.ForeignKey(
        LifeMeeting, models.PROTECT, related_name="files", verbose_name="专题民主生活会"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "会议材料"

    def __str__(self) -> str:
        return f"会议材料 {self.pk}"
