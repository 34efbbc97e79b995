"""Forms of talks, outlines and targets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from xuncha.cycle.inquiry.enums import PostKind, ReadBack, Signature, TalkGrade
from xuncha.cycle.inquiry.models import Talk
from xuncha.cycle.inquiry.services.talks import LONGEST, TalkFacts
from xuncha.web.fields import Choices, day, text

_FACTS = (
    "talked_on", "starts_at", "ends_at", "place", "post_kind", "post", "first_id", "second_id",
    "recorder_id", "rights_told", "text", "read_back", "signature", "signature_note", "grade",
    "clue_apart", "doubt_note",
)  # fmt: skip


def _clock(label: str, *, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=required, widget=widget)


def _none(label: str, choices: Iterable[tuple[Any, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "还没有"), *choices])


class TalkForm(forms.Form):
    """Everything of a talk on one page, in the order in which it comes to pass."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    post_kind = forms.ChoiceField(label="对象类别", choices=PostKind.choices)
    post = forms.CharField(label="职务", max_length=60, help_text="没有职务的写身份，如：村民代表")
    name = forms.CharField(
        label="姓名", max_length=40, required=False,
        help_text="不需要就空着；写了也只有本组和主任看得到",
    )  # fmt: skip
    talked_on = day("谈话日期")
    starts_at = _clock("开始")
    ends_at = _clock("结束", required=False)
    place = forms.CharField(label="地点", max_length=80)
    first_id = forms.TypedChoiceField(label="谈话人", coerce=int)
    second_id = forms.TypedChoiceField(label="另一谈话人", coerce=int)
    recorder_id = forms.TypedChoiceField(label="记录人", coerce=int)
    rights_told = forms.BooleanField(
        label="已说明来意、纪律要求，告知可以要求回避、如实反映情况", required=False
    )
    text = text(
        "谈话记录", LONGEST, 18, required=False,
        help_text="一问一答各起一段。从 Word 粘贴会保留分段。线索类情况不写在这里。",
    )  # fmt: skip
    clue_apart = forms.BooleanField(label="有线索类情况，已另行单独移交", required=False)
    read_back = _none("核对", ReadBack.choices)
    signature = _none("签字", Signature.choices)
    signature_note = forms.CharField(
        label="签字说明", max_length=200, required=False, help_text="拒绝签字的写明情况"
    )
    grade = forms.ChoiceField(label="密级", choices=TalkGrade.choices)
    doubt_note = forms.CharField(
        label="对系统所问的说明", max_length=200, required=False,
        help_text="系统问到的句子为什么可以留在一般记录里",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_id", "second_id", "recorder_id"):
            self.fields[name].choices = [("", "请选择"), *people]  # type: ignore[attr-defined]
        self.fields["post_kind"].widget.attrs["autofocus"] = True
        self.fields["text"].widget.attrs["data-talk"] = True

    def facts(self) -> TalkFacts:
        """What was filled in."""
        return TalkFacts(name=self.cleaned_data["name"],
                         **{one: self.cleaned_data[one] for one in _FACTS})  # fmt: skip

    @staticmethod
    def initial_of(row: Talk, name: str) -> dict[str, Any]:
        """A talk as the form shows it."""
        return {one: getattr(row, one) for one in (*_FACTS, "version")} | {"name": name}


class TargetsForm(forms.Form):
    """How many of each kind are to be talked to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in PostKind.choices:
            self.fields[kind] = forms.IntegerField(
                label=str(label), min_value=0, max_value=500, required=False
            )

    def wanted(self) -> dict[str, int]:
        """The numbers; what is empty is nought."""
        return {kind: self.cleaned_data[kind] or 0 for kind in PostKind.values}


class OutlineForm(forms.Form):
    questions = text("提纲", 6000, 12, help_text="一行一问")
    effective_on = day("启用日期")
    note = forms.CharField(label="说明", max_length=200, required=False)
