"""Forms of the appraisal: a sheet, and the weights."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.teams.enums import Grade, Part
from xuncha.web.fields import day
from xuncha.web.teams.forms.fields import text_field


class AppraisalForm(forms.Form):
    """Points of the six parts, a grade, words."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    grade = forms.ChoiceField(label="等次", choices=[("", "请选择"), *Grade.choices])
    words = text_field("评语", 3, 500)

    def __init__(self, *args: Any, weights: dict[str, int] | None = None, **more: Any):
        super().__init__(*args, **more)
        parts = {
            part.value: forms.IntegerField(
                label=f"{part.label}（{(weights or {}).get(part.value, 0)}%）", min_value=0,
                max_value=100,
            )
            for part in Part
        }  # fmt: skip
        self.fields = {"version": self.fields["version"], **parts, **{
            name: field for name, field in self.fields.items() if name != "version"
        }}  # fmt: skip


class WeightsForm(forms.Form):
    effective_on = day("启用日期")
    note = forms.CharField(label="说明", max_length=200)
    excellent_percent = forms.IntegerField(
        label="优秀比例上限（%）",
        min_value=0,
        max_value=100,
        help_text="按每个组的抽调人员算，去掉小数；工作单位是巡察机构的不算抽调",
    )

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for part in Part:
            self.fields[part.value] = forms.IntegerField(
                label=f"{part.label}（权重）", min_value=0, max_value=100
            )
