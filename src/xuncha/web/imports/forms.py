"""Forms for bringing files in."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.rectification.enums import ImportKind
from xuncha.engines.reading.records import Field


class BringForm(forms.Form):
    kind = forms.ChoiceField(
        label="这是什么", choices=ImportKind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(label="文件")


class TakeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    leave_refused = forms.BooleanField(required=False, label="先导入其余各行，不能导入的行退回修改")


class ColumnsForm(forms.Form):
    """One choice a column: which of our fields it is. Fields are made from the layout."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, layout: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.layout = layout
        choices = [("", "（不导入）"), *((one.value, one.value) for one in Field)]
        for place, sheet in enumerate(layout["sheets"]):
            found = {column["index"]: column["field"] for column in sheet["columns"]}
            for index, header in enumerate(sheet["headers"]):
                if not header and index not in found:
                    continue
                self.fields[f"s{place}_c{index}"] = forms.ChoiceField(
                    label=header or f"第{index + 1}列",
                    choices=choices,
                    required=False,
                    initial=found.get(index, ""),
                )

    def new_layout(self) -> dict[str, Any]:
        """The layout with the columns as told. The same field twice in a sheet is an error."""
        sheets = []
        for place, sheet in enumerate(self.layout["sheets"]):
            told = [
                (index, self.cleaned_data.get(f"s{place}_c{index}", ""))
                for index in range(len(sheet["headers"]))
            ]
            known = {column["index"]: column for column in sheet["columns"]}
            columns = [
                known.get(index, {}) | {"index": index, "field": name}
                for index, name in told
                if name
            ]
            sheets.append(sheet | {"columns": columns})
        return self.layout | {"sheets": sheets}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place, sheet in enumerate(self.layout["sheets"]):
            told = [data.get(f"s{place}_c{index}") for index in range(len(sheet["headers"]))]
            names = [name for name in told if name]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise forms.ValidationError(
                    f"工作表“{sheet['name']}”里，{'、'.join(twice)}选了不止一列。"
                )
        return data
