"""Of which term, as of which day, of which round and kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from xuncha.insight.figures.asking import (
    FOCUSES,
    KINDS,
    PARAMS,
    WAYS,
    Ask,
    ask,
    checked,
    up_to_today,
)
from xuncha.insight.figures.measure import Measure
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import calendar


class AskForm(forms.Form):
    """What the reader asks. An address that makes no sense is refused with a sentence."""

    day = forms.DateField(label="截至", required=False, widget=calendar())
    round = forms.IntegerField(label="第几轮", required=False, min_value=1, max_value=99)
    kind = forms.ChoiceField(
        label="单位类别", required=False,
        choices=[("", "全部类别"), *((one, one) for one in KINDS)],
    )  # fmt: skip
    way = forms.ChoiceField(
        label="巡察方式", required=False, choices=[("", "全部方式"), *((one, one) for one in WAYS)]
    )
    focus = forms.ChoiceField(
        label="四个落实", required=False,
        choices=[("", "全部"), *((one, one) for one in FOCUSES)],
    )  # fmt: skip
    year = forms.IntegerField(label="年份", required=False, min_value=1949, max_value=2999)
    term = forms.IntegerField(required=False, min_value=1, max_value=999, widget=forms.HiddenInput)

    def question(self, actor: Actor) -> Ask:
        """The question, as far as it holds for every figure: term and day."""
        if not self.is_valid():
            raise Invalid("地址里的日期、轮次或者类别不对，请清除筛选再选。")
        told = self.cleaned_data
        day: dt.date | None = told["day"]
        return ask(actor, term=told["term"], day=up_to_today(day))

    def narrowed(self, question: Ask, measure: Measure) -> Ask:
        """The question, narrowed by what this figure can be narrowed by."""
        told: dict[str, Any] = self.cleaned_data
        params = {name: str(told[name]) for name in PARAMS if told.get(name)}
        kept = {name: value for name, value in params.items() if name in measure.params}
        return question.by(**checked(question, kept, measure.params))
