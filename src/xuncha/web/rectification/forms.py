"""Forms of rectification: what people type, before a service looks at it."""

from __future__ import annotations

from django import forms

from xuncha.web.fields import VersionForm, day


def _text(label: str, rows: int, limit: int, placeholder: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": placeholder})
    return forms.CharField(label=label, max_length=limit, widget=widget)


class ProgressForm(forms.Form):
    text = _text("整改进展", 4, 5000, "做了什么、什么时候、谁做的、结果怎样")
    recovered_yuan = forms.DecimalField(
        label="本次追缴金额（元）",
        max_digits=16,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text="按元写，1.5 万元写 15000",
    )


class ProofForm(forms.Form):
    file = forms.FileField(label="文件")
    effective_on = day("形成日期", "文件落款或形成的日期，不是上传日期")
    proves = _text("证明什么", 2, 300, "例如：证明多发的补贴已于3月12日全部退回")


class ClaimForm(VersionForm):
    done_on = day("完成日期")
    note = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(VersionForm):
    reason = _text("理由", 3, 2000)


class ReopenForm(VersionForm):
    """It did not hold: until when, and why."""

    due_on = day("新的时限", "系统按规则的工作日算好，可以改；原定时限和已经有的逾期都留着")
    reason = _text("为什么要重新整改（单位会看到）", 3, 2000)


class NoteForm(VersionForm):
    note = forms.CharField(
        label="说明", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ExtensionForm(forms.Form):
    to_on = day("延至")
    reason = _text("理由", 3, 2000, "写明客观原因和下一步安排")


class DecisionForm(VersionForm):
    decision = forms.CharField(
        label="意见", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawForm(forms.Form):
    reason = _text("理由", 2, 300)
