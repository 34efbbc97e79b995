"""What is asked of whom, and how many of each kind are to be talked to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.fieldwork.models.base import person
from xuncha.cycle.inquiry.enums import PostKind
from xuncha.cycle.planning.models import Inspection


class TalkOutline(models.Model):
    """One version of what is asked of one kind of post, a question a line. Written by the office,
    never changed, only followed by the next; a talk keeps the version from which it began."""

    post_kind = models.CharField("对象类别", max_length=10, choices=PostKind.choices)
    number = models.PositiveSmallIntegerField("第几版")
    effective_on = models.DateField("启用日期")
    questions = models.TextField("提纲")
    note = models.CharField("说明", max_length=200, blank=True)
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "谈话提纲"
        constraints = [
            models.UniqueConstraint(
                fields=["post_kind", "number"],
                name="talk_outline_number",
                violation_error_message="刚才有人调整了这份提纲，请刷新后再改。",
            ),
            models.CheckConstraint(
                condition=~Q(questions=""),
                name="talk_outline_questions",
                violation_error_message="谈话提纲不能为空。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_post_kind_display()}提纲第{self.number}版"

    def lines(self) -> list[str]:
        """The questions one by one."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]


class TalkTarget(models.Model):
    """How many people of a kind an inspection means to talk to. Set by the team."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    post_kind = models.CharField("对象类别", max_length=10, choices=PostKind.choices)
    wanted = models.PositiveSmallIntegerField("应谈人数")

    class Meta:
        verbose_name = "应谈人数"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "post_kind"],
                name="talk_target_once",
                violation_error_message="同一类对象只写一次应谈人数。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_post_kind_display()} {self.wanted}"
