"""A scheme, its versions, their rows, and what became of the rows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.schemes.enums import SchemeState
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Scheme(Stated):
    """What an inspected unit means to put right after the feedback, one for each inspection.
    Written by the unit's liaison, reviewed by several parties, approved by one person. What it says
    stands in its versions; ``approved`` is the one in force, bound to ``approved_digest``. Never
    deleted and never closed: once approved it changes through a request only."""

    inspection = models.OneToOneField(
        Inspection, models.PROTECT, related_name="scheme", verbose_name="巡察任务"
    )
    state = models.CharField(
        "状态", max_length=10, choices=SchemeState.choices, default=SchemeState.DRAFT
    )
    revision = models.PositiveSmallIntegerField("现行版次", default=1)
    due_on = models.DateField("报送期限")
    original_due_on = models.DateField("原定报送期限", editable=False)
    due_rule = models.CharField("期限来历", max_length=80)
    rules_number = models.PositiveSmallIntegerField("规则版本")
    first_sent_on = models.DateField("首次报送日期", null=True, blank=True)
    approved = models.ForeignKey(
        "SchemeVersion", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="批准的版次",
    )  # fmt: skip
    approved_digest = models.CharField("批准时的内容摘要", max_length=64, blank=True)
    approved_by = person("批准人")
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    made_by = person("起草人")
    made_at = models.DateTimeField("起草时间")

    class Meta:
        verbose_name = "整改方案"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "changing"])
                | (Q(approved__isnull=False, approved_at__isnull=False) & ~Q(approved_digest="")),
                name="scheme_approved",
                violation_error_message="已批准的方案必须写明批准的是哪一版、何时批准。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "changing", "returned"])
                | Q(first_sent_on__isnull=False),
                name="scheme_sent_on",
                violation_error_message="报送以后的方案必须有报送日期。",
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="scheme_state")]

    def __str__(self) -> str:
        return f"{self.inspection.organisation}整改方案"


class SchemeVersion(models.Model):
    """What a scheme says, once. Editable until it is sent (``digest``); then it never changes: a
    return or a change copies it into the next one. Adopted by the unit's Party meeting."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="versions", verbose_name="整改方案"
    )
    number = models.PositiveSmallIntegerField("版次")
    why = models.CharField("改版理由", max_length=500, blank=True)
    meeting = models.CharField("通过的会议", max_length=60, blank=True)
    adopted_on = models.DateField("会议通过日期", null=True, blank=True)
    digest = models.CharField("内容摘要", max_length=64, blank=True)
    sent_by = person("报送人")
    sent_at = models.DateTimeField("报送时间", null=True, blank=True)
    made_at = models.DateTimeField("编制时间")

    class Meta:
        verbose_name = "整改方案版本"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"], name="scheme_version_once",
                violation_error_message="这一版刚才已经有人做了，请刷新后再看。",
            ),
            models.CheckConstraint(
                condition=Q(digest="", sent_at__isnull=True)
                | (Q(sent_at__isnull=False, adopted_on__isnull=False) & ~Q(digest="")),
                name="scheme_version_sent",
                violation_error_message="报送的方案必须写明哪天的会议通过。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.number}版"


class SchemeRow(models.Model):
    """One task of a version: which finding and which of its parts, what is done, by whom, until
    when, shown by what. ``line`` is its name through all versions. Its three sides are the three
    lists: finding and parts, task and measures, leader and department."""

    version = models.ForeignKey(
        SchemeVersion, models.CASCADE, related_name="rows", verbose_name="整改方案版本"
    )
    line = models.PositiveIntegerField("条目")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+", verbose_name="反馈问题")
    parts = models.JSONField("对应的方面", default=list)
    task = models.TextField("整改任务")
    measures = models.TextField("整改措施", blank=True)
    lead = models.CharField("责任领导", max_length=80, blank=True)
    department = models.CharField("责任部门", max_length=120, blank=True)
    due_on = models.DateField("整改时限", null=True, blank=True)
    is_long_term = models.BooleanField("长期坚持", default=False)
    proof = models.CharField("拟提供的佐证", max_length=300, blank=True)

    class Meta:
        verbose_name = "方案条目"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "line"], name="scheme_row_line",
                violation_error_message="刚才有人用了同一个条目号，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=~Q(task=""), name="scheme_row_task",
                violation_error_message="整改任务不能为空。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"条目{self.line}"

    @property
    def acts(self) -> list[str]:
        """The measures, one a line."""
        return [one.strip() for one in self.measures.splitlines() if one.strip()]


class SchemeTie(models.Model):
    """The rectification item that carries a line of a scheme, from its approval on (or from the
    start, where the unit's ledger was there first)."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="ties", verbose_name="整改方案")
    line = models.PositiveIntegerField("条目")
    item = models.OneToOneField(
        Item, models.PROTECT, related_name="scheme_tie", verbose_name="整改事项"
    )

    class Meta:
        verbose_name = "条目对应事项"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "line"], name="scheme_tie_line",
                violation_error_message="这个条目已经有整改事项了。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"条目{self.line}"


class SchemeStep(models.Model):
    """One step of a scheme's life: who, when, why. Only ever added."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="steps", verbose_name="整改方案"
    )
    action = models.CharField("动作", max_length=20)
    label = models.CharField("做了什么", max_length=40)
    revision = models.PositiveSmallIntegerField("版次")
    reason = models.TextField("理由", blank=True)
    by = person("办理人")
    by_name = models.CharField("姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "整改方案经过"
        indexes = [models.Index(fields=["scheme", "id"], name="scheme_step")]

    def __str__(self) -> str:
        return f"{self.label} {self.scheme_id}"
