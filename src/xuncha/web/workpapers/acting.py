"""What the views of this area share: who comes here, forms told, sentences beside their fields."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import StreamingHttpResponse

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS, UNIT
from xuncha.foundation.files import selectors as files
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.serving import headers
from xuncha.kernel.errors import Conflict, Invalid

AUDIENCE = READERS | {INSPECTOR}
TEAM = frozenset({INSPECTOR})
SIGNERS = TEAM | {OFFICE_DIRECTOR}
WORKERS = OFFICE | {INSPECTOR}
WITH_UNIT = AUDIENCE | UNIT
UNITS = UNIT
INCOMPLETE = "提交的内容不完整，请刷新页面后再试。"

__all__ = [
    "AUDIENCE", "INCOMPLETE", "SIGNERS", "TEAM", "UNITS", "WITH_UNIT", "WORKERS",
    "handed_out", "show_problem", "told",
]  # fmt: skip


def told(form: django_forms.Form) -> dict[str, Any]:
    """What a form holds, or its first error as one sentence."""
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    raise Invalid(f"{label}：{errors[0]}" if label else INCOMPLETE, field=name)


def show_problem(form: django_forms.Form, problem: Invalid | Conflict) -> None:
    """The service's sentence beside the field that it is about, else above the form."""
    field = getattr(problem, "field", "")
    form.add_error(field if field in form.fields else None, problem.sentence)


def handed_out(stored: StoredFile) -> StreamingHttpResponse:
    """A kept file as an answer under which no browser runs anything."""
    return StreamingHttpResponse(files.open_file(stored), headers=headers(stored))
