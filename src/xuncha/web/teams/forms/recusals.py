"""Forms of recusals, waivers and objections."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.teams.enums import GroundKind
from xuncha.web.fields import VersionForm, day
from xuncha.web.teams.forms.fields import people_field, text_field


class RecuseForm(forms.Form):
    """“我要回避”: of an inspection (members) or of an organisation (everybody else)."""

    target = forms.ChoiceField(label="回避哪个单位")
    ground = forms.ChoiceField(
        label="种类", choices=GroundKind.choices, initial=GroundKind.OTHER
    )  # fmt: skip
    words = text_field("情形", 2, placeholder="例如：表姐在该单位财务科工作")

    def __init__(self, *args: Any, places: list[tuple[str, str]] | None = None, **more: Any):
        super().__init__(*args, **more)
        field: Any = self.fields["target"]
        field.choices = [("", "请选择"), *(places or [])]


class RaiseForm(forms.Form):
    inspector = people_field("人员", "请选择")
    organisation: Any = forms.ModelChoiceField(
        queryset=None, label="须回避的单位", empty_label="请选择"
    )
    ground = forms.ChoiceField(label="种类", choices=GroundKind.choices)
    words = text_field("情形", 2)
    free_on = day("不再受限日期", "到这一天起不再回避；不填为长期", required=False)


class WaiverForm(VersionForm):
    reason = text_field("豁免的理由", 3, placeholder="为什么可以参加，采取什么约束措施")
    paper = forms.CharField(label="依据（文号或者会议）", max_length=120)
    file = forms.FileField(label="依据文件", required=False)


class ObjectForm(forms.Form):
    reason = text_field("为什么要求回避", 3)


class VerifyForm(VersionForm):
    ground = forms.ChoiceField(label="种类", choices=GroundKind.choices)
    words = text_field("核实情况", 3)


class DecideForm(VersionForm):
    answer = forms.ChoiceField(
        label="决定", widget=forms.RadioSelect,
        choices=[("uphold", "同意回避"), ("refuse", "不同意")],
    )  # fmt: skip
    decision = text_field("理由", 2)
