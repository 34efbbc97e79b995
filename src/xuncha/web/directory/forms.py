"""Forms of the directory: what people type, before a service looks at it."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.directory.enums import ContactPost, OrganisationKind
from xuncha.kernel.actor import Actor
from xuncha.web.directory.units import PARENTS, UnitField, units_for
from xuncha.web.fields import day


def document_field() -> forms.CharField:
    """The basis of a change."""
    return forms.CharField(
        label="依据", max_length=120, help_text="文号或者会议，例如：清委发2025年12号文"
    )


def kind_field(*, required: bool = True) -> forms.ChoiceField:
    """The kind of an organisation."""
    choices = [("", "请选择"), *OrganisationKind.choices]
    return forms.ChoiceField(label="类别", choices=choices, required=required)


Group = tuple[str, str, list[forms.BoundField]]
"""A part of a long form: legend, help, fields."""


def bound(form: forms.Form, *names: str) -> list[forms.BoundField]:
    """Fields of a form by name."""
    return [form[name] for name in names]


class _WithParent(forms.Form):
    """Offers what can be a parent."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = units_for(actor, PARENTS)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.offer(actor, offered)


class CreateForm(_WithParent):
    code = forms.CharField(label="代码", max_length=20)
    name = forms.CharField(label="名称", max_length=80, help_text="全称")
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    kind = kind_field()
    parent = UnitField(label="上级", required=False, help_text="最上一级的空着")
    established_on = day("设立日期", "不清楚的空着", required=False)
    note = forms.CharField(label="备注", max_length=200, required=False)


class RenameForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="新名称", max_length=80)
    short_name = forms.CharField(label="新简称", max_length=40, required=False)
    kind = kind_field()
    from_on = day("从哪天起", "那一天以前仍用原来的名称")
    document = document_field()


class FormerNameForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="曾用名", max_length=80)
    short_name = forms.CharField(label="当时的简称", max_length=40, required=False)
    kind = kind_field()
    until_on = day("用到哪天为止")
    document = document_field()


class MoveForm(_WithParent):
    version = forms.IntegerField(widget=forms.HiddenInput)
    parent = UnitField(label="新的上级", required=False, help_text="空着表示没有上级")
    from_on = day("从哪天起", "那一天以前仍归原来的上级")
    document = document_field()


class CorrectForm(CreateForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="为什么更正", max_length=200)


class EndForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = day("撤销日期", "从那一天起已经没有这个单位，可以是将来的日期")
    document = document_field()


class RestoreForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="为什么恢复", max_length=200)


class WithdrawForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="为什么撤回", max_length=200)


class ContactForm(forms.Form):
    post = forms.ChoiceField(label="职务", choices=ContactPost.choices)
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="电话", max_length=30, required=False)
    from_on = day("从哪天起", "前任到前一天为止")


class ContactCorrectForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="姓名", max_length=40)
    phone = forms.CharField(label="电话", max_length=30, required=False)


class ContactEndForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    until_on = day("任职到哪天为止")
