"""Items and what is said and shown for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.rectification.enums import REACHED, UNDONE, ItemState, Level
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated

_USER = settings.AUTH_USER_MODEL


def _person(label: str) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        _USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


def _reached(level: Level, *fields: str) -> Q:
    """The level's states have these fields, and no other state has them."""
    inside = Q(state__in=sorted(REACHED[level]))
    filled = Q(**{f"{name}__isnull": False for name in fields})
    empty = Q(**{f"{name}__isnull": True for name in fields})
    return (inside & filled) | (~inside & empty)


class Item(Stated):
    """One thing to put right, out of a finding. Comes in with the unit's ledger or by hand; the
    three facts (claimed, verified, sustained) have their own person and time each. The original
    due date never changes. Ends when sustained; may be reopened even then."""

    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="items", verbose_name="反馈问题"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="items", verbose_name="巡察任务"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="items", verbose_name="整改单位"
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="items", verbose_name="轮次")
    number = models.CharField("编号", max_length=20)
    problem = models.TextField("具体问题")
    key = models.CharField("内容摘要", max_length=64, editable=False)
    category = models.CharField("问题类别", max_length=80, blank=True)
    lead = models.CharField("责任领导", max_length=80, blank=True)
    responsible_unit = models.CharField("责任单位", max_length=120, blank=True)
    due_on = models.DateField("整改时限", null=True, blank=True)
    owed_on = models.GeneratedField(
        expression=Case(
            When(state__in=sorted(UNDONE), is_long_term=False, then=F("due_on")),
            default=None,
        ),
        output_field=models.DateField("尚欠的时限", null=True),
        db_persist=True,
    )
    """The due date as long as the unit owes the item; the database keeps it, and what is overdue is
    read off one index."""
    original_due_on = models.DateField("原定时限", null=True, blank=True, editable=False)
    due_words = models.CharField("时限原文", max_length=120, blank=True)
    is_long_term = models.BooleanField("长期坚持", default=False)
    amount_due_yuan = models.DecimalField(
        "应追缴金额（元）", max_digits=16, decimal_places=2, null=True, blank=True
    )
    satisfaction = models.CharField("群众满意度", max_length=40, blank=True)
    remark = models.TextField("备注", blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=ItemState.choices, default=ItemState.OPEN
    )
    claimed_at = models.DateTimeField("申报时间", null=True, blank=True)
    claimed_by = _person("申报人")
    done_on = models.DateField("自称完成日期", null=True, blank=True)
    verified_at = models.DateTimeField("核实时间", null=True, blank=True)
    verified_by = _person("核实人")
    sustained_at = models.DateTimeField("巩固确认时间", null=True, blank=True)
    sustained_by = _person("巩固确认人")
    open_signals = models.PositiveSmallIntegerField("待处理疑点", default=0, editable=False)
    source_sheet = models.CharField("来源工作表", max_length=60, blank=True)
    source_row = models.PositiveIntegerField("来源行号", null=True, blank=True)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "整改事项"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "key"],
                name="item_once",
                violation_error_message="这次巡察里已经有一条内容相同的整改事项。",
            ),
            models.CheckConstraint(
                condition=_reached(Level.CLAIMED, "claimed_at"),
                name="item_claimed",
                violation_error_message="整改事项有申报时间当且仅当它已申报。",
            ),
            models.CheckConstraint(
                condition=_reached(Level.VERIFIED, "verified_at", "verified_by"),
                name="item_verified",
                violation_error_message="整改事项有核实人和核实时间当且仅当它已核实。",
            ),
            models.CheckConstraint(
                condition=_reached(Level.SUSTAINED, "sustained_at", "sustained_by"),
                name="item_sustained",
                violation_error_message="整改事项有确认人和确认时间当且仅当它已巩固。",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | Q(claimed_by__isnull=True)
                | ~Q(verified_by=F("claimed_by")),
                name="item_two_people",
                violation_error_message="申报人不能核实自己申报的整改事项。",
            ),
        ]
        indexes = [
            models.Index(
                fields=["round", "state", "open_signals", "owed_on"], name="item_round_figures"
            ),
            models.Index(fields=["inspection", "id"], name="item_inspection"),
            models.Index(fields=["organisation", "state", "id"], name="item_unit_state"),
            models.Index(fields=["owed_on", "id"], name="item_owed"),
            models.Index(fields=["inspection", "owed_on"], name="item_inspection_owed"),
            models.Index(fields=["organisation", "owed_on", "id"], name="item_unit_owed"),
            models.Index(fields=["round", "open_signals", "id"], name="item_round_signals"),
            models.Index(fields=["state", "id"], name="item_state"),
            models.Index(fields=["state", "claimed_at", "id"], name="item_state_claimed"),
            models.Index(fields=["due_on", "id"], name="item_due"),
            models.Index(
                fields=["id", "open_signals"],
                condition=Q(open_signals__gt=0),
                name="item_questioned",
            ),
        ]

    def __str__(self) -> str:
        return f"整改事项{self.number}"


class Measure(models.Model):
    """One act that the unit promised for an item."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="measures", verbose_name="整改事项")
    number = models.PositiveSmallIntegerField("序号")
    text = models.TextField("整改措施")

    class Meta:
        verbose_name = "整改措施"
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="measure_number"),
        ]

    def __str__(self) -> str:
        return f"措施{self.number}"


class Progress(models.Model):
    """What the unit said on a day. A new word is a new row: nothing is ever overwritten."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="progress", verbose_name="整改事项")
    text = models.TextField("整改进展")
    recovered_yuan = models.DecimalField(
        "本次追缴金额（元）", max_digits=16, decimal_places=2, null=True, blank=True
    )
    reported_on = models.DateField("填报日期")
    author = _person("填报人")
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "整改进展"
        indexes = [models.Index(fields=["item", "id"], name="progress_item")]

    def __str__(self) -> str:
        return f"{self.reported_on} 进展"


class Proof(models.Model):
    """A proof: a file with its effective date and what it proves; or, from an imported ledger, only
    the name that stood there. Taken back with a reason, never deleted. A newer version of the same
    proof takes its place (``superseded_at``); both stay to be seen."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="proofs", verbose_name="整改事项")
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    title = models.CharField("名称", max_length=200)
    effective_on = models.DateField("形成日期", null=True, blank=True)
    proves = models.CharField("证明什么", max_length=300, blank=True)
    facts = models.JSONField("文件特征", null=True, blank=True, editable=False)
    added_by = _person("提交人")
    added_at = models.DateTimeField("提交时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True)
    number = models.PositiveSmallIntegerField("版次", default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name="代替的版次",
    )  # fmt: skip
    superseded_at = models.DateTimeField("被新版代替的时间", null=True, blank=True)

    class Meta:
        verbose_name = "佐证"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="proof_withdrawn_reason",
                violation_error_message="撤回佐证必须写明理由。",
            )
        ]
        indexes = [models.Index(fields=["item", "id"], name="proof_item")]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        """Whether it counts: neither taken back nor replaced."""
        return self.withdrawn_at is None and self.superseded_at is None


STANDING_PROOF = Q(withdrawn_at__isnull=True, superseded_at__isnull=True)
"""Proofs that count."""


class ItemStep(models.Model):
    """One step of an item's life, for the people who work on it (the audit chain has its own)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="steps", verbose_name="整改事项")
    action = models.CharField("动作", max_length=20)
    label = models.CharField("事项", max_length=20)
    before = models.CharField("原状态", max_length=10, choices=ItemState.choices)
    after = models.CharField("新状态", max_length=10, choices=ItemState.choices)
    reason = models.TextField("理由", blank=True)
    by = _person("办理人")
    by_name = models.CharField("办理人姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "整改经过"
        indexes = [models.Index(fields=["item", "id"], name="step_item")]

    def __str__(self) -> str:
        return self.label
