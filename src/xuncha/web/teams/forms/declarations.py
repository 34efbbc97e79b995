"""Declarations of members, by themselves or from paper: nothing, or several ties at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from xuncha.cycle.pool.enums import TieKind
from xuncha.cycle.pool.services.tying import TieFacts
from xuncha.cycle.teams.services.declaring import declared_tie
from xuncha.kernel.errors import Invalid
from xuncha.web.teams.forms.fields import text_field

MOST_TIES = 5
_KINDS = [
    (TieKind.KIN.value, "亲属在该单位"),
    (TieKind.POST.value, "本人在该单位任过职"),
    (TieKind.BUSINESS.value, "公务往来或者利害关系"),
    (TieKind.NATIVE.value, "籍贯或者长期居住地"),
    (TieKind.DECLARED.value, "其他需要说明的关系"),
]


class DeclareForm(forms.Form):
    """What is declared; the ties stand in lines of their own. ``paper`` only for the office, which
    puts down what somebody signed."""

    paper = forms.CharField(label="纸质申报编号或者存放处", max_length=120)
    answer = forms.ChoiceField(
        label="申报", widget=forms.RadioSelect,
        choices=[("none", "与本组巡察的单位没有需要回避的情形"), ("some", "有，如下")],
    )  # fmt: skip
    words = text_field("补充说明", 2, required=False)

    def __init__(self, *args: Any, from_paper: bool, **more: Any):
        super().__init__(*args, **more)
        if not from_paper:
            del self.fields["paper"]


class TieLine(forms.Form):
    """One tie to one of the organisations that the team inspects; untouched it says nothing."""

    organisation = forms.ChoiceField(label="单位", required=False)
    kind = forms.ChoiceField(label="关系", choices=[("", "请选择"), *_KINDS], required=False)
    person = forms.CharField(label="亲属姓名", max_length=40, required=False)
    relationship = forms.CharField(label="与本人关系", max_length=20, required=False)
    detail = forms.CharField(label="情况", max_length=300, required=False)

    def __init__(self, *args: Any, places: Sequence[tuple[int, str]], **more: Any):
        super().__init__(*args, **more)
        field: Any = self.fields["organisation"]
        field.choices = [("", "请选择"), *((str(pk), name) for pk, name in places)]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if any(told.values()):
            for name, words in (("organisation", "请选择单位。"), ("kind", "请选择关系。")):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if told.get("kind") == TieKind.KIN:
            for name, words in (("person", "请填写亲属姓名。"), ("relationship", "请填写关系。")):
                if not told.get(name):
                    self.add_error(name, words)
        return told

    def tie(self) -> TieFacts | None:
        """As the service takes it; None for an untouched line."""
        data = self.cleaned_data
        if not data.get("organisation"):
            return None
        return declared_tie(
            int(data["organisation"]), TieKind(data["kind"]), person=data["person"],
            relationship=data["relationship"], detail=data["detail"],
        )  # fmt: skip


class Declaring:
    """A declaration as it is filled in: the form and its lines of ties."""

    def __init__(
        self, data: Mapping[str, Any] | None, places: Sequence[tuple[int, str]], *, key: str,
        from_paper: bool = False,
    ) -> None:  # fmt: skip
        self.form = DeclareForm(data, from_paper=from_paper, auto_id=f"{key}_%s")
        self.lines = [
            TieLine(data, places=places, prefix=f"tie{at}", auto_id=f"{key}_%s")
            for at in range(MOST_TIES)
        ]

    @property
    def first(self) -> TieLine:
        return self.lines[0]

    @property
    def others(self) -> list[TieLine]:
        return self.lines[1:]

    @property
    def others_open(self) -> bool:
        """Whether one of the folded lines has something to say."""
        return any(one.is_bound and (one.errors or one.has_changed()) for one in self.others)

    def is_valid(self) -> bool:
        checked = [self.form.is_valid(), *(one.is_valid() for one in self.lines)]
        return all(checked)

    def told(self) -> dict[str, Any]:
        """As the service takes it. Ties beside “none” are handed on: the service refuses them."""
        data = self.form.cleaned_data
        ties = [tie for one in self.lines if (tie := one.tie()) is not None]
        kept = {"has_none": data["answer"] == "none", "ties": ties, "words": data["words"]}
        return kept | ({"paper": data["paper"]} if "paper" in data else {})

    def tell(self, problem: Invalid) -> None:
        """The service's sentence where it belongs: what is said of a tie beside the first line."""
        if problem.field in self.form.fields:
            self.form.add_error(problem.field, problem.sentence)
        elif problem.field in self.first.fields:
            self.first.add_error(problem.field, problem.sentence)
        else:
            self.form.add_error("answer", problem.sentence)
