"""What the directory can be narrowed to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import alive_on, named, of_kind_on
from xuncha.kernel import clock
from xuncha.web.fields import calendar
from xuncha.web.narrowing import pointed, visible_units

STATES = [("ended", "已撤销"), ("all", "在册和已撤销")]


class OrganisationFilter(filters.FilterSet):
    """Narrows the directory. Kind and existence are those of the day that is asked for; names also
    find who bore them once. ``parent`` is the parent of today."""

    q = filters.CharFilter(
        method="by_words", label="名称或代码",
        widget=forms.TextInput(attrs={"placeholder": "含曾用名", "type": "search"}),
    )  # fmt: skip
    kind = filters.ChoiceFilter(
        choices=OrganisationKind.choices, method="by_kind", label="类别", empty_label="全部类别"
    )
    state = filters.ChoiceFilter(
        choices=STATES, method="as_they_are", label="存续", empty_label="在册"
    )
    on = filters.DateFilter(
        method="as_they_are", label="哪一天的名录",
        widget=calendar(),
    )  # fmt: skip
    parent = pointed(visible_units, "上级")

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = ()

    @property
    def day(self) -> dt.date:
        """The day that is asked for, else today."""
        day: dt.date | None = self._told().get("on")
        return day or clock.today()

    def _told(self) -> dict[str, Any]:
        return self.form.cleaned_data if self.form.is_valid() else {}

    def filter_queryset(self, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        rows: QuerySet[Organisation] = super().filter_queryset(queryset)
        state = self._told().get("state")
        if state == "ended":
            return rows.filter(dissolved_on__lte=self.day)
        if state == "all":
            since = Q(established_on__isnull=True) | Q(established_on__lte=self.day)
            return rows.filter(since)
        return rows.filter(alive_on(self.day))

    def by_words(
        self, rows: QuerySet[Organisation], _name: str, words: str
    ) -> QuerySet[Organisation]:
        return rows.filter(named(words.strip()))

    def by_kind(
        self, rows: QuerySet[Organisation], _name: str, kind: str
    ) -> QuerySet[Organisation]:
        return rows.filter(of_kind_on(kind, self.day))

    def as_they_are(
        self, rows: QuerySet[Organisation], _name: str, _value: object
    ) -> QuerySet[Organisation]:
        """Looked at together, after the others."""
        return rows
