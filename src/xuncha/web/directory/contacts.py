"""Putting right and ending what is entered of a unit's people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.directory import services
from xuncha.cycle.directory.models import Contact
from xuncha.foundation import access
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.directory import forms
from xuncha.web.directory.writing import Data, named_view, show_form, tell
from xuncha.web.http import Request


def _contact(
    title: str,
    form_class: type[django_forms.Form],
    start: Callable[[Contact], Data],
    call: Callable[[Request, int, Data], Any],
    done: str,
) -> Callable[..., HttpResponse]:
    def view(request: Request, contact_id: int) -> HttpResponse:
        row = access.get_or_404(request.actor, Contact, related=("organisation",), pk=contact_id)
        access.require(request.actor, "change", row)
        status = 0
        form = form_class(request.POST or None, initial={"version": row.version, **start(row)})
        if request.method == "POST" and form.is_valid():
            try:
                call(request, row.pk, form.cleaned_data)
            except (Invalid, Conflict) as problem:
                status = tell(form, problem)
            else:
                messages.success(request, done)
                return redirect("directory_detail", row.organisation_id)
        sub = f"{row.organisation.name} · {row.get_post_display()} {row.name}"
        back = reverse("directory_detail", args=[row.organisation_id])
        return show_form(request, form, title, back, sub=sub, status=status)

    return view


correct_contact = named_view(
    "correct_contact",
    "A name or a phone put right.",
    _contact(
        "更正联系人", forms.ContactCorrectForm,
        lambda row: {"name": row.name, "phone": row.phone},
        lambda request, pk, data: services.correct_contact(request.actor, contact_id=pk, **data),
        "已更正。",
    ),
)  # fmt: skip
end_contact = named_view(
    "end_contact",
    "A post that falls empty.",
    _contact(
        "离任", forms.ContactEndForm,
        lambda row: {},
        lambda request, pk, data: services.end_contact(request.actor, contact_id=pk, **data),
        "离任已登记。",
    ),
)  # fmt: skip
