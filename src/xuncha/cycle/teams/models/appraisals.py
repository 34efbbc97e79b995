"""How people did in a round: six parts, a grade, and a cap on the best one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.planning.models import Round
from xuncha.cycle.teams.enums import AppraisalState, Grade
from xuncha.cycle.teams.models.teams import Seat, Team
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class AppraisalRules(models.Model):
    """One version of the weights of the six parts and of the cap on 优秀 (percent of each team's
    seconded members), in force from a day on; never changed, only followed by the next."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    weights = models.JSONField("权重")
    excellent_percent = models.PositiveSmallIntegerField("优秀比例上限（%）")
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "考核规则"
        constraints = [
            models.CheckConstraint(
                condition=Q(excellent_percent__lte=100),
                name="appraisal_rules_percent",
                violation_error_message="优秀比例不能超过 100%。",
            )
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"


class RoundAppraisal(models.Model):
    """The appraisal of one round: by which rules, and how many served, may be 优秀 and are, over
    all its teams."""

    round = models.OneToOneField(
        Round, models.PROTECT, related_name="appraisal", verbose_name="轮次"
    )
    rules_version = models.PositiveSmallIntegerField("规则版本")
    weights = models.JSONField("权重")
    percent = models.PositiveSmallIntegerField("优秀比例（%）", default=20)
    people = models.PositiveSmallIntegerField("参加人数")
    excellent_most = models.PositiveSmallIntegerField("优秀名额")
    excellent = models.PositiveSmallIntegerField("已评优秀", default=0)
    opened_by = person("启动人")
    opened_at = models.DateTimeField("启动时间")

    class Meta:
        verbose_name = "轮次考核"
        constraints = [
            models.CheckConstraint(
                condition=Q(excellent__lte=F("excellent_most")),
                name="round_appraisal_cap",
                violation_error_message="评为优秀的人数超过了名额。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id} 考核"


class TeamPlaces(models.Model):
    """One team's places for 优秀 in the appraisal of its round: so many percent of its seconded
    members, rounded down. ``seconded`` are their seats, fixed at the beginning. The number given is
    raised by one conditional update, so that two who grade at once can't both take the last."""

    appraised = models.ForeignKey(
        RoundAppraisal, models.PROTECT, related_name="teams", verbose_name="轮次考核"
    )
    team = models.OneToOneField(Team, models.PROTECT, related_name="places", verbose_name="巡察组")
    people = models.PositiveSmallIntegerField("参加人数")
    seconded = models.JSONField("抽调人员席位")
    most = models.PositiveSmallIntegerField("优秀名额")
    given = models.PositiveSmallIntegerField("已评优秀", default=0)

    class Meta:
        verbose_name = "优秀名额"
        constraints = [
            models.CheckConstraint(
                condition=Q(given__lte=F("most")),
                name="team_places_cap",
                violation_error_message="评为优秀的人数超过了本组的名额。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} 优秀名额"


class Appraisal(Stated):
    """One person's appraisal of one round: points of the six parts, the weighted total, a grade and
    words. Written by the team's leader or the office, never by himself; then he reads it."""

    appraised = models.ForeignKey(
        RoundAppraisal, models.PROTECT, related_name="rows", verbose_name="轮次考核"
    )
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="appraisal", verbose_name="席位")
    points = models.JSONField("各项得分")
    total = models.DecimalField("总分", max_digits=5, decimal_places=2)
    grade = models.CharField("等次", max_length=10, choices=Grade.choices)
    words = models.CharField("评语", max_length=500)
    state = models.CharField(
        "状态", max_length=10, choices=AppraisalState.choices, default=AppraisalState.WRITTEN
    )
    written_by = person("评定人")
    written_at = models.DateTimeField("评定时间")
    seen_at = models.DateTimeField("本人阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "考核"
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gte=0) & Q(total__lte=100),
                name="appraisal_total",
                violation_error_message="总分应当在 0 到 100 之间。",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="appraisal_words",
                violation_error_message="考核必须写评语。",
            ),
        ]

    def __str__(self) -> str:
        return f"考核 {self.pk}"
