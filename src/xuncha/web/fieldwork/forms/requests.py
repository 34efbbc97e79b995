"""Forms of documents asked for."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.fieldwork.pasting import Wanted, read_lines
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import FilesField, VersionForm, day, text

_LINES = (
    "一行一件；可以从 Excel 或者 Word 整片粘贴，序号、表头会自动去掉，"
    "有“期间”“备注”列的会认出来；写明“原件”的按借阅登记"
)


class LinesField(forms.CharField):
    """Pasted documents as the service wants them."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label="要调阅的材料", max_length=40_000, help_text=_LINES,
            widget=forms.Textarea(attrs={"rows": 12, "data-paste": "lines"}), **more,
        )  # fmt: skip

    def clean(self, value: Any) -> list[Wanted]:
        """Read them; the sentence names the line that can't be taken."""
        try:
            return read_lines(super().clean(value))
        except Invalid as problem:
            raise forms.ValidationError(problem.sentence) from None


class RequestForm(forms.Form):
    subject = forms.CharField(
        label="事由", max_length=120, help_text="例如：了解“三重一大”决策情况",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip
    lines = LinesField(required=False)
    due_on = day("交件期限", required=False, help_text="空着就按规则推算")


class ChangeForm(VersionForm):
    subject = forms.CharField(label="事由", max_length=120)
    due_on = day("交件期限")


class MoreLinesForm(VersionForm):
    lines = LinesField()


class HandForm(VersionForm):
    pages = forms.IntegerField(
        label="送交页数", min_value=1, required=False, help_text="送纸质件的填页数，组里清点签收"
    )
    uploads = FilesField(label="电子件", required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)


class TakeForm(VersionForm):
    pages = forms.IntegerField(label="清点页数", min_value=1)
    gave = forms.CharField(label="交件人", max_length=40)
    took = forms.CharField(label="接件人", max_length=40, required=False, help_text="空着就是本人")
    on = day("日期", required=False, help_text="空着就是今天")
    note = forms.CharField(label="说明", max_length=200, required=False)


class GiveForm(VersionForm):
    pages = forms.IntegerField(label="清点页数", min_value=1)
    took = forms.CharField(label="接收人", max_length=40)
    gave = forms.CharField(label="退件人", max_length=40, required=False, help_text="空着就是本人")
    on = day("日期", required=False, help_text="空着就是今天")
    note = forms.CharField(
        label="说明", max_length=200, required=False,
        help_text="分批退还的空着；退完了但页数少的，写明为什么",
    )  # fmt: skip


class CounterForm(forms.Form):
    """Who gave and who took, for several documents at once."""

    gave = forms.CharField(
        label="交件人", max_length=40, widget=forms.TextInput(attrs={"autofocus": True})
    )
    took = forms.CharField(label="接件人", max_length=40)
    on = day("日期")


class SayNoneForm(VersionForm):
    reason = text("为什么没有", 300, 3)
