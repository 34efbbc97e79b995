"""Forms of visits, households and rules."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.inquiry.enums import AskedKind, VisitKind
from xuncha.cycle.inquiry.models import Visit
from xuncha.cycle.inquiry.rules import LABELS, Minimums
from xuncha.cycle.inquiry.services.visits import LONGEST, VisitFacts
from xuncha.web.fields import Choices, FilesField, day, text
from xuncha.web.ruling import NextVersionForm

ASKED_LINES = 4


class VisitForm(forms.Form):
    """A visit in the order in which it comes to pass."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="方式", choices=VisitKind.choices)
    visited_on = day("走访日期")
    starts_at = forms.TimeField(
        label="时间", required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )  # fmt: skip
    place = forms.CharField(label="地点", max_length=120)
    village_id = forms.TypedChoiceField(
        label="村（社区）", coerce=int, empty_value=None, required=False
    )
    households = forms.IntegerField(
        label="走访户数", min_value=0, max_value=2000, required=False,
        help_text="入户的写几户，不是入户就空着",
    )  # fmt: skip
    people = forms.TypedMultipleChoiceField(
        label="谁去的", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    seen = text("看到什么", LONGEST, 8, help_text="写看到的、数到的，不写判断")
    next_step = forms.CharField(label="下一步", max_length=200, required=False)
    points = forms.TypedMultipleChoiceField(
        label="对应的监督要点", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    uploads = FilesField(label="照片和材料", required=False)

    def __init__(
        self, *args: Any, people: Choices = (), villages: Choices = (), points: Choices = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]
        self.fields["village_id"].choices = [("", "不是村（社区）"), *villages]  # type: ignore[attr-defined]
        self.fields["points"].choices = list(points)  # type: ignore[attr-defined]
        self.fields["kind"].widget.attrs["autofocus"] = True
        for at in range(1, ASKED_LINES + 1):
            self._line(at)
        for name in ("village_id", "households"):
            if not villages:
                del self.fields[name]
        if not points:
            del self.fields["points"]

    def _line(self, at: int) -> None:
        self.fields[f"asked_kind_{at}"] = forms.ChoiceField(
            label="问了谁", required=False, choices=[("", "—"), *AskedKind.choices]
        )
        self.fields[f"asked_number_{at}"] = forms.IntegerField(
            label="人数", required=False, min_value=1, max_value=500
        )
        self.fields[f"asked_said_{at}"] = forms.CharField(
            label="说了什么", required=False, max_length=1000
        )

    def asked_lines(self) -> list[tuple[Any, Any, Any]]:
        """The three fields of each line, for the page."""
        return [
            (self[f"asked_kind_{at}"], self[f"asked_number_{at}"], self[f"asked_said_{at}"])
            for at in range(1, ASKED_LINES + 1)
        ]

    def facts(self) -> VisitFacts:
        """What was filled in."""
        data = self.cleaned_data
        asked = tuple(
            (data[f"asked_kind_{at}"], data[f"asked_number_{at}"] or 1, data[f"asked_said_{at}"])
            for at in range(1, ASKED_LINES + 1)
            if data[f"asked_kind_{at}"]
        )
        return VisitFacts(
            visited_on=data["visited_on"], kind=data["kind"], place=data["place"],
            seen=data["seen"], people=tuple(data["people"]), starts_at=data["starts_at"],
            village_id=data.get("village_id"), households=data.get("households") or 0,
            next_step=data["next_step"], asked=asked, points=tuple(data.get("points") or ()),
        )  # fmt: skip

    @staticmethod
    def initial_of(row: Visit) -> dict[str, Any]:
        """A visit as the form shows it."""
        names = (
            "version", "kind", "visited_on", "starts_at", "place", "village_id", "households",
            "seen", "next_step",
        )  # fmt: skip
        found: dict[str, Any] = {name: getattr(row, name) for name in names}
        found["people"] = [one.user_id for one in row.people.all()]
        found["points"] = [one.point_id for one in row.points.all()]
        for at, one in enumerate(row.asked.all()[:ASKED_LINES], start=1):
            found |= {
                f"asked_kind_{at}": one.kind, f"asked_number_{at}": one.number,
                f"asked_said_{at}": one.said,
            }  # fmt: skip
        return found


class HouseholdsForm(forms.Form):
    """How many households each village has."""

    def __init__(self, *args: Any, villages: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for pk, name in villages:
            self.fields[str(pk)] = forms.IntegerField(label=name, min_value=0, required=False)

    def households(self) -> dict[int, int]:
        """The numbers; what is empty is nought."""
        return {int(name): self.cleaned_data[name] or 0 for name in self.fields}


class RulesForm(NextVersionForm):
    household_percent = forms.IntegerField(label=LABELS["household_percent"])
    household_least = forms.IntegerField(label=LABELS["household_least"])
    least_sheets = forms.IntegerField(label=LABELS["least_sheets"])
    least_cell = forms.IntegerField(label=LABELS["least_cell"])

    @staticmethod
    def initial_of(values: Minimums) -> dict[str, Any]:
        """The numbers as the form shows them."""
        return {name: getattr(values, name) for name in LABELS}
