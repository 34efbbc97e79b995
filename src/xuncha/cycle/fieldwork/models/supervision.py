"""The office looking in on a team, week by week."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.fieldwork.enums import SupervisionState
from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned


class Supervision(FieldRecord):
    """One visit of the office to the team of an inspection in one week (督导): what was looked at,
    what it advised, what the team answered. ``week_on`` is the Monday."""

    MARK = "督"

    week_on = models.DateField("周一日期")
    visited_on = models.DateField("督导日期")
    visitors = models.CharField("督导人员", max_length=120)
    looked_at = models.TextField("看了什么")
    opinions = models.TextField("督导意见")
    due_on = models.DateField("答复期限", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=SupervisionState.choices, default=SupervisionState.DRAFT
    )
    issued_by = person("发出人")
    issued_on = models.DateField("发出日期", null=True, blank=True)
    answer = models.TextField("巡察组答复", blank=True)
    answered_by = person("答复人")
    answered_on = models.DateField("答复日期", null=True, blank=True)

    class Meta:
        verbose_name = "督导"
        constraints = [
            once("supervision_number"),
            reasoned("supervision_withdrawn"),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="supervision_answered",
                violation_error_message="答复必须有内容和日期。",
            ),
        ]
        indexes = [models.Index(fields=["week_on", "state"], name="supervision_week")]

    def opinion_lines(self) -> list[str]:
        """The opinions one by one."""
        return [line.strip() for line in self.opinions.splitlines() if line.strip()]
