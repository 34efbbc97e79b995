"""Forms of deeds."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.deeds.enums import DeedKind, Heard, When
from xuncha.cycle.deeds.rules import LIMITS, Said
from xuncha.cycle.deeds.services import Done, Told
from xuncha.cycle.deeds.services import Said as CallSaid
from xuncha.kernel import clock
from xuncha.web.fields import Choices, FilesField, VersionForm, day, text
from xuncha.web.ruling import LimitsForm


def _chosen(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, help_text=help_text)


class DeedForm(forms.Form):
    """What was heard."""

    village_id = _chosen("在哪个村（社区）")
    kind = forms.ChoiceField(label="类别", choices=DeedKind.choices)
    title = forms.CharField(
        label="办什么实事", max_length=80, help_text="会向群众公示，不写姓名，不写谁反映的"
    )
    place = forms.CharField(label="地点", max_length=80, required=False)
    heard = forms.ChoiceField(label="怎样听到的", choices=Heard.choices)
    heard_on = day("听到的日期", initial=clock.today)
    heard_text = text(
        "听到的情况", 4000, 5, required=False,
        help_text="只有巡察组、巡察办和领导看得到；不写反映人的姓名",
    )  # fmt: skip

    def __init__(self, *args: Any, villages: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village_id"].choices = list(villages)  # type: ignore[attr-defined]

    def told(self) -> Told:
        """What was filled in."""
        data = self.cleaned_data
        return Told(
            kind=DeedKind(data["kind"]), heard=Heard(data["heard"]), heard_on=data["heard_on"],
            title=data["title"], heard_text=data["heard_text"], place=data["place"],
        )  # fmt: skip


class VerifyForm(VersionForm):
    """It is so, and who has to do it."""

    owner_id = _chosen("责任单位")
    text = text("核实的情况", 4000, 5, help_text="责任单位看得到；不写反映人")

    def __init__(self, *args: Any, owners: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [("", "请选择"), *owners]  # type: ignore[attr-defined]


class ClaimForm(VersionForm):
    """What is promised by when."""

    promise = text("承诺做到什么", 4000, 4)
    due_on = day("承诺时限")


class FinishForm(VersionForm):
    """What was done."""

    text = text("办理结果", 4000, 5)
    people_served = forms.IntegerField(label="受益人数", min_value=0, max_value=10_000_000)
    money_yuan = forms.DecimalField(
        label="投入（元）", min_value=0, max_digits=14, decimal_places=2, help_text="没有花钱的填 0"
    )

    def done(self) -> Done:
        """What was filled in."""
        data = self.cleaned_data
        return Done(data["text"], data["people_served"], data["money_yuan"])


class PhotoForm(forms.Form):
    """Photos of before or after."""

    when = forms.ChoiceField(label="前后", choices=When.choices)
    uploads = FilesField(label="照片")


class HouseholdsForm(VersionForm):
    """Out of how many households."""

    households = forms.IntegerField(
        label="名册有多少户", min_value=1, max_value=20_000,
        help_text="受益住户的名册，按纸上的顺序从 1 编号；系统只抽号，不要名字",
    )  # fmt: skip


class CallForm(VersionForm):
    """What the drawn households said."""

    on = day("回访日期", initial=clock.today)
    satisfied = forms.IntegerField(label="满意几户", min_value=0)
    unsatisfied = forms.IntegerField(label="不满意几户", min_value=0)
    unreached = forms.IntegerField(label="没有访到几户", min_value=0)
    text = text("住户怎么说", 4000, 4, required=False, help_text="不满意的必须写；不写姓名")

    def said(self) -> CallSaid:
        """What was filled in."""
        data = self.cleaned_data
        return CallSaid(
            data["on"], data["satisfied"], data["unsatisfied"], data["unreached"], data["text"]
        )


class ReasonForm(VersionForm):
    """A step with its reason."""

    reason = text("理由", 500, 3)


class RulesForm(LimitsForm):
    limits = LIMITS
    name = forms.CharField(label="这一块叫什么", max_length=20)

    def values(self) -> dict[str, Any]:
        """The numbers alone."""
        return self.numbers()

    @classmethod
    def initial_of(cls, said: Said) -> dict[str, Any]:
        """What holds as the form shows it."""
        return cls.numbers_of(said.numbers) | {"name": said.name}
