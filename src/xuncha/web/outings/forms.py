"""Forms of outings."""

from __future__ import annotations

from django import forms

from xuncha.kernel import clock
from xuncha.web.fields import VersionForm, day, text


class HandOverForm(forms.Form):
    """Looked through and given back."""

    reviewer = forms.CharField(
        label="审核人", max_length=40, help_text="看过设备上没有多余内容的人"
    )
    receiver = forms.CharField(label="接收人", max_length=40)
    on = day("移交日期", initial=clock.today)


class WipeForm(forms.Form):
    """From the certificate on paper."""

    way = forms.CharField(label="清理方式", max_length=60, initial="覆写后删除，先销毁密钥")
    on = day("清理日期", initial=clock.today)
    witnesses = forms.CharField(label="见证人", max_length=100, help_text="在清理证明上签字的人")


class SettleForm(VersionForm):
    """Why the one and not the other."""

    note = text("说明", 300, 2, required=False)
