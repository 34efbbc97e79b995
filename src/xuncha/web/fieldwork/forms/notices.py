"""Forms of periods and entry notices."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.fieldwork.models import EntryNotice
from xuncha.cycle.fieldwork.rules import LABELS, Periods
from xuncha.cycle.fieldwork.services.notices import NoticeFacts
from xuncha.web.fields import VersionForm, day, text
from xuncha.web.ruling import NextVersionForm

_FACTS = (
    "starts_on", "ends_on", "phone", "hours", "post_box", "letter_box", "email", "closes_on",
    "scope", "text",
)  # fmt: skip


class NoticeForm(VersionForm):
    phone = forms.CharField(
        label="值班电话", max_length=60, required=False,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip
    hours = forms.CharField(label="受理电话时间", max_length=80, required=False)
    post_box = forms.CharField(label="邮政信箱", max_length=80, required=False)
    email = forms.EmailField(label="电子邮箱", max_length=80, required=False)
    letter_box = forms.CharField(
        label="意见箱", max_length=120, required=False, help_text="设在哪里，没有就空着"
    )
    starts_on = day("进驻日期", required=False)
    ends_on = day("结束日期", required=False)
    closes_on = day("信访截止日期", required=False, help_text="空着就按规则推算")
    scope = text("受理范围", 1000, 4, required=False)
    text = text(
        "公告正文", 4000, 12, required=False,
        help_text="空着就按上面的内容重新生成；自己改过的文字不再随上面的内容变",
    )  # fmt: skip

    def facts(self) -> NoticeFacts:
        """What was filled in."""
        return NoticeFacts(**{name: self.cleaned_data[name] for name in _FACTS})

    @staticmethod
    def initial_of(row: EntryNotice) -> dict[str, Any]:
        """A notice as the form shows it: a text that follows from the facts stays empty."""
        found = {name: getattr(row, name) for name in (*_FACTS, "version")}
        return found if row.is_edited else found | {"text": ""}


class RulesForm(NextVersionForm):
    petition_days = forms.IntegerField(label=LABELS["petition_days"])
    briefing_workdays = forms.IntegerField(label=LABELS["briefing_workdays"])
    request_workdays = forms.IntegerField(label=LABELS["request_workdays"])
    fix_days = forms.IntegerField(label=LABELS["fix_days"])
    answer_workdays = forms.IntegerField(label=LABELS["answer_workdays"])
    pages_apart = forms.IntegerField(label=LABELS["pages_apart"])
    phone_hours = forms.CharField(label=LABELS["phone_hours"], max_length=80)
    scope = text(LABELS["scope"], 1000, 4)

    @staticmethod
    def initial_of(periods: Periods) -> dict[str, Any]:
        """Periods as the form shows them."""
        return {name: getattr(periods, name) for name in LABELS}
