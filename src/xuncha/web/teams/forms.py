"""Forms of teams: what people type, before a service looks at it."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.pool.enums import TieKind
from xuncha.cycle.teams.enums import Grade, GroundKind, Part, SeatRole


def day_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A day by the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def text_field(label: str, rows: int = 3, limit: int = 300, **more: Any) -> forms.CharField:
    """A few lines of text."""
    hint = more.pop("placeholder", "")
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": hint})
    return forms.CharField(label=label, max_length=limit, widget=widget, **more)


def _people(label: str, empty: str, *, required: bool = True) -> Any:
    return forms.ModelChoiceField(
        queryset=None, label=label, empty_label=empty,
        required=required,
    )  # fmt: skip


class VersionForm(forms.Form):
    """Every act says which version of the record the person had before him."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TeamNameForm(forms.Form):
    name = forms.CharField(label="名称", max_length=40)


class DrawForm(forms.Form):
    seed = forms.CharField(
        label="种子", max_length=40, required=False,
        help_text="可以当场报一个数，例如开会日期加报数；不填由系统生成。种子会留存，可以复核。",
    )  # fmt: skip


class SeatForm(VersionForm):
    inspector = _people("人员", "请选择")
    role = forms.ChoiceField(label="职务", choices=SeatRole.choices, initial=SeatRole.MEMBER)
    reason = text_field("理由", 2, placeholder="为什么安排这名同志")


class RoleForm(VersionForm):
    role = forms.ChoiceField(label="职务", choices=SeatRole.choices)


class AssignForm(VersionForm):
    inspection: Any = forms.ModelChoiceField(queryset=None, label="巡察任务", empty_label="请选择")


class PaperForm(VersionForm):
    paper = forms.CharField(label="授权文号", max_length=60)
    opens_on = day_field("启用日期", "当天零点起，组员可以看到本组的巡察任务")
    shuts_on = day_field("到期日期", "当天结束后自动关闭")


class SubmitForm(VersionForm):
    team_version = forms.IntegerField(widget=forms.HiddenInput)


class AnnounceForm(VersionForm):
    announced_on = day_field("宣布日期")


class ReasonForm(VersionForm):
    reason = text_field("理由")


class NoteForm(VersionForm):
    note = text_field("意见", required=False)


class ReplaceForm(VersionForm):
    inspector = _people("接替的人员", "不补人", required=False)
    reason = text_field("更换的理由", 2)
    paper = forms.CharField(label="依据（文号或者会议）", max_length=120)


class NoteDeclarationForm(forms.Form):
    has_none = forms.BooleanField(label="纸质申报写明：没有需要回避的情形")
    paper = forms.CharField(label="纸质申报编号或者存放处", max_length=120)


_DECLARED_KINDS = [
    (TieKind.KIN.value, "亲属在该单位"),
    (TieKind.POST.value, "本人在该单位任过职"),
    (TieKind.BUSINESS.value, "公务往来或者利害关系"),
    (TieKind.NATIVE.value, "籍贯或者长期居住地"),
    (TieKind.DECLARED.value, "其他需要说明的关系"),
]


class DeclareForm(forms.Form):
    """One declaration; a tie belongs to one of the organisations that the team inspects."""

    answer = forms.ChoiceField(
        label="申报", widget=forms.RadioSelect,
        choices=[("none", "我与本组巡察的单位没有需要回避的情形"), ("some", "有，如下")],
    )  # fmt: skip
    organisation = forms.ChoiceField(label="单位", required=False)
    kind = forms.ChoiceField(
        label="关系", choices=[("", "请选择"), *_DECLARED_KINDS], required=False
    )
    person = forms.CharField(label="亲属姓名", max_length=40, required=False)
    relationship = forms.CharField(label="与本人关系", max_length=20, required=False)
    detail = text_field("说明", 2, required=False)

    def __init__(self, *args: Any, places: list[tuple[int, str]] | None = None, **more: Any):
        super().__init__(*args, **more)
        field: Any = self.fields["organisation"]
        field.choices = [("", "请选择"), *((str(pk), name) for pk, name in places or [])]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("answer") == "some":
            for name, words in (("organisation", "请选择单位。"), ("kind", "请选择关系。")):
                if not told.get(name):
                    self.add_error(name, words)
        return told


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
    inspector = _people("人员", "请选择")
    organisation: Any = forms.ModelChoiceField(
        queryset=None, label="须回避的单位", empty_label="请选择"
    )
    ground = forms.ChoiceField(label="种类", choices=GroundKind.choices)
    words = text_field("情形", 2)
    free_on = day_field("不再受限日期", "到这一天起不再回避；不填为长期", required=False)


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
    effective_on = day_field("启用日期")
    note = forms.CharField(label="说明", max_length=200)
    excellent_percent = forms.IntegerField(label="优秀比例上限（%）", min_value=0, max_value=100)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for part in Part:
            self.fields[part.value] = forms.IntegerField(
                label=f"{part.label}（权重）", min_value=0, max_value=100
            )
