"""Fields that several forms have, and the version that each act names."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.web.fields import VersionForm


def text_field(label: str, rows: int = 3, limit: int = 300, **more: Any) -> forms.CharField:
    """A few lines of text."""
    hint = more.pop("placeholder", "")
    widget = forms.Textarea(attrs={"rows": rows, "placeholder": hint})
    return forms.CharField(label=label, max_length=limit, widget=widget, **more)


def people_field(label: str, empty: str, *, required: bool = True) -> Any:
    return forms.ModelChoiceField(
        queryset=None, label=label, empty_label=empty,
        required=required,
    )  # fmt: skip


class ReasonForm(VersionForm):
    reason = text_field("理由")


class NoteForm(VersionForm):
    note = text_field("意见", required=False)
