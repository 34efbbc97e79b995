"""What each organisation needs in a term, how risk is reckoned, and the versions of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.coverage.enums import EDITABLE, DemandImportState, Outcome, PlanState
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.cycle.planning.models.terms import Round, Term
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.jobs.models import Job
from xuncha.kernel.errors import Conflict
from xuncha.kernel.states import Stated

FROZEN = "这一版规划已经定稿，不能再改；需要调整请另起一版。"


class RiskModel(models.Model):
    """One version of the risk indicators with their weights, in force from a day on. Written by the
    office; never changed, only followed by the next."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    indicators = models.JSONField("指标")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="制定人"
    )
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "风险模型"

    def __str__(self) -> str:
        return f"风险模型第{self.number}版"


class Demand(models.Model):
    """What one organisation needs in one term: effort, risk with its reasons, dates. Written by the
    office (form, import, preparing the term's list); stands until the term is over."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="demands", verbose_name="届")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="demands", verbose_name="党组织"
    )
    effort = models.PositiveSmallIntegerField("工作量")
    kind = models.CharField("方式", max_length=20, choices=InspectionKind.choices)
    with_parent = models.BooleanField("随上级一并巡察", default=False)
    skills = models.JSONField("需要的专长", default=list)
    not_before = models.DateField("不早于", null=True, blank=True)
    due = models.DateField("最迟", null=True, blank=True)
    risk = models.PositiveSmallIntegerField("风险", default=0)
    risk_model = models.PositiveSmallIntegerField("风险模型版本", default=0)
    risk_parts = models.JSONField("风险构成", default=list)
    typed = models.JSONField("填报的指标", default=dict)
    set_risk = models.PositiveSmallIntegerField("会商确定的风险", null=True, blank=True)
    set_reason = models.CharField("会商理由", max_length=200, blank=True)
    excluded_on = models.DateField("不列入自", null=True, blank=True)
    excluded_reason = models.CharField("不列入理由", max_length=200, blank=True)
    deferred_on = models.DateField("缓巡自", null=True, blank=True)
    deferred_reason = models.CharField("缓巡理由", max_length=200, blank=True)
    counted_risk = models.GeneratedField(
        expression=Coalesce("set_risk", "risk"), db_persist=True, verbose_name="采用的风险",
        output_field=models.PositiveSmallIntegerField(),
    )  # fmt: skip
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        verbose_name = "巡察需求"
        constraints = [
            models.UniqueConstraint(
                fields=["term", "organisation"],
                name="demand_once",
                violation_error_message="这个党组织在本届已经有巡察需求。",
            ),
            models.CheckConstraint(
                condition=Q(effort__gte=1),
                name="demand_effort",
                violation_error_message="工作量至少为 1 个工作日。",
            ),
            models.CheckConstraint(
                condition=Q(risk__lte=100)
                & (Q(set_risk__isnull=True) | (Q(set_risk__lte=100) & ~Q(set_reason=""))),
                name="demand_risk",
                violation_error_message="风险在 0 到 100 之间；会商确定的风险要写理由。",
            ),
            models.CheckConstraint(
                condition=Q(due__isnull=True)
                | Q(not_before__isnull=True)
                | Q(due__gt=F("not_before")),
                name="demand_dates",
                violation_error_message="“最迟”必须晚于“不早于”。",
            ),
            models.CheckConstraint(
                condition=(Q(excluded_on__isnull=True) & Q(excluded_reason=""))
                | (Q(excluded_on__isnull=False) & ~Q(excluded_reason="")),
                name="demand_excluded",
                violation_error_message="不列入本届的，日期和理由都要有。",
            ),
            models.CheckConstraint(
                condition=(Q(deferred_on__isnull=True) & Q(deferred_reason=""))
                | (Q(deferred_on__isnull=False) & ~Q(deferred_reason="") & Q(excluded_on=None)),
                name="demand_deferred",
                violation_error_message="缓巡的，日期和理由都要有，并且不能同时不列入。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.organisation}的巡察需求"

    @property
    def weight(self) -> int:
        """The risk that counts: what was settled in a meeting, else what was reckoned. The same
        as ``counted_risk``, which the database keeps for sorting, but true before saving too."""
        return self.risk if self.set_risk is None else self.set_risk


class DemandImport(Stated):
    """One list of needs brought in for a term: first read (dry run), then taken or dropped. Written
    by the office."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name="届")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    state = models.CharField(
        "状态", max_length=10, choices=DemandImportState.choices, default=DemandImportState.READ
    )
    summary = models.JSONField("结果", default=dict)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="导入人"
    )
    brought_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "需求导入批次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="demand_import_done_at",
                violation_error_message="已导入的需求清单必须有导入时间。",
            )
        ]

    def __str__(self) -> str:
        return f"需求导入 {self.brought_at:%Y-%m-%d}"


class PlanVersion(Stated):
    """One version of a term's coverage plan. Made by the office, approved by somebody else than who
    submitted it; from then on frozen, until a later version takes its place."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="plans", verbose_name="届")
    number = models.PositiveSmallIntegerField("版次")
    title = models.CharField("名称", max_length=60)
    state = models.CharField(
        "状态", max_length=12, choices=PlanState.choices, default=PlanState.DRAFT
    )
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="variants", verbose_name="依据"
    )
    assumptions = models.JSONField("假设", default=dict)
    outcome = models.CharField(
        "求解结果", max_length=12, choices=Outcome.choices, default=Outcome.NONE, blank=True
    )
    objective = models.FloatField("加权延迟", null=True, blank=True)
    bound = models.FloatField("已证明的下界", null=True, blank=True)
    conflicts = models.JSONField("排不下的原因", default=list)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="求解任务"
    )
    basis = models.CharField("内容摘要", max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    made_at = models.DateTimeField("起草时间")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="送审人",
    )  # fmt: skip
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    returned_reason = models.CharField("退回理由", max_length=300, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="批准登记人",
    )  # fmt: skip
    approved_on = models.DateField("批准日期", null=True, blank=True)
    paper_number = models.CharField("批准文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "覆盖规划"
        constraints = [
            models.UniqueConstraint(
                fields=["term", "number"],
                name="plan_number",
                violation_error_message="这一届已经有同一版次的规划。",
            ),
            models.UniqueConstraint(
                fields=["term"],
                condition=Q(state="approved"),
                name="plan_in_force",
                violation_error_message="一届只能有一版生效的规划。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved", "superseded"])
                | (Q(submitted_by__isnull=False, submitted_at__isnull=False) & ~Q(basis="")),
                name="plan_submitted",
                violation_error_message="送审的规划必须有送审人、送审时间和内容摘要。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "superseded"])
                | (
                    Q(approved_by__isnull=False, approved_on__isnull=False)
                    & ~Q(paper_number="")
                    & ~Q(approved_by=F("submitted_by"))
                ),
                name="plan_approved",
                violation_error_message="批准的规划必须有日期和文号，并且不能由送审人自己登记。",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""),
                name="plan_returned",
                violation_error_message="退回规划必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}版 {self.title}"


class OfPlan(models.QuerySet[Any]):
    """Rows of a plan: refuses every write to a frozen version, whoever asks."""

    def update(self, **fields: Any) -> int:
        self._refuse_frozen()
        return super().update(**fields)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete()

    def bulk_create(self, objs: Iterable[Any], *args: Any, **options: Any) -> list[Any]:
        rows = list(objs)
        refuse_frozen({row.plan_id for row in rows})
        return super().bulk_create(rows, *args, **options)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **options: Any) -> int:
        rows = list(objs)
        refuse_frozen({row.plan_id for row in rows})
        return super().bulk_update(rows, *args, **options)

    def _refuse_frozen(self) -> None:
        plain = self.order_by()
        if plain.exclude(plan__state__in=sorted(EDITABLE)).exists():
            raise Conflict(FROZEN)


def refuse_frozen(plan_ids: set[int]) -> None:
    """``Conflict`` if one of the plans may no longer be changed."""
    frozen = PlanVersion.objects.filter(pk__in=plan_ids).exclude(state__in=sorted(EDITABLE))
    if frozen.exists():
        raise Conflict(FROZEN)


class PlanPart(models.Model):
    """What rounds and entries of a plan share: they freeze with it."""

    plan: Any
    objects = OfPlan.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        refuse_frozen({self.plan_id})  # type: ignore[attr-defined]
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        refuse_frozen({self.plan_id})  # type: ignore[attr-defined]
        return super().delete(*args, **options)


class PlanRound(PlanPart):
    """How many teams a round has in a version of the plan."""

    plan = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="rounds", verbose_name="规划"
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name="轮次")
    teams = models.PositiveSmallIntegerField("组数")

    class Meta:
        verbose_name = "规划的轮次"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "round"],
                name="plan_round_once",
                violation_error_message="这一版规划里已经有这一轮。",
            ),
            models.CheckConstraint(
                condition=Q(teams__lte=60),
                name="plan_round_teams",
                violation_error_message="一轮最多 60 个组。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}（{self.teams} 组）"


class PlanEntry(PlanPart):
    """Where a version of the plan puts one organisation; without a round it is still to be put.
    ``done``: inspected or under way when the version was made; ``locked``: pinned by hand."""

    plan = models.ForeignKey(
        PlanVersion, models.PROTECT, related_name="entries", verbose_name="规划"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="党组织"
    )
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="轮次"
    )
    team_number = models.PositiveSmallIntegerField("组号", null=True, blank=True)
    kind = models.CharField("方式", max_length=20, choices=InspectionKind.choices)
    locked = models.BooleanField("固定", default=False)
    done = models.BooleanField("已开展", default=False)
    note = models.CharField("说明", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        verbose_name = "规划条目"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation"],
                name="plan_entry_once",
                violation_error_message="这个党组织在这一版规划里已经有了。",
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=False) | Q(team_number__isnull=True, done=False),
                name="plan_entry_round",
                violation_error_message="没有轮次的条目不能有组号，也不能是已开展的。",
            ),
        ]
        indexes = [models.Index(fields=["plan", "round"], name="plan_entry_round_of")]

    def __str__(self) -> str:
        return f"{self.organisation}（{self.plan}）"
