"""What the log can be narrowed to."""

from __future__ import annotations

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.foundation.audit import verbs
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.web.fields import calendar

REFUSED = (
    "access.request.refused",
    "access.record.hidden",
    "accounts.session.refused",
    "accounts.session.locked",
    "files.file.refused",
)
_DAY = dt.timedelta(days=1)


def _verbs() -> list[tuple[str, str]]:
    return sorted(((one.name, one.label) for one in verbs.every()), key=lambda pair: pair[1])


class AuditFilter(filters.FilterSet):
    """Narrows the log. Days are China's."""

    since = filters.DateFilter(method="from_day", label="从", widget=calendar())
    until = filters.DateFilter(method="to_day", label="到", widget=calendar())
    person = filters.CharFilter(
        method="by_person", label="人员",
        widget=forms.TextInput(attrs={"placeholder": "姓名或编号", "type": "search"}),
    )  # fmt: skip
    verb = filters.ChoiceFilter(choices=_verbs, label="事项", empty_label="全部事项")
    object = filters.CharFilter(
        method="by_object", label="对象",
        widget=forms.TextInput(attrs={"placeholder": "名称或编号", "type": "search"}),
    )  # fmt: skip
    refused = filters.ChoiceFilter(
        choices=[("1", "只看被拒绝的")], method="only_refused", label="结果", empty_label="全部"
    )

    class Meta:
        model = AuditRow
        fields: tuple[str, ...] = ()

    def from_day(self, rows: QuerySet[AuditRow], _name: str, day: dt.date) -> QuerySet[AuditRow]:
        return rows.filter(at__gte=_midnight(day))

    def to_day(self, rows: QuerySet[AuditRow], _name: str, day: dt.date) -> QuerySet[AuditRow]:
        """That day belongs to it."""
        return rows.filter(at__lt=_midnight(day + _DAY)) if day < dt.date.max else rows

    def by_person(self, rows: QuerySet[AuditRow], _name: str, words: str) -> QuerySet[AuditRow]:
        """A number is the person's, words are part of the name."""
        if words.isdecimal() and len(words) < 18:
            return rows.filter(actor_id=int(words))
        return rows.filter(actor_name__icontains=words)

    def by_object(self, rows: QuerySet[AuditRow], _name: str, words: str) -> QuerySet[AuditRow]:
        return rows.filter(Q(object_id=words) | Q(object_name__icontains=words))

    def only_refused(self, rows: QuerySet[AuditRow], _name: str, _on: str) -> QuerySet[AuditRow]:
        return rows.filter(verb__in=REFUSED)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.CHINA)
