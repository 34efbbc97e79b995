"""Forms of rounds and inspections."""

from __future__ import annotations

from django import forms

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.web.fields import day


class RoundForm(forms.Form):
    number = forms.IntegerField(label="第几轮", min_value=1, max_value=200)
    name = forms.CharField(label="名称", max_length=60)
    start_on = day("开始")
    end_on = day("结束")


class InspectionForm(forms.Form):
    organisation: forms.ModelChoiceField[Organisation] = forms.ModelChoiceField(
        queryset=None, label="被巡察党组织", empty_label="请选择"
    )
    kind = forms.ChoiceField(label="方式", choices=InspectionKind.choices)
    team_name = forms.CharField(label="巡察组", max_length=40, required=False)


class AdvanceForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = day("日期", required=False)
