"""What a form or a service objects to, where the person can see it."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.kernel.errors import Conflict, Invalid, Refused

INCOMPLETE = "提交的内容不完整，请刷新页面后再试。"


def show_problem(form: forms.Form, problem: Invalid | Conflict | Refused) -> None:
    """The service's sentence beside the field that it is about, else above the form."""
    field = getattr(problem, "field", "")
    form.add_error(field if field in form.fields else None, problem.sentence)


class ProblemsIn:
    """What a service refuses within the block is shown in the form, and the page goes on below it:
    ``with ProblemsIn(form): …write, say so, redirect…``. Of other ``kinds`` the answer is a page of
    its own."""

    def __init__(self, form: forms.Form, *kinds: type[Invalid | Conflict | Refused]) -> None:
        self._form, self._kinds = form, kinds or (Invalid, Conflict)

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: object) -> bool:
        if not isinstance(problem, self._kinds):
            return False
        show_problem(self._form, problem)
        return True


def told(form: forms.Form) -> dict[str, Any]:
    """What a form holds, or its first error as one sentence; ``Invalid``."""
    if form.is_valid():
        return form.cleaned_data
    name, errors = next(iter(form.errors.items()))
    field = form.fields.get(name)
    if field is None or field.widget.is_hidden or not field.label:
        raise Invalid(INCOMPLETE, field=name)
    raise Invalid(f"{field.label}：{errors[0]}", field=name)
