"""Forms for bringing files in."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.rectification.enums import ImportKind
from xuncha.engines.reading.records import Field


class BringForm(forms.Form):
    kind = forms.ChoiceField(
        label="这是什么",
        choices=ImportKind.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    file = forms.FileField(label="文件")


class TakeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    leave_refused = forms.BooleanField(required=False, label="先导入其余各行，不能导入的行退回修改")


class ColumnsForm(forms.Form):
    """One choice a column: which of our fields it is. Fields are made from the layout."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    offered: tuple[tuple[str, str], ...] = tuple((one.value, one.value) for one in Field)

    def __init__(self, *args: Any, layout: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.layout = layout
        choices = [("", "（不导入）"), *self.offered]
        for place, sheet in enumerate(layout["sheets"]):
            for column in sheet["columns"]:
                if not column["header"] and not column["field"]:
                    continue
                self.fields[_name(place, column)] = forms.ChoiceField(
                    label=f"{sheet['name']}　{column['header'] or '（没有列名）'}",
                    choices=choices,
                    required=False,
                    initial=column["field"] or "",
                    help_text="例如：" + "；".join(column["samples"]) if column["samples"] else "",
                )

    def new_layout(self) -> dict[str, Any]:
        """The layout with the columns as told."""
        sheets = [
            sheet
            | {
                "columns": [
                    column | {"field": self.cleaned_data.get(_name(place, column)) or None}
                    for column in sheet["columns"]
                ]
            }
            for place, sheet in enumerate(self.layout["sheets"])
        ]
        return self.layout | {"sheets": sheets}

    def clean(self) -> dict[str, Any]:
        """The same field twice in one sheet is an error."""
        data = super().clean() or {}
        for place, sheet in enumerate(self.layout["sheets"]):
            names = [data.get(_name(place, column)) for column in sheet["columns"]]
            labels = dict(self.offered)
            twice = sorted({labels[name] for name in names if name and names.count(name) > 1})
            if twice:
                raise forms.ValidationError(
                    f"工作表“{sheet['name']}”里，{'、'.join(twice)}选了不止一列。"
                )
        return data


def _name(place: int, column: dict[str, Any]) -> str:
    return f"s{place}_c{column['index']}"
