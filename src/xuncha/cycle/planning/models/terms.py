"""Terms, rounds, inspections."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.enums import AFTER_ENTRY, AFTER_FEEDBACK, InspectionKind, Stage
from xuncha.kernel.states import Stated


class Term(models.Model):
    """One term of the Party committee; every organisation is inspected once within it."""

    number = models.PositiveSmallIntegerField("届次", unique=True)
    name = models.CharField("名称", max_length=40)
    start_on = models.DateField("开始")
    end_on = models.DateField("结束")

    class Meta:
        verbose_name = "届"
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__gt=F("start_on")),
                name="term_dates",
                violation_error_message="一届的结束日期必须晚于开始日期。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """One round of inspections within a term."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="rounds", verbose_name="届")
    number = models.PositiveSmallIntegerField("轮次")
    name = models.CharField("名称", max_length=60)
    start_on = models.DateField("开始")
    end_on = models.DateField("结束")

    class Meta:
        verbose_name = "轮次"
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                name="round_number",
                violation_error_message="这一届已经有同一序号的轮次。",
            ),
            models.CheckConstraint(
                condition=Q(end_on__gte=F("start_on")),
                name="round_dates",
                violation_error_message="轮次的结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> int:
        """How many days it lasts, both ends counted."""
        return (self.end_on - self.start_on).days + 1


class Inspection(Stated):
    """One organisation inspected in one round in one way; ``state`` is its stage."""

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="inspections", verbose_name="轮次"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="inspections", verbose_name="被巡察党组织"
    )
    kind = models.CharField("方式", max_length=20, choices=InspectionKind.choices)
    state = models.CharField("阶段", max_length=20, choices=Stage.choices, default=Stage.PLANNED)
    team_name = models.CharField("巡察组", max_length=40, blank=True)
    entered_on = models.DateField("进驻日期", null=True, blank=True)
    left_on = models.DateField("撤点日期", null=True, blank=True)
    feedback_on = models.DateField("反馈日期", null=True, blank=True)
    rectify_until_on = models.DateField("集中整改截止", null=True, blank=True)

    class Meta:
        verbose_name = "巡察任务"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organisation", "kind"],
                name="inspection_once",
                violation_error_message="这一轮已经安排了对该党组织的同类巡察。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(AFTER_ENTRY)) | Q(entered_on__isnull=False),
                name="inspection_entered",
                violation_error_message="进驻以后的阶段必须有进驻日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(AFTER_FEEDBACK)) | Q(feedback_on__isnull=False),
                name="inspection_fed_back",
                violation_error_message="反馈以后的阶段必须有反馈日期。",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                name="inspection_stay",
                violation_error_message="撤点日期不能早于进驻日期。",
            ),
            models.CheckConstraint(
                condition=Q(feedback_on__isnull=True) | Q(feedback_on__gte=F("entered_on")),
                name="inspection_feedback_after_entry",
                violation_error_message="反馈日期不能早于进驻日期。",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="inspection_of_unit"),
            models.Index(fields=["rectify_until_on", "state"], name="inspection_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}（{self.round}）"
