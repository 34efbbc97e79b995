"""Form fields of the pool: an organisation typed by its name, several people by their boxes."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.pool.importing.names import OUTSIDE, Place, Places, UnclearError

HELP = f"输入名称或代码，从列表里选；名录里没有的，写成“{OUTSIDE}单位名称”"


class PlaceField(forms.CharField):
    """An organisation by name, short name or code, or words for one outside the directory; cleaned
    to a ``Place``. The form sets ``places`` before it validates."""

    places: Places

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HELP)
        super().__init__(
            max_length=90,
            widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        try:
            return self.places.find(words)
        except UnclearError as problem:
            raise forms.ValidationError(str(problem)) from None


class PlaceForm(forms.Form):
    """A form with places: it is made with those that the reader may name."""

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for field in self.fields.values():
            if isinstance(field, PlaceField):
                field.places = places


def place_id(place: Place | None) -> int | None:
    """The organisation's key, if it is one of the directory."""
    return place.organisation_id if place else None


def place_words(place: Place | None) -> str:
    """The words, if it is none of the directory."""
    return place.words if place else ""
