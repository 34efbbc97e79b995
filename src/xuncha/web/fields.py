"""Fields that many forms have."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from xuncha.kernel import texts


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


class Prose(forms.CharField):
    """Some paragraphs, typed or pasted out of a word processor."""

    def to_python(self, value: Any) -> str:
        return texts.prose(super().to_python(value) or "")


class Line(forms.CharField):
    """A line, typed or pasted."""

    def to_python(self, value: Any) -> str:
        return texts.line(super().to_python(value) or "")


class VersionForm(forms.Form):
    """Every act says which version of the record the person had before him."""

    version = forms.IntegerField(widget=forms.HiddenInput)
