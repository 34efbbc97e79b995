"""Recusals: a person kept away from an inspection, from whom it came, and how it was settled."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.enums import GroundKind, ObjectionState, Origin, RecusalState
from xuncha.cycle.teams.models.teams import Seat
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class Recusal(Stated):
    """One ground on which one person keeps away from one inspection, or, without inspection, from
    everything about an organisation. While it stands (待核实、已认定、豁免待批) it shuts his door,
    from ``since`` to the day before ``free_on``. Found by the engine, asked for by himself, by the
    unit, or set by the office; let go only by two persons (豁免) or found to be wrong (不成立).

    ``user`` serves those who are not in the pool (leaders, office). ``key`` is the same for the
    same ground: what people have settled is not asked again."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, null=True, blank=True, related_name="recusals",
        verbose_name="巡察人员",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="recusals",
        verbose_name="用户",
    )  # fmt: skip
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="recusals",
        verbose_name="巡察任务",
    )  # fmt: skip
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="recusals", verbose_name="党组织"
    )
    ground = models.CharField("种类", max_length=10, choices=GroundKind.choices)
    words = models.CharField("情形", max_length=300)
    origin = models.CharField("来源", max_length=10, choices=Origin.choices)
    tie_id = models.BigIntegerField("关系编号", null=True, blank=True)
    key = models.CharField("识别码", max_length=64, editable=False)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    since = models.DateField("起", null=True, blank=True)
    free_on = models.DateField("不再受限日期", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=RecusalState.choices, default=RecusalState.OPEN
    )
    raised_by = person("提出人")
    raised_at = models.DateTimeField("提出时间")
    confirmed_by = person("认定人")
    confirmed_at = models.DateTimeField("认定时间", null=True, blank=True)
    waive_reason = models.CharField("豁免理由", max_length=300, blank=True)
    waive_paper = models.CharField("豁免依据", max_length=120, blank=True)
    waive_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="豁免依据文件",
    )  # fmt: skip
    waive_asked_by = person("豁免提请人")
    waive_asked_at = models.DateTimeField("豁免提请时间", null=True, blank=True)
    waived_by = person("豁免批准人")
    waived_at = models.DateTimeField("豁免批准时间", null=True, blank=True)

    class Meta:
        verbose_name = "回避"
        constraints = [
            models.CheckConstraint(
                condition=Q(inspector__isnull=False) | Q(user__isnull=False),
                name="recusal_of_somebody",
                violation_error_message="回避必须写明是谁。",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="recusal_words",
                violation_error_message="回避必须写明情形。",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(free_on__isnull=True)
                | Q(free_on__gt=F("since")),
                name="recusal_window",
                violation_error_message="不再受限的日期必须晚于起始日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="recusal_confirmed",
                violation_error_message="已认定的回避必须有认定时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="waived")
                | (
                    Q(waived_by__isnull=False, waive_asked_by__isnull=False)
                    & ~Q(waived_by=F("waive_asked_by"))
                    & ~Q(waive_reason="")
                    & ~Q(waive_paper="")
                ),
                name="recusal_waived_by_two",
                violation_error_message="豁免必须由两个人办理，并写明理由和依据。",
            ),
            models.UniqueConstraint(
                fields=["key"],
                name="recusal_once",
                violation_error_message="同样的回避已经登记过了。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["inspector", "state"], name="recusal_inspector"),
            models.Index(fields=["user", "state"], name="recusal_user"),
            models.Index(fields=["inspection", "state"], name="recusal_inspection"),
            models.Index(fields=["state", "id"], name="recusal_state"),
        ]

    def __str__(self) -> str:
        """For the log too: no name of a relative, no words."""
        return f"{self.get_ground_display()} {self.pk}"

    @property
    def person_name(self) -> str:
        """Who keeps away."""
        return str(self.inspector or self.user)


class RecusalStep(models.Model):
    """One step of a recusal's life, with its reason."""

    recusal = models.ForeignKey(Recusal, models.PROTECT, related_name="steps", verbose_name="回避")
    label = models.CharField("事项", max_length=20)
    after = models.CharField("新状态", max_length=10, choices=RecusalState.choices)
    reason = models.CharField("理由", max_length=300, blank=True)
    by = person("办理人")
    by_name = models.CharField("办理人姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "回避经过"
        indexes = [models.Index(fields=["recusal", "id"], name="recusal_step")]

    def __str__(self) -> str:
        return self.label


class UnitObjection(Stated):
    """The inspected unit asks that a member of the team keep away. Asked by its head or liaison,
    verified by the office, decided by a third person; if upheld, a recusal stands."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="objections", verbose_name="席位")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="objections", verbose_name="巡察任务"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="objections", verbose_name="提出单位"
    )
    reason = models.CharField("理由", max_length=300)
    asked_by = person("提出人")
    asked_at = models.DateTimeField("提出时间")
    state = models.CharField(
        "状态", max_length=10, choices=ObjectionState.choices, default=ObjectionState.ASKED
    )
    ground = models.CharField("种类", max_length=10, choices=GroundKind.choices, blank=True)
    verified_by = person("核实人")
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    verified_words = models.CharField("核实情况", max_length=300, blank=True)
    decided_by = person("决定人")
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decision = models.CharField("决定理由", max_length=300, blank=True)
    recusal = models.ForeignKey(
        Recusal, models.PROTECT, null=True, blank=True, related_name="objections",
        verbose_name="回避",
    )  # fmt: skip

    class Meta:
        verbose_name = "单位回避申请"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="objection_reason",
                violation_error_message="请写明要求回避的理由。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(verified_by__isnull=True)
                | ~Q(decided_by=F("verified_by")),
                name="objection_two_people",
                violation_error_message="核实人不能自己决定。",
            ),
            models.UniqueConstraint(
                fields=["seat", "inspection"],
                condition=Q(state__in=["asked", "verified"]),
                name="objection_one_open",
                violation_error_message="对这名同志的回避申请正在办理。",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "id"], name="objection_unit")]

    def __str__(self) -> str:
        return f"回避申请 {self.pk}"
