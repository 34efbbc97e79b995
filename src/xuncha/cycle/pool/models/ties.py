"""What ties a person to organisations, each with its time: the facts that recusal is judged by."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.pool.enums import Kinship, TeamRole, TieKind, TieSource, TieState
from xuncha.cycle.pool.models.entered import Entered
from xuncha.cycle.pool.models.inspectors import Inspector
from xuncha.foundation.accounts import columns
from xuncha.kernel.states import Stated


class Tie(Stated, Entered):
    """One tie of a person to an organisation (or to what words say), from a day to a day; an open
    end means: to this day. Entered with its source; ended when it ended in life, withdrawn with a
    reason when it was wrong; never deleted.

    ``organisation_words`` names what the directory doesn't know. For kin, ``person`` is the
    relative, ``relationship`` what he is to the inspector, ``post`` his post, ``leads`` whether he
    is of the leading body. ``key`` is the same for the same fact: entered once."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="ties", verbose_name="巡察人员"
    )
    kind = models.CharField("种类", max_length=10, choices=TieKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="ties",
        verbose_name="涉及的党组织",
    )  # fmt: skip
    organisation_words = models.CharField("涉及的单位（名录外）", max_length=80, blank=True)
    person = models.CharField("亲属姓名", max_length=40, blank=True)
    relationship = models.CharField("与本人关系", max_length=20, blank=True)
    kinship = models.CharField("亲属关系类别", max_length=12, choices=Kinship.choices, blank=True)
    post = models.CharField("职务", max_length=60, blank=True)
    leads = models.BooleanField("领导班子成员", default=False)
    detail = models.CharField("说明", max_length=300, blank=True)
    from_on = models.DateField("起", null=True, blank=True)
    until_on = models.DateField("止", null=True, blank=True)
    source = models.CharField("来源", max_length=10, choices=TieSource.choices)
    state = models.CharField(
        "状态", max_length=10, choices=TieState.choices, default=TieState.STANDING
    )
    ended_by = columns.person("终止登记人")
    ended_at = models.DateTimeField("终止登记时间", null=True, blank=True)
    ended_reason = models.CharField("终止原因", max_length=300, blank=True)
    key = models.CharField("内容摘要", max_length=64, editable=False)

    class Meta(Entered.Meta):
        verbose_name = "关系"
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(
                condition=Q(from_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(until_on__gte=F("from_on")),
                name="tie_dates",
                violation_error_message="关系的止日不能早于起日。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="kin") | (~Q(person="") & ~Q(relationship="") & ~Q(kinship="")),
                name="tie_kin",
                violation_error_message="亲属关系必须写明亲属姓名、与本人关系和类别。",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False)
                | ~Q(organisation_words="")
                | ~Q(detail=""),
                name="tie_says_something",
                violation_error_message="请写明涉及的单位，或者说明情况。",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | Q(state="standing", withdrawn_at__isnull=True),
                name="tie_withdrawn",
                violation_error_message="撤销的关系必须有撤销时间。",
            ),
            models.UniqueConstraint(
                fields=["inspector", "key"],
                condition=Q(state="standing"),
                name="tie_once",
                violation_error_message="同样的关系已经登记过了。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "inspector"], name="tie_organisation"),
        ]

    def __str__(self) -> str:
        """For the log too: no name of a relative."""
        return f"{self.get_kind_display()}关系 {self.pk}"

    @property
    def organisation_name(self) -> str:
        """The organisation by the directory, or in the words given."""
        return str(self.organisation) if self.organisation is not None else self.organisation_words


class PastService(Entered):
    """An inspection that somebody took part in before, typed in or imported; those that are worked
    on here are seats of teams. ``on`` is its first day as far as known."""

    inspector = models.ForeignKey(
        Inspector, models.PROTECT, related_name="services", verbose_name="巡察人员"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="被巡察党组织",
    )  # fmt: skip
    organisation_words = models.CharField("被巡察单位（名录外）", max_length=80, blank=True)
    role = models.CharField("担任", max_length=10, choices=TeamRole.choices)
    round_words = models.CharField("轮次", max_length=60, blank=True)
    on = models.DateField("进驻日期")
    source = models.CharField("来源", max_length=10, choices=TieSource.choices)

    class Meta(Entered.Meta):
        verbose_name = "巡察经历"
        constraints = [
            *Entered.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(organisation_words=""),
                name="past_service_where",
                violation_error_message="请写明被巡察的单位。",
            ),
            models.UniqueConstraint(
                fields=["inspector", "organisation", "on"],
                condition=Q(withdrawn_at__isnull=True, organisation__isnull=False),
                name="past_service_once",
                violation_error_message="这次巡察经历已经登记过了。",
            ),
            models.UniqueConstraint(
                fields=["inspector", "organisation_words", "on"],
                condition=Q(withdrawn_at__isnull=True, organisation__isnull=True),
                name="past_service_words_once",
                violation_error_message="这次巡察经历已经登记过了。",
            ),
        ]
        indexes = [models.Index(fields=["inspector", "on"], name="past_service_of")]

    def __str__(self) -> str:
        return f"{self.on} {self.organisation_name}"

    @property
    def organisation_name(self) -> str:
        """The organisation by the directory, or in the words given."""
        return str(self.organisation) if self.organisation is not None else self.organisation_words
