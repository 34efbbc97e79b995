"""Teams of a round: what they inspect, who sits in them, and the paper that authorises them."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.enums import AuthorisationState, Door, SeatRole, SeatWay
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Team(models.Model):
    """One team of one round. Made by the office from the round's inspections; it ends with its
    authorisation. ``branch_secretary`` leads the temporary branch (临时党支部). ``version`` rises
    with every change of its seats or inspections, so that two people who seat at once meet."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="teams", verbose_name="轮次")
    number = models.PositiveSmallIntegerField("组号")
    name = models.CharField("名称", max_length=40)
    branch_secretary = models.ForeignKey(
        Inspector, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="临时党支部书记",
    )  # fmt: skip
    draw_seed = models.CharField("抽取种子", max_length=40, blank=True)
    draw_basis = models.JSONField("抽取依据", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    made_by = person("组建人")
    made_at = models.DateTimeField("组建时间")

    class Meta:
        verbose_name = "巡察组"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="team_number",
                violation_error_message="这一轮已经有同一序号的巡察组。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """That a team inspects: one inspection belongs to one team. Written with the team; moved while
    the team is not authorised."""

    team = models.ForeignKey(
        Team, models.CASCADE, related_name="assignments", verbose_name="巡察组"
    )
    inspection = models.OneToOneField(
        Inspection, models.PROTECT, related_name="assignment", verbose_name="巡察任务"
    )

    class Meta:
        verbose_name = "任务分工"

    def __str__(self) -> str:
        return f"{self.team_id} → {self.inspection_id}"


class Seat(models.Model):
    """Somebody's place in a team, with the reason why he sits there. It ends with ``ended_at`` when
    he is replaced; else with the team's authorisation. ``round`` is the team's, so that nobody can
    sit in two teams of one round."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="seats", verbose_name="巡察组")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name="轮次")
    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="seats", verbose_name="巡察人员"
    )
    role = models.CharField("职务", max_length=14, choices=SeatRole.choices)
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True)
    way = models.CharField("产生方式", max_length=10, choices=SeatWay.choices)
    reason = models.CharField("理由", max_length=300)
    seated_by = person("安排人")
    seated_at = models.DateTimeField("安排时间")
    ended_at = models.DateTimeField("离组时间", null=True, blank=True)
    ended_by = person("离组办理人")
    ended_reason = models.CharField("离组理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "席位"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "inspector"],
                condition=Q(ended_at__isnull=True),
                name="seat_one_team_a_round",
                violation_error_message="同一轮里一个人只能在一个组。",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(ended_at__isnull=True, role="leader"),
                name="seat_one_leader",
                violation_error_message="一个组只能有一名组长。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, until_on__isnull=True)
                | (Q(ended_at__isnull=False, until_on__isnull=False) & ~Q(ended_reason="")),
                name="seat_ended",
                violation_error_message="离组必须有日期和理由。",
            ),
        ]
        indexes = [models.Index(fields=["inspector", "ended_at"], name="seat_of_inspector")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.inspector_id}"


class Authorisation(Stated):
    """The paper that authorises one team for one round (一次一授权). Drafted by the office,
    approved by another person, announced; from ``opens_on`` to ``shuts_on`` it opens the team's
    inspections to its members by itself, and to nobody a day earlier or later. Revoked with a
    reason."""

    team = models.OneToOneField(
        Team, models.CASCADE, related_name="authorisation", verbose_name="巡察组"
    )
    paper = models.CharField("文号", max_length=60, blank=True)
    opens_on = models.DateField("启用日期", null=True, blank=True)
    shuts_on = models.DateField("到期日期", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=AuthorisationState.choices, default=AuthorisationState.DRAFT
    )
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    drafted_by = person("拟稿人")
    submitted_by = person("送审人")
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    approved_by = person("批准人")
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    announced_on = models.DateField("宣布日期", null=True, blank=True)
    announced_by = person("宣布登记人")
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)
    revoked_by = person("撤销人")
    note = models.CharField("意见或者理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "授权"
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(shuts_on__isnull=True)
                | Q(shuts_on__gte=F("opens_on")),
                name="authorisation_dates",
                violation_error_message="授权的到期日期不能早于启用日期。",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(opens_on__isnull=False, shuts_on__isnull=False) & ~Q(paper="")),
                name="authorisation_whole",
                violation_error_message="送审的授权必须有文号、启用日期和到期日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "announced"]) | Q(approved_at__isnull=False),
                name="authorisation_approved",
                violation_error_message="已批准的授权必须有批准时间。",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | (
                    (Q(submitted_by__isnull=True) | ~Q(approved_by=F("submitted_by")))
                    & (Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by")))
                ),
                name="authorisation_two_people",
                violation_error_message="授权的批准人不能是拟稿人或者送审人。",
            ),
            models.CheckConstraint(
                condition=~Q(state="announced") | Q(announced_on__isnull=False),
                name="authorisation_announced",
                violation_error_message="已宣布的授权必须有宣布日期。",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "opens_on", "shuts_on"], name="authorisation_live"),
        ]

    def __str__(self) -> str:
        return self.paper or f"授权 {self.pk}"

    def door_on(self, day: dt.date) -> Door:
        """How it stands on a day."""
        if self.state == AuthorisationState.REVOKED:
            return Door.REVOKED
        if self.state != AuthorisationState.ANNOUNCED:
            return Door.SHUT
        assert self.opens_on is not None
        assert self.shuts_on is not None
        if day < self.opens_on:
            return Door.WAITING
        return Door.OPEN if day <= self.shuts_on else Door.OVER
