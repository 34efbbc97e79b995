"""The form that tells where a list's header stands and which column is what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from xuncha.foundation.exchange.columns import Column
from xuncha.foundation.exchange.parsers import plain
from xuncha.foundation.exchange.sheets import Sheet, SheetLayout

_SAMPLES = 3


class ColumnsForm(forms.Form):
    """For each sheet its last header row, and for each heading what it is. Fields are made from the
    sheets as read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, sheets: Sequence[Sheet], columns: Sequence[Column], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheets = sheets
        self.labels = {one.key: one.label for one in columns}
        choices = [("", "（不导入）"), *((one.key, one.label) for one in columns)]
        for place, sheet in enumerate(sheets):
            name = sheet.table.sheet or "表"
            self.fields[f"s{place}_row"] = forms.IntegerField(
                label=f"{name}：表头最下面一行的行号", min_value=1, max_value=200,
                initial=sheet.layout.last,
            )  # fmt: skip
            used = {header: key for key, header in sheet.layout.mapping.items()}
            for at, header in enumerate(sheet.table.headers):
                if header.strip():
                    self.fields[f"s{place}_c{at}"] = forms.ChoiceField(
                        label=f"{name}　{header}", choices=choices, required=False,
                        initial=used.get(header, ""), help_text=_samples(sheet, at),
                    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The same field twice in one sheet is an error."""
        data = super().clean() or {}
        for place, sheet in enumerate(self.sheets):
            told = [data.get(f"s{place}_c{at}") for at in range(len(sheet.table.headers))]
            twice = sorted({self.labels[key] for key in told if key and told.count(key) > 1})
            if twice:
                raise forms.ValidationError(
                    f"工作表“{sheet.table.sheet}”里，{'、'.join(twice)}选了不止一列。"
                )
        return data

    def new_sheets(self) -> list[dict[str, Any]]:
        """The layouts as told. Where the header row moved, the columns are found anew."""
        found = []
        for place, sheet in enumerate(self.sheets):
            last = self.cleaned_data[f"s{place}_row"]
            if last != sheet.layout.last:
                found.append(SheetLayout(sheet.layout.name, last, last).as_json())
                continue
            mapping = {
                key: header
                for at, header in enumerate(sheet.table.headers)
                if (key := self.cleaned_data.get(f"s{place}_c{at}"))
            }
            layout = SheetLayout(sheet.layout.name, sheet.layout.first, last, mapping)
            found.append(layout.as_json())
        return found


def _samples(sheet: Sheet, at: int) -> str:
    shown = [plain(cells[at])[:20] for _, cells in sheet.table.rows if at < len(cells)]
    told = list(dict.fromkeys(one for one in shown if one))[:_SAMPLES]
    return "例如：" + "；".join(told) if told else ""
