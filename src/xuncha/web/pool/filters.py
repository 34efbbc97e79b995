"""What the lists of the pool can be narrowed to."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.pool.enums import InspectorState
from xuncha.cycle.pool.fields import holding
from xuncha.cycle.pool.models import Inspector, Qualification
from xuncha.cycle.pool.rules import rules_on
from xuncha.cycle.pool.selectors import expiring, with_expired, with_expiring
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_units

CAN = [
    ("lead", "可任组长"), ("deputise", "可任副组长"), ("discipline", "纪检监察干部"),
]  # fmt: skip
CERTIFICATES = [("expiring", "即将到期"), ("expired", "已过期")]
_CAN = {
    "lead": Q(can_lead=True), "deputise": Q(can_deputise=True),
    "discipline": Q(from_discipline=True),
}  # fmt: skip


class InspectorFilter(filters.FilterSet):
    """Narrows the list of people."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "姓名、单位或职务", "type": "search"}),
    )  # fmt: skip
    state = filters.ChoiceFilter(
        choices=InspectorState.choices, label="状态", empty_label="全部状态"
    )
    specialty = filters.ChoiceFilter(
        choices=list, method="by_specialty", label="专长", empty_label="全部专长"
    )
    can = filters.ChoiceFilter(choices=CAN, method="by_can", label="能任职务", empty_label="不限")
    home_kind = filters.ChoiceFilter(
        field_name="home__kind", choices=OrganisationKind.choices, label="单位类别",
        empty_label="全部类别",
    )  # fmt: skip
    certificates = filters.ChoiceFilter(
        choices=CERTIFICATES, method="by_certificates", label="证书", empty_label="不限"
    )
    home = pointed(visible_units, "工作单位")

    class Meta:
        model = Inspector
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules_on(clock.today())
        words = [(word, word) for word in self.rules.specialties]
        self.filters["specialty"].extra["choices"] = words

    def by_words(self, rows: QuerySet[Inspector], _name: str, words: str) -> QuerySet[Inspector]:
        """In name, place of work or post."""
        return rows.filter(
            Q(name__icontains=words)
            | Q(home__name__icontains=words)
            | Q(home__short_name__icontains=words)
            | Q(home_words__icontains=words)
            | Q(post__icontains=words)
        )

    def by_specialty(self, rows: QuerySet[Inspector], _name: str, word: str) -> QuerySet[Inspector]:
        return rows.filter(holding("specialties", word))

    def by_can(self, rows: QuerySet[Inspector], _name: str, what: str) -> QuerySet[Inspector]:
        return rows.filter(_CAN[what])

    def by_certificates(
        self, rows: QuerySet[Inspector], _name: str, which: str
    ) -> QuerySet[Inspector]:
        if which == "expiring":
            return with_expiring(rows, clock.today(), self.rules.expiring_days)
        return with_expired(rows, clock.today())


class QualificationFilter(filters.FilterSet):
    """Narrows the list of certificates."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "证书或姓名", "type": "search"}),
    )  # fmt: skip
    when = filters.ChoiceFilter(
        choices=CERTIFICATES, method="by_when", label="有效期", empty_label="全部"
    )

    class Meta:
        model = Qualification
        fields: tuple[str, ...] = ()

    def by_words(
        self, rows: QuerySet[Qualification], _name: str, words: str
    ) -> QuerySet[Qualification]:
        return rows.filter(Q(name__icontains=words) | Q(inspector__name__icontains=words))

    def by_when(
        self, rows: QuerySet[Qualification], _name: str, which: str
    ) -> QuerySet[Qualification]:
        today = clock.today()
        if which == "expiring":
            return rows.filter(expiring(today, rules_on(today).expiring_days))
        return rows.filter(expires_on__lt=today)
