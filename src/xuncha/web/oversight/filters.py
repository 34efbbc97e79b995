"""What the lists of oversight can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.oversight.bands import bands_on
from xuncha.cycle.oversight.enums import (
    OWED,
    AlertLevel,
    CheckState,
    Found,
    LetterKind,
    LetterState,
)
from xuncha.cycle.oversight.letters.proposing import answered_late, late_on
from xuncha.cycle.oversight.models import Draw, Letter, SpotCheck
from xuncha.cycle.oversight.selectors import WAITING
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds, visible_units


def _visible_draws(request: object) -> QuerySet[Draw]:
    return access.visible(request.actor, Draw)  # type: ignore[attr-defined]


class CheckFilter(filters.FilterSet):
    """Narrows the list of checks."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "单位或问题", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    state = filters.ChoiceFilter(choices=CheckState.choices, label="状态", empty_label="全部状态")
    found = filters.ChoiceFilter(choices=Found.choices, label="结论", empty_label="全部结论")
    mine = filters.ChoiceFilter(
        choices=[("yes", "派给我、没有办完的")], method="by_mine", label="谁的",
        empty_label="所有人的",
    )  # fmt: skip
    open = filters.ChoiceFilter(
        choices=[("yes", "没有办完的")], method="by_open", label="进度", empty_label="全部"
    )
    draw = pointed(_visible_draws, "抽查")
    inspection = pointed(visible_inspections, "巡察任务")
    organisation = pointed(visible_units, "单位", field_name="inspection__organisation")

    class Meta:
        model = SpotCheck
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[SpotCheck], _name: str, words: str) -> QuerySet[SpotCheck]:
        return rows.filter(
            Q(inspection__organisation__name__icontains=words) | Q(item__problem__icontains=words)
        )

    def by_mine(self, rows: QuerySet[SpotCheck], _name: str, _value: str) -> QuerySet[SpotCheck]:
        user = self.request.actor.user_id or 0
        return rows.filter(WAITING, Q(first_id=user) | Q(second_id=user))

    def by_open(self, rows: QuerySet[SpotCheck], _name: str, _value: str) -> QuerySet[SpotCheck]:
        return rows.filter(WAITING)


COLOURS = [("red", "红色"), ("yellow", "黄色"), ("green", "绿色")]


class AlertFilter(filters.FilterSet):
    """Narrows the list of items that an alert is about."""

    q = filters.CharFilter(
        method="by_words", label="关键词",
        widget=forms.TextInput(attrs={"placeholder": "单位或问题", "type": "search"}),
    )  # fmt: skip
    round = filters.ModelChoiceFilter(queryset=visible_rounds, label="轮次", empty_label="全部轮次")
    colour = filters.ChoiceFilter(
        choices=COLOURS, method="by_colour", label="颜色", empty_label="全部颜色"
    )
    level = filters.ChoiceFilter(
        choices=AlertLevel.choices, method="by_level", label="台阶", empty_label="全部台阶"
    )
    inspection = pointed(visible_inspections, "巡察任务")
    organisation = pointed(visible_units, "单位")

    class Meta:
        model = Item
        fields: tuple[str, ...] = ()

    def by_words(self, rows: QuerySet[Item], _name: str, words: str) -> QuerySet[Item]:
        return rows.filter(Q(organisation__name__icontains=words) | Q(problem__icontains=words))

    def by_colour(self, rows: QuerySet[Item], _name: str, colour: str) -> QuerySet[Item]:
        return rows.filter(bands_on(clock.today()).coloured(colour))

    def by_level(self, rows: QuerySet[Item], _name: str, level: str) -> QuerySet[Item]:
        return rows.filter(bands_on(clock.today()).where(AlertLevel(int(level))))


class LetterFilter(filters.FilterSet):
    """Narrows the list of letters."""

    round = filters.ModelChoiceFilter(
        field_name="inspection__round", queryset=visible_rounds, label="轮次",
        empty_label="全部轮次",
    )  # fmt: skip
    kind = filters.ChoiceFilter(choices=LetterKind.choices, label="文书", empty_label="全部文书")
    state = filters.ChoiceFilter(choices=LetterState.choices, label="状态", empty_label="全部状态")
    due = filters.ChoiceFilter(
        choices=[("owed", "等单位答复"), ("late", "超期没有答复"), ("was_late", "答复超期")],
        method="by_due", label="答复", empty_label="全部",
    )  # fmt: skip
    inspection = pointed(visible_inspections, "巡察任务")
    organisation = pointed(visible_units, "单位", field_name="inspection__organisation")

    class Meta:
        model = Letter
        fields: tuple[str, ...] = ()

    def by_due(self, rows: QuerySet[Letter], _name: str, due: str) -> QuerySet[Letter]:
        if due == "late":
            return rows.filter(late_on(clock.today()))
        return rows.filter(answered_late() if due == "was_late" else Q(state__in=sorted(OWED)))
