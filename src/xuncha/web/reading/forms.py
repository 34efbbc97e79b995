"""Forms for reading papers in: the file, and what a person makes of what was understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet

from xuncha.cycle.findings.reading import LONGEST
from xuncha.cycle.intake.enums import PaperKind
from xuncha.cycle.intake.services import Correction
from xuncha.cycle.intake.understood import Line
from xuncha.cycle.planning.models import Inspection

_MOST_INSPECTIONS = 500


def _name(row: Inspection) -> str:
    return f"{row.organisation.name}（{row.round.term}{row.round}）"


def _offer(form: forms.Form, rows: QuerySet[Inspection]) -> None:
    """Let the form choose among the latest of the inspections, by unit and round."""
    latest = list(rows.values_list("pk", flat=True)[:_MOST_INSPECTIONS])
    field = form.fields["inspection"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows.filter(pk__in=latest)
    field.label_from_instance = _name  # type: ignore[method-assign, assignment]


class BringForm(forms.Form):
    file = forms.FileField(label="文件")
    inspection: forms.ModelChoiceField[Inspection] = forms.ModelChoiceField(
        queryset=None, label="属于哪次巡察", required=False,
        empty_label="由系统从文中看出来",
    )  # fmt: skip

    def __init__(self, *args: Any, inspections: QuerySet[Inspection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, inspections)


class DropForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class PaperForm(forms.Form):
    """Kind, inspection, and for each finding whether it is kept and its words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="文种", choices=PaperKind.choices)
    inspection: forms.ModelChoiceField[Inspection] = forms.ModelChoiceField(
        queryset=None, label="属于哪次巡察", required=False,
        empty_label="还没有选",
    )  # fmt: skip

    def __init__(
        self, *args: Any, inspections: QuerySet[Inspection], lines: tuple[Line, ...], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        _offer(self, inspections)
        for one in lines:
            self.fields[f"kept_{one.at}"] = forms.BooleanField(
                label="保留", required=False, initial=one.kept
            )
            self.fields[f"text_{one.at}"] = forms.CharField(
                label=f"第{one.at + 1}条", max_length=LONGEST, initial=one.text, required=False,
                widget=forms.Textarea(attrs={"rows": min(8, 1 + len(one.text) // 28)}),
            )  # fmt: skip

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each finding with its two fields."""
        for one in self.lines:
            yield {
                "line": one, "kept": self[f"kept_{one.at}"], "text": self[f"text_{one.at}"],
            }  # fmt: skip

    def corrections(self) -> list[Correction]:
        """What the person made of the findings."""
        return [
            Correction(
                one.at, self.cleaned_data[f"kept_{one.at}"], self.cleaned_data[f"text_{one.at}"]
            )
            for one in self.lines
        ]
