"""What the ledger can be narrowed to; figures open their rows through these same words."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.rectification.enums import SENT_BACK, ItemState, Level, Severity, SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.selectors import LEVELS, QUESTIONED, due_within, overdue
from xuncha.foundation import access
from xuncha.insight.figures.definitions import DUE_DAYS
from xuncha.kernel import clock
from xuncha.web.narrowing import (
    pointed,
    visible_findings,
    visible_inspections,
    visible_rounds,
    visible_terms,
    visible_units,
)

DUE = [("overdue", "已逾期"), ("soon", f"{DUE_DAYS}天内到期")]
BACK = [("yes", "被退回、须重新整改的")]
MENDED = [("yes", "认定后改好的")]
LASTING = [("no", "不含长期坚持的"), ("yes", "长期坚持的")]
QUESTIONS = [("open", "有疑点待处理"), ("none", "没有待处理疑点")]


class ItemFilter(filters.FilterSet):
    """Narrows the ledger."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "问题、编号或单位", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(queryset=visible_rounds, label="轮次", empty_label="全部轮次")
    kind = filters.ChoiceFilter(
        field_name="organisation__kind", choices=OrganisationKind.choices, label="单位类别",
        empty_label="全部类别",
    )  # fmt: skip
    state = filters.ChoiceFilter(choices=ItemState.choices, label="状态", empty_label="全部状态")
    level = filters.ChoiceFilter(
        choices=Level.choices, method="by_level", label="层次", empty_label="全部层次"
    )
    due = filters.ChoiceFilter(choices=DUE, method="by_due", label="时限", empty_label="全部时限")
    signals = filters.ChoiceFilter(
        choices=QUESTIONS, method="by_signals", label="疑点", empty_label="不限疑点"
    )
    sent_back = filters.ChoiceFilter(
        choices=BACK, method="by_sent_back", label="状态", widget=forms.HiddenInput
    )
    lasting = filters.ChoiceFilter(
        choices=LASTING, method="by_lasting", label="长期坚持", widget=forms.HiddenInput
    )
    organisation = pointed(visible_units, "单位")
    term = pointed(visible_terms, "届", field_name="round__term")
    inspection = pointed(visible_inspections, "巡察任务")
    finding = pointed(visible_findings, "反馈问题")

    class Meta:
        model = Item
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not access.can(self.request.actor, "see_signals", Item()):
            del self.filters["signals"]

    def by_words(self, rows: QuerySet[Item], _name: str, words: str) -> QuerySet[Item]:
        """In the problem, the number or the unit's name."""
        return rows.filter(
            Q(problem__icontains=words)
            | Q(number__iexact=words)
            | Q(organisation__name__icontains=words)
        )

    def by_level(self, rows: QuerySet[Item], _name: str, level: str) -> QuerySet[Item]:
        return rows.filter(LEVELS[level])

    def by_due(self, rows: QuerySet[Item], _name: str, when: str) -> QuerySet[Item]:
        today = clock.today()
        return rows.filter(overdue(today) if when == "overdue" else due_within(today, DUE_DAYS))

    def by_sent_back(self, rows: QuerySet[Item], _name: str, _which: str) -> QuerySet[Item]:
        return rows.filter(state__in=sorted(SENT_BACK))

    def by_lasting(self, rows: QuerySet[Item], _name: str, which: str) -> QuerySet[Item]:
        return rows.filter(is_long_term=which == "yes")

    def by_signals(self, rows: QuerySet[Item], _name: str, which: str) -> QuerySet[Item]:
        return rows.filter(QUESTIONED) if which == "open" else rows.filter(open_signals=0)


class SignalFilter(filters.FilterSet):
    """Narrows the list of questions."""

    state = filters.ChoiceFilter(choices=SignalState.choices, label="状态", empty_label="全部状态")
    severity = filters.ChoiceFilter(choices=Severity.choices, label="程度", empty_label="全部程度")
    code = filters.CharFilter(label="规则", widget=forms.HiddenInput)
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    inspection = pointed(visible_inspections, "巡察任务")
    mended = filters.ChoiceFilter(
        choices=MENDED, method="by_mended", label="处理", widget=forms.HiddenInput
    )

    def by_mended(self, rows: QuerySet[Signal], _name: str, _which: str) -> QuerySet[Signal]:
        return rows.filter(state=SignalState.GONE).exclude(decision="")

    class Meta:
        model = Signal
        fields: tuple[str, ...] = ()
