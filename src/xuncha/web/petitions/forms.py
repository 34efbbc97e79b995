"""Forms of letters, calls and visits. None of them is kept in the browser as a draft."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.petitions.enums import SOURCE_FIELDS, CameFrom, Category, Way
from xuncha.cycle.petitions.rules import LIMITS
from xuncha.cycle.petitions.services.registering import PetitionFacts
from xuncha.kernel import clock
from xuncha.web.fields import day
from xuncha.web.ruling import LimitsForm


def line_field(label: str, most: int = 200, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def text_field(label: str, most: int, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def people(rows: list[Any], empty: str) -> list[tuple[str, str]]:
    """Choices of persons."""
    return [("", empty), *((str(one.pk), one.name) for one in rows)]


class PetitionForm(forms.Form):
    level = forms.ChoiceField(
        label="归谁管", choices=[("own", "属于本级，可以登记"), ("higher", "属于上级，不登记")],
        widget=forms.RadioSelect, initial="own",
        help_text="反映上级党组织管理的干部的，选“不登记”，下面什么也不要填",
    )  # fmt: skip
    way = forms.ChoiceField(
        label="信访方式", choices=Way.choices, widget=forms.Select(attrs={"autofocus": True})
    )
    came_from = forms.ChoiceField(label="信访来源", choices=CameFrom.choices)
    received_on = day("信访日期", initial=clock.today)
    subject = line_field("被反映人或者单位", help_text="写单位和职务，能说清就不必写姓名")
    category = forms.ChoiceField(label="反映问题类别", choices=Category.choices)
    text = text_field("主要内容", 8000, 8)
    handler = forms.ChoiceField(label="承办人", required=False)
    real_name = forms.BooleanField(label="实名", required=False)
    name = line_field(
        f"反映人{SOURCE_FIELDS['name']}", required=False, help_text="封存，保管人同意才能看"
    )
    contact = line_field(f"反映人{SOURCE_FIELDS['contact']}", required=False, help_text="封存")
    address = line_field(f"反映人{SOURCE_FIELDS['address']}", required=False, help_text="封存")

    def __init__(self, *args: Any, handlers: list[Any], **more: Any):
        super().__init__(*args, **more)
        self.fields["handler"].choices = people(handlers, "我自己")  # type: ignore[attr-defined]

    def facts(self) -> PetitionFacts:
        """What was filled in."""
        data = dict(self.cleaned_data)
        for name in ("level", "handler"):
            data.pop(name)
        kinds = {"way": Way(data["way"]), "came_from": CameFrom(data["came_from"])}
        return PetitionFacts(**(data | kinds | {"category": Category(data["category"])}))


class ActForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class DayForm(ActForm):
    on = day("日期", initial=clock.today)


class PassForm(DayForm):
    receiver = line_field("转送到", 100)


class AnswerForm(DayForm):
    answer = text_field("办理结果", 2000, 4)


class ReasonForm(ActForm):
    reason = text_field("理由", 300, 3)


class DeclineForm(ActForm):
    reason = text_field(
        "理由", 300, 3,
        help_text="例如：已经进入诉讼、仲裁、复议的；属于其他机关的；只有罪名没有内容的",
    )  # fmt: skip


class MergeForm(ActForm):
    into = forms.IntegerField(label="并入第几件", min_value=1, help_text="本次巡察里的序号")


class AssignForm(forms.Form):
    handler = forms.ChoiceField(label="承办人")

    def __init__(self, *args: Any, handlers: list[Any], **more: Any):
        super().__init__(*args, **more)
        self.fields["handler"].choices = people(handlers, "请选择")  # type: ignore[attr-defined]


class CustodianForm(forms.Form):
    user = forms.ChoiceField(label="来源保管人")

    def __init__(self, *args: Any, people_: list[Any], **more: Any):
        super().__init__(*args, **more)
        self.fields["user"].choices = people(people_, "请选择")  # type: ignore[attr-defined]


class AskForm(forms.Form):
    reason = text_field("为什么要看来源", 300, 2)


class DecideForm(ActForm):
    answer = forms.ChoiceField(
        label="决定", choices=[("grant", "同意"), ("refuse", "不同意")], widget=forms.RadioSelect
    )
    until_on = day("同意看到哪一天", required=False)
    reason = text_field("理由", 300, 2)


class OpenForm(forms.Form):
    places = forms.MultipleChoiceField(
        label="要看的栏目", choices=list(SOURCE_FIELDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    reason = line_field("理由", 300, required=False)


class RulesForm(LimitsForm):
    limits = LIMITS
