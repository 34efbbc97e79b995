"""Forms of findings."""

from __future__ import annotations

from django import forms

from xuncha.cycle.findings.enums import Nature, Source


class FindingForm(forms.Form):
    number = forms.CharField(label="编号", max_length=20)
    text = forms.CharField(label="问题", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    leaf = forms.ChoiceField(label="问题分类", required=False)
    nature = forms.ChoiceField(
        label="性质", required=False, choices=[("", "未定"), *Nature.choices]
    )
    source = forms.ChoiceField(
        label="来源", required=False, choices=[("", "未填"), *Source.choices]
    )
    amount_yuan = forms.DecimalField(
        label="涉及金额（元）", max_digits=16, decimal_places=2, min_value=0, required=False
    )
    is_key = forms.BooleanField(label="重点问题", required=False)


class MoveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    action = forms.ChoiceField(
        choices=[(one, one) for one in ("settle", "reopen", "feed_back", "withdraw")]
    )
    reason = forms.CharField(max_length=2000, required=False)
