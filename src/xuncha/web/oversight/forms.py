"""Forms of draws and checks."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.oversight.enums import Found, Ground, Knew, LetterKind
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.oversight.rules import LIMITS
from xuncha.cycle.oversight.services.checks import LONGEST, Asked, CheckFacts
from xuncha.web.fields import Choices, FilesField, VersionForm, day, text
from xuncha.web.ruling import LimitsForm

ASKED_LINES = 4


class DrawForm(forms.Form):
    """Out of what is drawn."""

    round = forms.TypedChoiceField(label="轮次", coerce=int)
    inspection = forms.TypedChoiceField(
        label="单位", coerce=int, empty_value=None, required=False, help_text="不选就从整轮里抽"
    )

    def __init__(
        self, *args: Any, rounds: Choices = (), inspections: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].choices = list(rounds)  # type: ignore[attr-defined]
        self.fields["inspection"].choices = [("", "整轮"), *inspections]  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Which items go to whom."""

    checks = forms.TypedMultipleChoiceField(
        label="事项", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    first_id = forms.TypedChoiceField(label="核查人", coerce=int)
    second_id = forms.TypedChoiceField(label="另一名核查人", coerce=int)

    def __init__(
        self, *args: Any, waiting: Choices = (), people: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checks"].choices = list(waiting)  # type: ignore[attr-defined]
        for name in ("first_id", "second_id"):
            self.fields[name].choices = [("", "请选择"), *people]  # type: ignore[attr-defined]


class CheckForm(forms.Form):
    """The form of a check, in the order in which it is done on the spot."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    checked_on = day("核查日期")
    place = forms.CharField(label="核查地点", max_length=120)
    looked_at = text(
        "看了什么、查了什么", LONGEST, 4, help_text="现场、账目、记录、系统，写看到的和数到的"
    )
    found_words = text("查到的情况", LONGEST, 5, help_text="不写反映人，不写被问的人的姓名")
    found = forms.ChoiceField(
        label="核查结论", choices=Found.choices, widget=forms.RadioSelect,
        help_text="单位申报的整改是不是真的、管不管用",
    )  # fmt: skip
    uploads = FilesField(label="照片和材料", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, ASKED_LINES + 1):
            self._line(at)

    def _line(self, at: int) -> None:
        self.fields[f"asked_post_{at}"] = forms.CharField(
            label="问了谁（职务、身份）", required=False, max_length=60
        )
        self.fields[f"asked_number_{at}"] = forms.IntegerField(
            label="人数", required=False, min_value=1, max_value=500
        )
        self.fields[f"asked_knew_{at}"] = forms.ChoiceField(
            label="知不知道", required=False, choices=[("", "—"), *Knew.choices]
        )
        self.fields[f"asked_said_{at}"] = forms.CharField(
            label="说了什么", required=False, max_length=500
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for at in range(1, ASKED_LINES + 1):
            if data.get(f"asked_post_{at}") and not data.get(f"asked_knew_{at}"):
                self.add_error(f"asked_knew_{at}", "请选他知不知道。")
            if not data.get(f"asked_post_{at}") and data.get(f"asked_said_{at}"):
                self.add_error(f"asked_post_{at}", "请写明问了哪一类人。")
        return data

    def asked_lines(self) -> list[list[Any]]:
        """The fields of each line, for the page."""
        names = ("post", "number", "knew", "said")
        return [[self[f"asked_{one}_{at}"] for one in names] for at in range(1, ASKED_LINES + 1)]

    def facts(self) -> CheckFacts:
        """What was filled in."""
        data = self.cleaned_data
        asked = tuple(
            Asked(data[f"asked_post_{at}"], data[f"asked_number_{at}"] or 1,
                  Knew(data[f"asked_knew_{at}"]), data[f"asked_said_{at}"])
            for at in range(1, ASKED_LINES + 1)
            if data[f"asked_post_{at}"]
        )  # fmt: skip
        return CheckFacts(
            checked_on=data["checked_on"], place=data["place"], looked_at=data["looked_at"],
            found=Found(data["found"]), found_words=data["found_words"], asked=asked,
        )  # fmt: skip

    @staticmethod
    def initial_of(row: SpotCheck) -> dict[str, Any]:
        """A check as the form shows it, after it was sent back."""
        names = ("version", "checked_on", "place", "looked_at", "found", "found_words")
        told: dict[str, Any] = {name: getattr(row, name) for name in names}
        for at, one in enumerate(row.asked.order_by("pk")[:ASKED_LINES], start=1):
            told |= {
                f"asked_post_{at}": one.post, f"asked_number_{at}": one.number,
                f"asked_knew_{at}": one.knew, f"asked_said_{at}": one.said,
            }  # fmt: skip
        return told


class ReasonForm(VersionForm):
    """A step with its reason."""

    reason = text("理由", 500, 3)


class ConcludeForm(ReasonForm):
    """What follows from a check; a new deadline only where the item is opened again."""

    due_on = day("重新整改的时限", "重新整改时才填；空着按规则的工作日算", required=False)


class RulesForm(LimitsForm):
    limits = LIMITS


class ChargeForm(forms.Form):
    """Who is in charge of a unit from a day on."""

    leader_id = forms.TypedChoiceField(label="分管领导", coerce=int)
    from_on = day("从哪天起")

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader_id"].choices = [("", "请选择"), *people]  # type: ignore[attr-defined]


class ProposalForm(forms.Form):
    """A proposal as its button hands it in."""

    kind = forms.ChoiceField(label="文书", choices=LetterKind.choices)
    ground = forms.ChoiceField(label="缘由", choices=Ground.choices, required=False)
    items = forms.CharField(required=False)
    previous = forms.IntegerField(required=False)

    def clean_items(self) -> list[int]:
        """Ids with commas between."""
        told = [one for one in self.cleaned_data["items"].split(",") if one]
        if not all(one.isascii() and one.isdecimal() and len(one) < 19 for one in told):
            raise forms.ValidationError("事项写得不对，请从页面上重新选。")
        return [int(one) for one in told]


class LetterForm(VersionForm):
    """The words of a letter."""

    facts = text("存在的情况", 8000, 14, help_text="系统按数据写的，请逐句核对；不写姓名，写职务")
    demand = text("要求", 8000, 8)


class AnswerForm(VersionForm):
    """The unit's answer."""

    text = text("答复", 8000, 10, help_text="对照要求逐条答复")
    uploads = FilesField(label="证明材料", required=False)
