"""Buttons of a record and what they do: each deed is one form and one service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.policies import RolePolicy
from xuncha.kernel.states import StateTable
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request
from xuncha.web.problems import INCOMPLETE, told


def _always(_row: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that may be done to a record. ``label`` is the state table's where it is empty;
    ``unless`` gives the sentence why not now, for deeds that change no state; ``note`` is told in
    the dialog."""

    action: str
    run: Callable[..., Any]
    done: str
    form: type[django_forms.Form] = VersionForm
    label: str = ""
    style: str = "plain"
    note: str = ""
    unless: Callable[[Any], str] = _always


@dataclass(frozen=True, slots=True)
class Next:
    """What to do next: in words, with a button to where it is done, unless that is this page."""

    words: str
    act: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A deed as the page shows it: with its form, or with the sentence why not."""

    deed: Deed
    label: str
    form: django_forms.Form
    why_not: str
    key: str

    @property
    def plain(self) -> bool:
        """Whether nothing has to be filled in."""
        return all(one.is_hidden for one in self.form)


def buttons_for(
    actor: Actor, row: Any, deeds: Sequence[Deed], table: StateTable,
    starts: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Button]:  # fmt: skip
    """Buttons of those deeds that are something to this person in the present state. ``starts``
    gives what a deed's form begins with."""
    policy = access.policy_for(type(row))
    assert isinstance(policy, RolePolicy)
    found = []
    for deed in deeds:
        step = table.transitions.get(deed.action)
        if (step and row.state not in step.sources) or not (
            actor.is_system or actor.has(*policy.acts[deed.action].roles)
        ):
            continue
        why_not = access.can(actor, deed.action, row).reason or deed.unless(row)
        if step and not why_not:
            why_not = table.why_not(row, deed.action)
        begun = {"version": row.version, **(starts or {}).get(deed.action, {})}
        key = f"{deed.action}-{row.pk}"
        form = deed.form(initial=begun, auto_id=f"{key}-%s")
        label = deed.label or (step.label if step else deed.action)
        found.append(Button(deed, label, form, why_not, key))
    return found


def do(request: Request, deeds: Sequence[Deed], **target: int) -> Any:
    """Run the deed that was posted for a record and say that it is done."""
    deed = next((one for one in deeds if one.action == request.POST.get("action")), None)
    if deed is None:
        raise Invalid(INCOMPLETE)
    data = told(deed.form(request.POST, request.FILES))
    row = deed.run(request.actor, **target, **data)
    messages.success(request, deed.done)
    return row


def form_page(
    request: Request, form: django_forms.Form, title: str, back: str, **more: Any
) -> HttpResponse:
    """A page with one form. ``draft`` names the copy that the browser keeps while somebody types;
    ``again`` is the label of the button that saves and starts the next one."""
    context = {"form": form, "title": title, "back_url": back} | more
    return render(
        request, "layouts/form.html", context, status=400 if form.errors else 200
    )  # fmt: skip
