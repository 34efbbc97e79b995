"""What the list of schemes can be narrowed to."""

from __future__ import annotations

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import F, Q, QuerySet

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.schemes.enums import EDITABLE, SchemeState
from xuncha.cycle.schemes.models import Scheme
from xuncha.kernel import clock
from xuncha.web.narrowing import visible_rounds

LATE = [("yes", "逾期未报"), ("sent_late", "逾期报送")]


class SchemeFilter(filters.FilterSet):
    """Narrows the schemes."""

    q = filters.CharFilter(
        method="by_words", label="单位",
        widget=forms.TextInput(attrs={"placeholder": "单位名称", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    kind = filters.ChoiceFilter(
        field_name="inspection__organisation__kind", choices=OrganisationKind.choices,
        label="单位类别", empty_label="全部类别",
    )  # fmt: skip
    state = filters.ChoiceFilter(choices=SchemeState.choices, label="状态", empty_label="全部状态")
    late = filters.ChoiceFilter(choices=LATE, method="by_late", label="期限", empty_label="不限")

    class Meta:
        model = Scheme
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Scheme], _name: str, words: str) -> QuerySet[Scheme]:
        """In the unit's name."""
        return rows.filter(
            Q(inspection__organisation__name__icontains=words)
            | Q(inspection__organisation__short_name__icontains=words)
        )

    def by_late(self, rows: QuerySet[Scheme], _name: str, which: str) -> QuerySet[Scheme]:
        if which == "sent_late":
            return rows.filter(sent_late())
        return rows.filter(overdue(clock.today()))


def overdue(today: dt.date) -> Q:
    """The unit has to hand in and is past its day."""
    return Q(state__in=sorted(EDITABLE - {SchemeState.CHANGING}), due_on__lt=today)


def sent_late() -> Q:
    """First handed in after the original day; no later version mends that."""
    return Q(first_sent_on__gt=F("original_due_on"))
