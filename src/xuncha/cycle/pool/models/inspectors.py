"""People who may be drawn into teams, from the recommendation to the day they leave."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.pool.enums import APPROVED_ONCE, WITH_REASON, EntryWay, InspectorState
from xuncha.cycle.pool.fields import WordsField
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated

_APPROVED = sorted(APPROVED_ONCE)


class Inspector(Stated):
    """One person of the talent pool. Recommended by a unit or by himself, checked by the office,
    admitted by another person; paused, resumed and gone with a reason; never deleted.

    ``home`` is where he works today, since ``home_since``; where he worked before stands as a tie
    of kind 任职. ``home_words`` is for a home outside the directory. ``native_organisation`` is the
    township or village of his native place, where it lies in the district."""

    name = models.CharField("姓名", max_length=40, db_index=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="inspector",
        verbose_name="登录账号",
    )  # fmt: skip
    home = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="inspectors",
        verbose_name="工作单位",
    )  # fmt: skip
    home_words = models.CharField("工作单位（名录外）", max_length=80, blank=True)
    home_since = models.DateField("到现单位日期", null=True, blank=True)
    post = models.CharField("职务", max_length=60, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    native_place = models.CharField("籍贯", max_length=60, blank=True)
    native_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="natives",
        verbose_name="籍贯所在乡镇、村",
    )  # fmt: skip
    joined_party_on = models.DateField("入党日期", null=True, blank=True)
    specialties = WordsField("专长", max_length=200, blank=True, default=list)
    can_lead = models.BooleanField("可任组长", default=False)
    can_deputise = models.BooleanField("可任副组长", default=False)
    from_discipline = models.BooleanField("纪检监察干部", default=False)
    note = models.CharField("备注", max_length=300, blank=True)

    state = models.CharField(
        "状态", max_length=10, choices=InspectorState.choices, default=InspectorState.NOMINATED
    )
    state_reason = models.CharField("理由", max_length=300, blank=True)
    state_on = models.DateField("状态日期")
    way = models.CharField("推荐方式", max_length=10, choices=EntryWay.choices)
    nominated_by = person("推荐登记人")
    nominated_on = models.DateField("推荐日期")
    nomination = models.CharField("推荐意见", max_length=300, blank=True)
    checked_by = person("资格审查人")
    checked_at = models.DateTimeField("资格审查时间", null=True, blank=True)
    checked_conditions = WordsField("符合的条件", max_length=300, blank=True, default=list)
    check_note = models.CharField("审查意见", max_length=300, blank=True)
    admitted_by = person("审定登记人")
    admitted_at = models.DateTimeField("审定时间", null=True, blank=True)
    admitted_paper = models.CharField("审定依据", max_length=80, blank=True)

    class Meta:
        verbose_name = "巡察人员"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["checked", *_APPROVED])
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="inspector_checked",
                violation_error_message="通过资格审查必须有审查人和时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_APPROVED)
                | (
                    Q(admitted_by__isnull=False, admitted_at__isnull=False)
                    & ~Q(admitted_by=F("checked_by"))
                ),
                name="inspector_admitted",
                violation_error_message="入库必须有审定人和时间，审定人不能是资格审查人。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(WITH_REASON)) | ~Q(state_reason=""),
                name="inspector_reason",
                violation_error_message="暂停、退出和不予入库都必须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(home__isnull=False) | ~Q(home_words=""),
                name="inspector_home",
                violation_error_message="请填写工作单位。",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="inspector_state"),
            models.Index(fields=["home", "name"], name="inspector_home_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def home_name(self) -> str:
        """Where he works, by the directory or in the words given."""
        return str(self.home) if self.home is not None else self.home_words


class InspectorStep(models.Model):
    """One step of a person's way through the pool, with its reason (the audit chain has its own
    line, without the reason: those who read the log read nothing about persons)."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="steps", verbose_name="巡察人员"
    )
    action = models.CharField("动作", max_length=20)
    label = models.CharField("事项", max_length=20)
    before = models.CharField("原状态", max_length=10, choices=InspectorState.choices, blank=True)
    after = models.CharField("新状态", max_length=10, choices=InspectorState.choices)
    reason = models.CharField("理由", max_length=300, blank=True)
    by = person("办理人")
    by_name = models.CharField("办理人姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "入库经过"
        indexes = [models.Index(fields=["inspector", "id"], name="inspector_step")]

    def __str__(self) -> str:
        return self.label
