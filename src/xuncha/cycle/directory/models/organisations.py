"""Organisations, and what they were called and where they stood before."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.enums import OrganisationKind


class Organisation(models.Model):
    """One Party organisation of the district, from the day it was set up to the day it ended.

    Name, kind and parent are those of today; former ones stand in ``FormerName`` and
    ``FormerParent``. ``dissolved_on`` is the first day on which it is no longer there. Written by
    the office (form, import, demo); never deleted. ``version`` rises with every change."""

    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=80, db_index=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=20, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    established_on = models.DateField("设立日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        verbose_name = "党组织"
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True)
                | Q(established_on__isnull=True)
                | Q(dissolved_on__gt=F("established_on")),
                name="organisation_dates",
                violation_error_message="撤销日期必须晚于设立日期。",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_not_own_parent",
                violation_error_message="上级单位不能是它自己。",
            ),
        ]
        indexes = [models.Index(fields=["kind", "id"], name="organisation_kind")]

    def __str__(self) -> str:
        return self.short_name or self.name


class FormerName(models.Model):
    """A name (with its kind) that an organisation no longer bears, to its last day. ``from_on`` is
    empty where nobody knows since when. Written by a rename; the present name is the
    organisation's own and began the day after the last of these."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="former_names", verbose_name="党组织"
    )
    name = models.CharField("名称", max_length=80, db_index=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    kind = models.CharField("类别", max_length=20, choices=OrganisationKind.choices)
    from_on = models.DateField("起", null=True, blank=True)
    until_on = models.DateField("止")
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "曾用名"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "until_on"],
                name="former_name_once",
                violation_error_message="同一天只能改一次名。",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="former_name_dates",
                violation_error_message="曾用名的止日不能早于起日。",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class FormerParent(models.Model):
    """Where an organisation stood before it was moved, to the last day; no parent: at the top.
    Written by a move (also the one that a merger brings)."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="former_parents", verbose_name="党组织"
    )
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="原上级"
    )
    from_on = models.DateField("起", null=True, blank=True)
    until_on = models.DateField("止")
    document = models.CharField("依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "原隶属"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "until_on"],
                name="former_parent_once",
                violation_error_message="同一天只能调整一次隶属。",
            ),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="former_parent_dates",
                violation_error_message="原隶属的止日不能早于起日。",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("organisation")),
                name="former_parent_other",
                violation_error_message="原上级不能是它自己。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} < {self.parent_id}"


class Succession(models.Model):
    """One step of an organisation's line: on a day ``predecessor`` went into ``successor``, by a
    merger or by a split. Written by those two services; never changed, but a merger that was
    entered by mistake is withdrawn: it stays on record with the day and the reason, and counts for
    nothing any more."""

    class Kind(models.TextChoices):
        MERGE = "merge", "合并"
        SPLIT = "split", "分设"

    kind = models.CharField("方式", max_length=10, choices=Kind.choices)
    predecessor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="went_into", verbose_name="前身"
    )
    successor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="came_from", verbose_name="承接单位"
    )
    on = models.DateField("日期")
    document = models.CharField("依据", max_length=120, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_reason = models.CharField("撤回理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "承继关系"
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="succession_withdrawn",
                violation_error_message="撤回合并必须有日期和理由。",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"],
                condition=Q(withdrawn_on__isnull=True),
                name="succession_once",
                violation_error_message="同一天同样的承继关系只登记一次。",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="succession_two",
                violation_error_message="前身和承接单位不能是同一个。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} {self.on}"
