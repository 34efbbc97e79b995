"""Forms of briefings."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.web.fields import Choices, FilesField, VersionForm, day, text


class AskForm(forms.Form):
    source = forms.ChoiceField(label="通报方面", choices=BriefingSource.choices)
    body = forms.CharField(label="协作单位", max_length=80, help_text="例如：区审计局")
    addressee = forms.TypedChoiceField(
        label="请谁回复", coerce=int, empty_value=None, required=False,
        help_text="对方在系统里的账号；没有账号的空着，收到来件后由巡察办登记",
    )  # fmt: skip
    ask = text(
        "请通报什么", 1000, 4, required=False, help_text="空着就按这一方面的惯常内容"
    )  # fmt: skip
    due_on = day("回复期限", required=False, help_text="空着就按规则推算")

    def __init__(self, *args: Any, partners: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["addressee"].choices = [("", "（登记来件）"), *partners]  # type: ignore[attr-defined]
        self.fields["source"].widget.attrs["autofocus"] = True


class AnswerForm(VersionForm):
    answer = text(
        "通报内容", 8000, 14, focus=True, help_text="从 Word 粘贴会保留段落；没有情况的写“没有情况”"
    )
    uploads = FilesField(label="附件", required=False)


class PaperAnswerForm(AnswerForm):
    """What the office enters from a paper."""

    paper = forms.CharField(label="来件文号", max_length=80, required=False)
    answered_on = day("来件日期", required=False, help_text="空着就是今天")
