"""Rows of a form that people add as they need them: by script at once, without it by a button that
sends the form and gets it back with more rows, unsaved."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request
from xuncha.web.problems import INCOMPLETE

MORE = "more"
UNSAVED = 422
"""How a form that only grew is answered: it says that nothing was saved, so that the browser keeps
its draft."""


def wants_more(request: Request) -> bool:
    """Whether the form was sent to get more rows."""
    return request.method == "POST" and MORE in request.POST


def as_typed(form: Any) -> Any:
    """The form once more with what was typed, right or wrong, before anything is objected to."""
    form.initial = _typed(form)
    form.is_bound = False
    form._errors = None
    return form


def with_more(rows: Any) -> Any:
    """A set of rows once more: those that say something as they were typed, then empty ones."""
    if not rows.management_form.is_valid():
        raise Invalid(INCOMPLETE)
    kept = [typed for one in rows.forms if _says_something(one, typed := _typed(one))]
    return type(rows)(initial=kept, prefix=rows.prefix)


def _says_something(form: forms.BaseForm, typed: dict[str, Any]) -> bool:
    """A choice alone says nothing: it stands there before anybody writes."""
    choices = {
        name for name, field in form.fields.items() if isinstance(field.widget, forms.Select)
    }
    return any(str(value or "").strip() for name, value in typed.items() if name not in choices)


def _typed(form: forms.BaseForm) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
