"""The finding itself."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.enums import FindingState, Nature, Recurrence, Source
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.workpapers.enums import Destination
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Finding(Stated):
    """One problem that an inspection found. Written by the team or the office, or brought in with
    the list that was fed back; once fed back its text never changes. ``is_historical`` tells those
    that were fed back before they came here: they have no papers and pass no gate. A merged one
    keeps its number and points to the one it went into."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="findings", verbose_name="巡察任务"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="findings", verbose_name="被巡察党组织"
    )
    round = models.ForeignKey(Round, models.PROTECT, related_name="findings", verbose_name="轮次")
    number = models.CharField("编号", max_length=20)
    text = models.TextField("问题")
    key = models.CharField("内容摘要", max_length=64, editable=False)
    leaf = models.ForeignKey(
        TaxonomyNode, models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name="问题分类项",
    )  # fmt: skip
    nature = models.CharField("性质", max_length=10, choices=Nature.choices, blank=True)
    source = models.CharField("来源", max_length=10, choices=Source.choices, blank=True)
    is_key = models.BooleanField("是否重点", default=False)
    amount_yuan = models.DecimalField(
        "涉及金额（元）", max_digits=16, decimal_places=2, null=True, blank=True
    )
    state = models.CharField(
        "状态", max_length=10, choices=FindingState.choices, default=FindingState.DRAFT
    )
    created_at = models.DateTimeField("登记时间")
    criteria = models.TextField("依据", blank=True)
    facts = models.TextField("事实", blank=True)
    cause = models.TextField("原因", blank=True)
    consequence = models.TextField("后果", blank=True)
    advice = models.TextField("整改建议", blank=True)
    from_on = models.DateField("发生期间起", null=True, blank=True)
    to_on = models.DateField("发生期间止", null=True, blank=True)
    is_historical = models.BooleanField("历史问题", default=False)
    disposal = models.CharField("去向", max_length=10, choices=Destination.choices, blank=True)
    disposal_reason = models.CharField("去向理由", max_length=500, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged",
        verbose_name="归并到",
    )  # fmt: skip
    recurrence = models.CharField("是否重复", max_length=10, choices=Recurrence.choices, blank=True)
    recurrence_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="came_back",
        verbose_name="以前的问题",
    )  # fmt: skip
    recurrence_reason = models.CharField("判断理由", max_length=500, blank=True)
    recurrence_by = person("判断人")
    recurrence_at = models.DateTimeField("判断时间", null=True, blank=True)

    class Meta:
        verbose_name = "问题"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into__isnull=True)),
                name="finding_merged",
                violation_error_message="归并的问题必须写明归并到哪一个。",
            ),
            models.CheckConstraint(
                condition=Q(recurrence="")
                | (~Q(recurrence_reason="") & Q(recurrence_at__isnull=False)),
                name="finding_recurrence_reason",
                violation_error_message="判断是不是老问题必须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(recurrence__in=["old", "new_form"]) | Q(recurrence_of__isnull=False),
                name="finding_recurrence_of",
                violation_error_message="老问题和新表现必须指出是以前的哪一个问题。",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True)
                | Q(to_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="finding_period",
                violation_error_message="发生期间的止日不能早于起日。",
            ),
            models.CheckConstraint(
                condition=~Q(disposal__in=["clue", "unused"]) | Q(state="withdrawn"),
                name="finding_disposal_ends",
                violation_error_message="去向是线索或者不采用的，不再作为问题。",
            ),
            models.UniqueConstraint(
                fields=["inspection", "key"],
                name="finding_once",
                violation_error_message="这次巡察里已经有一条内容相同的问题。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="finding_text",
                violation_error_message="问题内容不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(amount_yuan__isnull=True) | Q(amount_yuan__gte=0),
                name="finding_amount",
                violation_error_message="涉及金额不能是负数。",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "id"], name="finding_round"),
            models.Index(fields=["organisation", "state", "id"], name="finding_unit"),
            models.Index(fields=["leaf", "id"], name="finding_leaf"),
            models.Index(
                fields=["recurrence", "id"], condition=~Q(recurrence=""), name="finding_recurrence"
            ),
        ]

    def __str__(self) -> str:
        return f"问题{self.number}"
