"""Forms of the term: which day the map shows, a new term, its rounds."""

from __future__ import annotations

from django import forms

from xuncha.cycle.planning.coverage.laying import MOST_PER_YEAR
from xuncha.cycle.planning.models import Term
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web import fields

BY = [("round", "按轮次"), ("year", "按年度")]


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day as browsers pick it."""
    wrong = {"invalid": "日期不对，请写成 2026-03-18 这样。"}
    return fields.day(label, help_text, required=required, error_messages=wrong)


class MapForm(forms.Form):
    """What the map shows: a term, a day, years or rounds."""

    term: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        queryset=None, label="届", required=False, empty_label=None
    )
    on = day("截至", required=False)
    by = forms.ChoiceField(label="列", choices=BY, required=False)

    def __init__(self, data: object, *, actor: Actor) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        terms = access.visible(actor, Term).order_by("-number")
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]


class TermForm(forms.Form):
    number = forms.IntegerField(label="第几届", min_value=1, max_value=200)
    name = forms.CharField(
        label="名称", max_length=40, help_text="比如：十三届区委", widget=forms.TextInput
    )
    start_on = day("任期开始")
    end_on = day("任期结束")


class LayForm(forms.Form):
    first_on = day("第一轮哪天开始")
    per_year = forms.IntegerField(label="一年几轮", min_value=1, max_value=MOST_PER_YEAR, initial=3)
    days = forms.IntegerField(label="每轮多少天", min_value=1, max_value=366, initial=60)


class RoundForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label="名称", max_length=60)
    start_on = day("开始")
    end_on = day("结束")
