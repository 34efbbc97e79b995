"""Visits to places and households."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned
from xuncha.cycle.inquiry.enums import AskedKind, VisitKind, VisitState
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.files.models import StoredFile


class Visit(FieldRecord):
    """One visit: where the team went, what it saw, whom it asked by kind. Written by the team;
    changed until the feedback, with what changed in the log; withdrawn, never deleted."""

    MARK = "访"

    visited_on = models.DateField("走访日期")
    starts_at = models.TimeField("时间", null=True, blank=True)
    kind = models.CharField("方式", max_length=10, choices=VisitKind.choices)
    place = models.CharField("地点", max_length=120)
    village = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="村（社区）",
    )  # fmt: skip
    households = models.PositiveSmallIntegerField("走访户数", default=0)
    seen = models.TextField("看到什么")
    next_step = models.CharField("下一步", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=14, choices=VisitState.choices, default=VisitState.KEPT
    )

    class Meta:
        verbose_name = "走访"
        constraints = [
            once("visit_number"),
            reasoned("visit_withdrawn"),
            models.CheckConstraint(
                condition=~Q(seen="") & ~Q(place=""),
                name="visit_seen",
                violation_error_message="走访必须写明去了哪里、看到什么。",
            ),
            models.CheckConstraint(
                condition=Q(households=0) | Q(village__isnull=False),
                name="visit_households",
                violation_error_message="写了走访户数，就要写是哪个村（社区）。",
            ),
        ]
        indexes = [
            models.Index(fields=["inspection", "village"], name="visit_coverage"),
            models.Index(fields=["visited_on", "id"], name="visit_day"),
        ]


class VisitPerson(models.Model):
    """A member of the team who went."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="people", verbose_name="走访")
    user = person("走访人")

    class Meta:
        verbose_name = "走访人"
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "user"],
                name="visit_person_once",
                violation_error_message="同一个人只写一次。",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class VisitAsked(models.Model):
    """Who was asked on the way, by kind, and what they said. No names."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="asked", verbose_name="走访")
    kind = models.CharField("问了谁", max_length=10, choices=AskedKind.choices)
    number = models.PositiveSmallIntegerField("人数", default=1)
    said = models.CharField("说了什么", max_length=1000, blank=True)

    class Meta:
        verbose_name = "走访询问"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class VisitFile(models.Model):
    """A photo or paper from a visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="files", verbose_name="走访")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "走访文件"

    def __str__(self) -> str:
        return str(self.file)


class VisitPoint(models.Model):
    """A point of the inspection's list that the visit looked into."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="points", verbose_name="走访")
    point = models.ForeignKey(
        InspectionPoint, models.PROTECT, related_name="+", verbose_name="任务要点"
    )

    class Meta:
        verbose_name = "走访对应要点"
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "point"],
                name="visit_point_once",
                violation_error_message="同一条要点只关联一次。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} → {self.point_id}"


class VillageHouseholds(models.Model):
    """How many households a village has, as far as an inspection was told: what the share of
    visited ones is counted against."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    village = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="村（社区）"
    )
    households = models.PositiveIntegerField("总户数")

    class Meta:
        verbose_name = "村户数"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "village"],
                name="village_households_once",
                violation_error_message="同一个村只写一次户数。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.village_id} {self.households}"
