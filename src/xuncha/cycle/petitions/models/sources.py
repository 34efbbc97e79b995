"""Who wrote a petition: sealed field by field, opened by the custodian's leave only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.petitions.enums import SOURCE_FIELDS, RequestState
from xuncha.cycle.petitions.models.petitions import Petition
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.holders.models import WrappedKey, for_one
from xuncha.kernel.states import Stated


class Custodian(models.Model):
    """Who keeps the sources of one inspection's petitions. Appointed by the head of the team or the
    director; one at a time; ends when another is appointed."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="custodians", verbose_name="巡察任务"
    )
    user = person("来源保管人")
    from_on = models.DateField("起")
    appointed_by = person("指定人")
    appointed_at = models.DateTimeField("指定时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "来源保管人"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(ended_at__isnull=True),
                name="custodian_one",
                violation_error_message="一次巡察同时只有一位来源保管人。",
            )
        ]

    def __str__(self) -> str:
        return f"来源保管人 {self.pk}"


class PetitionSource(models.Model):
    """The source of one petition, sealed field by field with a key of its own, which is wrapped for
    the custodian, for whom he grants it, and for the escrow (``SourceKey``). ``key`` holds the
    site's copy of sources that an older version sealed, until somebody can take them over.
    Destroyed by losing keys and fields together once the petition's keeping time is over."""

    seal_word = "source"

    petition = models.OneToOneField(
        Petition, models.PROTECT, related_name="source", verbose_name="信访件"
    )
    key = models.TextField("站点封存的密钥", blank=True)
    generation = models.PositiveIntegerField("密钥代次", default=1)
    version = models.PositiveIntegerField("版本", default=1, editable=False)
    name = models.TextField("姓名密文", blank=True)
    contact = models.TextField("联系方式密文", blank=True)
    address = models.TextField("单位或住址密文", blank=True)
    destroyed_at = models.DateTimeField("销毁时间", null=True, blank=True)
    destroyed_by = person("销毁人")

    class Meta:
        verbose_name = "信访来源"
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True)
                | Q(key="", name="", contact="", address=""),
                name="source_destroyed",
                violation_error_message="销毁的来源不能留下任何一栏。",
            ),
            models.CheckConstraint(
                condition=(Q(name="") | Q(name__startswith="d1."))
                & (Q(contact="") | Q(contact__startswith="d1."))
                & (Q(address="") | Q(address__startswith="d1.")),
                name="source_sealed",
                violation_error_message="来源必须封存。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"信访来源 {self.pk}"

    @property
    def filled(self) -> list[str]:
        """Fields that hold something."""
        return [name for name in SOURCE_FIELDS if getattr(self, name)]


class SourceKey(WrappedKey):
    """The source's data key for one holder or for the escrow."""

    source = models.ForeignKey(
        PetitionSource, models.PROTECT, related_name="keys", verbose_name="信访来源"
    )

    class Meta:
        verbose_name = "来源钥匙"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "holder"],
                condition=Q(holder__isnull=False),
                name="source_key_holder",
                violation_error_message="这个人已经有这件来源的钥匙。",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(escrow__isnull=False),
                name="source_key_escrow",
                violation_error_message="一件来源只托管一把钥匙。",
            ),
            for_one("source_key_for_one"),
        ]

    def __str__(self) -> str:
        return f"来源钥匙 {self.pk}"


class SourceRequest(Stated):
    """Somebody asks to see a petition's source; the custodian grants until a day or refuses, each
    with a reason. Nobody decides his own."""

    petition = models.ForeignKey(
        Petition, models.PROTECT, related_name="requests", verbose_name="信访件"
    )
    asked_by = person("申请人")
    asked_at = models.DateTimeField("申请时间")
    reason = models.CharField("申请理由", max_length=300)
    state = models.CharField(
        "状态", max_length=10, choices=RequestState.choices, default=RequestState.ASKED
    )
    decided_by = person("决定人")
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    words = models.CharField("决定理由", max_length=300, blank=True)
    until_on = models.DateField("同意到", null=True, blank=True)

    class Meta:
        verbose_name = "来源查看申请"
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "asked_by"],
                condition=Q(state__in=["asked", "granted"]),
                name="source_request_once",
                violation_error_message="您对这件信访已经有一份申请。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(asked_by__isnull=True)
                | ~Q(decided_by=F("asked_by")),
                name="source_request_two_people",
                violation_error_message="不能决定自己的申请。",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(until_on__isnull=False),
                name="source_request_until",
                violation_error_message="同意必须写明到哪一天。",
            ),
        ]

    def __str__(self) -> str:
        return f"来源查看申请 {self.pk}"


class SourceOpening(models.Model):
    """That one field of a source was opened by one person, and why."""

    petition = models.ForeignKey(
        Petition, models.PROTECT, related_name="openings", verbose_name="信访件"
    )
    place = models.CharField("栏目", max_length=10)
    by = person("打开人")
    by_name = models.CharField("打开人姓名", max_length=60)
    at = models.DateTimeField("时间")
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = "来源打开记录"

    def __str__(self) -> str:
        return f"来源打开记录 {self.pk}"
