"""Declarations of members, by themselves or from paper."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.pool.enums import TieKind
from xuncha.web.teams.forms.fields import text_field


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
