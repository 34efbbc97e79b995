"""Forms of decisions, points and lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from xuncha.cycle.checkpoints.enums import CHECKED_KINDS, DecisionLevel, PointState
from xuncha.cycle.checkpoints.models import Checkpoint, Decision
from xuncha.cycle.checkpoints.services.decisions import DecisionFacts
from xuncha.cycle.checkpoints.services.sets import PointFacts
from xuncha.web.fields import VersionForm, day

KINDS = [(one.value, one.label) for one in CHECKED_KINDS]
Choices = Iterable[tuple[str, Any]]


def _long(label: str, longest: int, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class ReasonForm(VersionForm):
    reason = forms.CharField(max_length=2000, required=False)


class DecisionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    level = forms.ChoiceField(label="级别", choices=DecisionLevel.choices)
    title = forms.CharField(label="文件名称", max_length=200, help_text="不必加书名号")
    number = forms.CharField(label="文号", max_length=60, required=False)
    issuer = forms.CharField(label="发文机关", max_length=80, required=False)
    issued_on = day("发文日期")
    valid_from_on = day("执行自", required=False)
    valid_until_on = day("执行至", required=False, help_text="没有写明就空着")
    excerpt = _long("要求摘录", 4000, 5, required=False, help_text="只摘与监督有关的要求")
    file = forms.FileField(label="文件", required=False)

    def facts(self) -> DecisionFacts:
        """What was filled in."""
        data = self.cleaned_data
        return DecisionFacts(
            level=DecisionLevel(data["level"]), title=data["title"], issued_on=data["issued_on"],
            number=data["number"], issuer=data["issuer"], excerpt=data["excerpt"],
            valid_from_on=data["valid_from_on"], valid_until_on=data["valid_until_on"],
        )  # fmt: skip

    @staticmethod
    def initial_of(row: Decision) -> dict[str, Any]:
        """A decision as the form shows it."""
        names = ("version", "level", "title", "number", "issuer", "issued_on", "valid_from_on",
                 "valid_until_on", "excerpt")  # fmt: skip
        return {name: getattr(row, name) for name in names}


class SetForm(forms.Form):
    name = forms.CharField(label="版本名称", max_length=60, help_text="例如：2027年监督清单")
    based_on = forms.ChoiceField(
        label="从哪一版抄来", required=False, help_text="抄来的要点编号不变，以后可以逐条对照"
    )
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, versions: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["based_on"].choices = [("", "不抄，从空的开始"), *versions]  # type: ignore[attr-defined]


class IssueForm(VersionForm):
    effective_on = day("启用日期")


class CheckpointForm(forms.Form):
    decision = forms.ChoiceField(label="决策部署")
    text = _long("监督要点", 1000, 3, help_text="查什么，写成一句能回答“有没有”的话")
    leaf = forms.ChoiceField(label="分类")
    kinds = forms.MultipleChoiceField(
        label="适用类别", choices=KINDS, widget=forms.CheckboxSelectMultiple
    )
    signs = _long("问题表现形式", 2000, 4, required=False, help_text="一行一例")
    ways = forms.CharField(label="检查方式", max_length=200, required=False)
    is_key = forms.BooleanField(label="重点", required=False)

    def __init__(
        self, *args: Any, decisions: Choices = (), leaves: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [("", "请选择"), *decisions]  # type: ignore[attr-defined]
        self.fields["leaf"].choices = [("", "请选择"), *leaves]  # type: ignore[attr-defined]

    def facts(self) -> PointFacts:
        """What was filled in."""
        data = self.cleaned_data
        return PointFacts(
            decision_id=int(data["decision"]), leaf_id=int(data["leaf"]), kinds=data["kinds"],
            text=data["text"], signs=data["signs"], ways=data["ways"], is_key=data["is_key"],
        )  # fmt: skip

    @staticmethod
    def initial_of(row: Checkpoint) -> dict[str, Any]:
        """A point as the form shows it."""
        return {
            "decision": row.decision_id, "text": row.text, "leaf": row.leaf_id,
            "kinds": [one.kind for one in row.kinds.all()], "signs": row.signs, "ways": row.ways,
            "is_key": row.is_key,
        }  # fmt: skip


class BringForm(forms.Form):
    file = forms.FileField(label="文件")


class GiveForm(forms.Form):
    """Which kinds' points go on the list; the choices carry their numbers."""

    kinds = forms.MultipleChoiceField(label="按哪些类别下发", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = list(offered)  # type: ignore[attr-defined]


class AddPointForm(forms.Form):
    text = _long("监督要点", 1000, 3)
    leaf = forms.ChoiceField(label="分类")
    signs = _long("问题表现形式", 2000, 3, required=False, help_text="一行一例")
    ways = forms.CharField(label="检查方式", max_length=200, required=False)
    reason = forms.CharField(label="为什么增加", max_length=200)

    def __init__(self, *args: Any, leaves: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaf"].choices = [("", "请选择"), *leaves]  # type: ignore[attr-defined]


ANSWERS = [
    (one.value, one.label)
    for one in (PointState.CLEAR, PointState.FOUND, PointState.NOT_APPLICABLE)
]


class AnswerForm(VersionForm):
    state = forms.ChoiceField(label="结果", choices=ANSWERS, widget=forms.RadioSelect)
    how = _long(
        "怎样查的", 300, 2, required=False,
        help_text="查阅了哪些材料、走访了哪些人、看了哪里；“已查未发现问题”必须写",
    )  # fmt: skip
    answer = _long(
        "情况", 2000, 3, required=False, help_text="“发现问题”写发现了什么，“不适用”写为什么"
    )


MOVES = [(one, one) for one in ("reopen", "leave_out", "take_back")]


class MoveForm(ReasonForm):
    action = forms.ChoiceField(choices=MOVES)


class AssignForm(forms.Form):
    points = forms.TypedMultipleChoiceField(coerce=int)
    user = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, points: Choices = (), people: Choices = (), **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["points"].choices = list(points)  # type: ignore[attr-defined]
        self.fields["user"].choices = [("", "（不分给谁）"), *people]  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    finding = forms.TypedChoiceField(coerce=int)

    def __init__(self, *args: Any, findings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].choices = list(findings)  # type: ignore[attr-defined]
