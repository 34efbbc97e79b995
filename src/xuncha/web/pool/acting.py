"""A form as a page of its own: it comes in, one service is called, the person's page shows again.
What the service refuses stands beside its field; what somebody else did first answers 409."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.pool.importing.names import Places
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.http import Request
from xuncha.web.problems import show_problem


def form_page(
    request: Request, *, form: forms.Form, title: str, back: str,
    act: Callable[[dict[str, Any]], object], done: str, lead: str = "", button: str = "保存",
) -> HttpResponse:  # fmt: skip
    """Show the form, or take it in: ``act`` gets the cleaned data and calls the service. ``back``
    is where it leads when done."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except (Invalid, Conflict) as problem:
                status = problem.status
                show_problem(form, problem)
            else:
                messages.success(request, done)
                return redirect(back)
    places: Places | None = getattr(form, "places", None)
    context = {
        "form": form, "title": title, "back_url": back, "lead": lead, "button": button,
        "places": places.names() if places else [],
        "sees_list": request.actor.has(*READERS),
        "has_file": any(isinstance(one, forms.FileField) for one in form.fields.values()),
    }  # fmt: skip
    return render(request, "pool/form.html", context, status=status)
