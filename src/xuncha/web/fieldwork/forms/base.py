"""Fields that the forms of the field share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from xuncha.web.fields import VersionForm, day

Choices = Iterable[tuple[str, Any]]


def text(
    label: str, longest: int, rows: int, *, focus: bool = False, **more: Any
) -> forms.CharField:  # fmt: skip
    """Some paragraphs; with ``focus`` the page opens with the cursor in it."""
    attrs: dict[str, Any] = {"rows": rows} | ({"autofocus": True} if focus else {})
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs=attrs), **more
    )


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, as (stream, name) for the service."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[tuple[Any, str]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
        return [(one, one.name or "") for one in (super(FilesField, self).clean(each, initial)
                for each in given)]  # fmt: skip


class ReasonForm(VersionForm):
    """A step with its reason."""

    reason = text("理由", 300, 3)


class DayForm(VersionForm):
    """A step on a day."""

    on = day("日期")


class PutOffForm(VersionForm):
    """A later deadline, and why."""

    due_on = day("推后到")
    reason = text("为什么推后", 300, 3)
