"""Forms of immediate fixes and supervision."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.fieldwork.models import ImmediateFix, Supervision
from xuncha.cycle.fieldwork.services.fixes import FixFacts
from xuncha.cycle.fieldwork.services.supervision import SupervisionFacts
from xuncha.web.fields import Choices, FilesField, VersionForm, day, text


class FixForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    meeting_on = day("组务会日期", help_text="组务会研究同意以后下达")
    problem = text("存在问题", 2000, 4, focus=True)
    demand = text("整改要求", 2000, 4, help_text="改到什么程度算改好")
    basis = forms.CharField(label="依据", max_length=300, required=False)
    point = forms.TypedChoiceField(
        label="对应的任务要点", coerce=int, empty_value=None, required=False
    )
    due_on = day("完成期限", required=False, help_text="空着就按规则推算，不晚于驻点截止")

    def __init__(self, *args: Any, points: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].choices = [("", "（不对应）"), *points]  # type: ignore[attr-defined]

    def facts(self) -> FixFacts:
        """What was filled in."""
        data = self.cleaned_data
        return FixFacts(
            meeting_on=data["meeting_on"], problem=data["problem"], demand=data["demand"],
            basis=data["basis"], point_id=data["point"], due_on=data["due_on"],
        )  # fmt: skip

    @staticmethod
    def initial_of(row: ImmediateFix) -> dict[str, Any]:
        """A notice as the form shows it."""
        names = ("version", "meeting_on", "problem", "demand", "basis", "due_on")
        return {name: getattr(row, name) for name in names} | {"point": row.point_id}


class PlanForm(VersionForm):
    measure = text("整改措施", 2000, 4)
    owner = forms.CharField(label="责任人", max_length=40)


class ReportForm(VersionForm):
    result = text(
        "整改结果", 2000, 6, help_text="写清改了什么、改到什么程度，数目、日期、名称要写实"
    )
    done_on = day("完成日期")
    uploads = FilesField(label="佐证", required=False)


class ConfirmForm(VersionForm):
    note = text("怎样确认的", 500, 3, help_text="例如到现场看了什么、查了什么、问了谁")


class SupervisionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    visited_on = day("督导日期")
    visitors = forms.CharField(label="督导人员", max_length=120)
    looked_at = text(
        "看了什么", 4000, 4, focus=True, help_text="听了什么汇报、查了哪些台账、和谁谈过"
    )
    opinions = text("督导意见", 4000, 5, help_text="一行一条，印成指导意见书")

    def facts(self) -> SupervisionFacts:
        """What was filled in."""
        data = self.cleaned_data
        names = ("visited_on", "visitors", "looked_at", "opinions")
        return SupervisionFacts(**{name: data[name] for name in names})

    @staticmethod
    def initial_of(row: Supervision) -> dict[str, Any]:
        """A visit as the form shows it."""
        names = ("version", "visited_on", "visitors", "looked_at", "opinions")
        return {name: getattr(row, name) for name in names}


class AnswerSupervisionForm(VersionForm):
    answer = text("答复", 4000, 6, help_text="对照意见逐条写")
