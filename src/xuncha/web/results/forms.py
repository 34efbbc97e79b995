"""Forms of results."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.results.enums import CountCode, Outcome, ResultKind
from xuncha.cycle.results.rules import LIMITS
from xuncha.cycle.results.services.answering import Count, Told
from xuncha.cycle.results.services.institutions import Built
from xuncha.cycle.results.services.results import Draft
from xuncha.kernel import clock
from xuncha.web.fields import Choices, FilesField, VersionForm, day, text
from xuncha.web.ruling import LimitsForm

COUNT_LINES = 6


def _boxes(label: str, **more: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, widget=forms.CheckboxSelectMultiple, **more
    )


def _chosen(label: str, help_text: str = "", *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=required, help_text=help_text
    )


class StartForm(forms.Form):
    """Upon whose findings a use of results rests."""

    inspection = _chosen("依据哪次巡察的问题")

    def __init__(self, *args: Any, inspections: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspection"].choices = [("", "请选择"), *inspections]  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """What is handed over, to whom, upon which findings."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="类型", choices=ResultKind.choices)
    title = forms.CharField(label="标题", max_length=120)
    text = text("内容和建议", 8000, 12, help_text="写明情况、原因和建议；不写姓名，写职务")
    unit_id = _chosen("接收单位", "单位和协作单位只选一个", required=False)
    addressee_id = _chosen("协作单位接收人", required=False)
    area = forms.ChoiceField(
        label="协作单位是哪一方面", choices=[("", "—"), *BriefingSource.choices], required=False
    )
    findings = _boxes("依据的问题")

    def __init__(
        self, *args: Any, units: Choices = (), partners: Choices = (), findings: Choices = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", "—"), *units]  # type: ignore[attr-defined]
        self.fields["addressee_id"].choices = [("", "—"), *partners]  # type: ignore[attr-defined]
        self.fields["findings"].choices = list(findings)  # type: ignore[attr-defined]

    def draft(self) -> Draft:
        """What was filled in."""
        data = self.cleaned_data
        return Draft(
            title=data["title"], text=data["text"], unit_id=data["unit_id"],
            addressee_id=data["addressee_id"], area=data["area"],
        )  # fmt: skip


class AnswerForm(VersionForm):
    """What came of it, with numbers by code."""

    outcome = forms.ChoiceField(label="结果", choices=Outcome.choices, widget=forms.RadioSelect)
    text = text("办理情况", 8000, 8, help_text="采取了什么、结果怎样；不写姓名")
    uploads = FilesField(label="证明材料", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, COUNT_LINES + 1):
            self.fields[f"code_{at}"] = forms.ChoiceField(
                label="项目", choices=[("", "—"), *CountCode.choices], required=False
            )
            self.fields[f"post_{at}"] = forms.CharField(
                label="职务（人数才填）", max_length=40, required=False
            )
            self.fields[f"number_{at}"] = forms.DecimalField(
                label="数量（人、项、元）", max_digits=14, decimal_places=2, required=False,
                min_value=0,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for at in range(1, COUNT_LINES + 1):
            if bool(data.get(f"code_{at}")) != bool(data.get(f"number_{at}")):
                self.add_error(f"number_{at}", "项目和数量要一起填。")
        return data

    def lines(self) -> list[list[Any]]:
        """The fields of each number, for the page."""
        names = ("code", "post", "number")
        return [[self[f"{one}_{at}"] for one in names] for at in range(1, COUNT_LINES + 1)]

    def told(self) -> Told:
        """What was filled in."""
        data = self.cleaned_data
        counts = [
            Count(CountCode(data[f"code_{at}"]), data[f"number_{at}"], data[f"post_{at}"])
            for at in range(1, COUNT_LINES + 1) if data[f"code_{at}"]
        ]  # fmt: skip
        return Told(Outcome(data["outcome"]), data["text"], counts)


class ReasonForm(VersionForm):
    """A step with its reason."""

    reason = text("理由", 500, 3)


class PutOffForm(VersionForm):
    """A later day, and why."""

    due_on = day("推后到")
    reason = text("为什么推后", 500, 3)


class InstitutionForm(forms.Form):
    """An institution as it is reported."""

    title = forms.CharField(label="制度名称", max_length=120)
    paper = forms.CharField(label="文号", max_length=60, required=False)
    in_force_on = day("施行日期")
    cause = text("针对的原因", 2000, 3, help_text="写问题为什么发生，这项制度堵的是哪个漏洞")
    text = text("制度主要内容", 8000, 8, required=False, help_text="写主要条款，或者在下面上传文本")
    findings = _boxes("针对的问题")
    uploads = FilesField(label="制度文本", required=False)

    def __init__(self, *args: Any, findings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = list(findings)  # type: ignore[attr-defined]

    def built(self) -> Built:
        """What was filled in."""
        data = self.cleaned_data
        names = ("title", "cause", "in_force_on", "text", "paper")
        return Built(**{name: data[name] for name in names})


class UnitForm(forms.Form):
    """Which unit."""

    organisation = _chosen("制定单位")

    def __init__(self, *args: Any, units: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "请选择"), *units]  # type: ignore[attr-defined]


class RepealForm(VersionForm):
    """No longer in force since when, and why."""

    on = day("废止日期", initial=clock.today)
    reason = text("理由", 500, 3)


class NameForm(forms.Form):
    """A name for what several units have in common."""

    title = forms.CharField(label="名称", max_length=80, help_text="说清是什么问题，不写单位名称")
    text = text("表现和自查要点", 4000, 6, help_text="没有巡察的单位照着查；不写单位名称和具体金额")
    findings = _boxes("属于它的问题")

    def __init__(self, *args: Any, findings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = list(findings)  # type: ignore[attr-defined]


class PublishForm(VersionForm):
    """Which units are asked to look."""

    units = _boxes("布置哪些没有巡察的单位自查")

    def __init__(self, *args: Any, units: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = list(units)  # type: ignore[attr-defined]


class SelfCheckForm(VersionForm):
    """What a unit found when it looked."""

    found = forms.TypedChoiceField(
        label="自查结果", coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", "查到同类问题"), ("no", "没有查到")],
    )  # fmt: skip
    put_right = text(
        "怎样先改", 4000, 5, required=False, help_text="查到的必须写：改了什么、改到什么程度"
    )
    text = text("查了什么、查到什么", 4000, 6)
    field_order = ("version", "found", "text", "put_right")


class JointForm(forms.Form):
    """Plans of one body for one year, a line each."""

    area = forms.ChoiceField(label="监督方面", choices=BriefingSource.choices)
    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    text = forms.CharField(
        label="监督计划", max_length=60_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="从 Excel 复制粘贴，或者自己写，每行三格、用制表符隔开：单位（名称或代码）、"
        "月份（5 或者 5-6）、监督内容",
    )  # fmt: skip


class JointReasonForm(forms.Form):
    """Why a plan is withdrawn."""

    reason = forms.CharField(label="撤回理由", max_length=200)


class RulesForm(LimitsForm):
    limits = LIMITS
