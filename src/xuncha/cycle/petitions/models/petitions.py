"""Letters, calls and visits, their clocks and their steps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.petitions.clocks import Clock
from xuncha.cycle.petitions.enums import CameFrom, Category, ClockKind, PetitionState, Way
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Petition(Stated):
    """One letter, call or visit. Registered by a member of the team or the office; who wrote it
    lies sealed in ``PetitionSource``, never here. Ends answered, declined, merged into another or
    withdrawn; never deleted. Nothing technical of the sender is kept: no address, no device."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="petitions", verbose_name="巡察任务"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="被巡察单位"
    )
    number = models.PositiveSmallIntegerField("序号")
    way = models.CharField("信访方式", max_length=10, choices=Way.choices)
    came_from = models.CharField("信访来源", max_length=10, choices=CameFrom.choices)
    received_on = models.DateField("信访日期")
    real_name = models.BooleanField("实名", default=False)
    subject = models.CharField("被反映人", max_length=200)
    category = models.CharField("反映问题类别", max_length=14, choices=Category.choices)
    text = models.TextField("主要内容")
    state = models.CharField(
        "状态", max_length=12, choices=PetitionState.choices, default=PetitionState.REGISTERED
    )
    handler = person("承办人")
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    receiver = models.CharField("承办单位", max_length=100, blank=True)
    passed_on = models.DateField("分流日期", null=True, blank=True)
    declined = models.CharField("不予受理理由", max_length=300, blank=True)
    answer = models.TextField("办理结果", blank=True)
    answered_on = models.DateField("报结日期", null=True, blank=True)
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )
    keep_until_on = models.DateField("保管至")
    registered_by = person("受理人")
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "信访件"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="petition_number",
                violation_error_message="这次巡察已经有同一编号的信访件。",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(subject=""),
                name="petition_words",
                violation_error_message="信访件必须写明被反映人和主要内容。",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_on__isnull=False),
                name="petition_accepted",
                violation_error_message="受理必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="passed") | (Q(passed_on__isnull=False) & ~Q(receiver="")),
                name="petition_passed",
                violation_error_message="转送必须写明承办单位和日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="petition_answered",
                violation_error_message="办结必须写明结果和日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(declined=""),
                name="petition_declined",
                violation_error_message="不予受理必须写明理由。",
            ),
            models.CheckConstraint(
                condition=(Q(same_as__isnull=True) & ~Q(state="merged"))
                | (Q(same_as__isnull=False, state="merged") & ~Q(same_as=F("pk"))),
                name="petition_merged",
                violation_error_message="并入的信访件必须写明并入哪一件，不能是自己。",
            ),
        ]
        indexes = [
            models.Index(fields=["inspection", "state"], name="petition_inspection"),
            models.Index(fields=["organisation", "id"], name="petition_organisation"),
        ]

    def __str__(self) -> str:
        """For the log too: no word of it."""
        return f"信访件 {self.pk}"

    @property
    def code(self) -> str:
        """Its number within the inspection."""
        return f"信-{self.number:03}"


class PetitionClock(Clock):
    """By when one thing is to be done with a petition."""

    petition = models.ForeignKey(
        Petition, models.PROTECT, related_name="clocks", verbose_name="信访件"
    )
    kind = models.CharField("事项", max_length=12, choices=ClockKind.choices)

    class Meta:
        verbose_name = "信访时限"
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "kind"],
                name="petition_clock_once",
                violation_error_message="同一时限只计一次。",
            )
        ]
        indexes = [models.Index(fields=["met_on", "due_on"], name="petition_clock_due")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"


class PetitionStep(models.Model):
    """One step of a petition, with its reason."""

    petition = models.ForeignKey(
        Petition, models.PROTECT, related_name="steps", verbose_name="信访件"
    )
    label = models.CharField("事项", max_length=20)
    after = models.CharField("新状态", max_length=12, choices=PetitionState.choices)
    reason = models.TextField("说明", blank=True)
    by = person("办理人")
    by_name = models.CharField("办理人姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "信访经过"

    def __str__(self) -> str:
        return f"{self.label} {self.petition_id}"


class TurnedAway(models.Model):
    """How many matters of a higher organ were turned away on a day. Nothing else of them is kept:
    the rule forbids to copy, excerpt or enter them."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="turned_away", verbose_name="巡察任务"
    )
    on = models.DateField("日期")
    count = models.PositiveSmallIntegerField("件数", default=0)

    class Meta:
        verbose_name = "上级管辖件数"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "on"],
                name="turned_away_day",
                violation_error_message="这一天已经有一行。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.count}"
