"""What a search can be narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.insight.search.kinds import groups
from xuncha.insight.search.query import Asked, kinds_for
from xuncha.web.fields import day
from xuncha.web.narrowing import visible_rounds, visible_units

ORDERS = (("", "最相关在前"), ("newest", "日期新在前"))


class SearchForm(forms.Form):
    """Words and conditions, all of them in the address."""

    q = forms.CharField(
        label="查什么", max_length=100, required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "几个词之间留空格"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label="种类", required=False)
    round: Any = forms.ModelChoiceField(None, label="轮次", required=False, empty_label="全部轮次")
    since = day("从", required=False)
    until = day("到", required=False)
    order = forms.ChoiceField(label="排序", choices=ORDERS, required=False)
    unit: Any = forms.ModelChoiceField(None, label="单位", required=False, widget=forms.HiddenInput)

    def __init__(self, request: Any) -> None:
        super().__init__(request.GET)
        mine = {kind.group for kind in kinds_for(request.actor)}
        choices = [("", "全部种类"), *((one, one) for one in groups() if one in mine)]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        self.fields["round"].queryset = visible_rounds(request)  # type: ignore[attr-defined]
        self.fields["unit"].queryset = visible_units(request)  # type: ignore[attr-defined]

    @property
    def filters(self) -> dict[str, Any]:
        """As the filter bar wants it: all fields."""
        return self.fields

    @property
    def form(self) -> SearchForm:
        """As the filter bar wants it."""
        return self

    def asked(self) -> Asked:
        """The question. Conditions that make no sense are left out and said so on the page."""
        self.is_valid()
        told = self.cleaned_data
        return Asked(
            told.get("q", ""), group=told.get("kind") or "",
            unit=told["unit"].pk if told.get("unit") else 0,
            round=told["round"].pk if told.get("round") else 0,
            since=told.get("since"), until=told.get("until"), newest=bool(told.get("order")),
        )  # fmt: skip
