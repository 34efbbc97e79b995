"""Fields that many forms have."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from xuncha.kernel import texts

Choices = Iterable[tuple[str, Any]]


def calendar() -> forms.DateInput:
    """A day by the browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def day(
    label: str, help_text: str = "", *, required: bool = True, **more: Any
) -> forms.DateField:  # fmt: skip
    """A day."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=calendar(), **more
    )


def plain(number: Decimal | None) -> str:
    """A number as somebody would type it: 47, not 47.00."""
    return "" if number is None else f"{number.normalize():f}"


def text(
    label: str, longest: int, rows: int, *, focus: bool = False, **more: Any
) -> forms.CharField:  # fmt: skip
    """Some paragraphs; with ``focus`` the page opens with the cursor in it."""
    attrs: dict[str, Any] = {"rows": rows} | ({"autofocus": True} if focus else {})
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs=attrs), **more
    )


class Prose(forms.CharField):
    """Some paragraphs, typed or pasted out of a word processor."""

    def to_python(self, value: Any) -> str:
        return texts.prose(super().to_python(value) or "")


class Line(forms.CharField):
    """A line, typed or pasted."""

    def to_python(self, value: Any) -> str:
        return texts.line(super().to_python(value) or "")


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


class VersionForm(forms.Form):
    """Every act says which version of the record the person had before him."""

    version = forms.IntegerField(widget=forms.HiddenInput)


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
