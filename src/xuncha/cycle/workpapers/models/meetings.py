"""Meetings that weigh papers: who was there, what was decided of each paper."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers.enums import Destination, MeetingKind, MeetingState
from xuncha.cycle.workpapers.models.papers import Paper, PaperVersion
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Meeting(Stated):
    """One meeting of a team (组务会) or of team and office (组办会商) about one inspection. Written
    by whoever records it, signed by those who were there, then closed: its decisions bind the
    papers and the record never changes."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="meetings", verbose_name="巡察任务"
    )
    number = models.PositiveIntegerField("顺序号")
    kind = models.CharField("种类", max_length=10, choices=MeetingKind.choices)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=80, blank=True)
    opinion = models.TextField("会议意见", blank=True)
    differences = models.TextField("分歧", blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=MeetingState.choices, default=MeetingState.DRAFT
    )
    digest = models.CharField("内容摘要", max_length=64, blank=True)
    end_reason = models.CharField("理由", max_length=500, blank=True)
    made_by = person("记录人")
    made_at = models.DateTimeField("记录时间")
    closed_at = models.DateTimeField("定稿时间", null=True, blank=True)

    class Meta:
        verbose_name = "会商记录"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="meeting_number",
                violation_error_message="这个编号刚才已经用了，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(digest="")),
                name="meeting_closed",
                violation_error_message="已定的会商记录必须有定稿时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="meeting_withdrawn_reason",
                violation_error_message="撤回会商记录必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"会商记录 {self.code}"

    @property
    def code(self) -> str:
        """Its number as people write it."""
        return f"会-{self.number:03}"


class Attendee(models.Model):
    """Somebody who was at a meeting. Whoever has an account signs in person; the others sign the
    printed record."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="attendees", verbose_name="会商记录"
    )
    user = person("账号")
    name = models.CharField("姓名", max_length=60)
    role = models.CharField("职务", max_length=40, blank=True)
    signed_at = models.DateTimeField("签字时间", null=True, blank=True)
    dissent = models.CharField("保留意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "参会人"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "name", "role"],
                name="attendee_once",
                violation_error_message="这个人已经列在参会人里。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Weighed(models.Model):
    """What a meeting decided of one paper. Of a clue nothing is kept but the mark: no opinion, no
    characterisation, no difference (the words belong to the sealed room)."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="weighed", verbose_name="会商记录"
    )
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="weighed", verbose_name="底稿")
    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="+", verbose_name="底稿版本"
    )
    destination = models.CharField("去向", max_length=10, choices=Destination.choices)
    opinion = models.CharField("归并和处理意见", max_length=1000, blank=True)
    character = models.CharField("定性", max_length=200, blank=True)
    differences = models.CharField("分歧", max_length=1000, blank=True)

    class Meta:
        verbose_name = "会商底稿"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "paper"],
                name="weighed_once",
                violation_error_message="这份底稿已经在这次会上研究过。",
            ),
            models.CheckConstraint(
                condition=~Q(destination="clue") | Q(opinion="", character="", differences=""),
                name="weighed_clue_silent",
                violation_error_message="线索只留“已移交线索专柜”的标记，内容请到线索专柜登记。",
            ),
            models.CheckConstraint(
                condition=~Q(destination="unused") | ~Q(opinion=""),
                name="weighed_unused_reason",
                violation_error_message="不采用的底稿必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} ← {self.paper_id}"
